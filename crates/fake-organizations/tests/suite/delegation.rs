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
    world.ok(EnableAwsServiceAccessRequest::new(SERVICE));
    world.refuses_by(MEMBER, ListRootsRequest::default(), "AccessDenied");
    world.ok(register(MEMBER, SERVICE));
    world.ok_by(MEMBER, ListRootsRequest::default());
    world.refuses_by(MEMBER, register(OTHER, SERVICE), "AccessDenied");
    let tag = TagResourceRequest::new(MEMBER, [Tag::new("k", "v")]);
    world.refuses_by(MEMBER, tag, "AccessDenied");

    let list = ListDelegatedAdministratorsRequest::default().service_principal(SERVICE);
    let listed = world.ok_by(MEMBER, list).delegated_administrators.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id.as_deref(), Some(MEMBER));
    assert_eq!(
        listed[0].delegation_enabled_date,
        Some("2026-11-26T10:00:00Z".parse().unwrap())
    );
    let other =
        ListDelegatedAdministratorsRequest::default().service_principal("config.amazonaws.com");
    assert_eq!(world.ok(other).delegated_administrators, Some(vec![]));
    let services = world
        .ok(ListDelegatedServicesForAccountRequest::new(MEMBER))
        .delegated_services
        .unwrap();
    assert_eq!(services[0].service_principal.as_deref(), Some(SERVICE));

    world.ok(DeregisterDelegatedAdministratorRequest::new(
        MEMBER, SERVICE,
    ));
    world.refuses_by(MEMBER, ListRootsRequest::default(), "AccessDenied");
    world.refuses(
        ListDelegatedServicesForAccountRequest::new(MEMBER),
        "AccountNotRegistered",
    );
}

