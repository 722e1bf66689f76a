//! What the management account lets others do.

use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, START, STRANGER, World, refuses};

const SERVICE: &str = "guardduty.amazonaws.com";
const CONFIG: &str = "config.amazonaws.com";
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
        Some(START.parse().unwrap())
    );
    let other = ListDelegatedAdministratorsRequest::default().service_principal(CONFIG);
    assert_eq!(world.ok(other).delegated_administrators, Some(vec![]));
    let list = ListDelegatedServicesForAccountRequest::new(MEMBER);
    let services = world.ok(list.clone()).delegated_services.unwrap();
    assert_eq!(services[0].service_principal.as_deref(), Some(SERVICE));

    world.ok(DeregisterDelegatedAdministratorRequest::new(
        MEMBER, SERVICE,
    ));
    world.refuses_by(MEMBER, ListRootsRequest::default(), "AccessDenied");
    world.refuses(list, "AccountNotRegistered");
}

#[test]
fn delegations_are_refused_with_a_reason() {
    let world = World::new();
    let disabled = "ConstraintViolation: SERVICE_ACCESS_NOT_ENABLED";
    world.refuses(register(MEMBER, SERVICE), disabled);
    for service in [SERVICE, CONFIG] {
        world.ok(EnableAwsServiceAccessRequest::new(service));
    }
    world.ok(register(MEMBER, SERVICE));
    let accounts = [
        "444444444444",
        "555555555555",
        "666666666666",
        "777777777777",
    ];
    for account in accounts {
        world.add_member(account);
    }
    let [administrators @ .., last] = accounts;
    for account in administrators {
        world.ok(register(account, CONFIG));
    }
    let deregister = DeregisterDelegatedAdministratorRequest::new;
    let list = ListDelegatedAdministratorsRequest::default;
    refuses! { world, MANAGER;
        register(MEMBER, "guardduty") => "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
        register(STRANGER, SERVICE) => "AccountNotFound",
        register(MANAGER, SERVICE) =>
            "ConstraintViolation: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
        register(MEMBER, SERVICE) => "AccountAlreadyRegistered",
        register(OTHER, SERVICE) =>
            "ConstraintViolation: DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
        register(last, CONFIG) =>
            "ConstraintViolation: MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
        deregister(OTHER, SERVICE) => "AccountNotRegistered",
        deregister(STRANGER, SERVICE) => "AccountNotFound",
        deregister(MEMBER, "guardduty") => "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
        ListDelegatedServicesForAccountRequest::new(STRANGER) => "AccountNotFound",
        list().service_principal("x") => "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    }
    world.ok(CloseAccountRequest::new(last));
    let suspended =
        "ConstraintViolation: CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR";
    world.refuses(register(last, SERVICE), suspended);
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
    assert_eq!(services[0].date_enabled, Some(START.parse().unwrap()));
    world.ok(DisableAwsServiceAccessRequest::new(SERVICE));
    world.ok(DisableAwsServiceAccessRequest::new(SERVICE));
    assert_eq!(world.ok(list).enabled_service_principals, Some(vec![]));
}

#[test]
fn service_access_is_refused_with_a_reason() {
    let world = World::new();
    let inspector = "inspector2.amazonaws.com";
    world.ok(EnableAwsServiceAccessRequest::new(inspector));
    world.enable(PolicyType::InspectorPolicy);
    refuses! { world, MANAGER;
        DisableAwsServiceAccessRequest::new(inspector) =>
            "ConstraintViolation: POLICY_TYPE_ENABLED_FOR_THIS_SERVICE",
        EnableAwsServiceAccessRequest::new("x") => "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
        DisableAwsServiceAccessRequest::new("x") => "InvalidInput: UNRECOGNIZED_SERVICE_PRINCIPAL",
    }
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    refuses! { world, STRANGER;
        EnableAwsServiceAccessRequest::new(SERVICE) =>
            "ConstraintViolation: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        register(STRANGER, SERVICE) =>
            "ConstraintViolation: CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
    }
}

#[test]
fn the_resource_policy_delegates_operations() {
    let world = World::new();
    let list = || ListPoliciesRequest::new(PolicyType::TagPolicy);
    let put = || PutResourcePolicyRequest::new(POLICY);
    let none = "ResourcePolicyNotFound";
    world.refuses(DescribeResourcePolicyRequest::default(), none);
    let policy = world.ok(put().tags([Tag::new("k", "v")])).resource_policy;
    let described = world.ok(DescribeResourcePolicyRequest::default());
    assert_eq!(described.resource_policy, policy);
    let summary = policy.unwrap().resource_policy_summary.unwrap();
    let id = summary.id.unwrap();
    assert!(summary.arn.unwrap().ends_with(&format!("/{id}")));
    assert_eq!(world.tags(&id), [Tag::new("k", "v")]);

    let content = r#"{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}"#;
    let create = CreatePolicyRequest::new(content, "", "Tags", PolicyType::TagPolicy);
    world.ok_by(MEMBER, create);
    let policies = world.ok_by(MEMBER, list()).policies.unwrap();
    let policy = policies[0].id.clone().unwrap();
    world.refuses_by(MEMBER, DeletePolicyRequest::new(policy), "AccessDenied");
    world.refuses_by(OTHER, list(), "AccessDenied");

    let again = world.ok(put()).resource_policy.unwrap();
    assert_eq!(again.resource_policy_summary.unwrap().id, Some(id));
    world.refuses(put().tags([Tag::new("k", "v")]), "InvalidInput");

    let allowed: serde_json::Value = serde_json::from_str(POLICY).unwrap();
    let mut denied = allowed["Statement"][0].clone();
    denied["Effect"] = "Deny".into();
    denied["Principal"] = "*".into();
    let both = serde_json::json!({"Statement": [allowed["Statement"][0], denied]});
    world.ok(PutResourcePolicyRequest::new(both.to_string()));
    world.refuses_by(MEMBER, list(), "AccessDenied");

    world.ok(DeleteResourcePolicyRequest::default());
    world.refuses(DeleteResourcePolicyRequest::default(), none);
    world.refuses_by(MEMBER, list(), "AccessDenied");
}

#[test]
fn an_invalid_resource_policy_is_refused() {
    let world = World::new();
    let replaced = |from: &str, to: &str| POLICY.replace(from, to);
    let resource = r#""Resource":"*""#;
    let condition = r#""Condition":{"StringEquals":{"organizations:PolicyType":"X"}}"#;
    for (content, reason) in [
        ("[".to_owned(), "INVALID_RESOURCE_POLICY_JSON"),
        (
            replaced("arn:aws:iam::222222222222:root", "x"),
            "INVALID_PRINCIPAL",
        ),
        (
            replaced("organizations:List*", "s3:*"),
            "UNSUPPORTED_ACTION_IN_RESOURCE_POLICY",
        ),
        (
            replaced(resource, r#""Resource":"arn:aws:s3:::a""#),
            "UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY",
        ),
        (
            replaced(resource, condition),
            "UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY",
        ),
    ] {
        let error = format!("InvalidInput: {reason}");
        world.refuses(PutResourcePolicyRequest::new(content), &error);
    }
}
