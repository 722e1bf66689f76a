//! What accounts without permission and wrong page tokens are answered, operation by operation.

use org_types::operation::*;
use org_types::{
    EffectivePolicyType, HandshakeParty, HandshakePartyType, PolicyType,
    ResponsibilityTransferType, Tag,
};

use crate::world::{MANAGER, MEMBER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    members_and_strangers_are_refused,
    tokens_of_other_lists_are_refused,
];

const POLICY: &str = "p-FullAWSAccess";
const TRANSFER: &str = "rt-00000000";
const SERVICE: &str = "config.amazonaws.com";
const EFFECTIVE: EffectivePolicyType = EffectivePolicyType::TagPolicy;
const TYPE: PolicyType = PolicyType::TagPolicy;
const BILLING: ResponsibilityTransferType = ResponsibilityTransferType::Billing;

#[test]
fn members_and_strangers_are_refused() {
    let world = World::new();
    macro_rules! refused {
        ($($input:expr,)*) => {$(
            world.refuses_by(MEMBER, $input, "AccessDenied");
            world.refuses_by(STRANGER, $input, "AWSOrganizationsNotInUse");
        )*};
    }
    let party = || HandshakeParty::new(STRANGER, HandshakePartyType::Account);
    let start = "2026-12-01".parse().unwrap();
    refused! {
        CreatePolicyRequest::new("{}", "", "a", TYPE),
        DescribePolicyRequest::new(POLICY),
        UpdatePolicyRequest::new(POLICY),
        DeletePolicyRequest::new(POLICY),
        ListPoliciesRequest::new(TYPE),
        AttachPolicyRequest::new(POLICY, MEMBER),
        DetachPolicyRequest::new(POLICY, MEMBER),
        ListPoliciesForTargetRequest::new(MEMBER, TYPE),
        ListTargetsForPolicyRequest::new(POLICY),
        EnablePolicyTypeRequest::new("r-none", TYPE),
        DisablePolicyTypeRequest::new("r-none", TYPE),
        DescribeEffectivePolicyRequest::new(EFFECTIVE).target_id(MANAGER),
        ListAccountsWithInvalidEffectivePolicyRequest::new(EFFECTIVE),
        ListEffectivePolicyValidationErrorsRequest::new(MEMBER, EFFECTIVE),
        TagResourceRequest::new(MEMBER, [Tag::new("k", "")]),
        UntagResourceRequest::new(MEMBER, ["k"]),
        ListTagsForResourceRequest::new(MEMBER),
        RegisterDelegatedAdministratorRequest::new(MEMBER, SERVICE),
        DeregisterDelegatedAdministratorRequest::new(MEMBER, SERVICE),
        ListDelegatedAdministratorsRequest::default(),
        ListDelegatedServicesForAccountRequest::new(MEMBER),
        EnableAwsServiceAccessRequest::new(SERVICE),
        DisableAwsServiceAccessRequest::new(SERVICE),
        ListAwsServiceAccessForOrganizationRequest::default(),
        PutResourcePolicyRequest::new("{}"),
        DescribeResourcePolicyRequest::default(),
        DeleteResourcePolicyRequest::default(),
        InviteOrganizationToTransferResponsibilityRequest::new(BILLING, party(), start, "a"),
        DescribeResponsibilityTransferRequest::new(TRANSFER),
        ListInboundResponsibilityTransfersRequest::new(BILLING),
        ListOutboundResponsibilityTransfersRequest::new(BILLING),
        UpdateResponsibilityTransferRequest::new(TRANSFER, "a"),
        TerminateResponsibilityTransferRequest::new(TRANSFER),
    }
}

#[test]
fn tokens_of_other_lists_are_refused() {
    let world = World::new();
    let root = world.root();
    let service = "backup.amazonaws.com";
    world.ok(EnableAwsServiceAccessRequest::new(service));
    world.ok(RegisterDelegatedAdministratorRequest::new(MEMBER, service));
    world.ok(EnablePolicyTypeRequest::new(&root, TYPE));
    let content = r#"{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}"#;
    let policy = world
        .ok(CreatePolicyRequest::new(content, "", "a", TYPE))
        .policy
        .unwrap();
    let policy = policy.policy_summary.unwrap().id.unwrap();
    world.ok(AttachPolicyRequest::new(policy, root));
    let page = ListTargetsForPolicyRequest::new(POLICY).max_results(1);
    let token = world.ok(page).next_token.unwrap();
    macro_rules! refused {
        ($($input:expr,)*) => {$(
            world.refuses($input.next_token(&token), "InvalidInput: INVALID_NEXT_TOKEN");
        )*};
    }
    refused! {
        ListPoliciesRequest::new(TYPE),
        ListPoliciesForTargetRequest::new(MEMBER, TYPE),
        ListAccountsWithInvalidEffectivePolicyRequest::new(EFFECTIVE),
        ListEffectivePolicyValidationErrorsRequest::new(MEMBER, EFFECTIVE),
        ListTagsForResourceRequest::new(MEMBER),
        ListDelegatedAdministratorsRequest::default(),
        ListDelegatedServicesForAccountRequest::new(MEMBER),
        ListAwsServiceAccessForOrganizationRequest::default(),
        ListInboundResponsibilityTransfersRequest::new(BILLING),
        ListOutboundResponsibilityTransfersRequest::new(BILLING),
    }
    world.refuses(
        ListTargetsForPolicyRequest::new(POLICY).next_token("x"),
        "InvalidInput: INVALID_NEXT_TOKEN",
    );
}
