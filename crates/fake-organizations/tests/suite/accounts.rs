//! Accounts: creation, membership and closure.

use std::time::Duration;

use org_types::*;
use serde_json::json;

use crate::world::{MANAGER, MEMBER, OTHER, START, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    an_account_is_created_in_the_background,
    a_creation_fails_with_its_reason,
    creations_are_limited,
    an_account_in_gov_cloud_is_created_with_another,
    accounts_leave_and_are_removed,
    an_account_is_closed_and_removed_after_90_days,
    closures_are_limited,
    an_account_can_have_a_name_and_an_email_address,
    who_may_see_and_change_accounts,
];

fn status(world: &World, id: &str) -> CreateAccountStatus {
    let described = world.ok(DescribeCreateAccountStatusRequest::new(id));
    described.create_account_status.unwrap()
}

fn request(email: &str) -> CreateAccountRequest {
    CreateAccountRequest::new(email, "Ana")
}

#[test]
fn an_account_is_created_in_the_background() {
    let world = World::new();
    world.0.set_account_delay(Duration::from_secs(60));
    let create = request("ana@example.com").tags([Tag::new("team", "blue")]);
    let created = world.ok(create).create_account_status.unwrap();
    assert_eq!(created.state, Some(CreateAccountState::InProgress));
    let id = created.id.clone().unwrap();
    assert_eq!(status(&world, &id), created);
    let list = |state| ListCreateAccountStatusRequest::default().states([state]);
    let in_progress = list(CreateAccountState::InProgress);
    assert_eq!(
        world.ok(in_progress.clone()).create_account_statuses,
        Some(vec![created])
    );

    world.0.advance(Duration::from_secs(60));
    let created = status(&world, &id);
    assert_eq!(created.state, Some(CreateAccountState::Succeeded));
    assert_eq!(
        created.completed_timestamp,
        Some("2026-11-26T10:01:00Z".parse().unwrap())
    );
    assert_eq!(world.ok(in_progress).create_account_statuses, Some(vec![]));
    let account_id = created.account_id.clone().unwrap();
    let succeeded = world
        .ok(list(CreateAccountState::Succeeded))
        .create_account_statuses;
    assert_eq!(succeeded, Some(vec![created]));
    let account = world
        .ok(DescribeAccountRequest::new(&account_id))
        .account
        .unwrap();
    assert_eq!(account.email.as_deref(), Some("ana@example.com"));
    assert_eq!(account.joined_method, Some(AccountJoinedMethod::Created));
    assert_eq!(account.status, Some(AccountStatus::Active));
    let tags = world.ok(ListTagsForResourceRequest::new(account_id)).tags;
    assert_eq!(tags, Some(vec![Tag::new("team", "blue")]));
}

#[test]
fn a_creation_fails_with_its_reason() {
    let world = World::new();
    world.create("ana@example.com");
    world
        .0
        .fail_next_account_creation(CreateAccountFailureReason::InvalidAddress);
    for (email, reason) in [
        (
            "bea@example.com",
            Some(CreateAccountFailureReason::InvalidAddress),
        ),
        (
            "ANA@example.com",
            Some(CreateAccountFailureReason::EmailAlreadyExists),
        ),
        ("bea@example.com", None),
    ] {
        let created = world.ok(request(email)).create_account_status.unwrap();
        let status = status(&world, &created.id.unwrap());
        assert_eq!(status.failure_reason, reason);
        assert_eq!(status.account_id.is_some(), reason.is_none());
    }
}

#[test]
fn creations_are_limited() {
    let world = World::new();
    world.0.set_account_delay(Duration::from_secs(60));
    for number in 0..5 {
        world.ok(request(&format!("{number}@example.com")));
    }
    let rate = "ConstraintViolation: ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED";
    world.refuses(request("5@example.com"), rate);
    let gov_cloud = CreateGovCloudAccountRequest::new("5@example.com", "Ana");
    world.refuses(gov_cloud.clone(), rate);
    world.0.advance(Duration::from_secs(60));
    world.0.limit_accounts(10);
    world.ok(request("5@example.com"));
    world.invite(STRANGER);
    let number = "ConstraintViolation: ACCOUNT_NUMBER_LIMIT_EXCEEDED";
    world.refuses(request("6@example.com"), number);
    world.refuses(gov_cloud, number);
}

