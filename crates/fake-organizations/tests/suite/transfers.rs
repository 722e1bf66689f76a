//! Responsibility transfers, from invitation to end.

use org_types::{ResponsibilityTransferStatus as Status, *};

use crate::world::{MANAGER, MEMBER, STRANGER, World, refuses};

/// Manages another organization, which hands its bills over.
const SOURCE: &str = "888888888888";
const BILLING: ResponsibilityTransferType = ResponsibilityTransferType::Billing;

fn invite(account: &str) -> InviteOrganizationToTransferResponsibilityRequest {
    let party = HandshakeParty::new(account, HandshakePartyType::Account);
    let start = "2026-12-01T00:00:00Z".parse().unwrap();
    InviteOrganizationToTransferResponsibilityRequest::new(BILLING, party, start, "Ours")
}

fn two_organizations() -> World {
    let world = World::new();
    world.organization(SOURCE, OrganizationFeatureSet::All);
    world
}

impl World {
    fn outbound(&self) -> ResponsibilityTransfer {
        let list = ListOutboundResponsibilityTransfersRequest::new(BILLING);
        let response = self.ok_by(SOURCE, list);
        response.responsibility_transfers.unwrap().remove(0)
    }

    fn inbound(&self) -> Vec<ResponsibilityTransfer> {
        let list = ListInboundResponsibilityTransfersRequest::new(BILLING);
        self.ok(list).responsibility_transfers.unwrap()
    }

    /// Invites, and returns the IDs of the handshake and the transfer.
    fn invite_to_transfer(&self) -> (String, String) {
        let response = self.ok(invite(SOURCE).tags([Tag::new("k", "v")]));
        let handshake = response.handshake.unwrap().id;
        let mut inbound = self.inbound().into_iter();
        let transfer = inbound.find(|it| it.active_handshake_id == handshake);
        (handshake.unwrap(), transfer.unwrap().id.unwrap())
    }
}

#[test]
fn a_transfer_is_invited_accepted_renamed_and_withdrawn() {
    let world = two_organizations();
    let (handshake, id) = world.invite_to_transfer();
    assert_eq!(world.outbound().status, Some(Status::Requested));
    let described = world.ok(DescribeHandshakeRequest::new(&handshake));
    let resources = described.handshake.unwrap().resources.unwrap().into_iter();
    let shown = resources.map(|it| format!("{} {}", it.r#type.unwrap(), it.value.unwrap()));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            format!("ORGANIZATION {}", world.id()),
            format!("ACCOUNT {SOURCE}"),
            "TRANSFER_TYPE BILLING".to_owned(),
            "TRANSFER_START_TIMESTAMP 2026-12-01T00:00:00Z".to_owned(),
            format!("RESPONSIBILITY_TRANSFER {id}"),
        ]
    );
    world.ok_by(SOURCE, AcceptHandshakeRequest::new(&handshake));

    let outbound = world.outbound();
    let inbound = world.ok(DescribeResponsibilityTransferRequest::new(&id));
    let inbound = inbound.responsibility_transfer.unwrap();
    assert_eq!(inbound.status, Some(Status::Accepted));
    assert_eq!(inbound.active_handshake_id, None);
    for (transfer, direction) in [(inbound, "inbound"), (outbound, "outbound")] {
        let path = format!("/billing/{direction}/{id}");
        assert!(transfer.arn.unwrap().ends_with(&path));
        let source = transfer.source.unwrap().management_account_id;
        let target = transfer.target.unwrap().management_account_id;
        assert_eq!(
            (source.as_deref(), target.as_deref()),
            (Some(SOURCE), Some(MANAGER))
        );
    }
    assert_eq!(world.tags(&id), [Tag::new("k", "v")]);

    let renamed = world.ok(UpdateResponsibilityTransferRequest::new(&id, "Theirs"));
    let name = renamed.responsibility_transfer.unwrap().name;
    assert_eq!(name.as_deref(), Some("Theirs"));

    let ended = world.ok_by(SOURCE, TerminateResponsibilityTransferRequest::new(&id));
    let ended = ended.responsibility_transfer.unwrap();
    assert_eq!(ended.status, Some(Status::Withdrawn));
    let end_of_month = "2026-11-30T23:59:59.999Z".parse().unwrap();
    assert_eq!(ended.end_timestamp, Some(end_of_month));

    let exists = "HandshakeConstraintViolation: RESPONSIBILITY_TRANSFER_ALREADY_EXISTS";
    world.refuses(invite(SOURCE), exists);
    world.pass_days(5);
    let mut again = invite(SOURCE);
    again.start_timestamp = "2027-01-01".parse().unwrap();
    world.ok(again);
}

#[test]
fn a_transfer_follows_its_handshake() {
    for (end, status) in [
        ("decline", Status::Declined),
        ("cancel", Status::Canceled),
        ("expire", Status::Expired),
    ] {
        let world = two_organizations();
        let (handshake, _) = world.invite_to_transfer();
        match end {
            "decline" => drop(world.ok_by(SOURCE, DeclineHandshakeRequest::new(&handshake))),
            "cancel" => drop(world.ok(CancelHandshakeRequest::new(&handshake))),
            _ => world.pass_days(15),
        }
        assert_eq!(world.inbound()[0].status, Some(status));
    }
}

