//! The same types as serde's derive makes them.

use org_types::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub(crate) struct ListAccountsResponse {
    #[serde(rename = "Accounts")]
    _accounts: Option<Vec<Account>>,
    #[serde(rename = "NextToken")]
    _next_token: Option<String>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "Id")]
    _id: Option<String>,
    #[serde(rename = "Arn")]
    _arn: Option<String>,
    #[serde(rename = "Email")]
    _email: Option<String>,
    #[serde(rename = "Name")]
    _name: Option<String>,
    #[serde(rename = "Status")]
    _status: Option<AccountStatus>,
    #[serde(rename = "State")]
    _state: Option<AccountState>,
    #[serde(rename = "Paths")]
    _paths: Option<Vec<String>>,
    #[serde(rename = "JoinedMethod")]
    _joined_method: Option<AccountJoinedMethod>,
    #[serde(rename = "JoinedTimestamp")]
    _joined_timestamp: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum AccountStatus {
    Active,
    Suspended,
    PendingClosure,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum AccountState {
    PendingActivation,
    Active,
    Suspended,
    PendingClosure,
    Closed,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum AccountJoinedMethod {
    Invited,
    Created,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct CreateAccountRequest {
    pub(crate) email: String,
    pub(crate) account_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) iam_user_access_to_billing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tags: Option<Vec<Tag>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Tag {
    pub(crate) key: String,
    pub(crate) value: String,
}
