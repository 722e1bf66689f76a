//! The exceptions of the service model, with a sentence for each rule that a call can break.

use org_types::error::*;
pub(crate) use org_types::{
    ConstraintViolationExceptionReason as Constraint,
    HandshakeConstraintViolationExceptionReason as HandshakeConstraint,
    InvalidInputExceptionReason as InvalidInput,
};

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call is refused: the reason of an exception, or a function that makes the exception.
pub(crate) trait Refusal: Sized {
    fn error(self) -> Error;

    /// Refuses the call if a condition holds.
    fn when(self, holds: bool) -> Result<()> {
        if holds { Err(self.error()) } else { Ok(()) }
    }

    /// Refuses the call if a condition does not hold.
    fn unless(self, holds: bool) -> Result<()> {
        self.when(!holds)
    }

    /// Returns what is there, or refuses the call if nothing is.
    fn if_none<T>(self, found: Option<T>) -> Result<T> {
        found.ok_or_else(|| self.error())
    }
}

impl<F: FnOnce() -> Error> Refusal for F {
    fn error(self) -> Error {
        self()
    }
}

/// Defines functions that make exceptions: those with a sentence say it, the others are given one.
macro_rules! exceptions {
    ($($function:ident: $exception:ident $(= $message:literal)?,)*) => {
        $(exceptions! { @ $function $exception $($message)? })*
    };
    (@ $function:ident $exception:ident) => {
        pub(crate) fn $function(message: impl Into<String>) -> Error {
            $exception::default().message(message).into()
        }
    };
    (@ $function:ident $exception:ident $message:literal) => {
        pub(crate) fn $function() -> Error {
            $exception::default().message($message).into()
        }
    };
}

macro_rules! reasons {
    ($exception:ident, $reasons:ident { $($reason:ident: $message:literal,)* }) => {
        impl Refusal for $reasons {
            fn error(self) -> Error {
                let message = match &self {
                    $(Self::$reason => $message,)*
                    other => other.as_str(),
                };
                $exception::default().message(message).reason(self).into()
            }
        }
    };
}

