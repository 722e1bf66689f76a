//! From consolidated billing to all features.

use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World, refuses};

fn billing_only() -> World {
    let world = World::empty();
    world.organization(MANAGER, OrganizationFeatureSet::ConsolidatedBilling);
    world.add_member(MEMBER);
    world.add_member(OTHER);
    world.create("ana@example.com");
    world
}

fn enable(world: &World) -> String {
    let response = world.ok(EnableAllFeaturesRequest::default());
    let handshake = response.handshake.unwrap();
    assert_eq!(handshake.action, Some(ActionType::EnableAllFeatures));
    assert_eq!(handshake.parties.unwrap().len(), 1);
    assert_eq!(handshake.resources.unwrap().len(), 1);
    handshake.id.unwrap()
}

/// Returns the request for approval that an account has.
fn approval(world: &World, account: &str) -> Handshake {
    let filter = HandshakeFilter::default().action_type(ActionType::ApproveAllFeatures);
    let list = ListHandshakesForAccountRequest::default().filter(filter);
    let mut handshakes = world.ok_by(account, list).handshakes.unwrap();
    handshakes.retain(|handshake| handshake.state == Some(HandshakeState::Open));
    let handshake = handshakes.pop().unwrap();
    let recipient = &handshake.resources.as_ref().unwrap()[1];
    assert_eq!(recipient.value.as_deref(), Some(account));
    handshake
}

#[test]
fn every_invited_account_approves_all_features() {
    let world = billing_only();
    let parent = enable(&world);
    assert_eq!(world.state(MANAGER, &parent), HandshakeState::Requested);
    let filter = HandshakeFilter::default().parent_handshake_id(&parent);
    let list = ListHandshakesForOrganizationRequest::default().filter(filter);
    assert_eq!(world.ok(list).handshakes.unwrap().len(), 2);

    let accept = AcceptHandshakeRequest::new;
    let invite = HandshakeParty::new(STRANGER, HandshakePartyType::Account);
    refuses! { world, MANAGER;
        accept(parent.clone()) => "InvalidHandshakeTransition",
        InviteAccountToOrganizationRequest::new(invite) =>
            "HandshakeConstraintViolation: INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES",
        EnableAllFeaturesRequest::default() =>
            "HandshakeConstraintViolation: ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION",
    }
    for account in [MEMBER, OTHER] {
        assert_eq!(world.state(MANAGER, &parent), HandshakeState::Requested);
        world.ok_by(account, accept(approval(&world, account).id.unwrap()));
    }
    assert_eq!(world.state(MANAGER, &parent), HandshakeState::Open);
    world.ok(accept(parent));
    let described = world.ok(DescribeOrganizationRequest::default());
    let features = described.organization.unwrap().feature_set;
    assert_eq!(features, Some(OrganizationFeatureSet::All));
    let error = "HandshakeConstraintViolation: ORGANIZATION_ALREADY_HAS_ALL_FEATURES";
    world.refuses(EnableAllFeaturesRequest::default(), error);
}

#[test]
fn accounts_that_leave_are_not_waited_for() {
    let world = billing_only();
    let parent = enable(&world);
    let declined = approval(&world, MEMBER).id.unwrap();
    world.ok_by(MEMBER, DeclineHandshakeRequest::new(declined));
    let accepted = approval(&world, OTHER).id.unwrap();
    world.ok_by(OTHER, AcceptHandshakeRequest::new(accepted));
    assert_eq!(world.state(MANAGER, &parent), HandshakeState::Requested);
    world.ok(RemoveAccountFromOrganizationRequest::new(MEMBER));
    assert_eq!(world.state(MANAGER, &parent), HandshakeState::Open);
}

#[test]
fn enabling_ends_with_its_handshake() {
    let world = billing_only();
    let parent = enable(&world);
    let child = approval(&world, MEMBER).id.unwrap();
    world.ok(CancelHandshakeRequest::new(parent));
    assert_eq!(world.state(MANAGER, &child), HandshakeState::Canceled);

    let parent = enable(&world);
    let child = approval(&world, MEMBER).id.unwrap();
    world.pass_days(90);
    assert_eq!(world.state(MANAGER, &parent), HandshakeState::Expired);
    assert_eq!(world.state(MANAGER, &child), HandshakeState::Expired);
    enable(&world);
}

#[test]
fn a_large_organization_cannot_enable_all_features() {
    let world = billing_only().with_members(5000);
    let error = "ConstraintViolation: ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED";
    world.refuses(EnableAllFeaturesRequest::default(), error);
}
