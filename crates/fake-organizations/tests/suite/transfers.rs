use fake_organizations::FakeOrganizations;
use org_types::operation::*;
use org_types::{
    HandshakeParty, HandshakePartyType, OrganizationFeatureSet, ResponsibilityTransfer,
    ResponsibilityTransferStatus, ResponsibilityTransferType, Tag,
};

use crate::world::{MANAGER, MEMBER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    a_transfer_is_invited_accepted_renamed_and_withdrawn,
    a_transfer_follows_its_handshake,
    transfers_are_listed_by_direction_and_in_pages,
    invitation_errors,
    transfer_errors,
    at_most_a_thousand_organizations_hand_over_to_one,
];

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
        self.ok_by(SOURCE, list)
            .responsibility_transfers
            .unwrap()
            .remove(0)
    }

    fn inbound(&self) -> Vec<ResponsibilityTransfer> {
        let list = ListInboundResponsibilityTransfersRequest::new(BILLING);
        self.ok(list).responsibility_transfers.unwrap()
    }

    /// Invites, and returns the IDs of the handshake and the transfer.
    fn invite_to_transfer(&self) -> (String, String) {
        let handshake = self
            .ok(invite(SOURCE).tags([Tag::new("k", "v")]))
            .handshake
            .unwrap()
            .id
            .unwrap();
        let waits =
            |it: &ResponsibilityTransfer| it.active_handshake_id.as_ref() == Some(&handshake);
        let transfer = self.inbound().into_iter().find(waits).unwrap();
        (handshake, transfer.id.unwrap())
    }
}

#[test]
fn a_transfer_is_invited_accepted_renamed_and_withdrawn() {
    let world = two_organizations();
    let (handshake, id) = world.invite_to_transfer();
    assert_eq!(
        world.outbound().status,
        Some(ResponsibilityTransferStatus::Requested)
    );
    world.ok_by(SOURCE, AcceptHandshakeRequest::new(&handshake));

    let outbound = world.outbound();
    let inbound = world
        .ok(DescribeResponsibilityTransferRequest::new(&id))
        .responsibility_transfer
        .unwrap();
    assert_eq!(inbound.status, Some(ResponsibilityTransferStatus::Accepted));
    assert!(
        inbound
            .arn
            .unwrap()
            .ends_with(&format!("/billing/inbound/{id}"))
    );
    assert!(
        outbound
            .arn
            .unwrap()
            .ends_with(&format!("/billing/outbound/{id}"))
    );
    assert_eq!(
        inbound.source.unwrap().management_account_id.as_deref(),
        Some(SOURCE)
    );
    assert_eq!(
        inbound.target.unwrap().management_account_id.as_deref(),
        Some(MANAGER)
    );
    assert_eq!(inbound.active_handshake_id, None);
    assert_eq!(
        world.ok(ListTagsForResourceRequest::new(&id)).tags.unwrap(),
        [Tag::new("k", "v")]
    );

    let renamed = world.ok(UpdateResponsibilityTransferRequest::new(&id, "Theirs"));
    assert_eq!(
        renamed.responsibility_transfer.unwrap().name.as_deref(),
        Some("Theirs")
    );

    let ended = world
        .ok_by(SOURCE, TerminateResponsibilityTransferRequest::new(&id))
        .responsibility_transfer
        .unwrap();
    assert_eq!(ended.status, Some(ResponsibilityTransferStatus::Withdrawn));
    assert_eq!(
        ended.end_timestamp,
        Some("2026-11-30T23:59:59.999Z".parse().unwrap())
    );

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
        ("decline", "DECLINED"),
        ("cancel", "CANCELED"),
        ("expire", "EXPIRED"),
    ] {
        let world = two_organizations();
        let (handshake, _) = world.invite_to_transfer();
        match end {
            "decline" => drop(world.ok_by(SOURCE, DeclineHandshakeRequest::new(&handshake))),
            "cancel" => drop(world.ok(CancelHandshakeRequest::new(&handshake))),
            _ => world.pass_days(15),
        }
        assert_eq!(world.inbound()[0].status.as_ref().unwrap().as_str(), status);
    }
}

#[test]
fn transfers_are_listed_by_direction_and_in_pages() {
    let world = two_organizations();
    for _ in 0..3 {
        let (handshake, _) = world.invite_to_transfer();
        world.ok(CancelHandshakeRequest::new(handshake));
    }
    let list = ListInboundResponsibilityTransfersRequest::new(BILLING).max_results(2);
    let first = world.ok(list.clone());
    let second = world.ok(list.next_token(first.next_token.unwrap()));
    assert_eq!(
        (
            first.responsibility_transfers.unwrap().len(),
            second.next_token
        ),
        (2, None)
    );
    let last = second.responsibility_transfers.unwrap();
    let list =
        ListInboundResponsibilityTransfersRequest::new(BILLING).id(last[0].id.as_ref().unwrap());
    assert_eq!(world.ok(list).responsibility_transfers, Some(last));
    let outbound = ListOutboundResponsibilityTransfersRequest::new(BILLING);
    assert_eq!(world.ok(outbound).responsibility_transfers, Some(vec![]));
}

