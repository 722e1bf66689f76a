//! Handshakes, from invitation to end.

use org_types::{HandshakeResourceType as Detail, *};

use crate::world::{MANAGER, MEMBER, OTHER, START, STRANGER, World, refuses};

fn party(id: &str, kind: HandshakePartyType) -> HandshakeParty {
    HandshakeParty::new(id, kind)
}

fn invite(account: &str) -> InviteAccountToOrganizationRequest {
    InviteAccountToOrganizationRequest::new(party(account, HandshakePartyType::Account))
}

#[test]
fn an_invitation_is_seen_and_accepted() {
    let world = World::new();
    let invite = invite(STRANGER)
        .notes("Join us.")
        .tags([Tag::new("a", "b")]);
    let handshake = world.ok(invite).handshake.unwrap();
    let organization = world.id();
    let id = handshake.id.clone().unwrap();
    assert_eq!(handshake.action, Some(ActionType::Invite));
    assert_eq!(handshake.state, Some(HandshakeState::Open));
    assert_eq!(handshake.requested_timestamp, Some(START.parse().unwrap()));
    assert_eq!(
        handshake.expiration_timestamp,
        Some("2026-12-11T10:00:00Z".parse().unwrap())
    );
    let arn = format!("arn:aws:organizations::{MANAGER}:handshake/{organization}/invite/{id}");
    assert_eq!(handshake.arn, Some(arn));
    let parties = [
        party(&organization, HandshakePartyType::Organization),
        party(STRANGER, HandshakePartyType::Account),
    ];
    assert_eq!(handshake.parties.as_deref(), Some(&parties[..]));
    let detail = |kind, value: &str| HandshakeResource::default().r#type(kind).value(value);
    let resources = [
        detail(Detail::Organization, &organization).resources([
            detail(Detail::MasterEmail, "111111111111@example.com"),
            detail(Detail::MasterName, "Account 111111111111"),
            detail(Detail::OrganizationFeatureSet, "ALL"),
        ]),
        detail(Detail::Account, STRANGER),
        detail(Detail::Notes, "Join us."),
    ];
    assert_eq!(handshake.resources.as_deref(), Some(&resources[..]));

    for caller in [MANAGER, STRANGER] {
        let described = world.ok_by(caller, DescribeHandshakeRequest::new(&id));
        assert_eq!(described.handshake.as_ref(), Some(&handshake));
    }
    let listed = world.ok_by(STRANGER, ListHandshakesForAccountRequest::default());
    assert_eq!(listed.handshakes, Some(vec![handshake]));
    let accepted = world.ok_by(STRANGER, AcceptHandshakeRequest::new(&id));
    let state = accepted.handshake.unwrap().state;
    assert_eq!(state, Some(HandshakeState::Accepted));
    let joined_method = world.account(STRANGER).joined_method;
    assert_eq!(joined_method, Some(AccountJoinedMethod::Invited));
    assert_eq!(world.tags(STRANGER), [Tag::new("a", "b")]);
}

#[test]
fn an_invitation_ends_once() {
    let world = World::new();
    let transition = "InvalidHandshakeTransition";
    let done = "HandshakeAlreadyInState";
    let (accept, decline, cancel) = (
        AcceptHandshakeRequest::new,
        DeclineHandshakeRequest::new,
        CancelHandshakeRequest::new,
    );

    let id = world.invite(STRANGER);
    world.refuses(accept(id.clone()), "AccessDenied");
    world.refuses(decline(id.clone()), "AccessDenied");
    world.refuses_by(STRANGER, cancel(id.clone()), "AccessDenied");
    world.ok_by(STRANGER, decline(id.clone()));
    assert_eq!(world.state(MANAGER, &id), HandshakeState::Declined);
    world.refuses_by(STRANGER, decline(id.clone()), done);
    world.refuses_by(STRANGER, accept(id.clone()), transition);
    world.refuses(cancel(id), transition);

    let id = world.invite(STRANGER);
    world.ok(cancel(id.clone()));
    assert_eq!(world.state(STRANGER, &id), HandshakeState::Canceled);
    world.refuses(cancel(id.clone()), done);
    world.refuses_by(STRANGER, decline(id), transition);

    let id = world.invite(STRANGER);
    world.ok_by(STRANGER, accept(id.clone()));
    world.refuses_by(STRANGER, accept(id), done);
}

#[test]
fn an_invitation_expires_after_15_days_and_is_forgotten_after_30_more() {
    let world = World::new();
    let id = world.invite(STRANGER);
    world.pass_days(14);
    assert_eq!(world.state(STRANGER, &id), HandshakeState::Open);
    world.pass_days(1);
    assert_eq!(world.state(STRANGER, &id), HandshakeState::Expired);
    let accept = AcceptHandshakeRequest::new(&id);
    world.refuses_by(STRANGER, accept, "InvalidHandshakeTransition");
    world.pass_days(29);
    assert_eq!(world.state(STRANGER, &id), HandshakeState::Expired);
    world.pass_days(1);
    for caller in [MANAGER, STRANGER] {
        let describe = DescribeHandshakeRequest::new(&id);
        world.refuses_by(caller, describe, "HandshakeNotFound");
    }
}