#[test]
fn an_account_in_gov_cloud_is_created_with_another() {
    let world = World::new();
    let create = CreateGovCloudAccountRequest::new("ana@example.com", "Ana");
    let created = world.ok(create).create_account_status.unwrap();
    let status = status(&world, &created.id.unwrap());
    assert_ne!(
        status.gov_cloud_account_id.unwrap(),
        status.account_id.clone().unwrap()
    );
    world.ok(DescribeAccountRequest::new(status.account_id.unwrap()));
}

#[test]
fn accounts_leave_and_are_removed() {
    let world = World::new();
    let created = world.create("ana@example.com");
    let remove = |account: &str| RemoveAccountFromOrganizationRequest::new(account);
    let leave = LeaveOrganizationRequest::default;
    let wait = "ConstraintViolation: WAIT_PERIOD_ACTIVE";
    world.refuses(remove(&created), wait);
    world.pass_days(3);
    world.refuses_by(&created, leave(), wait);
    world.pass_days(1);
    world.ok(remove(&created));
    world.refuses(DescribeAccountRequest::new(&created), "AccountNotFound");
    world.refuses(remove(&created), "AccountNotFound");
    world.refuses_by(&created, leave(), "AWSOrganizationsNotInUse");

    world.ok_by(MEMBER, leave());
    world.refuses(leave(), "MasterCannotLeaveOrganization");
    world.refuses(remove(MANAGER), "MasterCannotLeaveOrganization");
    let service = "guardduty.amazonaws.com";
    world.ok(EnableAwsServiceAccessRequest::new(service));
    world.ok(RegisterDelegatedAdministratorRequest::new(OTHER, service));
    let delegated = "ConstraintViolation: CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG";
    world.refuses(remove(OTHER), delegated);
    world.refuses_by(OTHER, leave(), delegated);
    world.refuses_by(OTHER, remove(OTHER), "AccessDenied");
    world.refuses_by(STRANGER, remove(OTHER), "AWSOrganizationsNotInUse");
}

#[test]
fn an_account_is_closed_and_removed_after_90_days() {
    let world = World::new();
    world.0.set_account_delay(Duration::from_secs(60));
    let close = CloseAccountRequest::new;
    let state = || {
        let account = world
            .ok(DescribeAccountRequest::new(MEMBER))
            .account
            .unwrap();
        (account.state.unwrap(), account.status.unwrap())
    };
    world.ok(close(MEMBER));
    assert_eq!(
        state(),
        (AccountState::PendingClosure, AccountStatus::PendingClosure)
    );
    world.refuses(close(MEMBER), "Conflict");
    world.0.advance(Duration::from_secs(60));
    assert_eq!(state(), (AccountState::Closed, AccountStatus::Suspended));
    world.refuses(close(MEMBER), "AccountAlreadyClosed");
    world.pass_days(90);
    world.refuses(DescribeAccountRequest::new(MEMBER), "AccountNotFound");
    world.refuses(close(MEMBER), "AccountNotFound");

    let management = "ConstraintViolation: CANNOT_CLOSE_MANAGEMENT_ACCOUNT";
    world.refuses(close(MANAGER), management);
    world.refuses_by(OTHER, close(OTHER), "AccessDenied");
    world.refuses_by(STRANGER, close(OTHER), "AWSOrganizationsNotInUse");
    let world = World::empty();
    world.organization(MANAGER, OrganizationFeatureSet::ConsolidatedBilling);
    world.add_member(MEMBER);
    let features = "ConstraintViolation: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE";
    world.refuses(close(MEMBER), features);
}

#[test]
fn closures_are_limited() {
    let world = World::new().with_members(251);
    let close = |number: usize| CloseAccountRequest::new(format!("5{number:011}"));
    world.0.set_account_delay(Duration::from_secs(60));
    for number in 0..3 {
        world.ok(close(number));
    }
    let requests = "ConstraintViolation: CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED";
    world.refuses(close(3), requests);
    world.0.advance(Duration::from_secs(60));
    world.ok(close(3));

    // 20 percent of the members are fewer than 250.
    let world = world.edited(|state| {
        for number in 0..250 {
            let account = &mut state["accounts"][format!("5{number:011}")];
            account["state"] = json!("CLOSED");
            account["closed"] = json!(1_795_687_200);
        }
    });
    let quota = "ConstraintViolation: CLOSE_ACCOUNT_QUOTA_EXCEEDED";
    world.refuses(close(250), quota);
    world.pass_days(30);
    world.ok(close(250));
}

