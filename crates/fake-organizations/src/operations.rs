//! The operations of the service: which function of the state answers each.

use http::request::Parts;
use org_types::Operation;
use org_types::operation::*;
use org_types::server::Organizations;

use crate::FakeOrganizations;
use crate::errors::*;

/// Makes the response of an operation from what the function of the state returns: nothing, a member,
/// the page of a list, or the whole response.
macro_rules! response {
    ($operation:ident, $output:expr, ()) => {{
        let () = $output;
        <$operation as Operation>::Output::default()
    }};
    ($operation:ident, $output:expr, $member:ident) => {
        <$operation as Operation>::Output::default().$member($output)
    };
    ($operation:ident, $output:expr, [$items:ident]) => {{
        let page = $output;
        let mut response = <$operation as Operation>::Output::default().$items(page.items);
        response.next_token = page.next_token;
        response
    }};
    ($operation:ident, $output:expr, ..) => {
        $output
    };
}

/// Implements the trait of the service. The operations that change the state are listed apart from
/// those that only read it, each with what its function returns.
macro_rules! operations {
    ($($access:ident { $($name:ident: $operation:ident => $returned:tt,)* })*) => {
        impl Organizations for FakeOrganizations {
            $($(
                async fn $name(
                    &self,
                    input: <$operation as Operation>::Input,
                    request: &Parts,
                ) -> Result<<$operation as Operation>::Output> {
                    let name = $operation::NAME;
                    let output = self.$access(request, name, |state| state.$name(input))?;
                    Ok(response!($operation, output, $returned))
                }
            )*)*
        }
    };
}

operations! {
    change {
        accept_handshake: AcceptHandshake => handshake,
        attach_policy: AttachPolicy => (),
        cancel_handshake: CancelHandshake => handshake,
        close_account: CloseAccount => (),
        create_account: CreateAccount => create_account_status,
        create_gov_cloud_account: CreateGovCloudAccount => create_account_status,
        create_organization: CreateOrganization => organization,
        create_organizational_unit: CreateOrganizationalUnit => organizational_unit,
        create_policy: CreatePolicy => policy,
        decline_handshake: DeclineHandshake => handshake,
        delete_organization: DeleteOrganization => (),
        delete_organizational_unit: DeleteOrganizationalUnit => (),
        delete_policy: DeletePolicy => (),
        delete_resource_policy: DeleteResourcePolicy => (),
        deregister_delegated_administrator: DeregisterDelegatedAdministrator => (),
        detach_policy: DetachPolicy => (),
        disable_aws_service_access: DisableAwsServiceAccess => (),
        disable_policy_type: DisablePolicyType => root,
        enable_aws_service_access: EnableAwsServiceAccess => (),
        enable_all_features: EnableAllFeatures => handshake,
        enable_policy_type: EnablePolicyType => root,
        invite_account_to_organization: InviteAccountToOrganization => handshake,
        invite_organization_to_transfer_responsibility:
            InviteOrganizationToTransferResponsibility => handshake,
        leave_organization: LeaveOrganization => (),
        move_account: MoveAccount => (),
        put_resource_policy: PutResourcePolicy => resource_policy,
        register_delegated_administrator: RegisterDelegatedAdministrator => (),
        remove_account_from_organization: RemoveAccountFromOrganization => (),
        tag_resource: TagResource => (),
        terminate_responsibility_transfer:
            TerminateResponsibilityTransfer => responsibility_transfer,
        untag_resource: UntagResource => (),
        update_organizational_unit: UpdateOrganizationalUnit => organizational_unit,
        update_policy: UpdatePolicy => policy,
        update_responsibility_transfer: UpdateResponsibilityTransfer => responsibility_transfer,
    }
    read {
        describe_account: DescribeAccount => account,
        describe_create_account_status: DescribeCreateAccountStatus => create_account_status,
        describe_effective_policy: DescribeEffectivePolicy => effective_policy,
        describe_handshake: DescribeHandshake => handshake,
        describe_organization: DescribeOrganization => organization,
        describe_organizational_unit: DescribeOrganizationalUnit => organizational_unit,
        describe_policy: DescribePolicy => policy,
        describe_resource_policy: DescribeResourcePolicy => resource_policy,
        describe_responsibility_transfer: DescribeResponsibilityTransfer => responsibility_transfer,
        list_aws_service_access_for_organization:
            ListAwsServiceAccessForOrganization => [enabled_service_principals],
        list_accounts: ListAccounts => [accounts],
        list_accounts_for_parent: ListAccountsForParent => [accounts],
        list_accounts_with_invalid_effective_policy: ListAccountsWithInvalidEffectivePolicy => ..,
        list_children: ListChildren => [children],
        list_create_account_status: ListCreateAccountStatus => [create_account_statuses],
        list_delegated_administrators: ListDelegatedAdministrators => [delegated_administrators],
        list_delegated_services_for_account:
            ListDelegatedServicesForAccount => [delegated_services],
        list_effective_policy_validation_errors: ListEffectivePolicyValidationErrors => ..,
        list_handshakes_for_account: ListHandshakesForAccount => [handshakes],
        list_handshakes_for_organization: ListHandshakesForOrganization => [handshakes],
        list_inbound_responsibility_transfers:
            ListInboundResponsibilityTransfers => [responsibility_transfers],
        list_organizational_units_for_parent:
            ListOrganizationalUnitsForParent => [organizational_units],
        list_outbound_responsibility_transfers:
            ListOutboundResponsibilityTransfers => [responsibility_transfers],
        list_parents: ListParents => [parents],
        list_policies: ListPolicies => [policies],
        list_policies_for_target: ListPoliciesForTarget => [policies],
        list_roots: ListRoots => [roots],
        list_tags_for_resource: ListTagsForResource => [tags],
        list_targets_for_policy: ListTargetsForPolicy => [targets],
    }
}
