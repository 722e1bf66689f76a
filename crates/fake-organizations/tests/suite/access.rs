//! What accounts without permission and wrong page tokens are answered, operation by operation.

use org_types::*;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World, refuses};

const POLICY: &str = "p-FullAWSAccess";
const TRANSFER: &str = "rt-00000000";
const UNIT: &str = "ou-zzzz-zzzzzzzz";
const SERVICE: &str = "backup.amazonaws.com";
const EMAIL: &str = "ana@example.com";
const EFFECTIVE: EffectivePolicyType = EffectivePolicyType::TagPolicy;
const TYPE: PolicyType = PolicyType::TagPolicy;
const BILLING: ResponsibilityTransferType = ResponsibilityTransferType::Billing;

#[test]
fn members_and_strangers_are_refused() {
    let world = World::new();
    let root = world.root();
    let party = || HandshakeParty::new(STRANGER, HandshakePartyType::Account);
    let start = "2026-12-01".parse().unwrap();
    macro_rules! refused {
        ($($input:expr,)*) => {
            refuses! { world, MEMBER; $($input => "AccessDenied",)* }
            refuses! { world, STRANGER; $($input => "AWSOrganizationsNotInUse",)* }
        };
    }
    refused! {
        DeleteOrganizationRequest::default(),
        EnableAllFeaturesRequest::default(),
        CreateAccountRequest::new(EMAIL, "Ana"),
        CreateGovCloudAccountRequest::new(EMAIL, "Ana"),
        DescribeCreateAccountStatusRequest::new("car-00000000"),
        ListCreateAccountStatusRequest::default(),
        DescribeAccountRequest::new(MEMBER),
        ListAccountsRequest::default(),
        ListAccountsForParentRequest::new(&root),
        CloseAccountRequest::new(OTHER),
        RemoveAccountFromOrganizationRequest::new(OTHER),
        InviteAccountToOrganizationRequest::new(party()),
        ListHandshakesForOrganizationRequest::default(),
        ListRootsRequest::default(),
        ListParentsRequest::new(MEMBER),
        ListChildrenRequest::new(&root, ChildType::Account),
        MoveAccountRequest::new(MEMBER, &root, &root),
        CreateOrganizationalUnitRequest::new(&root, "A"),
        DescribeOrganizationalUnitRequest::new(UNIT),
        UpdateOrganizationalUnitRequest::new(UNIT),
        DeleteOrganizationalUnitRequest::new(UNIT),
        ListOrganizationalUnitsForParentRequest::new(&root),
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
    let leave = LeaveOrganizationRequest::default();
    world.refuses_by(STRANGER, leave, "AWSOrganizationsNotInUse");
}

#[test]
fn tokens_of_other_lists_and_damaged_ones_are_refused() {
    let world = World::new();
    let root = world.root();
    world.ok(EnableAwsServiceAccessRequest::new(SERVICE));
    world.ok(RegisterDelegatedAdministratorRequest::new(MEMBER, SERVICE));
    world.enable(TYPE);
    let content = r#"{"tags":{"a":{"tag_key":{"@@assign":"A"}}}}"#;
    let policy = world.policy(CreatePolicyRequest::new(content, "", "a", TYPE));
    world.ok(AttachPolicyRequest::new(policy, &root));
    let targets = ListTargetsForPolicyRequest::new(POLICY);
    let token = world.ok(targets.clone().max_results(1)).next_token.unwrap();
    macro_rules! refused {
        ($($input:expr,)*) => {
            refuses! { world, MANAGER;
                $($input.next_token(&token) => "InvalidInput: INVALID_NEXT_TOKEN",)*
            }
        };
    }
    refused! {
        ListCreateAccountStatusRequest::default(),
        ListAccountsRequest::default(),
        ListAccountsForParentRequest::new(&root),
        ListHandshakesForAccountRequest::default(),
        ListHandshakesForOrganizationRequest::default(),
        ListRootsRequest::default(),
        ListParentsRequest::new(MEMBER),
        ListChildrenRequest::new(&root, ChildType::Account),
        ListOrganizationalUnitsForParentRequest::new(&root),
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
    let cut = &token[..token.len() - 1];
    for token in ["", "x", "123456789012345é", &token[..16], cut] {
        let error = "InvalidInput: INVALID_NEXT_TOKEN";
        world.refuses(targets.clone().next_token(token), error);
    }
    world.ok(targets.next_token(token));
}
