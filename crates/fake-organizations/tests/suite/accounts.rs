//! Accounts: creation, membership and closure.

use std::time::Duration;

use org_types::{CreateAccountFailureReason as Reason, *};
use serde_json::json;

use crate::world::{MANAGER, MEMBER, OTHER, START, STRANGER, World, refuses};

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
    let listed = |state| {
        let list = ListCreateAccountStatusRequest::default().states([state]);
        world.ok(list).create_account_statuses.unwrap()
    };
    assert_eq!(listed(CreateAccountState::InProgress), [created]);

    world.0.advance(Duration::from_secs(60));
    let created = status(&world, &id);
    assert_eq!(created.state, Some(CreateAccountState::Succeeded));
    let completed = "2026-11-26T10:01:00Z".parse().unwrap();
    assert_eq!(created.completed_timestamp, Some(completed));
    assert_eq!(created.gov_cloud_account_id, None);
    let account_id = created.account_id.clone().unwrap();
    assert_eq!(listed(CreateAccountState::InProgress), []);
    assert_eq!(listed(CreateAccountState::Succeeded), [created]);
    let account = world.account(&account_id);
    assert_eq!(account.email.as_deref(), Some("ana@example.com"));
    assert_eq!(account.joined_method, Some(AccountJoinedMethod::Created));
    assert_eq!(account.status, Some(AccountStatus::Active));
    assert_eq!(world.tags(&account_id), [Tag::new("team", "blue")]);
}

#[test]
fn a_creation_fails_with_its_reason() {
    let world = World::new();
    world.create("ana@example.com");
    world.0.fail_next_account_creation(Reason::InvalidAddress);
    for (email, reason) in [
        ("bea@example.com", Some(Reason::InvalidAddress)),
        ("ANA@example.com", Some(Reason::EmailAlreadyExists)),
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
    let gov_cloud = CreateGovCloudAccountRequest::new("5@example.com", "Ana");
    refuses! { world, MANAGER;
        request("5@example.com") => "ConstraintViolation: ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED",
        gov_cloud.clone() => "ConstraintViolation: ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED",
    }
    world.0.advance(Duration::from_secs(60));
    world.0.limit_accounts(10);
    world.ok(request("5@example.com"));
    world.invite(STRANGER);
    refuses! { world, MANAGER;
        request("6@example.com") => "ConstraintViolation: ACCOUNT_NUMBER_LIMIT_EXCEEDED",
        gov_cloud => "ConstraintViolation: ACCOUNT_NUMBER_LIMIT_EXCEEDED",
    }
}

#[test]
fn an_account_in_gov_cloud_is_created_with_another() {
    let world = World::new();
    let create = CreateGovCloudAccountRequest::new("ana@example.com", "Ana");
    let created = world.ok(create).create_account_status.unwrap();
    let status = status(&world, &created.id.unwrap());
    assert_ne!(
        status.gov_cloud_account_id.unwrap(),
        *status.account_id.as_ref().unwrap()
    );
    world.account(&status.account_id.unwrap());
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
    world.refuses_by(&created, leave(), "AWSOrganizationsNotInUse");

    world.ok_by(MEMBER, leave());
    refuses! { world, MANAGER;
        DescribeAccountRequest::new(&created) => "AccountNotFound",
        remove(&created) => "AccountNotFound",
        leave() => "MasterCannotLeaveOrganization",
        remove(MANAGER) => "MasterCannotLeaveOrganization",
    }
    let service = "guardduty.amazonaws.com";
    world.ok(EnableAwsServiceAccessRequest::new(service));
    world.ok(RegisterDelegatedAdministratorRequest::new(OTHER, service));
    let delegated = "ConstraintViolation: CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG";
    world.refuses(remove(OTHER), delegated);
    world.refuses_by(OTHER, leave(), delegated);
}

#[test]
fn an_account_is_closed_and_removed_after_90_days() {
    let world = World::new();
    world.0.set_account_delay(Duration::from_secs(60));
    let close = CloseAccountRequest::new;
    let state = || {
        let account = world.account(MEMBER);
        (account.state.unwrap(), account.status.unwrap())
    };
    world.ok(close(MEMBER));
    let pending = (AccountState::PendingClosure, AccountStatus::PendingClosure);
    assert_eq!(state(), pending);
    world.refuses(close(MEMBER), "Conflict");
    world.0.advance(Duration::from_secs(60));
    assert_eq!(state(), (AccountState::Closed, AccountStatus::Suspended));
    world.refuses(close(MEMBER), "AccountAlreadyClosed");
    world.pass_days(90);
    refuses! { world, MANAGER;
        DescribeAccountRequest::new(MEMBER) => "AccountNotFound",
        close(MEMBER) => "AccountNotFound",
        close(MANAGER) => "ConstraintViolation: CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
    }
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
fn account_calls_are_refused_with_a_reason() {
    let world = World::new();
    let gov_cloud = CreateGovCloudAccountRequest::new("ana@example.com", "Ana");
    let role = "AWSServiceRoleForMe";
    refuses! { world, MANAGER;
        request("ana@example.com").role_name(role) => "InvalidInput: INVALID_ROLE_NAME",
        gov_cloud.clone().role_name(role) => "InvalidInput: INVALID_ROLE_NAME",
        DescribeCreateAccountStatusRequest::new("car-00000000") => "CreateAccountStatusNotFound",
        DescribeAccountRequest::new(STRANGER) => "AccountNotFound",
    }
    world.refuses_tags(|tags| request("ana@example.com").tags(tags));
    world.refuses_tags(|tags| gov_cloud.clone().tags(tags));
}

#[test]
fn an_account_can_have_a_name_and_an_email_address() {
    let world = World::new();
    let add = |id: &str, email: &str| world.0.add_account(id, email, "Zoe");
    add(STRANGER, "zoe@example.com").unwrap();
    let party = HandshakeParty::new("Zoe@example.com", HandshakePartyType::Email);
    let invited = world.ok(InviteAccountToOrganizationRequest::new(party));
    let id = invited.handshake.unwrap().id.unwrap();
    world.ok_by(STRANGER, AcceptHandshakeRequest::new(id));
    let account = world.account(STRANGER);
    assert_eq!(account.name.as_deref(), Some("Zoe"));
    assert_eq!(account.joined_method, Some(AccountJoinedMethod::Invited));
    assert_eq!(account.joined_timestamp, Some(START.parse().unwrap()));

    add(STRANGER, "zoe@example.org").unwrap();
    add("444444444444", "zoe@example.com").unwrap();
    assert!(add("444444444444", "zoe@example.org").is_err());
    assert!(add("4", "four@example.com").is_err());
    let listed = world.ok(ListAccountsRequest::default()).accounts.unwrap();
    let ids: Vec<_> = listed.iter().filter_map(|it| it.id.as_deref()).collect();
    assert_eq!(ids, [MANAGER, MEMBER, OTHER, STRANGER]);
}