exceptions! {
    account_already_closed: AccountAlreadyClosedException = "The account is already closed.",
    account_already_registered: AccountAlreadyRegisteredException =
        "The account already administers this service.",
    account_not_found: AccountNotFoundException = "The account is not in the organization.",
    account_not_registered: AccountNotRegisteredException =
        "The account is not registered, or not for this service.",
    already_in_organization: AlreadyInOrganizationException =
        "Your account is already in an organization.",
    child_not_found: ChildNotFoundException = "The child is not in the tree.",
    conflict: ConflictException = "The account is already being closed.",
    create_account_status_not_found: CreateAccountStatusNotFoundException =
        "There is no account creation with this ID.",
    destination_parent_not_found: DestinationParentNotFoundException =
        "The destination is not the root or an organizational unit.",
    duplicate_account: DuplicateAccountException = "The account is already below the destination.",
    duplicate_handshake: DuplicateHandshakeException =
        "The account already has an open invitation.",
    duplicate_organizational_unit: DuplicateOrganizationalUnitException =
        "The parent already has a unit with this name.",
    duplicate_policy: DuplicatePolicyException = "Another policy of this type has this name.",
    duplicate_policy_attachment: DuplicatePolicyAttachmentException =
        "The policy is already attached to the target.",
    effective_policy_not_found: EffectivePolicyNotFoundException =
        "The account has no policy of this type, or the type is not enabled in the root.",
    handshake_already_in_state: HandshakeAlreadyInStateException =
        "The handshake is already in this state.",
    handshake_not_found: HandshakeNotFoundException = "There is no handshake with this ID.",
    invalid_handshake_transition: InvalidHandshakeTransitionException =
        "The handshake has already ended.",
    invalid_responsibility_transfer_transition: InvalidResponsibilityTransferTransitionException =
        "The transfer is not accepted.",
    malformed_policy_document: MalformedPolicyDocumentException,
    master_cannot_leave_organization: MasterCannotLeaveOrganizationException =
        "The management account cannot leave: delete the organization instead.",
    not_delegated: AccessDeniedException = "The operation is not delegated to your account.",
    not_in_use: AwsOrganizationsNotInUseException =
        "Your account is not a member of an organization.",
    not_the_manager: AccessDeniedException =
        "Only the management account can call this operation.",
    not_the_recipient: AccessDeniedException =
        "Only the recipient can accept or decline a handshake.",
    not_the_sender: AccessDeniedException = "Only the sender can cancel a handshake.",
    organization_not_empty: OrganizationNotEmptyException = "Remove all member accounts first.",
    organizational_unit_not_empty: OrganizationalUnitNotEmptyException =
        "The unit has accounts or units: move them first.",
    organizational_unit_not_found: OrganizationalUnitNotFoundException =
        "There is no organizational unit with this ID.",
    parent_not_found: ParentNotFoundException =
        "There is no root or organizational unit with this ID.",
    policy_in_use: PolicyInUseException = "Detach the policy from all targets first.",
    policy_not_attached: PolicyNotAttachedException = "The policy is not attached to the target.",
    policy_not_found: PolicyNotFoundException = "There is no policy with this ID.",
    policy_type_already_enabled: PolicyTypeAlreadyEnabledException =
        "The policy type is already enabled.",
    policy_type_not_available: PolicyTypeNotAvailableForOrganizationException =
        "The policy type needs all features: enable them first.",
    policy_type_not_enabled: PolicyTypeNotEnabledException =
        "The policy type is not enabled in the root.",
    // The model has no reason for this.
    resource_policy_exists: InvalidInputException =
        "The resource policy exists: call TagResource to tag it.",
    resource_policy_not_found: ResourcePolicyNotFoundException =
        "The organization has no resource policy.",
    responsibility_transfer_already_in_status: ResponsibilityTransferAlreadyInStatusException =
        "The transfer is already withdrawn.",
    responsibility_transfer_not_found: ResponsibilityTransferNotFoundException =
        "There is no responsibility transfer with this ID.",
    root_not_found: RootNotFoundException = "There is no root with this ID.",
    service: ServiceException,
    source_parent_not_found: SourceParentNotFoundException =
        "The account is not directly below the source.",
    target_not_found: TargetNotFoundException = "The organization has nothing with this ID.",
    too_many_requests: TooManyRequestsException = "You send too many requests.",
    waits_for_members: InvalidHandshakeTransitionException =
        "The handshake waits for the answers of member accounts.",
}

reasons! { ConstraintViolationException, Constraint {
    AccountCreationRateLimitExceeded: "Wait until the account creations in progress have ended.",
    AccountNumberLimitExceeded: "The organization has as many accounts as it can have.",
    ActiveResponsibilityTransferProcess:
        "End the responsibility transfers of the organization first.",
    AllFeaturesMigrationOrganizationSizeLimitExceeded:
        "The organization has too many accounts to enable all features.",
    CannotCloseManagementAccount: "The management account cannot be closed by this operation.",
    CannotRegisterMasterAsDelegatedAdministrator:
        "The management account already administers every service.",
    CannotRegisterSuspendedAccountAsDelegatedAdministrator: "The account is not active.",
    CannotRemoveDelegatedAdministratorFromOrg:
        "The account is a delegated administrator: deregister it first.",
    CloseAccountQuotaExceeded: "Too many accounts were closed in the past 30 days.",
    CloseAccountRequestsLimitExceeded: "Wait until the closures in progress have ended.",
    DelegatedAdministratorExistsForThisService: "The service already has an administrator.",
    MaxDelegatedAdministratorsForServiceLimitExceeded:
        "The service has as many administrators as it can have.",
    MaxPolicyTypeAttachmentLimitExceeded:
        "The target has as many policies of this type as it can have.",
    MaxTagLimitExceeded: "The resource would have more tags than it can have.",
    MinPolicyTypeAttachmentLimitExceeded:
        "A target needs a service control policy: attach another one first.",
    OrganizationNotInAllFeaturesMode: "Enable all features of the organization first.",
    OuDepthLimitExceeded: "The tree has as many levels of units as it can have.",
    OuNumberLimitExceeded: "The organization has as many units as it can have.",
    PolicyContentLimitExceeded: "Content is longer than a policy of this type can be.",
    PolicyNumberLimitExceeded: "The organization has as many policies of this type as it can have.",
    PolicyTypeEnabledForThisService: "Disable the policy type that needs the service first.",
    ResponsibilityTransferMaxInboundQuotaViolation:
        "As many organizations hand their bills over to yours as can.",
    ResponsibilityTransferMaxOutboundQuotaViolation:
        "The organization already hands its bills over.",
    ServiceAccessNotEnabled: "Call EnableAWSServiceAccess for the service first.",
    TransferResponsibilityUpdateNotAllowed: "The transfer can no longer be changed.",
    WaitPeriodActive: "The account was created too recently to leave.",
} }

