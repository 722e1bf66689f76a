//! The exceptions of the service model, made from a sentence and a reason.

use org_types::error::*;
use org_types::{
    ConstraintViolationExceptionReason, HandshakeConstraintViolationExceptionReason,
    InvalidInputExceptionReason,
};

macro_rules! exceptions {
    ($($function:ident: $exception:ident,)*) => {
        $(
            pub(crate) fn $function(message: impl Into<String>) -> Error {
                $exception::default().message(message).into()
            }
        )*
    };
}

exceptions! {
    access_denied: AccessDeniedException,
    account_already_closed: AccountAlreadyClosedException,
    account_already_registered: AccountAlreadyRegisteredException,
    account_not_found: AccountNotFoundException,
    account_not_registered: AccountNotRegisteredException,
    already_in_organization: AlreadyInOrganizationException,
    child_not_found: ChildNotFoundException,
    conflict: ConflictException,
    create_account_status_not_found: CreateAccountStatusNotFoundException,
    destination_parent_not_found: DestinationParentNotFoundException,
    duplicate_account: DuplicateAccountException,
    duplicate_handshake: DuplicateHandshakeException,
    duplicate_organizational_unit: DuplicateOrganizationalUnitException,
    duplicate_policy: DuplicatePolicyException,
    duplicate_policy_attachment: DuplicatePolicyAttachmentException,
    effective_policy_not_found: EffectivePolicyNotFoundException,
    handshake_already_in_state: HandshakeAlreadyInStateException,
    handshake_not_found: HandshakeNotFoundException,
    invalid_handshake_transition: InvalidHandshakeTransitionException,
    invalid_responsibility_transfer_transition: InvalidResponsibilityTransferTransitionException,
    malformed_policy_document: MalformedPolicyDocumentException,
    master_cannot_leave_organization: MasterCannotLeaveOrganizationException,
    not_in_use: AwsOrganizationsNotInUseException,
    organization_not_empty: OrganizationNotEmptyException,
    organizational_unit_not_empty: OrganizationalUnitNotEmptyException,
    organizational_unit_not_found: OrganizationalUnitNotFoundException,
    parent_not_found: ParentNotFoundException,
    policy_in_use: PolicyInUseException,
    policy_not_attached: PolicyNotAttachedException,
    policy_not_found: PolicyNotFoundException,
    policy_type_already_enabled: PolicyTypeAlreadyEnabledException,
    policy_type_not_available: PolicyTypeNotAvailableForOrganizationException,
    policy_type_not_enabled: PolicyTypeNotEnabledException,
    resource_policy_not_found: ResourcePolicyNotFoundException,
    responsibility_transfer_already_in_status: ResponsibilityTransferAlreadyInStatusException,
    responsibility_transfer_not_found: ResponsibilityTransferNotFoundException,
    root_not_found: RootNotFoundException,
    service: ServiceException,
    source_parent_not_found: SourceParentNotFoundException,
    target_not_found: TargetNotFoundException,
    too_many_requests: TooManyRequestsException,
}

/// A value in the request fails a check of the state, which `reason` names.
pub(crate) fn invalid_input(
    reason: InvalidInputExceptionReason,
    message: impl Into<String>,
) -> Error {
    InvalidInputException::default()
        .reason(reason)
        .message(message)
        .into()
}

/// The request exceeds a quota or breaks a rule, which `reason` names.
pub(crate) fn constraint_violation(
    reason: ConstraintViolationExceptionReason,
    message: impl Into<String>,
) -> Error {
    ConstraintViolationException::default()
        .reason(reason)
        .message(message)
        .into()
}

/// A quota or rule forbids the handshake; `reason` names it.
pub(crate) fn handshake_constraint_violation(
    reason: HandshakeConstraintViolationExceptionReason,
    message: impl Into<String>,
) -> Error {
    HandshakeConstraintViolationException::default()
        .reason(reason)
        .message(message)
        .into()
}

/// Returns the error unless a condition holds.
pub(crate) fn ensure(holds: bool, error: impl FnOnce() -> Error) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(error()) }
}

/// Returns `InvalidInputException` with the reason and the message of the first condition that does
/// not hold.
pub(crate) fn ensure_input<const N: usize>(
    conditions: [(bool, InvalidInputExceptionReason, &str); N],
) -> Result<(), Error> {
    let broken = conditions.into_iter().find(|(holds, ..)| !holds);
    broken.map_or(Ok(()), |(_, reason, message)| {
        Err(invalid_input(reason, message))
    })
}
