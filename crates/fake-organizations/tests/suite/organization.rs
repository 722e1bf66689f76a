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
        DescribeOrganizationRequest::default(),
        "AWSOrganizationsNotInUse",
    );
    let created = world
        .ok(CreateOrganizationRequest::default())
        .organization
        .unwrap();
    assert_eq!(created.feature_set, Some(OrganizationFeatureSet::All));
    assert_eq!(created.master_account_id.as_deref(), Some(MANAGER));
    let described = world
        .ok(DescribeOrganizationRequest::default())
        .organization;
    assert_eq!(described, Some(created.clone()));
    world.refuses(
        CreateOrganizationRequest::default(),
        "AlreadyInOrganization",
    );

    world.add_member(MEMBER);
    let described = world
        .ok_by(MEMBER, DescribeOrganizationRequest::default())
        .organization;
    assert_eq!(described, Some(created.clone()));
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    let other = world
        .ok_by(STRANGER, DescribeOrganizationRequest::default())
        .organization
        .unwrap();
    assert_ne!(other.id, created.id);
    assert_eq!(other.available_policy_types, Some(vec![]));
}

#[test]
fn an_organization_is_deleted_when_it_has_no_members() {
    let world = World::new();
    let invitation = world.invite(STRANGER);
    world.refuses(DeleteOrganizationRequest::default(), "OrganizationNotEmpty");
    world.refuses_by(MEMBER, DeleteOrganizationRequest::default(), "AccessDenied");
    world.refuses_by(
        STRANGER,
        DeleteOrganizationRequest::default(),
        "AWSOrganizationsNotInUse",
    );
    for member in [MEMBER, OTHER] {
        world.ok(RemoveAccountFromOrganizationRequest::new(member));
    }
    world.ok(DeleteOrganizationRequest::default());
    world.refuses(ListRootsRequest::default(), "AWSOrganizationsNotInUse");
    let handshake = world
        .ok_by(STRANGER, DescribeHandshakeRequest::new(&invitation))
        .handshake
        .unwrap();
    assert_eq!(handshake.state, Some(HandshakeState::Canceled));
    let accept = AcceptHandshakeRequest::new(invitation);
    world.refuses_by(STRANGER, accept, "InvalidHandshakeTransition");
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
    world.ok(invite);
    for manager in [MANAGER, STRANGER] {
        world.refuses_by(
            manager,
            DeleteOrganizationRequest::default(),
            "ConstraintViolation: ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS",
        );
    }
}
