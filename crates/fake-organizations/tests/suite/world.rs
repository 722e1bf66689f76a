//! A service without a server: requests and responses go to it and come from it in memory.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use fake_organizations::FakeOrganizations;
use org_types::aws_json_protocol::http::{Request, Response, Uri};
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

/// The environment variable with the file in which calls are written down, a line each.
pub(crate) const LOG: &str = "FAKE_ORGANIZATIONS_CALLS";

/// Checks calls of one account that fail: a row for each input, with its error as
/// [`World::refuses_by`] has it.
macro_rules! refuses {
    ($world:expr, $caller:expr; $($input:expr => $error:expr,)*) => {
        $($world.refuses_by($caller, $input, $error);)*
    };
}
pub(crate) use refuses;

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
        let create = CreateOrganizationRequest::default().feature_set(features);
        self.ok_by(manager, create);
    }

    /// Invites an account into the organization, which accepts.
    pub(crate) fn add_member(&self, account: &str) {
        let id = self.invite(account);
        self.ok_by(account, AcceptHandshakeRequest::new(id));
    }

    /// Invites an account and returns the ID of the handshake.
    pub(crate) fn invite(&self, account: &str) -> String {
        let party = HandshakeParty::new(account, HandshakePartyType::Account);
        let invited = self.ok(InviteAccountToOrganizationRequest::new(party));
        invited.handshake.unwrap().id.unwrap()
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
        let response = self.ok_by(manager, ListRootsRequest::default());
        response.roots.unwrap().remove(0).id.unwrap()
    }

    /// Creates a policy and returns its ID.
    pub(crate) fn policy(&self, input: CreatePolicyRequest) -> String {
        let policy = self.ok(input).policy.unwrap();
        policy.policy_summary.unwrap().id.unwrap()
    }

    pub(crate) fn enable(&self, policy_type: PolicyType) {
        self.ok(EnablePolicyTypeRequest::new(self.root(), policy_type));
    }

    pub(crate) fn account(&self, id: &str) -> Account {
        self.ok(DescribeAccountRequest::new(id)).account.unwrap()
    }

    /// Returns the state of a handshake, which the caller takes part in.
    pub(crate) fn state(&self, caller: &str, handshake: &str) -> HandshakeState {
        let response = self.ok_by(caller, DescribeHandshakeRequest::new(handshake));
        response.handshake.unwrap().state.unwrap()
    }

    pub(crate) fn tags(&self, resource: &str) -> Vec<Tag> {
        let response = self.ok(ListTagsForResourceRequest::new(resource));
        response.tags.unwrap()
    }

    /// Checks that a request does not accept tags that no resource can have.
    pub(crate) fn refuses_tags<I: OperationInput>(&self, with: impl Fn(Vec<Tag>) -> I) {
        let tags = |keys: &[&str]| keys.iter().map(|key| Tag::new(*key, "")).collect();
        let too_many = (0..51).map(|key| Tag::new(key.to_string(), "")).collect();
        refuses! { self, MANAGER;
            with(tags(&["a", "a"])) => "InvalidInput: DUPLICATE_TAG_KEY",
            with(tags(&["AWS:a"])) => "InvalidInput: INVALID_SYSTEM_TAGS_PARAMETER",
            with(too_many) => "ConstraintViolation: MAX_TAG_LIMIT_EXCEEDED",
        }
    }

    /// Creates an organizational unit and returns its ID.
    pub(crate) fn unit(&self, parent: &str, name: &str) -> String {
        let unit = self.ok(CreateOrganizationalUnitRequest::new(parent, name));
        unit.organizational_unit.unwrap().id.unwrap()
    }

    pub(crate) fn pass_days(&self, days: u64) {
        self.0.advance(Duration::from_secs(days * 24 * 60 * 60));
    }

    /// Makes a call.
    pub(crate) fn call<I: OperationInput>(&self, caller: &str, input: I) -> Answer<I> {
        let request = I::Operation::request(&input, &Uri::from_static("http://localhost"));
        I::Operation::response(self.answer(caller, request.unwrap()))
    }

    /// Answers a request, as if an account had signed it.
    pub(crate) fn answer(&self, caller: &str, mut request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let signature = format!("AWS4-HMAC-SHA256 Credential={caller}/");
        let signature = signature.parse().unwrap();
        request.headers_mut().insert("authorization", signature);
        let answer = pin!(self.0.answer(request));
        match answer.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(response) => response,
            Poll::Pending => panic!("nothing waits"),
        }
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
        let answer = self.call(caller, input);
        let output = answer.unwrap_or_else(|error| panic!("{error}"));
        log("ok", I::Operation::NAME, I::Operation::ERRORS);
        output
    }

    /// Checks that a call of the manager fails with an error.
    pub(crate) fn refuses<I: OperationInput>(&self, input: I, expected: &str) {
        self.refuses_by(MANAGER, input, expected);
    }

    /// Checks that a call fails with an error: its code without `Exception`, then `: ` and its reason if
    /// it has one. Such a call changes nothing.
    pub(crate) fn refuses_by<I: OperationInput>(&self, caller: &str, input: I, expected: &str) {
        // So that what was due has happened before the call.
        let _ = self.call(caller, DescribeOrganizationRequest::default());
        let before = self.0.to_json().unwrap();
        let error = self.call(caller, input).err();
        let is_unchanged = self.0.to_json().unwrap() == before;
        let answer = error.as_ref().and_then(CallError::answer);
        let (name, errors) = (I::Operation::NAME, I::Operation::ERRORS);
        assert_refused(name, errors, answer, expected);
        assert!(is_unchanged, "{name} failed and changed something");
    }
}

/// Checks the answer to a call that fails. It is compiled once for all operations.
fn assert_refused(name: &str, errors: &[&str], answer: Option<&ErrorResponse>, expected: &str) {
    let answer = answer.unwrap_or_else(|| panic!("{name} was not refused: {expected}"));
    let code = answer.code();
    assert!(errors.contains(&code), "{name} does not list {code}");
    let body: Value = serde_json::from_slice(answer.body()).unwrap();
    let reason = body["Reason"].as_str().unwrap_or_default();
    let separator = if reason.is_empty() { "" } else { ": " };
    let short = code.trim_end_matches("Exception");
    let actual = format!("{short}{separator}{reason}");
    assert_eq!(actual, expected, "{name}: {answer}");
    let has_message = answer.message().is_some_and(|it| !it.is_empty());
    assert!(has_message, "{name} {code} has no message");
    log("refused", name, &[code, reason]);
}

/// Writes a call down, if a file is named for that.
fn log(outcome: &str, name: &str, errors: &[&str]) {
    if let Some(path) = env::var_os(LOG) {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .unwrap();
        let call = format!("{outcome} {name} {}\n", errors.join(" "));
        file.write_all(call.as_bytes()).unwrap();
    }
}
