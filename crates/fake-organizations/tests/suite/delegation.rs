use org_types::operation::*;
use org_types::{OrganizationFeatureSet, PolicyType, Tag};

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    a_delegated_administrator_reads_until_it_is_deregistered,
    delegated_administrator_errors,
    a_service_has_access_from_the_first_call_on,
    service_access_errors,
    the_resource_policy_delegates_operations,
    resource_policy_errors,
];

const SERVICE: &str = "guardduty.amazonaws.com";
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":["organizations:CreatePolicy","organizations:List*"],"Resource":"*"}]}"#;

fn register(account: &str, service: &str) -> RegisterDelegatedAdministratorRequest {
    RegisterDelegatedAdministratorRequest::new(account, service)
}

#[test]
fn a_delegated_administrator_reads_until_it_is_deregistered() {
    let world = World::new();
    world.ok(MANAGER, EnableAwsServiceAccessRequest::new(SERVICE));
    world.refuses(MEMBER, ListRootsRequest::default(), "AccessDeniedException");
    world.ok(MANAGER, register(MEMBER, SERVICE));
    world.ok(MEMBER, ListRootsRequest::default());
    world.refuses(MEMBER, register(OTHER, SERVICE), "AccessDeniedException");
    let tag = TagResourceRequest::new(MEMBER, [Tag::new("k", "v")]);
    world.refuses(MEMBER, tag, "AccessDeniedException");

    let list = ListDelegatedAdministratorsRequest::default().service_principal(SERVICE);
    let listed = world.ok(MEMBER, list).delegated_administrators.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id.as_deref(), Some(MEMBER));
    assert_eq!(
        listed[0].delegation_enabled_date,
        Some("2026-11-26T10:00:00Z".parse().unwrap())
    );
    let other =
        ListDelegatedAdministratorsRequest::default().service_principal("config.amazonaws.com");
    assert_eq!(
        world.ok(MANAGER, other).delegated_administrators,
        Some(vec![])
    );
    let services = world
        .ok(MANAGER, ListDelegatedServicesForAccountRequest::new(MEMBER))
        .delegated_services
        .unwrap();
    assert_eq!(services[0].service_principal.as_deref(), Some(SERVICE));

    world.ok(
        MANAGER,
        DeregisterDelegatedAdministratorRequest::new(MEMBER, SERVICE),
    );
    world.refuses(MEMBER, ListRootsRequest::default(), "AccessDeniedException");
    world.refuses(
        MANAGER,
        ListDelegatedServicesForAccountRequest::new(MEMBER),
        "AccountNotRegisteredException",
    );
}

