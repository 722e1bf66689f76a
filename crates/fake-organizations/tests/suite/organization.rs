//! Organizations: their beginning and end.

use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World};

#[test]
fn an_account_has_one_organization() {
    let world = World::empty();
    let describe = DescribeOrganizationRequest::default;
    let create = CreateOrganizationRequest::default;
    world.refuses(describe(), "AWSOrganizationsNotInUse");
    let created = world.ok(create()).organization.unwrap();
    assert_eq!(created.feature_set, Some(OrganizationFeatureSet::All));
    assert_eq!(created.master_account_id.as_deref(), Some(MANAGER));
    assert_eq!(world.ok(describe()).organization.as_ref(), Some(&created));
    world.refuses(create(), "AlreadyInOrganization");

    world.add_member(MEMBER);
    let described = world.ok_by(MEMBER, describe()).organization;
    assert_eq!(described.as_ref(), Some(&created));
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    let other = world.ok_by(STRANGER, describe()).organization.unwrap();
    assert_ne!(other.id, created.id);
    assert_eq!(other.available_policy_types, Some(vec![]));
}

#[test]
fn an_organization_is_deleted_when_it_has_no_members() {
    let world = World::new();
    let invitation = world.invite(STRANGER);
    world.refuses(DeleteOrganizationRequest::default(), "OrganizationNotEmpty");
    for member in [MEMBER, OTHER] {
        world.ok(RemoveAccountFromOrganizationRequest::new(member));
    }
    world.ok(DeleteOrganizationRequest::default());
    world.refuses(ListRootsRequest::default(), "AWSOrganizationsNotInUse");
    assert_eq!(world.state(STRANGER, &invitation), HandshakeState::Canceled);
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
    world.ok(InviteOrganizationToTransferResponsibilityRequest::new(
        kind, party, start, "Bills",
    ));
    let active = "ConstraintViolation: ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS";
    for manager in [MANAGER, STRANGER] {
        world.refuses_by(manager, DeleteOrganizationRequest::default(), active);
    }
}
