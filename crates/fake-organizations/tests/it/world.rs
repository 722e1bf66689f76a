//! A service in memory, and accounts that call it.

use fake_organizations::FakeOrganizations;
use org_types::operation::*;
use org_types::{
    Error, HandshakeParty, HandshakePartyType, Operation, OperationInput, OrganizationFeatureSet,
};

use crate::errors;

/// Manages the organization of [`World::new`].
pub(crate) const MANAGER: &str = "111111111111";
/// A member of it.
pub(crate) const MEMBER: &str = "222222222222";
/// Another member of it.
pub(crate) const OTHER: &str = "333333333333";
/// An account outside it.
pub(crate) const STRANGER: &str = "999999999999";

type Answer<I> = Result<<<I as OperationInput>::Operation as Operation>::Output, Error>;

pub(crate) struct World(pub(crate) FakeOrganizations);

impl World {
    /// An organization with all features and two members, on 26 November 2026.
    pub(crate) fn new() -> Self {
        let world = Self(FakeOrganizations::new());
        world.stop_clock();
        world.organization(MANAGER, OrganizationFeatureSet::All);
        world.add_member(MEMBER);
        world.add_member(OTHER);
        world
    }

    pub(crate) fn stop_clock(&self) {
        self.0.stop_clock("2026-11-26T10:00:00Z".parse().unwrap());
    }

    /// Creates another organization.
    pub(crate) fn organization(&self, manager: &str, features: OrganizationFeatureSet) {
        self.ok(
            manager,
            CreateOrganizationRequest::default().feature_set(features),
        );
    }

    /// Adds a member to the organization of [`new`](Self::new).
    pub(crate) fn add_member(&self, account: &str) {
        let party = HandshakeParty::new(account, HandshakePartyType::Account);
        let invitation = self.ok(MANAGER, InviteAccountToOrganizationRequest::new(party));
        self.ok(
            account,
            AcceptHandshakeRequest::new(invitation.handshake.unwrap().id.unwrap()),
        );
    }

    /// The ID of the root of the organization of an account.
    pub(crate) fn root_of(&self, manager: &str) -> String {
        self.ok(manager, ListRootsRequest::default())
            .roots
            .unwrap()
            .remove(0)
            .id
            .unwrap()
    }

    pub(crate) fn root(&self) -> String {
        self.root_of(MANAGER)
    }

    /// The ID of the organization.
    pub(crate) fn id(&self) -> String {
        let response = self.ok(MANAGER, DescribeOrganizationRequest::default());
        response.organization.unwrap().id.unwrap()
    }

    /// Creates an organizational unit and returns its ID.
    pub(crate) fn unit(&self, parent: &str, name: &str) -> String {
        let unit = self.ok(MANAGER, CreateOrganizationalUnitRequest::new(parent, name));
        unit.organizational_unit.unwrap().id.unwrap()
    }

    pub(crate) fn days_pass(&self, days: u64) {
        self.0
            .advance(std::time::Duration::from_secs(days * 24 * 60 * 60));
    }

    pub(crate) fn call<I: OperationInput>(&self, caller: &str, input: I) -> Answer<I>
    where
        I::Operation: Operation<Error = Error>,
    {
        let endpoint = "http://localhost".parse().unwrap();
        let mut request = I::Operation::request(&input, &endpoint).unwrap();
        let signature = format!(
            "AWS4-HMAC-SHA256 Credential={caller}/20261126/us-east-1/organizations/aws4_request, \
             SignedHeaders=host, Signature=0"
        );
        request
            .headers_mut()
            .insert("authorization", signature.parse().unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let response = runtime.block_on(self.0.answer(request));
        I::Operation::response(response).map_err(|error| error.into_service_error().unwrap())
    }

    pub(crate) fn ok<I: OperationInput>(
        &self,
        caller: &str,
        input: I,
    ) -> <I::Operation as Operation>::Output
    where
        I::Operation: Operation<Error = Error>,
    {
        let name = I::Operation::NAME;
        self.call(caller, input)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// Checks that a call fails with an error, its code and, after a colon, its reason if it has one,
    /// and that it changes nothing. Records the error for the table.
    pub(crate) fn refuses<I: OperationInput>(&self, caller: &str, input: I, expected: &str)
    where
        I::Operation: Operation<Error = Error>,
    {
        let name = I::Operation::NAME;
        // The call makes the caller known, which is no change.
        let _ = self.call(caller, DescribeOrganizationRequest::default());
        let before = self.0.to_json().unwrap();
        let error = self.call(caller, input).expect_err(name);
        let unchanged = self.0.to_json().unwrap() == before;
        assert!(unchanged, "{name} fails and changes the state");
        let code = error.response().code().to_owned();
        assert!(
            I::Operation::ERRORS.contains(&code.as_str()),
            "{name} does not list {code}"
        );
        let reason = match &error {
            Error::InvalidInput(exception) => exception.reason.as_ref().map(ToString::to_string),
            Error::ConstraintViolation(exception) => {
                exception.reason.as_ref().map(ToString::to_string)
            }
            Error::HandshakeConstraintViolation(exception) => {
                exception.reason.as_ref().map(ToString::to_string)
            }
            _ => None,
        };
        let actual = reason.map_or_else(|| code.clone(), |reason| format!("{code}: {reason}"));
        assert_eq!(actual, expected, "{name}: {error}");
        errors::record(name, &actual);
    }
}
