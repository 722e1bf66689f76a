//! The operations of the service: which function of the state answers each.

use http::request::Parts;
use org_types::operation::*;
use org_types::server::Organizations;
use org_types::{Error, Operation};

use crate::FakeOrganizations;

/// Implements the trait of the service. The operations that change the state are listed apart from
/// those that only read it.
macro_rules! operations {
    (
        change { $($change:ident: $changing:ident,)* }
        read { $($read:ident: $reading:ident,)* }
    ) => {
        impl Organizations for FakeOrganizations {
            $(
                async fn $change(
                    &self,
                    input: <$changing as Operation>::Input,
                    request: &Parts,
                ) -> Result<<$changing as Operation>::Output, Error> {
                    self.change(request, |state, caller| state.$change(caller, input))
                }
            )*
            $(
                async fn $read(
                    &self,
                    input: <$reading as Operation>::Input,
                    request: &Parts,
                ) -> Result<<$reading as Operation>::Output, Error> {
                    self.read(request, |state, caller| state.$read(caller, input))
                }
            )*
        }
    };
}

operations! {
    change {
        accept_handshake: AcceptHandshake,
        attach_policy: AttachPolicy,
        cancel_handshake: CancelHandshake,
        close_account: CloseAccount,
        create_account: CreateAccount,
        create_gov_cloud_account: CreateGovCloudAccount,
        create_organization: CreateOrganization,
        create_organizational_unit: CreateOrganizationalUnit,
        create_policy: CreatePolicy,
        decline_handshake: DeclineHandshake,
        delete_organization: DeleteOrganization,
        delete_organizational_unit: DeleteOrganizationalUnit,
        delete_policy: DeletePolicy,
        delete_resource_policy: DeleteResourcePolicy,
        deregister_delegated_administrator: DeregisterDelegatedAdministrator,
        detach_policy: DetachPolicy,
        disable_aws_service_access: DisableAwsServiceAccess,
        disable_policy_type: DisablePolicyType,
        enable_aws_service_access: EnableAwsServiceAccess,
        enable_all_features: EnableAllFeatures,
        enable_policy_type: EnablePolicyType,
        invite_account_to_organization: InviteAccountToOrganization,
        invite_organization_to_transfer_responsibility: InviteOrganizationToTransferResponsibility,
        leave_organization: LeaveOrganization,
        move_account: MoveAccount,
        put_resource_policy: PutResourcePolicy,
        register_delegated_administrator: RegisterDelegatedAdministrator,
        remove_account_from_organization: RemoveAccountFromOrganization,
        tag_resource: TagResource,
        terminate_responsibility_transfer: TerminateResponsibilityTransfer,
        untag_resource: UntagResource,
        update_organizational_unit: UpdateOrganizationalUnit,
        update_policy: UpdatePolicy,
        update_responsibility_transfer: UpdateResponsibilityTransfer,
    }
    read {
        describe_account: DescribeAccount,
        describe_create_account_status: DescribeCreateAccountStatus,
        describe_effective_policy: DescribeEffectivePolicy,
        describe_handshake: DescribeHandshake,
        describe_organization: DescribeOrganization,
        describe_organizational_unit: DescribeOrganizationalUnit,
        describe_policy: DescribePolicy,
        describe_resource_policy: DescribeResourcePolicy,
        describe_responsibility_transfer: DescribeResponsibilityTransfer,
        list_aws_service_access_for_organization: ListAwsServiceAccessForOrganization,
        list_accounts: ListAccounts,
        list_accounts_for_parent: ListAccountsForParent,
        list_accounts_with_invalid_effective_policy: ListAccountsWithInvalidEffectivePolicy,
        list_children: ListChildren,
        list_create_account_status: ListCreateAccountStatus,
        list_delegated_administrators: ListDelegatedAdministrators,
        list_delegated_services_for_account: ListDelegatedServicesForAccount,
        list_effective_policy_validation_errors: ListEffectivePolicyValidationErrors,
        list_handshakes_for_account: ListHandshakesForAccount,
        list_handshakes_for_organization: ListHandshakesForOrganization,
        list_inbound_responsibility_transfers: ListInboundResponsibilityTransfers,
        list_organizational_units_for_parent: ListOrganizationalUnitsForParent,
        list_outbound_responsibility_transfers: ListOutboundResponsibilityTransfers,
        list_parents: ListParents,
        list_policies: ListPolicies,
        list_policies_for_target: ListPoliciesForTarget,
        list_roots: ListRoots,
        list_tags_for_resource: ListTagsForResource,
        list_targets_for_policy: ListTargetsForPolicy,
    }
}
