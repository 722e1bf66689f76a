//! Everything that the server knows. The other files read and change it, one area of the API each.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use org_types::{
    AccountJoinedMethod, AccountState, ActionType, CreateAccountFailureReason, CreateAccountStatus,
    HandshakeParty, HandshakeResource, HandshakeState, OrganizationFeatureSet, PolicyType,
    ResponsibilityTransferStatus, ResponsibilityTransferType, Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::directory::{Account, Directory};
use crate::errors::*;
use crate::hierarchy::Hierarchy;

pub(crate) const DAY: i64 = 24 * 60 * 60;

/// The state of the server. Maps have the ID of their values as keys, unless they say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    /// The time of the current call. [`advance_to`](Self::advance_to) moves it.
    pub(crate) now: Timestamp,
    /// The account that makes the current call.
    #[serde(skip)]
    pub(crate) caller: String,
    /// The name of the operation that it calls.
    #[serde(skip)]
    pub(crate) operation: &'static str,
    /// How many IDs have been made.
    pub(crate) counter: u64,
    /// All accounts, in an organization or not. An account is added when it is first seen.
    pub(crate) accounts: Directory,
    pub(crate) organizations: BTreeMap<String, Organization>,
    /// The handshakes of all organizations, since both parties see them.
    pub(crate) handshakes: BTreeMap<String, Handshake>,
    pub(crate) transfers: BTreeMap<String, Transfer>,
    /// What happens at a later time: the ID of a handshake that expires or is forgotten, of an
    /// account creation that ends, or of an account whose closure proceeds.
    pub(crate) deadlines: BTreeSet<(Timestamp, String)>,
    /// Why the next account creations fail.
    pub(crate) account_failures: VecDeque<CreateAccountFailureReason>,
    /// How many accounts an organization can have, if there is a limit.
    pub(crate) account_limit: Option<usize>,
    /// How many seconds it takes to create or close an account. 0 means until the next call.
    pub(crate) account_delay: i64,
}

/// An organization and what is only visible inside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Organization {
    pub(crate) id: String,
    pub(crate) management_account: String,
    pub(crate) feature_set: OrganizationFeatureSet,
    /// The ID of the root.
    pub(crate) root: String,
    /// The policy types that are enabled in the root.
    pub(crate) policy_types: BTreeSet<PolicyType>,
    pub(crate) members: BTreeMap<String, Member>,
    /// The names of the organizational units.
    pub(crate) units: BTreeMap<String, String>,
    pub(crate) hierarchy: Hierarchy,
    pub(crate) policies: BTreeMap<String, Policy>,
    /// The IDs of the policies that are attached, the oldest attachment first, by the ID of their
    /// target: the root, a unit or an account.
    pub(crate) attachments: BTreeMap<String, Vec<String>>,
    /// Keys and values of tags, by the ID of the tagged resource.
    pub(crate) tags: BTreeMap<String, BTreeMap<String, String>>,
    pub(crate) account_creations: BTreeMap<String, AccountCreation>,
    /// Delegated administrators by account ID: the services that they administer, and since when.
    pub(crate) delegations: BTreeMap<String, BTreeMap<String, Timestamp>>,
    /// The services with access to the organization, and since when.
    pub(crate) service_access: BTreeMap<String, Timestamp>,
    pub(crate) resource_policy: Option<ResourcePolicy>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) joined: Timestamp,
    pub(crate) joined_method: AccountJoinedMethod,
}

/// A policy, one of the organization's own or one that AWS manages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Policy {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) r#type: PolicyType,
    pub(crate) content: String,
    pub(crate) aws_managed: bool,
    /// When the policy was created or changed last.
    pub(crate) updated: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ResourcePolicy {
    pub(crate) id: String,
    pub(crate) content: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AccountCreation {
    pub(crate) email: String,
    /// Whether an account in AWS GovCloud (US) is created with it.
    pub(crate) with_gov_cloud: bool,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) status: CreateAccountStatus,
}

