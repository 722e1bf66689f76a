//! What a call costs beside the network: the request made and signed, the response read. The response
//! has 20 accounts, and comes from memory.
#![allow(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

use aws_json_client::{Config, Credentials, blocking};
use aws_json_protocol::TransportError;
use aws_json_protocol::endpoint::Endpoint;
use divan::Bencher;
use http::{Request, Response};
use org_types::{
    Account, AccountJoinedMethod, AccountStatus, ListAccountsRequest, ListAccountsResponse,
    Timestamp,
};

fn main() {
    divan::main();
}

struct Canned(Vec<u8>);

impl blocking::Transport for Canned {
    fn send(&self, _: Request<Vec<u8>>, _: u64) -> Result<Response<Vec<u8>>, TransportError> {
        let response = Response::builder()
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amzn-requestid", "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE");
        response
            .body(self.0.clone())
            .map_err(TransportError::not_sent)
    }
}

fn page() -> ListAccountsResponse {
    let joined = Timestamp::new(1_482_951_659, 257_000_000).unwrap();
    let account = |number: u64| {
        Account::default()
            .id(format!("{number:012}"))
            .arn(format!(
                "arn:aws:organizations::111122223333:account/o-exampleorgid/{number:012}"
            ))
            .email(format!("account-{number}@example.com"))
            .name(format!("Account {number}"))
            .status(AccountStatus::Active)
            .joined_method(AccountJoinedMethod::Created)
            .joined_timestamp(joined)
    };
    ListAccountsResponse::default()
        .accounts((1..=20).map(account))
        .next_token("more")
}

#[divan::bench]
fn list_20_accounts(bencher: Bencher<'_, '_>) {
    let transport = Canned(serde_json::to_vec(&page()).unwrap());
    let key = Credentials::new("AKIDEXAMPLE", "secret", None, None, "bench");
    let endpoint = Endpoint::new("https://organizations.us-east-1.amazonaws.com", "us-east-1");
    let client = blocking::Client::new(transport, Config::new(endpoint, key));
    let input = ListAccountsRequest::default().max_results(20);
    assert_eq!(client.call(&input).unwrap(), page());
    bencher.bench_local(|| client.call(&input).unwrap());
}