#[test]
fn delegated_administrator_errors() {
    let world = World::new();
    world.refuses(
        MANAGER,
        register(MEMBER, SERVICE),
        "ConstraintViolationException: SERVICE_ACCESS_NOT_ENABLED",
    );
    for service in [SERVICE, "config.amazonaws.com"] {
        world.ok(MANAGER, EnableAwsServiceAccessRequest::new(service));
    }
    world.refuses(
        MANAGER,
        register(MEMBER, "guardduty"),
        "InvalidInputException: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(
        MANAGER,
        register(STRANGER, SERVICE),
        "AccountNotFoundException",
    );
    world.refuses(
        MANAGER,
        register(MANAGER, SERVICE),
        "ConstraintViolationException: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    );
    world.ok(MANAGER, register(MEMBER, SERVICE));
    world.refuses(
        MANAGER,
        register(MEMBER, SERVICE),
        "AccountAlreadyRegisteredException",
    );
    world.refuses(
        MANAGER,
        register(OTHER, SERVICE),
        "ConstraintViolationException: DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
    );
    for account in [
        "444444444444",
        "555555555555",
        "666666666666",
        "777777777777",
    ] {
        world.add_member(account);
    }
    for account in ["444444444444", "555555555555", "666666666666"] {
        world.ok(MANAGER, register(account, "config.amazonaws.com"));
    }
    world.refuses(
        MANAGER,
        register("777777777777", "config.amazonaws.com"),
        "ConstraintViolationException: MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
    );
    world.ok(MANAGER, CloseAccountRequest::new("777777777777"));
    world.refuses(MANAGER, register("777777777777", SERVICE), "ConstraintViolationException: CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR");

    let deregister = DeregisterDelegatedAdministratorRequest::new;
    world.refuses(
        MANAGER,
        deregister(OTHER, SERVICE),
        "AccountNotRegisteredException",
    );
    world.refuses(
        MANAGER,
        deregister(STRANGER, SERVICE),
        "AccountNotFoundException",
    );
    world.refuses(
        MANAGER,
        deregister(MEMBER, "guardduty"),
        "InvalidInputException: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(
        MANAGER,
        ListDelegatedServicesForAccountRequest::new(STRANGER),
        "AccountNotFoundException",
    );
    let list = ListDelegatedAdministratorsRequest::default;
    world.refuses(
        MANAGER,
        list().service_principal("x"),
        "InvalidInputException: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(OTHER, list(), "AccessDeniedException");
}

#[test]
fn a_service_has_access_from_the_first_call_on() {
    let world = World::new();
    world.ok(MANAGER, EnableAwsServiceAccessRequest::new(SERVICE));
    world.pass_days(1);
    world.ok(MANAGER, EnableAwsServiceAccessRequest::new(SERVICE));
    let list = ListAwsServiceAccessForOrganizationRequest::default();
    let services = world
        .ok(MANAGER, list.clone())
        .enabled_service_principals
        .unwrap();
    assert_eq!(services.len(), 1);
    assert_eq!(
        services[0].date_enabled,
        Some("2026-11-26T10:00:00Z".parse().unwrap())
    );
    world.ok(MANAGER, DisableAwsServiceAccessRequest::new(SERVICE));
    world.ok(MANAGER, DisableAwsServiceAccessRequest::new(SERVICE));
    assert_eq!(
        world.ok(MANAGER, list).enabled_service_principals,
        Some(vec![])
    );
}

#[test]
fn service_access_errors() {
    let world = World::new();
    let root = world.root();
    world.ok(
        MANAGER,
        EnableAwsServiceAccessRequest::new("inspector2.amazonaws.com"),
    );
    world.ok(
        MANAGER,
        EnablePolicyTypeRequest::new(root, PolicyType::InspectorPolicy),
    );
    world.refuses(
        MANAGER,
        DisableAwsServiceAccessRequest::new("inspector2.amazonaws.com"),
        "ConstraintViolationException: POLICY_TYPE_ENABLED_FOR_THIS_SERVICE",
    );
    world.refuses(
        MANAGER,
        EnableAwsServiceAccessRequest::new("x"),
        "InvalidInputException: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(
        MANAGER,
        DisableAwsServiceAccessRequest::new("x"),
        "InvalidInputException: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    let limited = "ConstraintViolationException: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE";
    world.refuses(
        STRANGER,
        EnableAwsServiceAccessRequest::new(SERVICE),
        limited,
    );
    world.refuses(
        STRANGER,
        register(STRANGER, SERVICE),
        "ConstraintViolationException: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    );
}

#[test]
fn the_resource_policy_delegates_operations() {
    let world = World::new();
    let none = "ResourcePolicyNotFoundException";
    world.refuses(MANAGER, DescribeResourcePolicyRequest::default(), none);
    world.refuses(
        MEMBER,
        ListPoliciesRequest::new(PolicyType::TagPolicy),
        "AccessDeniedException",
    );
    let put = world
        .ok(
            MANAGER,
            PutResourcePolicyRequest::new(POLICY).tags([Tag::new("k", "v")]),
        )
        .resource_policy;
    assert_eq!(
        world
            .ok(MANAGER, DescribeResourcePolicyRequest::default())
            .resource_policy,
        put
    );
    let summary = put.unwrap().resource_policy_summary.unwrap();
    let id = summary.id.unwrap();
    assert!(summary.arn.unwrap().ends_with(&format!("/{id}")));
    assert_eq!(
        world
            .ok(MANAGER, ListTagsForResourceRequest::new(&id))
            .tags
            .unwrap()
            .len(),
        1
    );

    let content = r#"{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}"#;
    world.ok(
        MEMBER,
        CreatePolicyRequest::new(content, "", "Tags", PolicyType::TagPolicy),
    );
    let policies = world
        .ok(MEMBER, ListPoliciesRequest::new(PolicyType::TagPolicy))
        .policies
        .unwrap();
    let policy = policies[0].id.clone().unwrap();
    world.refuses(
        MEMBER,
        DeletePolicyRequest::new(policy),
        "AccessDeniedException",
    );
    world.refuses(
        OTHER,
        ListPoliciesRequest::new(PolicyType::TagPolicy),
        "AccessDeniedException",
    );

    let again = world
        .ok(MANAGER, PutResourcePolicyRequest::new(POLICY))
        .resource_policy
        .unwrap();
    assert_eq!(again.resource_policy_summary.unwrap().id, Some(id));
    world.refuses(
        MANAGER,
        PutResourcePolicyRequest::new(POLICY).tags([Tag::new("k", "v")]),
        "InvalidInputException",
    );

    let allowed: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    let mut denied = allowed["Statement"][0].clone();
    denied["Effect"] = "Deny".into();
    denied["Principal"] = "*".into();
    let both = serde_json::json!({"Statement": [allowed["Statement"][0], denied]});
    world.ok(MANAGER, PutResourcePolicyRequest::new(both.to_string()));
    let list = ListPoliciesRequest::new(PolicyType::TagPolicy);
    world.refuses(MEMBER, list, "AccessDeniedException");

    world.ok(MANAGER, DeleteResourcePolicyRequest::default());
    world.refuses(MANAGER, DeleteResourcePolicyRequest::default(), none);
    world.refuses(
        MEMBER,
        ListPoliciesRequest::new(PolicyType::TagPolicy),
        "AccessDeniedException",
    );
}

#[test]
fn resource_policy_errors() {
    let world = World::new();
    for (content, reason) in [
        ("[".to_owned(), "INVALID_RESOURCE_POLICY_JSON"),
        (
            POLICY.replace("arn:aws:iam::222222222222:root", "x"),
            "INVALID_PRINCIPAL",
        ),
        (
            POLICY.replace("organizations:List*", "s3:*"),
            "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY",
        ),
        (
            POLICY.replace(r#""Resource":"*""#, r#""Resource":"arn:aws:s3:::a""#),
            "UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY",
        ),
        (
            POLICY.replace(
                r#""Resource":"*""#,
                r#""Condition":{"StringEquals":{"organizations:PolicyType":"X"}}"#,
            ),
            "UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY",
        ),
    ] {
        world.refuses(
            MANAGER,
            PutResourcePolicyRequest::new(content),
            &format!("InvalidInputException: {reason}"),
        );
    }
}