/// A handshake, from its request to 30 days after its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Handshake {
    pub(crate) id: String,
    /// The organization that sent it.
    pub(crate) organization: String,
    /// The management account of that organization.
    pub(crate) management_account: String,
    pub(crate) recipient: HandshakeParty,
    pub(crate) action: ActionType,
    pub(crate) state: HandshakeState,
    pub(crate) requested: Timestamp,
    pub(crate) expires: Timestamp,
    pub(crate) resources: Vec<HandshakeResource>,
    /// The tags that an invited account gets.
    pub(crate) tags: BTreeMap<String, String>,
    /// The ID of the handshake that it is part of, for the requests to enable all features.
    pub(crate) parent: Option<String>,
    /// The ID of the responsibility transfer that it is about.
    pub(crate) transfer: Option<String>,
}

/// A transfer of a responsibility from one organization (the source) to another (the target).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Transfer {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) r#type: ResponsibilityTransferType,
    pub(crate) status: ResponsibilityTransferStatus,
    /// The management account of the source, which hands the responsibility over.
    pub(crate) source: String,
    /// The management account of the target, which takes it over.
    pub(crate) target: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Option<Timestamp>,
    /// The ID of the handshake that it waits for.
    pub(crate) handshake: Option<String>,
}

impl State {
    /// Begins a call, by an account that is added outside any organization unless it is known.
    pub(crate) fn begin(&mut self, caller: &str, operation: &'static str) {
        if self.accounts.get(caller).is_none() {
            let (email, name) = (format!("{caller}@example.com"), format!("Account {caller}"));
            self.add_account(caller, &email, &name);
        }
        self.caller = caller.to_owned();
        self.operation = operation;
    }

    /// Adds an account outside any organization, or changes the e-mail address and name of one.
    pub(crate) fn add_account(&mut self, id: &str, email: &str, name: &str) {
        let known = self.accounts.get(id);
        self.accounts.insert(Account {
            id: id.to_owned(),
            email: email.to_owned(),
            name: name.to_owned(),
            state: known.map_or(AccountState::Active, |known| known.state.clone()),
            organization: known.and_then(|known| known.organization.clone()),
            closed: known.and_then(|known| known.closed),
        });
    }

    pub(crate) fn organization_of(&self, account: &str) -> Result<&Organization> {
        let account = self.accounts.get(account);
        let id = account.and_then(|account| account.organization.as_ref());
        not_in_use.if_none(id.and_then(|id| self.organizations.get(id)))
    }

    pub(crate) fn managed_by(&self, account: &str) -> Result<&Organization> {
        let organization = self.organization_of(account)?;
        not_the_manager.unless(organization.management_account == account)?;
        Ok(organization)
    }

    /// Returns the organization that the caller manages.
    pub(crate) fn managed(&self) -> Result<&Organization> {
        self.managed_by(&self.caller)
    }

    /// Returns the organization of [`managed`](Self::managed), to change it.
    pub(crate) fn managed_mut(&mut self) -> Result<&mut Organization> {
        let id = self.managed()?.id.clone();
        not_in_use.if_none(self.organizations.get_mut(&id))
    }

    /// Returns the moment that many seconds from now, or the last one there is.
    pub(crate) fn seconds_from_now(&self, seconds: i64) -> Timestamp {
        let seconds = self.now.seconds().saturating_add(seconds);
        Timestamp::new(seconds, self.now.nanoseconds()).unwrap_or(Timestamp::MAX)
    }

    /// Sets when it is the turn of something in [`deadlines`](Self::deadlines), and returns the moment.
    pub(crate) fn schedule(&mut self, seconds: i64, id: &str) -> Timestamp {
        let deadline = self.seconds_from_now(seconds);
        self.deadlines.insert((deadline, id.to_owned()));
        deadline
    }
}
