//! Organizations: their beginning and end.

use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    an_account_has_one_organization,
    an_organization_is_deleted_when_it_has_no_members,
    an_organization_in_a_transfer_stays,
];

#[test]
fn an_account_has_one_organization() {
    let world = World::empty();
    world.refuses(
        MANAGER,
        DescribeOrganizationRequest::default(),
        "AWSOrganizationsNotInUseException",
    );
    let created = world
        .ok(MANAGER, CreateOrganizationRequest::default())
        .organization
        .unwrap();
    assert_eq!(created.feature_set, Some(OrganizationFeatureSet::All));
    assert_eq!(created.master_account_id.as_deref(), Some(MANAGER));
    let described = world
        .ok(MANAGER, DescribeOrganizationRequest::default())
        .organization;
    assert_eq!(described, Some(created.clone()));
    world.refuses(
        MANAGER,
        CreateOrganizationRequest::default(),
        "AlreadyInOrganizationException",
    );

    world.add_member(MEMBER);
    let described = world
        .ok(MEMBER, DescribeOrganizationRequest::default())
        .organization;
    assert_eq!(described, Some(created.clone()));
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    let other = world
        .ok(STRANGER, DescribeOrganizationRequest::default())
        .organization
        .unwrap();
    assert_ne!(other.id, created.id);
    assert_eq!(other.available_policy_types, Some(vec![]));
}

#[test]
fn an_organization_is_deleted_when_it_has_no_members() {
    let world = World::new();
    let invitation = world.invite(STRANGER);
    world.refuses(
        MANAGER,
        DeleteOrganizationRequest::default(),
        "OrganizationNotEmptyException",
    );
    world.refuses(
        MEMBER,
        DeleteOrganizationRequest::default(),
        "AccessDeniedException",
    );
    world.refuses(
        STRANGER,
        DeleteOrganizationRequest::default(),
        "AWSOrganizationsNotInUseException",
    );
    for member in [MEMBER, OTHER] {
        world.ok(MANAGER, RemoveAccountFromOrganizationRequest::new(member));
    }
    world.ok(MANAGER, DeleteOrganizationRequest::default());
    world.refuses(
        MANAGER,
        ListRootsRequest::default(),
        "AWSOrganizationsNotInUseException",
    );
    let handshake = world
        .ok(STRANGER, DescribeHandshakeRequest::new(&invitation))
        .handshake
        .unwrap();
    assert_eq!(handshake.state, Some(HandshakeState::Canceled));
    let accept = AcceptHandshakeRequest::new(invitation);
    world.refuses(STRANGER, accept, "InvalidHandshakeTransitionException");
    world.organization(MANAGER, OrganizationFeatureSet::All);
}

#[test]
fn an_organization_in_a_transfer_stays() {
    let world = World::empty();
    world.organization(MANAGER, OrganizationFeatureSet::All);
    world.organization(STRANGER, OrganizationFeatureSet::All);
    let party = HandshakeParty::new(STRANGER, HandshakePartyType::Account);
    let start = "2027-01-01T00:00:00Z".parse().unwrap();
    let kind = ResponsibilityTransferType::Billing;
    let invite =
        InviteOrganizationToTransferResponsibilityRequest::new(kind, party, start, "Bills");
    world.ok(MANAGER, invite);
    for manager in [MANAGER, STRANGER] {
        world.refuses(
            manager,
            DeleteOrganizationRequest::default(),
            "ConstraintViolationException: ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS",
        );
    }
}
