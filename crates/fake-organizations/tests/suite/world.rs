//! A service without a server: requests and responses go to it and come from it in memory.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use fake_organizations::FakeOrganizations;
use org_types::aws_json_protocol::http::Uri;
use org_types::*;
use serde_json::{Value, json};

/// Manages the organization of [`World::new`].
pub(crate) const MANAGER: &str = "111111111111";
/// Members of it.
pub(crate) const MEMBER: &str = "222222222222";
pub(crate) const OTHER: &str = "333333333333";
/// An account outside it.
pub(crate) const STRANGER: &str = "999999999999";

/// When the tests begin.
pub(crate) const START: &str = "2026-11-26T10:00:00Z";

thread_local! {
    /// What the tests on this thread have seen.
    static SEEN: RefCell<Seen> = RefCell::default();
}

/// What tests have seen: errors as operation, code and reason, and operations that succeeded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) errors: BTreeSet<(&'static str, String, String)>,
    pub(crate) successes: BTreeSet<&'static str>,
    /// The errors that the operations list, by code.
    pub(crate) listed: BTreeSet<&'static str>,
}

/// Returns what tests have seen on this thread.
pub(crate) fn seen() -> Seen {
    SEEN.with_borrow(Seen::clone)
}

pub(crate) struct World(pub(crate) FakeOrganizations);

pub(crate) type Answer<I> = Result<
    <<I as OperationInput>::Operation as Operation>::Output,
    CallError<<<I as OperationInput>::Operation as Operation>::Error>,
>;

impl World {
    /// An organization with all features and two members, at [`START`].
    pub(crate) fn new() -> Self {
        let world = Self::empty();
        world.organization(MANAGER, OrganizationFeatureSet::All);
        world.add_member(MEMBER);
        world.add_member(OTHER);
        world
    }

    /// No organization, at [`START`].
    pub(crate) fn empty() -> Self {
        let world = Self(FakeOrganizations::new());
        world.stop_clock();
        world
    }

    /// Returns the same world after a change of its state as JSON, for what calls would take long to do.
    pub(crate) fn edited(&self, edit: impl FnOnce(&mut Value)) -> Self {
        let mut state = serde_json::from_str(&self.0.to_json().unwrap()).unwrap();
        edit(&mut state);
        let world = Self(FakeOrganizations::from_json(&state.to_string()).unwrap());
        world.stop_clock();
        world
    }

    /// Returns the same world with more members, whose IDs begin with 5.
    pub(crate) fn with_members(&self, count: usize) -> Self {
        let (id, root) = (self.id(), self.root());
        self.edited(|state| {
            for number in 0..count {
                let account = format!("5{number:011}");
                let email = format!("{account}@example.com");
                state["accounts"][&account] = json!({
                    "id": account, "email": email, "name": "Ana", "state": "ACTIVE", "organization": id,
                });
                let organization = &mut state["organizations"][&id];
                let member = json!({"joined": 1_795_653_345, "joined_method": "CREATED"});
                organization["members"][&account] = member;
                organization["hierarchy"][&account] = json!(root);
            }
        })
    }

    pub(crate) fn stop_clock(&self) {
        self.0.stop_clock(START.parse().unwrap());
    }

    pub(crate) fn organization(&self, manager: &str, features: OrganizationFeatureSet) {
        self.ok_by(
            manager,
            CreateOrganizationRequest::default().feature_set(features),
        );
    }

    /// Invites an account into the organization, which accepts.
    pub(crate) fn add_member(&self, account: &str) {
        let id = self.invite(account);
        self.ok_by(account, AcceptHandshakeRequest::new(id));
    }

    /// Invites an account and returns the ID of the handshake.
    pub(crate) fn invite(&self, account: &str) -> String {
        let party = HandshakeParty::new(account, HandshakePartyType::Account);
        let handshake = self
            .ok(InviteAccountToOrganizationRequest::new(party))
            .handshake;
        handshake.unwrap().id.unwrap()
    }

    /// Creates an account in the organization and returns its ID.
    pub(crate) fn create(&self, email: &str) -> String {
        let created = self.ok(CreateAccountRequest::new(email, "Created"));
        let id = created.create_account_status.unwrap().id.unwrap();
        let described = self.ok(DescribeCreateAccountStatusRequest::new(id));
        described.create_account_status.unwrap().account_id.unwrap()
    }

