//! From consolidated billing to all features.

use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    every_invited_account_approves_all_features,
    accounts_that_leave_are_not_waited_for,
    enabling_ends_with_its_handshake,
    who_may_enable_all_features,
];

fn billing_only() -> World {
    let world = World::empty();
    world.organization(MANAGER, OrganizationFeatureSet::ConsolidatedBilling);
    world.add_member(MEMBER);
    world.add_member(OTHER);
    world.create("ana@example.com");
    world
}

fn enable(world: &World) -> String {
    let handshake = world
        .ok(EnableAllFeaturesRequest::default())
        .handshake
        .unwrap();
    assert_eq!(handshake.action, Some(ActionType::EnableAllFeatures));
    assert_eq!(handshake.parties.unwrap().len(), 1);
    handshake.id.unwrap()
}

/// Returns the request for approval that an account has.
fn approval(world: &World, account: &str) -> Handshake {
    let filter = HandshakeFilter::default().action_type(ActionType::ApproveAllFeatures);
    let list = ListHandshakesForAccountRequest::default().filter(filter);
    let mut handshakes = world.ok_by(account, list).handshakes.unwrap();
    handshakes.retain(|handshake| handshake.state == Some(HandshakeState::Open));
    handshakes.pop().unwrap()
}

fn state(world: &World, id: &str) -> HandshakeState {
    let handshake = world.ok(DescribeHandshakeRequest::new(id)).handshake;
    handshake.unwrap().state.unwrap()
}

#[test]
fn every_invited_account_approves_all_features() {
    let world = billing_only();
    let parent = enable(&world);
    assert_eq!(state(&world, &parent), HandshakeState::Requested);
    let filter = HandshakeFilter::default().parent_handshake_id(&parent);
    let list = ListHandshakesForOrganizationRequest::default().filter(filter);
    assert_eq!(world.ok(list).handshakes.unwrap().len(), 2);

    let accept = AcceptHandshakeRequest::new;
    world.refuses(accept(parent.clone()), "InvalidHandshakeTransition");
    let invite = HandshakeParty::new(STRANGER, HandshakePartyType::Account);
    world.refuses(
        InviteAccountToOrganizationRequest::new(invite),
        "HandshakeConstraintViolation: INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES",
    );
    world.refuses(
        EnableAllFeaturesRequest::default(),
        "HandshakeConstraintViolation: ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION",
    );
    for account in [MEMBER, OTHER] {
        assert_eq!(state(&world, &parent), HandshakeState::Requested);
        world.ok_by(account, accept(approval(&world, account).id.unwrap()));
    }
    assert_eq!(state(&world, &parent), HandshakeState::Open);
    world.ok(accept(parent));
    let organization = world
        .ok(DescribeOrganizationRequest::default())
        .organization
        .unwrap();
    assert_eq!(organization.feature_set, Some(OrganizationFeatureSet::All));
    world.refuses(
        EnableAllFeaturesRequest::default(),
        "HandshakeConstraintViolation: ORGANIZATION_ALREADY_HAS_ALL_FEATURES",
    );
}

#[test]
fn accounts_that_leave_are_not_waited_for() {
    let world = billing_only();
    let parent = enable(&world);
    let declined = approval(&world, MEMBER).id.unwrap();
    world.ok_by(MEMBER, DeclineHandshakeRequest::new(declined));
    world.ok_by(
        OTHER,
        AcceptHandshakeRequest::new(approval(&world, OTHER).id.unwrap()),
    );
    assert_eq!(state(&world, &parent), HandshakeState::Requested);
    world.ok(RemoveAccountFromOrganizationRequest::new(MEMBER));
    assert_eq!(state(&world, &parent), HandshakeState::Open);
}

#[test]
fn enabling_ends_with_its_handshake() {
    let world = billing_only();
    let parent = enable(&world);
    let child = approval(&world, MEMBER).id.unwrap();
    world.ok(CancelHandshakeRequest::new(parent));
    assert_eq!(state(&world, &child), HandshakeState::Canceled);

    let parent = enable(&world);
    let child = approval(&world, MEMBER).id.unwrap();
    world.pass_days(90);
    assert_eq!(state(&world, &parent), HandshakeState::Expired);
    assert_eq!(state(&world, &child), HandshakeState::Expired);
    enable(&world);
}

#[test]
fn who_may_enable_all_features() {
    let world = billing_only();
    world.refuses_by(MEMBER, EnableAllFeaturesRequest::default(), "AccessDenied");
    let error = "AWSOrganizationsNotInUse";
    world.refuses_by(STRANGER, EnableAllFeaturesRequest::default(), error);
    let error = "ConstraintViolation: ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED";
    let large = world.with_members(5000);
    large.refuses(EnableAllFeaturesRequest::default(), error);
}
