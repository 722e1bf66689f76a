//! All accounts that the server knows, by ID and by e-mail address.

use std::collections::BTreeMap;

use org_types::{AccountState, Timestamp};
use serde::{Deserialize, Serialize};

/// An account, in an organization or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) state: AccountState,
    /// The ID of the organization that the account is in.
    pub(crate) organization: Option<String>,
    /// When its closure was asked for.
    pub(crate) closed: Option<Timestamp>,
}

/// The accounts by ID, with an index of their e-mail addresses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, Account>", into = "BTreeMap<String, Account>")]
pub(crate) struct Directory {
    accounts: BTreeMap<String, Account>,
    ids: BTreeMap<String, String>,
}

impl Directory {
    pub(crate) fn get(&self, id: &str) -> Option<&Account> {
        self.accounts.get(id)
    }

    /// Returns the account to change it, except for its e-mail address.
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Account> {
        self.accounts.get_mut(id)
    }

    /// Returns the ID of the account with an e-mail address, in any letter case.
    pub(crate) fn id_of_email(&self, email: &str) -> Option<&str> {
        self.ids.get(&email.to_lowercase()).map(String::as_str)
    }

    pub(crate) fn insert(&mut self, account: Account) {
        if let Some(old) = self.accounts.get(&account.id) {
            self.ids.remove(&old.email.to_lowercase());
        }
        let email = account.email.to_lowercase();
        self.ids.insert(email, account.id.clone());
        self.accounts.insert(account.id.clone(), account);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }
}

impl From<BTreeMap<String, Account>> for Directory {
    fn from(accounts: BTreeMap<String, Account>) -> Self {
        let mut directory = Self::default();
        for account in accounts.into_values() {
            directory.insert(account);
        }
        directory
    }
}

impl From<Directory> for BTreeMap<String, Account> {
    fn from(directory: Directory) -> Self {
        directory.accounts
    }
}