#[test]
fn invitation_errors() {
    let world = two_organizations();
    let party = |id: &str, kind| {
        let mut input = invite(SOURCE);
        input.target = HandshakeParty::new(id, kind);
        input
    };
    world.refuses(
        party("o-aaaaaaaaaa", HandshakePartyType::Organization),
        "InvalidInput: INVALID_PARTY_TYPE_TARGET",
    );
    world.refuses(
        party("x", HandshakePartyType::Account),
        "InvalidInput: INVALID_PATTERN",
    );
    world.refuses(
        party("x", HandshakePartyType::Email),
        "InvalidInput: INVALID_EMAIL_ADDRESS_TARGET",
    );
    let start = |start: &str| {
        let mut input = invite(SOURCE);
        input.start_timestamp = start.parse().unwrap();
        input
    };
    world.refuses(
        start("2026-12-01T00:00:01Z"),
        "InvalidInput: START_DATE_NOT_BEGINNING_OF_DAY",
    );
    world.refuses(
        start("2026-12-02"),
        "InvalidInput: START_DATE_NOT_BEGINNING_OF_MONTH",
    );
    world.refuses(start("2026-11-01"), "InvalidInput: START_DATE_TOO_EARLY");
    world.refuses(start("2028-01-01"), "InvalidInput: START_DATE_TOO_LATE");
    world.refuses(
        invite(SOURCE).tags([Tag::new("aws:k", "")]),
        "InvalidInput: INVALID_SYSTEM_TAGS_PARAMETER",
    );
    world.refuses(
        invite(MEMBER),
        "HandshakeConstraintViolation: TARGET_ACCOUNT_VALIDATION_FAILURE",
    );
    world.refuses(
        invite(MANAGER),
        "HandshakeConstraintViolation: SOURCE_AND_TARGET_CANNOT_MATCH",
    );
    let (handshake, _) = world.invite_to_transfer();
    world.refuses(
        party("888888888888@example.com", HandshakePartyType::Email),
        "DuplicateHandshake",
    );
    world.ok_by(SOURCE, AcceptHandshakeRequest::new(handshake));
    world.refuses(
        invite(SOURCE),
        "HandshakeConstraintViolation: RESPONSIBILITY_TRANSFER_ALREADY_EXISTS",
    );

    world.organization(STRANGER, OrganizationFeatureSet::All);
    let handshake = world
        .ok_by(STRANGER, invite(SOURCE))
        .handshake
        .unwrap()
        .id
        .unwrap();
    world.refuses_by(
        SOURCE,
        AcceptHandshakeRequest::new(handshake),
        "ConstraintViolation: RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION",
    );
}

#[test]
fn transfer_errors() {
    let world = two_organizations();
    let (handshake, id) = world.invite_to_transfer();
    let missing = "ResponsibilityTransferNotFound";
    world.organization(STRANGER, OrganizationFeatureSet::All);
    world.refuses_by(
        STRANGER,
        DescribeResponsibilityTransferRequest::new(&id),
        missing,
    );
    world.refuses_by(
        SOURCE,
        ListInboundResponsibilityTransfersRequest::new(BILLING).id(&id),
        missing,
    );
    world.refuses_by(
        STRANGER,
        UpdateResponsibilityTransferRequest::new(&id, "x"),
        missing,
    );
    let end = TerminateResponsibilityTransferRequest::new(&id);
    world.refuses_by(STRANGER, end.clone(), missing);
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
    world.refuses(
        UpdateResponsibilityTransferRequest::new(&id, "x"),
        "ConstraintViolation: TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED",
    );
}

#[test]
fn at_most_a_thousand_organizations_hand_over_to_one() {
    let world = two_organizations();
    world.invite_to_transfer();
    let mut state: serde_json::Value = serde_json::from_str(&world.0.to_json().unwrap()).unwrap();
    let transfers = state["transfers"].as_object_mut().unwrap();
    let (id, mut transfer) = transfers.clone().into_iter().next().unwrap();
    transfer["source"] = "777777777777".into();
    transfers.extend((1..1000).map(|number| (format!("{id}{number}"), transfer.clone())));
    let world = World(FakeOrganizations::from_json(&state.to_string()).unwrap());
    world.stop_clock();
    world.organization(STRANGER, OrganizationFeatureSet::All);
    world.refuses(
        invite(STRANGER),
        "ConstraintViolation: RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION",
    );
}
