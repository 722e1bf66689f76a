//! Policies: their life, where they are attached, and effective policies.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use org_types::aws_json_protocol::http::Request;
use org_types::server::Organizations;
use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World, refuses};

const SCP: PolicyType = PolicyType::ServiceControlPolicy;
const RCP: PolicyType = PolicyType::ResourceControlPolicy;
const TAGS: PolicyType = PolicyType::TagPolicy;
const BACKUP: PolicyType = PolicyType::BackupPolicy;
const FULL: &str = "p-FullAWSAccess";
const DENY: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}"#;

fn scp(name: &str) -> CreatePolicyRequest {
    CreatePolicyRequest::new(DENY, "", name, SCP)
}

fn tag_policy(name: &str, values: &str) -> CreatePolicyRequest {
    let content = format!(r#"{{"tags":{{"team":{{"tag_value":{values}}}}}}}"#);
    CreatePolicyRequest::new(content, "", name, TAGS)
}

/// The names of the policies that are attached to a target.
fn attached(world: &World, target: &str, policy_type: PolicyType) -> Vec<String> {
    let response = world.ok(ListPoliciesForTargetRequest::new(target, policy_type));
    let policies = response.policies.unwrap().into_iter();
    policies.filter_map(|policy| policy.name).collect()
}

#[test]
fn a_policy_lives_from_creation_to_deletion() {
    let world = World::new();
    let created = world
        .ok(scp("No S3").tags([Tag::new("team", "blue")]))
        .policy
        .unwrap();
    let summary = created.policy_summary.clone().unwrap();
    let id = summary.id.clone().unwrap();
    let path = format!("{}/service_control_policy/{id}", world.id());
    let arn = format!("arn:aws:organizations::{MANAGER}:policy/{path}");
    assert_eq!(summary.arn, Some(arn));
    assert_eq!(summary.aws_managed, Some(false));
    assert_eq!(created.content.as_deref(), Some(DENY));
    let described = world.ok(DescribePolicyRequest::new(&id)).policy;
    assert_eq!(described, Some(created));
    assert_eq!(world.tags(&id), [Tag::new("team", "blue")]);

    let update = UpdatePolicyRequest::new(&id)
        .name("No S3 at all")
        .description("Ours");
    let summary = world.ok(update).policy.unwrap().policy_summary.unwrap();
    assert_eq!(summary.name.as_deref(), Some("No S3 at all"));
    assert_eq!(summary.description.as_deref(), Some("Ours"));
    let listed = world.ok(ListPoliciesRequest::new(SCP)).policies.unwrap();
    let mut names: Vec<_> = listed.into_iter().map(|it| it.name.unwrap()).collect();
    names.sort();
    assert_eq!(names, ["FullAWSAccess", "No S3 at all"]);

    world.ok(DeletePolicyRequest::new(&id));
    world.refuses(DescribePolicyRequest::new(&id), "PolicyNotFound");
    world.refuses(ListTagsForResourceRequest::new(&id), "TargetNotFound");
}

#[test]
fn aws_keeps_its_policies_attached_to_everything() {
    let world = World::new();
    let root = world.root();
    let managed = "p-RCPFullAWSAccess";
    assert_eq!(attached(&world, &root, SCP), ["FullAWSAccess"]);
    assert_eq!(attached(&world, MEMBER, SCP), ["FullAWSAccess"]);
    assert!(attached(&world, MEMBER, RCP).is_empty());
    world.enable(RCP);
    let unit = world.unit(&root, "Sandbox");
    for target in [root.as_str(), MEMBER, &unit] {
        assert_eq!(
            attached(&world, target, RCP),
            ["RCPFullAWSAccess"],
            "{target}"
        );
    }
    let policy = world
        .ok(DescribePolicyRequest::new(managed))
        .policy
        .unwrap();
    let arn = policy.policy_summary.unwrap().arn.unwrap();
    let expected = "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess";
    assert_eq!(arn, expected);
    let response = world.ok(ListTargetsForPolicyRequest::new(managed));
    let targets = response.targets.unwrap().into_iter();
    let targets = targets.map(|it| format!("{} {}", it.r#type.unwrap(), it.name.unwrap()));
    let mut targets: Vec<_> = targets.collect();
    targets.sort();
    assert_eq!(
        targets,
        [
            "ACCOUNT Account 111111111111",
            "ACCOUNT Account 222222222222",
            "ACCOUNT Account 333333333333",
            "ORGANIZATIONAL_UNIT Sandbox",
            "ROOT Root",
        ]
    );
}

#[test]
fn disabling_a_type_detaches_its_policies() {
    let world = World::new();
    let root = world.root();
    let id = world.policy(scp("No S3"));
    world.ok(AttachPolicyRequest::new(&id, MEMBER));
    world.refuses(DeletePolicyRequest::new(&id), "PolicyInUse");
    let response = world.ok(DisablePolicyTypeRequest::new(&root, SCP));
    assert_eq!(response.root.unwrap().policy_types, Some(vec![]));
    assert!(attached(&world, MEMBER, SCP).is_empty());
    let response = world.ok(EnablePolicyTypeRequest::new(&root, SCP));
    let enabled = PolicyTypeSummary::default()
        .r#type(SCP)
        .status(PolicyTypeStatus::Enabled);
    assert_eq!(response.root.unwrap().policy_types, Some(vec![enabled]));
    assert_eq!(attached(&world, MEMBER, SCP), ["FullAWSAccess"]);
    world.ok(DeletePolicyRequest::new(&id));
}

#[test]
fn an_effective_backup_policy_can_be_invalid() {
    let world = World::new();
    world.enable(BACKUP);
    let rule = |number: usize| {
        format!(r#""rule{number:02}":{{"target_backup_vault_name":{{"@@assign":"v"}}}}"#)
    };
    let rules: Vec<_> = (0..11).map(rule).collect();
    let content = format!(
        r#"{{"plans":{{"daily":{{"rules":{{{}}},"regions":{{"@@assign":["us-east-1"]}}}}}}}}"#,
        rules.join(",")
    );
    let id = world.policy(CreatePolicyRequest::new(content, "", "Daily", BACKUP));
    world.ok(AttachPolicyRequest::new(&id, MEMBER));

    let backup = EffectivePolicyType::BackupPolicy;
    let list = ListAccountsWithInvalidEffectivePolicyRequest::new(backup.clone());
    let accounts = world.ok(list).accounts.unwrap().into_iter();
    let ids: Vec<_> = accounts.filter_map(|it| it.id).collect();
    assert_eq!(ids, [MEMBER]);

    let list = ListEffectivePolicyValidationErrorsRequest::new(MEMBER, backup).max_results(1);
    let first = world.ok(list.clone());
    let second = world.ok(list.next_token(first.next_token.unwrap()));
    assert_eq!(second.next_token, None);
    let path = format!("{}/{}/{MEMBER}/", world.id(), world.root());
    assert_eq!(second.path, Some(path));
    let errors = [
        first.effective_policy_validation_errors,
        second.effective_policy_validation_errors,
    ];
    let errors = errors.into_iter().flatten().flatten();
    let found = errors.map(|it| {
        assert_eq!(it.contributing_policies.as_deref(), Some(&[id.clone()][..]));
        format!("{} {}", it.error_code.unwrap(), it.path_to_error.unwrap())
    });
    let expected = [
        "KEY_REQUIRED plans/daily",
        "ELEMENTS_TOO_MANY plans/daily/rules",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn policy_calls_are_refused_with_a_reason() {
    let world = World::new();
    let root = world.root();
    let id = world.policy(scp("No S3"));
    let tags = world.policy(tag_policy("Tags", r#"{"@@assign":["a"]}"#));
    let unknown = "p-0000000000";
    let long = format!("{DENY:5121}");
    let create =
        |content: &str, policy_type| CreatePolicyRequest::new(content, "", "a", policy_type);
    let update = || UpdatePolicyRequest::new(&id);
    world.refuses_tags(|tags| scp("a").tags(tags));
    world.ok(update().name("No S3"));
    refuses! { world, MANAGER;
        scp("No S3") => "DuplicatePolicy",
        create("{}", SCP) => "MalformedPolicyDocument",
        create(&long, SCP) => "ConstraintViolation: POLICY_CONTENT_LIMIT_EXCEEDED",
        create(DENY, PolicyType::from("X")) => "InvalidInput: INVALID_ENUM_POLICY_TYPE",
        DescribePolicyRequest::new(unknown) => "PolicyNotFound",
        UpdatePolicyRequest::new(unknown) => "PolicyNotFound",
        UpdatePolicyRequest::new(FULL) => "InvalidInput: IMMUTABLE_POLICY",
        update().name("FullAWSAccess") => "DuplicatePolicy",
        update().content("{") => "MalformedPolicyDocument",
        update().content(&long) => "ConstraintViolation: POLICY_CONTENT_LIMIT_EXCEEDED",
        DeletePolicyRequest::new(unknown) => "PolicyNotFound",
        DeletePolicyRequest::new(FULL) => "InvalidInput: IMMUTABLE_POLICY",
        AttachPolicyRequest::new(unknown, MEMBER) => "PolicyNotFound",
        AttachPolicyRequest::new(&id, STRANGER) => "TargetNotFound",
        AttachPolicyRequest::new(FULL, MEMBER) => "DuplicatePolicyAttachment",
        AttachPolicyRequest::new(&tags, MEMBER) => "PolicyTypeNotEnabled",
        ListPoliciesForTargetRequest::new(STRANGER, SCP) => "TargetNotFound",
        ListTargetsForPolicyRequest::new(unknown) => "PolicyNotFound",
        EnablePolicyTypeRequest::new(&root, SCP) => "PolicyTypeAlreadyEnabled",
        EnablePolicyTypeRequest::new("r-none", TAGS) => "RootNotFound",
        EnablePolicyTypeRequest::new(&root, PolicyType::InspectorPolicy) =>
            "ConstraintViolation: SERVICE_ACCESS_NOT_ENABLED",
        DisablePolicyTypeRequest::new("r-none", SCP) => "RootNotFound",
        DisablePolicyTypeRequest::new(&root, TAGS) => "PolicyTypeNotEnabled",
    }
    for number in 0..4 {
        let id = world.policy(scp(&number.to_string()));
        world.ok(AttachPolicyRequest::new(id, MEMBER));
    }
    let full = "ConstraintViolation: MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED";
    world.refuses(AttachPolicyRequest::new(&id, MEMBER), full);
    world.enable(RCP);
    refuses! { world, MANAGER;
        DetachPolicyRequest::new(unknown, MEMBER) => "PolicyNotFound",
        DetachPolicyRequest::new(&id, STRANGER) => "TargetNotFound",
        DetachPolicyRequest::new(&id, MEMBER) => "PolicyNotAttached",
        DetachPolicyRequest::new(FULL, &root) =>
            "ConstraintViolation: MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        DetachPolicyRequest::new("p-RCPFullAWSAccess", MEMBER) => "InvalidInput: NON_DETACHABLE_POLICY",
    }
    world.ok(DetachPolicyRequest::new(FULL, MEMBER));
}

#[test]
fn effective_policies_are_refused_with_a_reason() {
    let world = World::new();
    let root = world.root();
    let (tags, backup) = (
        EffectivePolicyType::TagPolicy,
        EffectivePolicyType::BackupPolicy,
    );
    let describe =
        |target: &str| DescribeEffectivePolicyRequest::new(tags.clone()).target_id(target);
    let errors = |account: &str, policy_type: &EffectivePolicyType| {
        ListEffectivePolicyValidationErrorsRequest::new(account, policy_type.clone())
    };
    world.refuses(describe(MEMBER), "EffectivePolicyNotFound");
    world.enable(TAGS);
    refuses! { world, MANAGER;
        describe(MEMBER) => "EffectivePolicyNotFound",
        describe(&root) => "InvalidInput: TARGET_NOT_SUPPORTED",
        describe(STRANGER) => "TargetNotFound",
        ListAccountsWithInvalidEffectivePolicyRequest::new(backup.clone()) =>
            "EffectivePolicyNotFound",
        errors(MEMBER, &backup) => "EffectivePolicyNotFound",
        errors(MEMBER, &tags) => "EffectivePolicyNotFound",
        errors(STRANGER, &tags) => "AccountNotFound",
    }
    refuses! { world, MEMBER;
        describe(OTHER) => "AccessDenied",
        DescribeEffectivePolicyRequest::new("SERVICE_CONTROL_POLICY".into()) =>
            "InvalidInput: INVALID_ENUM_POLICY_TYPE",
    }
}

/// Who calls the trait itself is not stopped by the validation of the protocol.
#[test]
fn only_management_policies_are_merged() {
    let world = World::new();
    let signature = format!("AWS4-HMAC-SHA256 Credential={MANAGER}/");
    let request = Request::builder()
        .header("authorization", signature)
        .body(());
    let (request, ()) = request.unwrap().into_parts();
    let input = DescribeEffectivePolicyRequest::new("SERVICE_CONTROL_POLICY".into());
    let answer = pin!(world.0.describe_effective_policy(input, &request));
    let Poll::Ready(Err(Error::InvalidInput(exception))) =
        answer.poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("it is merged");
    };
    let reason = InvalidInputExceptionReason::InvalidEnumPolicyType;
    assert_eq!(exception.reason, Some(reason));
}

#[test]
fn policies_need_all_features() {
    let world = World::new();
    world.organization(STRANGER, OrganizationFeatureSet::ConsolidatedBilling);
    let root = world.root_of(STRANGER);
    let tags = || EffectivePolicyType::TagPolicy;
    let limited = "ConstraintViolation: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE";
    refuses! { world, STRANGER;
        scp("a") => "PolicyTypeNotAvailableForOrganization",
        EnablePolicyTypeRequest::new(root, SCP) => "PolicyTypeNotAvailableForOrganization",
        DescribeEffectivePolicyRequest::new(tags()) => limited,
        ListAccountsWithInvalidEffectivePolicyRequest::new(tags()) => limited,
        ListEffectivePolicyValidationErrorsRequest::new(STRANGER, tags()) => limited,
    }
}

#[test]
fn an_organization_has_at_most_a_thousand_tag_policies() {
    let world = World::new();
    let policy = |name: &str| tag_policy(name, r#"{"@@assign":["a"]}"#);
    for number in 0..1000 {
        world.ok(policy(&number.to_string()));
    }
    let number = "ConstraintViolation: POLICY_NUMBER_LIMIT_EXCEEDED";
    world.refuses(policy("One more"), number);
}