#[test]
fn who_may_see_and_change_accounts() {
    let world = World::new();
    let root = world.root();
    let role = request("ana@example.com").role_name("AWSServiceRoleForMe");
    world.refuses(role, "InvalidInput: INVALID_ROLE_NAME");
    let gov_cloud = CreateGovCloudAccountRequest::new("ana@example.com", "Ana");
    let role = gov_cloud.clone().role_name("AWSServiceRoleForMe");
    world.refuses(role, "InvalidInput: INVALID_ROLE_NAME");
    let too_many: Vec<_> = (0..51).map(|key| Tag::new(key.to_string(), "")).collect();
    for (tags, error) in [
        (
            vec![Tag::new("a", ""); 2],
            "InvalidInput: DUPLICATE_TAG_KEY",
        ),
        (
            vec![Tag::new("aws:a", "")],
            "InvalidInput: INVALID_SYSTEM_TAGS_PARAMETER",
        ),
        (too_many, "ConstraintViolation: MAX_TAG_LIMIT_EXCEEDED"),
    ] {
        world.refuses(request("ana@example.com").tags(tags.clone()), error);
        world.refuses(gov_cloud.clone().tags(tags), error);
    }
    let unknown = DescribeCreateAccountStatusRequest::new("car-00000000");
    world.refuses(unknown.clone(), "CreateAccountStatusNotFound");
    world.refuses(DescribeAccountRequest::new(STRANGER), "AccountNotFound");
    let bad_token = "InvalidInput: INVALID_NEXT_TOKEN";
    let children = ListAccountsForParentRequest::new(root);
    let statuses = ListCreateAccountStatusRequest::default();
    world.refuses(ListAccountsRequest::default().next_token("x"), bad_token);
    world.refuses(children.clone().next_token("x"), bad_token);
    world.refuses(statuses.clone().next_token("x"), bad_token);
    for (caller, error) in [
        (MEMBER, "AccessDenied"),
        (STRANGER, "AWSOrganizationsNotInUse"),
    ] {
        world.refuses_by(caller, ListAccountsRequest::default(), error);
        world.refuses_by(caller, children.clone(), error);
        world.refuses_by(caller, statuses.clone(), error);
        world.refuses_by(caller, unknown.clone(), error);
        world.refuses_by(caller, DescribeAccountRequest::new(MEMBER), error);
        world.refuses_by(caller, request("ana@example.com"), error);
        world.refuses_by(caller, gov_cloud.clone(), error);
    }
}

#[test]
fn an_account_can_have_a_name_and_an_email_address() {
    let world = World::new();
    world
        .0
        .add_account(STRANGER, "zoe@example.com", "Zoe")
        .unwrap();
    let party = HandshakeParty::new("Zoe@example.com", HandshakePartyType::Email);
    let handshake = world
        .ok(InviteAccountToOrganizationRequest::new(party))
        .handshake;
    world.ok_by(
        STRANGER,
        AcceptHandshakeRequest::new(handshake.unwrap().id.unwrap()),
    );
    let account = world
        .ok(DescribeAccountRequest::new(STRANGER))
        .account
        .unwrap();
    assert_eq!(account.name.as_deref(), Some("Zoe"));
    assert_eq!(account.joined_method, Some(AccountJoinedMethod::Invited));
    assert_eq!(account.joined_timestamp, Some(START.parse().unwrap()));

    world
        .0
        .add_account(STRANGER, "zoe@example.org", "Zoe")
        .unwrap();
    world
        .0
        .add_account("444444444444", "zoe@example.com", "Zoe")
        .unwrap();
    assert!(
        world
            .0
            .add_account("444444444444", "zoe@example.org", "Zoe")
            .is_err()
    );
    assert!(
        world
            .0
            .add_account("4", "four@example.com", "Four")
            .is_err()
    );
    let listed = world.ok(ListAccountsRequest::default()).accounts.unwrap();
    let ids: Vec<_> = listed
        .iter()
        .filter_map(|account| account.id.as_deref())
        .collect();
    assert_eq!(ids, [MANAGER, MEMBER, OTHER, STRANGER]);
}