    /// Returns the ID of the organization.
    pub(crate) fn id(&self) -> String {
        let response = self.ok(DescribeOrganizationRequest::default());
        response.organization.unwrap().id.unwrap()
    }

    /// Returns the ID of the root.
    pub(crate) fn root(&self) -> String {
        self.root_of(MANAGER)
    }

    /// Returns the ID of the root of the organization that an account manages.
    pub(crate) fn root_of(&self, manager: &str) -> String {
        let roots = self
            .ok_by(manager, ListRootsRequest::default())
            .roots
            .unwrap();
        roots[0].id.clone().unwrap()
    }

    /// Creates an organizational unit and returns its ID.
    pub(crate) fn unit(&self, parent: &str, name: &str) -> String {
        let unit = self.ok(CreateOrganizationalUnitRequest::new(parent, name));
        unit.organizational_unit.unwrap().id.unwrap()
    }

    pub(crate) fn pass_days(&self, days: u64) {
        self.0.advance(Duration::from_secs(days * 24 * 60 * 60));
    }

    /// Makes a call, which changes nothing if it fails.
    pub(crate) fn call<I: OperationInput>(&self, caller: &str, input: I) -> Answer<I> {
        let mut request =
            I::Operation::request(&input, &Uri::from_static("http://localhost")).unwrap();
        let signature = format!("AWS4-HMAC-SHA256 Credential={caller}/");
        request
            .headers_mut()
            .insert("authorization", signature.parse().unwrap());
        let answer = pin!(self.0.answer(request));
        let Poll::Ready(response) = answer.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("nothing waits");
        };
        I::Operation::response(response)
    }

    /// Makes a call of the manager, which succeeds.
    pub(crate) fn ok<I: OperationInput>(&self, input: I) -> <I::Operation as Operation>::Output {
        self.ok_by(MANAGER, input)
    }

    /// Makes a call, which succeeds.
    pub(crate) fn ok_by<I: OperationInput>(
        &self,
        caller: &str,
        input: I,
    ) -> <I::Operation as Operation>::Output {
        let output = self
            .call(caller, input)
            .unwrap_or_else(|error| panic!("{error}"));
        SEEN.with_borrow_mut(|seen| {
            seen.successes.insert(I::Operation::NAME);
            seen.listed.extend(I::Operation::ERRORS);
        });
        output
    }

    /// Checks that a call of the manager fails with an error.
    pub(crate) fn refuses<I: OperationInput>(&self, input: I, expected: &str) {
        self.refuses_by(MANAGER, input, expected);
    }

    /// Checks that a call fails with an error: its code without `Exception`, then `: ` and its reason if
    /// it has one. Such a call changes nothing.
    pub(crate) fn refuses_by<I: OperationInput>(&self, caller: &str, input: I, expected: &str) {
        let name = I::Operation::NAME;
        // So that what was due has happened before the call.
        let _ = self.call(caller, DescribeOrganizationRequest::default());
        let before = self.0.to_json().unwrap();
        let error = self
            .call(caller, input)
            .err()
            .unwrap_or_else(|| panic!("{name} succeeded"));
        let is_unchanged = self.0.to_json().unwrap() == before;
        assert!(is_unchanged, "{name} failed and changed something");
        let code = error.code().unwrap_or_else(|| panic!("{error}")).to_owned();
        assert!(
            I::Operation::ERRORS.contains(&&*code),
            "{name} does not list {code}"
        );
        let body: Value = serde_json::from_slice(error.answer().unwrap().body()).unwrap();
        let reason = body["Reason"].as_str().unwrap_or_default().to_owned();
        let name_of_code = code.trim_end_matches("Exception");
        let actual = match reason.as_str() {
            "" => name_of_code.to_owned(),
            reason => format!("{name_of_code}: {reason}"),
        };
        assert_eq!(actual, expected, "{name}: {error}");
        assert!(
            !error.message().unwrap_or_default().is_empty(),
            "{name} {code} has no message"
        );
        SEEN.with_borrow_mut(|seen| seen.errors.insert((name, code, reason)));
    }
}
