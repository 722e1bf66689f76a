use std::pin::pin;
use std::task::{Context, Poll, Waker};

use org_types::aws_json_protocol::http::Request;
use org_types::operation::*;
use org_types::server::Organizations;
use org_types::{
    EffectivePolicyType, Error, InvalidInputExceptionReason, OrganizationFeatureSet, PolicyType,
    Tag,
};

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    a_policy_lives_from_creation_to_deletion,
    aws_keeps_its_policies_attached_to_everything,
    disabling_a_type_detaches_its_policies,
    lists_come_in_pages,
    the_effective_policy_merges_what_is_attached_on_the_way_down,
    an_effective_backup_policy_can_be_invalid,
    policy_errors,
    effective_policy_errors,
    policies_need_all_features,
    an_organization_has_at_most_a_thousand_tag_policies,
];

const SCP: PolicyType = PolicyType::ServiceControlPolicy;
const RCP: PolicyType = PolicyType::ResourceControlPolicy;
const TAGS: PolicyType = PolicyType::TagPolicy;
const BACKUP: PolicyType = PolicyType::BackupPolicy;
const DENY: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}"#;

fn scp(name: &str) -> CreatePolicyRequest {
    CreatePolicyRequest::new(DENY, "", name, SCP)
}

fn tag_policy(name: &str, values: &str) -> CreatePolicyRequest {
    let content = format!(r#"{{"tags":{{"team":{{"tag_value":{values}}}}}}}"#);
    CreatePolicyRequest::new(content, "", name, TAGS)
}

impl World {
    fn policy(&self, input: CreatePolicyRequest) -> String {
        let policy = self.ok(input).policy.unwrap();
        policy.policy_summary.unwrap().id.unwrap()
    }

    fn attached(&self, target: &str, policy_type: PolicyType) -> Vec<String> {
        let response = self.ok(ListPoliciesForTargetRequest::new(target, policy_type));
        response
            .policies
            .unwrap()
            .into_iter()
            .filter_map(|policy| policy.name)
            .collect()
    }

    fn enable(&self, policy_type: PolicyType) {
        let root = self.root();
        self.ok(EnablePolicyTypeRequest::new(root, policy_type));
    }
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
    let organization = world.id();
    let arn = format!(
        "arn:aws:organizations::{MANAGER}:policy/{organization}/service_control_policy/{id}"
    );
    assert_eq!(summary.arn, Some(arn));
    assert_eq!(summary.aws_managed, Some(false));
    assert_eq!(created.content.as_deref(), Some(DENY));
    assert_eq!(
        world.ok(DescribePolicyRequest::new(&id)).policy,
        Some(created)
    );

    let tags = world.ok(ListTagsForResourceRequest::new(&id)).tags.unwrap();
    assert_eq!(tags, [Tag::new("team", "blue")]);

    let updated = world.ok(UpdatePolicyRequest::new(&id)
        .name("No S3 at all")
        .description("Ours"));
    let summary = updated.policy.unwrap().policy_summary.unwrap();
    assert_eq!(
        (summary.name.as_deref(), summary.description.as_deref()),
        (Some("No S3 at all"), Some("Ours"))
    );
    let names: Vec<_> = world
        .ok(ListPoliciesRequest::new(SCP))
        .policies
        .unwrap()
        .into_iter()
        .map(|it| it.name.unwrap())
        .collect();
    assert_eq!(names.len(), 2);
    assert!(
        names.contains(&"FullAWSAccess".to_owned()) && names.contains(&"No S3 at all".to_owned())
    );

    world.ok(DeletePolicyRequest::new(&id));
    world.refuses(DescribePolicyRequest::new(&id), "PolicyNotFound");
    world.refuses(ListTagsForResourceRequest::new(&id), "TargetNotFound");
}

#[test]
fn aws_keeps_its_policies_attached_to_everything() {
    let world = World::new();
    let root = world.root();
    assert_eq!(world.attached(&root, SCP), ["FullAWSAccess"]);
    assert_eq!(world.attached(MEMBER, SCP), ["FullAWSAccess"]);
    assert!(world.attached(MEMBER, RCP).is_empty());
    world.enable(RCP);
    let unit = world.unit(&root, "Sandbox");
    for target in [root.as_str(), MEMBER, &unit] {
        assert_eq!(
            world.attached(target, RCP),
            ["RCPFullAWSAccess"],
            "{target}"
        );
    }
    let summary = world
        .ok(DescribePolicyRequest::new("p-RCPFullAWSAccess"))
        .policy
        .unwrap()
        .policy_summary
        .unwrap();
    assert_eq!(
        summary.arn.as_deref(),
        Some("arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess")
    );
    let targets = world
        .ok(ListTargetsForPolicyRequest::new("p-RCPFullAWSAccess"))
        .targets
        .unwrap();
    let targets: Vec<_> = targets
        .into_iter()
        .map(|it| (it.name.unwrap(), it.r#type.unwrap().to_string()))
        .collect();
    assert_eq!(targets.len(), 5);
    assert!(targets.contains(&("Root".to_owned(), "ROOT".to_owned())));
    assert!(targets.contains(&("Sandbox".to_owned(), "ORGANIZATIONAL_UNIT".to_owned())));
    assert!(targets.contains(&("Account 222222222222".to_owned(), "ACCOUNT".to_owned())));
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
    assert!(world.attached(MEMBER, SCP).is_empty());
    let response = world.ok(EnablePolicyTypeRequest::new(&root, SCP));
    let enabled = response.root.unwrap().policy_types.unwrap();
    assert_eq!(
        enabled
            .into_iter()
            .map(|it| (it.r#type.unwrap(), it.status.unwrap().to_string()))
            .collect::<Vec<_>>(),
        [(SCP, "ENABLED".to_owned())]
    );
    assert_eq!(world.attached(MEMBER, SCP), ["FullAWSAccess"]);
    world.ok(DeletePolicyRequest::new(&id));
}

#[test]
fn lists_come_in_pages() {
    let world = World::new();
    let mut created: Vec<_> = (0..5)
        .map(|number| world.policy(scp(&format!("Policy {number}"))))
        .collect();
    created.push("p-FullAWSAccess".to_owned());
    created.sort();
    let mut listed = Vec::new();
    let mut input = ListPoliciesRequest::new(SCP).max_results(2);
    loop {
        let page = world.ok(input.clone());
        listed.extend(page.policies.unwrap().into_iter().map(|it| it.id.unwrap()));
        assert!(listed.len() <= 6);
        input.next_token = page.next_token;
        if input.next_token.is_none() {
            break;
        }
    }
    assert_eq!(listed, created);
    let page = world.ok(ListTargetsForPolicyRequest::new("p-FullAWSAccess").max_results(3));
    let input =
        ListTargetsForPolicyRequest::new("p-FullAWSAccess").next_token(page.next_token.unwrap());
    assert_eq!(world.ok(input).targets.unwrap().len(), 1);
    let id = &created[0];
    world.ok(AttachPolicyRequest::new(id, MEMBER));
    let page = world.ok(ListPoliciesForTargetRequest::new(MEMBER, SCP).max_results(1));
    let input = ListPoliciesForTargetRequest::new(MEMBER, SCP).next_token(page.next_token.unwrap());
    assert_eq!(
        world.ok(input).policies.unwrap()[0].id.as_deref(),
        Some("p-FullAWSAccess")
    );
}

#[test]
fn the_effective_policy_merges_what_is_attached_on_the_way_down() {
    let world = World::new();
    let root = world.root();
    world.enable(TAGS);
    let unit = world.unit(&root, "Sandbox");
    world.ok(MoveAccountRequest::new(MEMBER, &root, &unit));
    for (target, values) in [
        (root.as_str(), r#"{"@@assign":["a","b"]}"#),
        (&unit, r#"{"@@append":["c"]}"#),
        (MEMBER, r#"{"@@remove":["a"]}"#),
    ] {
        let id = world.policy(tag_policy(target, values));
        world.ok(AttachPolicyRequest::new(id, target));
    }
    let content = |caller: &str, target: Option<&str>| {
        let mut input = DescribeEffectivePolicyRequest::new(EffectivePolicyType::TagPolicy);
        input.target_id = target.map(str::to_owned);
        world
            .ok_by(caller, input)
            .effective_policy
            .unwrap()
            .policy_content
            .unwrap()
    };
    assert_eq!(
        content(MEMBER, None),
        r#"{"tags":{"team":{"tag_value":["b","c"]}}}"#
    );
    assert_eq!(
        content(MANAGER, Some(MEMBER)),
        r#"{"tags":{"team":{"tag_value":["b","c"]}}}"#
    );
    assert_eq!(
        content(OTHER, None),
        r#"{"tags":{"team":{"tag_value":["a","b"]}}}"#
    );
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

    let list =
        ListAccountsWithInvalidEffectivePolicyRequest::new(EffectivePolicyType::BackupPolicy);
    let accounts = world.ok(list).accounts.unwrap();
    assert_eq!(
        accounts
            .into_iter()
            .filter_map(|it| it.id)
            .collect::<Vec<_>>(),
        [MEMBER]
    );

    let mut list =
        ListEffectivePolicyValidationErrorsRequest::new(MEMBER, EffectivePolicyType::BackupPolicy)
            .max_results(1);
    let first = world.ok(list.clone());
    list.next_token = first.next_token;
    let second = world.ok(list);
    assert_eq!(second.next_token, None);
    let found = [
        first.effective_policy_validation_errors,
        second.effective_policy_validation_errors,
    ];
    let found: Vec<_> = found
        .into_iter()
        .flatten()
        .flatten()
        .map(|it| {
            (
                it.error_code.unwrap(),
                it.path_to_error.unwrap(),
                it.contributing_policies.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "KEY_REQUIRED".to_owned(),
                "plans/daily".to_owned(),
                vec![id.clone()]
            ),
            (
                "ELEMENTS_TOO_MANY".to_owned(),
                "plans/daily/rules".to_owned(),
                vec![id]
            ),
        ]
    );
    let organization = world.id();
    let root = world.root();
    assert_eq!(
        second.path,
        Some(format!("{organization}/{root}/{MEMBER}/"))
    );
}

#[test]
fn policy_errors() {
    let world = World::new();
    let root = world.root();
    let id = world.policy(scp("No S3"));
    let unknown = "p-0000000000";

    world.refuses(scp("No S3"), "DuplicatePolicy");
    world.refuses(
        CreatePolicyRequest::new("{}", "", "a", SCP),
        "MalformedPolicyDocument",
    );
    let long = format!("{DENY:5121}");
    world.refuses(
        CreatePolicyRequest::new(&long, "", "a", SCP),
        "ConstraintViolation: POLICY_CONTENT_LIMIT_EXCEEDED",
    );
    world.refuses(
        scp("a").tags([Tag::new("k", ""), Tag::new("k", "")]),
        "InvalidInput: DUPLICATE_TAG_KEY",
    );
    world.refuses(
        scp("a").tags([Tag::new("aws:k", "")]),
        "InvalidInput: INVALID_SYSTEM_TAGS_PARAMETER",
    );
    world.refuses(
        scp("a").tags((0..51).map(|n| Tag::new(format!("k{n}"), ""))),
        "ConstraintViolation: MAX_TAG_LIMIT_EXCEEDED",
    );
    world.refuses(
        CreatePolicyRequest::new(DENY, "", "a", PolicyType::from("X")),
        "InvalidInput: INVALID_ENUM_POLICY_TYPE",
    );

    world.refuses(DescribePolicyRequest::new(unknown), "PolicyNotFound");
    world.refuses(UpdatePolicyRequest::new(unknown), "PolicyNotFound");
    world.refuses(
        UpdatePolicyRequest::new("p-FullAWSAccess"),
        "InvalidInput: IMMUTABLE_POLICY",
    );
    world.refuses(
        UpdatePolicyRequest::new(&id).name("FullAWSAccess"),
        "DuplicatePolicy",
    );
    world.refuses(
        UpdatePolicyRequest::new(&id).content("{"),
        "MalformedPolicyDocument",
    );
    world.refuses(
        UpdatePolicyRequest::new(&id).content(&long),
        "ConstraintViolation: POLICY_CONTENT_LIMIT_EXCEEDED",
    );
    world.ok(UpdatePolicyRequest::new(&id).name("No S3"));
    world.refuses(DeletePolicyRequest::new(unknown), "PolicyNotFound");
    world.refuses(
        DeletePolicyRequest::new("p-FullAWSAccess"),
        "InvalidInput: IMMUTABLE_POLICY",
    );

    world.refuses(AttachPolicyRequest::new(unknown, MEMBER), "PolicyNotFound");
    world.refuses(AttachPolicyRequest::new(&id, STRANGER), "TargetNotFound");
    world.refuses(
        AttachPolicyRequest::new("p-FullAWSAccess", MEMBER),
        "DuplicatePolicyAttachment",
    );
    let tags = world.policy(tag_policy("Tags", r#"{"@@assign":["a"]}"#));
    world.refuses(
        AttachPolicyRequest::new(&tags, MEMBER),
        "PolicyTypeNotEnabled",
    );
    for number in 0..4 {
        let id = world.policy(scp(&number.to_string()));
        world.ok(AttachPolicyRequest::new(id, MEMBER));
    }
    world.refuses(
        AttachPolicyRequest::new(&id, MEMBER),
        "ConstraintViolation: MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    );
    world.refuses(DetachPolicyRequest::new(unknown, MEMBER), "PolicyNotFound");
    world.refuses(DetachPolicyRequest::new(&id, STRANGER), "TargetNotFound");
    world.refuses(DetachPolicyRequest::new(&id, MEMBER), "PolicyNotAttached");
    world.refuses(
        DetachPolicyRequest::new("p-FullAWSAccess", &root),
        "ConstraintViolation: MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    );
    world.ok(DetachPolicyRequest::new("p-FullAWSAccess", MEMBER));
    world.enable(RCP);
    world.refuses(
        DetachPolicyRequest::new("p-RCPFullAWSAccess", MEMBER),
        "InvalidInput: NON_DETACHABLE_POLICY",
    );
    world.refuses(
        ListPoliciesForTargetRequest::new(STRANGER, SCP),
        "TargetNotFound",
    );
    world.refuses(ListTargetsForPolicyRequest::new(unknown), "PolicyNotFound");

    world.refuses(
        EnablePolicyTypeRequest::new(&root, SCP),
        "PolicyTypeAlreadyEnabled",
    );
    world.refuses(EnablePolicyTypeRequest::new("r-none", TAGS), "RootNotFound");
    world.refuses(
        EnablePolicyTypeRequest::new(&root, PolicyType::InspectorPolicy),
        "ConstraintViolation: SERVICE_ACCESS_NOT_ENABLED",
    );
    world.refuses(DisablePolicyTypeRequest::new("r-none", SCP), "RootNotFound");
    world.refuses(
        DisablePolicyTypeRequest::new(&root, TAGS),
        "PolicyTypeNotEnabled",
    );
}

#[test]
fn effective_policy_errors() {
    let world = World::new();
    let root = world.root();
    let describe = |target: &str| {
        DescribeEffectivePolicyRequest::new(EffectivePolicyType::TagPolicy).target_id(target)
    };
    world.refuses(describe(MEMBER), "EffectivePolicyNotFound");
    world.enable(TAGS);
    world.refuses(describe(MEMBER), "EffectivePolicyNotFound");
    world.refuses(describe(&root), "InvalidInput: TARGET_NOT_SUPPORTED");
    world.refuses(describe(STRANGER), "TargetNotFound");
    world.refuses_by(MEMBER, describe(OTHER), "AccessDenied");
    let scp = EffectivePolicyType::from("SERVICE_CONTROL_POLICY");
    world.refuses_by(
        MEMBER,
        DescribeEffectivePolicyRequest::new(scp),
        "InvalidInput: INVALID_ENUM_POLICY_TYPE",
    );
    let tags = EffectivePolicyType::TagPolicy;
    let backup = EffectivePolicyType::BackupPolicy;
    world.refuses(
        ListAccountsWithInvalidEffectivePolicyRequest::new(backup.clone()),
        "EffectivePolicyNotFound",
    );
    world.refuses(
        ListEffectivePolicyValidationErrorsRequest::new(MEMBER, backup),
        "EffectivePolicyNotFound",
    );
    world.refuses(
        ListEffectivePolicyValidationErrorsRequest::new(MEMBER, tags.clone()),
        "EffectivePolicyNotFound",
    );
    world.refuses(
        ListEffectivePolicyValidationErrorsRequest::new(STRANGER, tags),
        "AccountNotFound",
    );
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
    world.refuses_by(STRANGER, scp("a"), "PolicyTypeNotAvailableForOrganization");
    world.refuses_by(
        STRANGER,
        EnablePolicyTypeRequest::new(root, SCP),
        "PolicyTypeNotAvailableForOrganization",
    );
    let limited = "ConstraintViolation: ORGANIZATION_NOT_IN_ALL_FEATURES_MODE";
    let tags = EffectivePolicyType::TagPolicy;
    world.refuses_by(
        STRANGER,
        DescribeEffectivePolicyRequest::new(tags.clone()),
        limited,
    );
    world.refuses_by(
        STRANGER,
        ListAccountsWithInvalidEffectivePolicyRequest::new(tags.clone()),
        limited,
    );
    world.refuses_by(
        STRANGER,
        ListEffectivePolicyValidationErrorsRequest::new(STRANGER, tags),
        limited,
    );
}

#[test]
fn an_organization_has_at_most_a_thousand_tag_policies() {
    let world = World::new();
    for number in 0..1000 {
        let input = tag_policy(&number.to_string(), r#"{"@@assign":["a"]}"#);
        world.ok(input);
    }
    let input = tag_policy("One more", r#"{"@@assign":["a"]}"#);
    world.refuses(input, "ConstraintViolation: POLICY_NUMBER_LIMIT_EXCEEDED");
}