reasons! { HandshakeConstraintViolationException, HandshakeConstraint {
    AccountNumberLimitExceeded: "The organization has as many accounts as it can have.",
    AlreadyInAnOrganization: "The account is already a member.",
    HandshakeRateLimitExceeded: "The organization has sent too many handshakes in the past day.",
    InviteDisabledDuringEnableAllFeatures:
        "No account can be invited while all features are being enabled.",
    OrganizationAlreadyHasAllFeatures: "All features are already enabled.",
    OrganizationIsAlreadyPendingAllFeaturesMigration: "All features are already being enabled.",
    ResponsibilityTransferAlreadyExists: "The organization already hands its bills over to yours.",
    SourceAndTargetCannotMatch: "An organization cannot hand its bills over to itself.",
    TargetAccountValidationFailure: "The account manages no organization.",
} }

reasons! { InvalidInputException, InvalidInput {
    DuplicateTagKey: "A tag key is given twice.",
    EndDateNotEndOfMonth: "The end is not the last millisecond of a month in UTC.",
    EndDateTooEarly: "The end is in the past.",
    EndDateTooLate: "The end is more than a year ahead.",
    ImmutablePolicy: "AWS manages the policy: it can be neither changed nor deleted.",
    InvalidEmailAddressTarget: "Target.Id is not an e-mail address.",
    InvalidEnumPolicyType: "The operation does not support this policy type.",
    InvalidNextToken: "NextToken is not from a page of this list: start again without it.",
    InvalidPartyTypeTarget: "Target.Type is not ACCOUNT or EMAIL.",
    InvalidPattern: "Target.Id is not an account ID, which has 12 digits.",
    InvalidPrincipal: "Principal is not an AWS account or \"*\".",
    InvalidResourcePolicyJson:
        "Content needs statements, each with Action and the Effect Allow or Deny.",
    InvalidRoleName: "RoleName begins as the names of roles do that AWS makes itself.",
    InvalidSystemTagsParameter: "Tag keys that begin with aws: are AWS's own.",
    MaxLimitExceededFilter: "Filter has both ActionType and ParentHandshakeId: use one of them.",
    NonDetachablePolicy: "AWS keeps this policy attached as long as its type is enabled.",
    StartDateNotBeginningOfDay: "The start is not midnight UTC.",
    StartDateNotBeginningOfMonth: "The start is not the first day of a month.",
    StartDateTooEarly: "The start is not in the future.",
    StartDateTooLate: "The start is more than a year ahead.",
    TargetNotSupported:
        "Only accounts have effective policies, and policies that AWS manages have no tags.",
    UnrecognizedServicePrincipal: "Service principals end in .amazonaws.com.",
    UnsupportedActionInResourcePolicy: "Action has one that cannot be delegated.",
    UnsupportedPolicyTypeInResourcePolicy: "Condition has an unknown policy type.",
    UnsupportedResourceInResourcePolicy: "Resource is not one of Organizations.",
} }