#[test]
fn delegated_administrator_errors() {
    let world = World::new();
    world.refuses(
        register(MEMBER, SERVICE),
        "ConstraintViolation: SERVICE_ACCESS_NOT_ENABLED",
    );
    for service in [SERVICE, "config.amazonaws.com"] {
        world.ok(EnableAwsServiceAccessRequest::new(service));
    }
    world.refuses(
        register(MEMBER, "guardduty"),
        "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(register(STRANGER, SERVICE), "AccountNotFound");
    world.refuses(
        register(MANAGER, SERVICE),
        "ConstraintViolation: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    );
    world.ok(register(MEMBER, SERVICE));
    world.refuses(register(MEMBER, SERVICE), "AccountAlreadyRegistered");
    world.refuses(
        register(OTHER, SERVICE),
        "ConstraintViolation: DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
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
        world.ok(register(account, "config.amazonaws.com"));
    }
    world.refuses(
        register("777777777777", "config.amazonaws.com"),
        "ConstraintViolation: MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
    );
    world.ok(CloseAccountRequest::new("777777777777"));
    world.refuses(
        register("777777777777", SERVICE),
        "ConstraintViolation: CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
    );

    let deregister = DeregisterDelegatedAdministratorRequest::new;
    world.refuses(deregister(OTHER, SERVICE), "AccountNotRegistered");
    world.refuses(deregister(STRANGER, SERVICE), "AccountNotFound");
    world.refuses(
        deregister(MEMBER, "guardduty"),
        "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(
        ListDelegatedServicesForAccountRequest::new(STRANGER),
        "AccountNotFound",
    );
    let list = ListDelegatedAdministratorsRequest::default;
    world.refuses(
        list().service_principal("x"),
        "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses_by(OTHER, list(), "AccessDenied");
}

#[test]
fn a_service_has_access_from_the_first_call_on() {
    let world = World::new();
    world.ok(EnableAwsServiceAccessRequest::new(SERVICE));
    world.pass_days(1);
    world.ok(EnableAwsServiceAccessRequest::new(SERVICE));
    let list = ListAwsServiceAccessForOrganizationRequest::default();
    let services = world.ok(list.clone()).enabled_service_principals.unwrap();
    assert_eq!(services.len(), 1);
    assert_eq!(
        services[0].date_enabled,
        Some("2026-11-26T10:00:00Z".parse().unwrap())
    );
    world.ok(DisableAwsServiceAccessRequest::new(SERVICE));
    world.ok(DisableAwsServiceAccessRequest::new(SERVICE));
    assert_eq!(world.ok(list).enabled_service_principals, Some(vec![]));
}

#[test]
fn service_access_errors() {
    let world = World::new();
    let root = world.root();
    world.ok(EnableAwsServiceAccessRequest::new(
        "inspector2.amazonaws.com",
    ));
    world.ok(EnablePolicyTypeRequest::new(
        root,
        PolicyType::InspectorPolicy,
    ));
    world.refuses(
        DisableAwsServiceAccessRequest::new("inspector2.amazonaws.com"),
        "ConstraintViolation: POLICY_TYPE_ENABLED_FOR_THIS_SERVICE",
    );
    world.refuses(
        EnableAwsServiceAccessRequest::new("x"),
        "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.refuses(
        DisableAwsServiceAccessRequest::new("x"),
        "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    );
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    let limited = "ConstraintViolation: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE";
    world.refuses_by(
        STRANGER,
        EnableAwsServiceAccessRequest::new(SERVICE),
        limited,
    );
    world.refuses_by(
        STRANGER,
        register(STRANGER, SERVICE),
        "ConstraintViolation: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    );
}

#[test]
fn the_resource_policy_delegates_operations() {
    let world = World::new();
    let none = "ResourcePolicyNotFound";
    world.refuses(DescribeResourcePolicyRequest::default(), none);
    world.refuses_by(
        MEMBER,
        ListPoliciesRequest::new(PolicyType::TagPolicy),
        "AccessDenied",
    );
    let put = world
        .ok(PutResourcePolicyRequest::new(POLICY).tags([Tag::new("k", "v")]))
        .resource_policy;
    assert_eq!(
        world
            .ok(DescribeResourcePolicyRequest::default())
            .resource_policy,
        put
    );
    let summary = put.unwrap().resource_policy_summary.unwrap();
    let id = summary.id.unwrap();
    assert!(summary.arn.unwrap().ends_with(&format!("/{id}")));
    assert_eq!(
        world
            .ok(ListTagsForResourceRequest::new(&id))
            .tags
            .unwrap()
            .len(),
        1
    );

    let content = r#"{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}"#;
    world.ok_by(
        MEMBER,
        CreatePolicyRequest::new(content, "", "Tags", PolicyType::TagPolicy),
    );
    let policies = world
        .ok_by(MEMBER, ListPoliciesRequest::new(PolicyType::TagPolicy))
        .policies
        .unwrap();
    let policy = policies[0].id.clone().unwrap();
    world.refuses_by(MEMBER, DeletePolicyRequest::new(policy), "AccessDenied");
    world.refuses_by(
        OTHER,
        ListPoliciesRequest::new(PolicyType::TagPolicy),
        "AccessDenied",
    );

    let again = world
        .ok(PutResourcePolicyRequest::new(POLICY))
        .resource_policy
        .unwrap();
    assert_eq!(again.resource_policy_summary.unwrap().id, Some(id));
    world.refuses(
        PutResourcePolicyRequest::new(POLICY).tags([Tag::new("k", "v")]),
        "InvalidInput",
    );

    let allowed: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    let mut denied = allowed["Statement"][0].clone();
    denied["Effect"] = "Deny".into();
    denied["Principal"] = "*".into();
    let both = serde_json::json!({"Statement": [allowed["Statement"][0], denied]});
    world.ok(PutResourcePolicyRequest::new(both.to_string()));
    let list = ListPoliciesRequest::new(PolicyType::TagPolicy);
    world.refuses_by(MEMBER, list, "AccessDenied");

    world.ok(DeleteResourcePolicyRequest::default());
    world.refuses(DeleteResourcePolicyRequest::default(), none);
    world.refuses_by(
        MEMBER,
        ListPoliciesRequest::new(PolicyType::TagPolicy),
        "AccessDenied",
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
            PutResourcePolicyRequest::new(content),
            &format!("InvalidInput: {reason}"),
        );
    }
}