#[test]
fn only_accounts_can_be_invited() {
    let world = World::new();
    for (id, kind, reason) in [
        ("1", HandshakePartyType::Account, "INVALID_PATTERN"),
        (
            "o-aaaaaaaaaa",
            HandshakePartyType::Organization,
            "INVALID_PARTY_TYPE_TARGET",
        ),
        (
            "ana",
            HandshakePartyType::Email,
            "INVALID_EMAIL_ADDRESS_TARGET",
        ),
    ] {
        let invite = InviteAccountToOrganizationRequest::new(party(id, kind));
        world.refuses(invite, &format!("InvalidInput: {reason}"));
    }
    world.refuses_tags(|tags| invite(STRANGER).tags(tags));
}

#[test]
fn an_invitation_can_be_refused_by_the_state() {
    let world = World::new();
    let member = "HandshakeConstraintViolation: ALREADY_IN_AN_ORGANIZATION";
    world.refuses(invite(MEMBER), member);
    let id = world.invite(STRANGER);
    world.refuses(invite(STRANGER), "DuplicateHandshake");
    let email = party("999999999999@example.com", HandshakePartyType::Email);
    let by_email = InviteAccountToOrganizationRequest::new(email);
    world.ok_by(STRANGER, ListHandshakesForAccountRequest::default());
    world.refuses(by_email, "DuplicateHandshake");

    // An address that belongs to no account can be invited; it later turns out to be the stranger's.
    let email = party("zoe@example.com", HandshakePartyType::Email);
    let by_email = InviteAccountToOrganizationRequest::new(email);
    let second = world.ok(by_email).handshake.unwrap().id.unwrap();
    let renamed = world.0.add_account(STRANGER, "zoe@example.com", "Zoe");
    renamed.unwrap();
    world.ok_by(STRANGER, AcceptHandshakeRequest::new(id));
    world.refuses_by(STRANGER, AcceptHandshakeRequest::new(second), member);
}

#[test]
fn invitations_are_limited() {
    let world = World::new();
    world.0.limit_accounts(4);
    world.invite(STRANGER);
    let number = "HandshakeConstraintViolation: ACCOUNT_NUMBER_LIMIT_EXCEEDED";
    world.refuses(invite("444444444444"), number);

    let world = World::new();
    for number in 0..18 {
        world.invite(&format!("4444444444{number:02}"));
    }
    let rate = "HandshakeConstraintViolation: HANDSHAKE_RATE_LIMIT_EXCEEDED";
    world.refuses(invite(STRANGER), rate);
    world.pass_days(1);
    world.invite(STRANGER);
}

#[test]
fn a_member_can_join_another_organization() {
    let world = World::new();
    world.organization(STRANGER, OrganizationFeatureSet::All);
    let created = world.create("ana@example.com");
    let service = "guardduty.amazonaws.com";
    world.ok(EnableAwsServiceAccessRequest::new(service));
    world.ok(RegisterDelegatedAdministratorRequest::new(OTHER, service));
    for (account, error) in [
        (MANAGER, Some("MasterCannotLeaveOrganization")),
        (
            OTHER,
            Some("ConstraintViolation: CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG"),
        ),
        (&created, Some("ConstraintViolation: WAIT_PERIOD_ACTIVE")),
        (MEMBER, None),
    ] {
        let handshake = world.ok_by(STRANGER, invite(account)).handshake.unwrap();
        let accept = AcceptHandshakeRequest::new(handshake.id.unwrap());
        match error {
            Some(error) => world.refuses_by(account, accept, error),
            None => drop(world.ok_by(account, accept)),
        }
    }
    world.refuses(DescribeAccountRequest::new(MEMBER), "AccountNotFound");
    world.ok_by(STRANGER, DescribeAccountRequest::new(MEMBER));
}

#[test]
fn lists_are_filtered() {
    let world = World::new();
    let id = world.invite(STRANGER);
    let action = |action| HandshakeFilter::default().action_type(action);
    let parent = HandshakeFilter::default().parent_handshake_id(&id);
    let both = action(ActionType::Invite).parent_handshake_id(&id);
    let for_account = |filter: &HandshakeFilter| {
        ListHandshakesForAccountRequest::default().filter(filter.clone())
    };
    let for_organization = |filter: &HandshakeFilter| {
        ListHandshakesForOrganizationRequest::default().filter(filter.clone())
    };
    for (filter, sent, received) in [
        (action(ActionType::Invite), 3, 1),
        (action(ActionType::EnableAllFeatures), 0, 0),
        (parent, 0, 0),
    ] {
        let handshakes = world.ok(for_organization(&filter)).handshakes.unwrap();
        assert_eq!(handshakes.len(), sent, "{filter:?}");
        let response = world.ok_by(STRANGER, for_account(&filter));
        assert_eq!(response.handshakes.unwrap().len(), received, "{filter:?}");
    }
    let error = "InvalidInput: MAX_LIMIT_EXCEEDED_FILTER";
    world.refuses(for_organization(&both), error);
    world.refuses_by(STRANGER, for_account(&both), error);
}

#[test]
fn to_all_others_a_handshake_does_not_exist() {
    let world = World::new();
    let id = world.invite(STRANGER);
    for id in [&id, "h-00000000"] {
        refuses! { world, MEMBER;
            DescribeHandshakeRequest::new(id) => "HandshakeNotFound",
            AcceptHandshakeRequest::new(id) => "HandshakeNotFound",
            DeclineHandshakeRequest::new(id) => "HandshakeNotFound",
            CancelHandshakeRequest::new(id) => "HandshakeNotFound",
        }
    }
}