#[test]
fn transfers_are_listed_by_direction_and_in_pages() {
    let world = two_organizations();
    for _ in 0..3 {
        let (handshake, _) = world.invite_to_transfer();
        world.ok(CancelHandshakeRequest::new(handshake));
    }
    let list = ListInboundResponsibilityTransfersRequest::new(BILLING);
    let first = world.ok(list.clone().max_results(2));
    assert_eq!(first.responsibility_transfers.unwrap().len(), 2);
    let second = world.ok(list.clone().next_token(first.next_token.unwrap()));
    assert_eq!(second.next_token, None);
    let last = second.responsibility_transfers.unwrap();
    let list = list.id(last[0].id.as_ref().unwrap());
    assert_eq!(world.ok(list).responsibility_transfers, Some(last));
    let outbound = ListOutboundResponsibilityTransfersRequest::new(BILLING);
    assert_eq!(world.ok(outbound).responsibility_transfers, Some(vec![]));
}

#[test]
fn invitations_are_refused_with_a_reason() {
    let world = two_organizations();
    let party = |id: &str, kind| {
        let mut input = invite(SOURCE);
        input.target = HandshakeParty::new(id, kind);
        input
    };
    let start = |start: &str| {
        let mut input = invite(SOURCE);
        input.start_timestamp = start.parse().unwrap();
        input
    };
    let (account, email) = (HandshakePartyType::Account, HandshakePartyType::Email);
    world.refuses_tags(|tags| invite(SOURCE).tags(tags));
    refuses! { world, MANAGER;
        party("o-aaaaaaaaaa", HandshakePartyType::Organization) =>
            "InvalidInput: INVALID_PARTY_TYPE_TARGET",
        party("x", account) => "InvalidInput: INVALID_PATTERN",
        party("x", email.clone()) => "InvalidInput: INVALID_EMAIL_ADDRESS_TARGET",
        start("2026-12-01T00:00:01Z") => "InvalidInput: START_DATE_NOT_BEGINNING_OF_DAY",
        start("2026-12-02") => "InvalidInput: START_DATE_NOT_BEGINNING_OF_MONTH",
        start("2026-11-01") => "InvalidInput: START_DATE_TOO_EARLY",
        start("2028-01-01") => "InvalidInput: START_DATE_TOO_LATE",
        invite(MEMBER) => "HandshakeConstraintViolation: TARGET_ACCOUNT_VALIDATION_FAILURE",
        invite(MANAGER) => "HandshakeConstraintViolation: SOURCE_AND_TARGET_CANNOT_MATCH",
    }
    let (handshake, _) = world.invite_to_transfer();
    world.refuses(
        party("888888888888@example.com", email),
        "DuplicateHandshake",
    );
    world.ok_by(SOURCE, AcceptHandshakeRequest::new(handshake));
    let exists = "HandshakeConstraintViolation: RESPONSIBILITY_TRANSFER_ALREADY_EXISTS";
    world.refuses(invite(SOURCE), exists);

    world.organization(STRANGER, OrganizationFeatureSet::All);
    let invited = world.ok_by(STRANGER, invite(SOURCE)).handshake.unwrap();
    let accept = AcceptHandshakeRequest::new(invited.id.unwrap());
    let quota = "ConstraintViolation: RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION";
    world.refuses_by(SOURCE, accept, quota);
}

#[test]
fn transfer_calls_are_refused_with_a_reason() {
    let world = two_organizations();
    let (handshake, id) = world.invite_to_transfer();
    let missing = "ResponsibilityTransferNotFound";
    world.organization(STRANGER, OrganizationFeatureSet::All);
    let end = TerminateResponsibilityTransferRequest::new(&id);
    let list = ListInboundResponsibilityTransfersRequest::new(BILLING).id(&id);
    world.refuses_by(SOURCE, list, missing);
    refuses! { world, STRANGER;
        DescribeResponsibilityTransferRequest::new(&id) => missing,
        UpdateResponsibilityTransferRequest::new(&id, "x") => missing,
        end.clone() => missing,
    }
    world.refuses(end.clone(), "InvalidResponsibilityTransferTransition");
    world.ok_by(SOURCE, AcceptHandshakeRequest::new(handshake));
    let at = |time: &str| end.clone().end_timestamp(time.parse().unwrap());
    for (time, reason) in [
        ("2026-12-31", "NOT_END_OF_MONTH"),
        ("2026-12-30T23:59:59.999Z", "NOT_END_OF_MONTH"),
        ("2026-12-31T23:59:59Z", "NOT_END_OF_MONTH"),
        ("2028-02-28T23:59:59.999Z", "NOT_END_OF_MONTH"),
        ("2028-02-29T23:59:59.999Z", "TOO_LATE"),
        ("2027-12-31T23:59:59.999Z", "TOO_LATE"),
        ("2026-10-31T23:59:59.999Z", "TOO_EARLY"),
    ] {
        let expected = format!("InvalidInput: END_DATE_{reason}");
        world.refuses(at(time), &expected);
    }
    world.ok(at("2026-12-31T23:59:59.999Z"));
    world.refuses(end, "ResponsibilityTransferAlreadyInStatus");
    let ended = "ConstraintViolation: TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED";
    world.refuses(UpdateResponsibilityTransferRequest::new(&id, "x"), ended);
}

#[test]
fn at_most_a_thousand_organizations_hand_over_to_one() {
    let world = two_organizations();
    world.invite_to_transfer();
    let world = world.edited(|state| {
        let transfers = state["transfers"].as_object_mut().unwrap();
        let (id, mut transfer) = transfers.clone().into_iter().next().unwrap();
        transfer["source"] = "777777777777".into();
        transfers.extend((1..1000).map(|number| (format!("{id}{number}"), transfer.clone())));
    });
    world.organization(STRANGER, OrganizationFeatureSet::All);
    let quota = "ConstraintViolation: RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION";
    world.refuses(invite(STRANGER), quota);
}
