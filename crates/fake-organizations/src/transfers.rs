//! Responsibility transfers: one organization (the target) pays the bills of another (the source).
//!
//! The target's management account invites the source's by a handshake, which `handshakes.rs`
//! carries; the transfer follows it until it is accepted, and then lasts until one side ends it. See
//! "Billing transfer" in the AWS Billing user guide.

mod months;

use org_types::operation::*;
use org_types::{
    ActionType, ConstraintViolationExceptionReason, Error,
    HandshakeConstraintViolationExceptionReason, HandshakeParty, HandshakeResourceType,
    HandshakeState, InvalidInputExceptionReason as Reason, Operation, ResponsibilityTransfer,
    ResponsibilityTransferStatus as Status, Timestamp, TransferParticipant,
};

use self::months::{begins_day, begins_month, end_of_month, ends_month};
use crate::errors::{
    constraint_violation, duplicate_handshake, handshake_constraint_violation, invalid_input,
    invalid_responsibility_transfer_transition, responsibility_transfer_already_in_status,
    responsibility_transfer_not_found,
};
use crate::invitations::{check_account_party, party_resource, resource};
use crate::pages::Pager;
use crate::state::{DAY, Handshake, State, Transfer};
use crate::tags::new_tags;

/// The days after which an invitation expires (AWS Billing user guide, "Billing transfer").
const DAYS: i64 = 15;
/// How many organizations can hand over to one (the highest quota that AWS grants), and to how many
/// one can hand over.
const MAX_INBOUND: usize = 1_000;
const MAX_OUTBOUND: usize = 1;
/// How far ahead a transfer can begin or end. AWS has a limit and does not say which.
const MAX_DAYS_AHEAD: i64 = 366;

impl State {
    pub(crate) fn invite_organization_to_transfer_responsibility(
        &mut self,
        caller: &str,
        input: InviteOrganizationToTransferResponsibilityRequest,
    ) -> Result<InviteOrganizationToTransferResponsibilityResponse, Error> {
        let organization = self.managed_by(caller)?;
        check_account_party(&input.target)?;
        self.check_start(input.start_timestamp)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        let source = self.transfer_source(caller, &input.target)?;
        self.check_handshake_rate(organization)?;
        let mut resources = self.resources(organization);
        resources.push(party_resource(&input.target));
        resources.push(resource(
            HandshakeResourceType::TransferType,
            input.r#type.as_str(),
        ));
        let start = input.start_timestamp.to_string();
        resources.push(resource(
            HandshakeResourceType::TransferStartTimestamp,
            start,
        ));
        resources.extend(
            input
                .notes
                .map(|notes| resource(HandshakeResourceType::Notes, notes)),
        );
        let action = ActionType::TransferResponsibility;
        let mut handshake = Handshake::new(organization, input.target, action, resources);
        let id = self.next_id("rt-", 12);
        handshake
            .resources
            .push(resource(HandshakeResourceType::ResponsibilityTransfer, &id));
        handshake.tags = tags;
        handshake.transfer = Some(id.clone());
        let handshake = self.open_handshake(handshake, DAYS);
        let mut response = InviteOrganizationToTransferResponsibilityResponse::default();
        response.handshake = self.handshakes.get(&handshake).map(Handshake::summary);
        let transfer = Transfer {
            id: id.clone(),
            name: input.source_name,
            r#type: input.r#type,
            status: Status::Requested,
            source,
            target: caller.to_owned(),
            start: input.start_timestamp,
            end: None,
            handshake: Some(handshake),
        };
        self.transfers.insert(id, transfer);
        Ok(response)
    }

    pub(crate) fn describe_responsibility_transfer(
        &self,
        caller: &str,
        input: DescribeResponsibilityTransferRequest,
    ) -> Result<DescribeResponsibilityTransferResponse, Error> {
        let manager = self
            .delegated(caller, DescribeResponsibilityTransfer::NAME)?
            .management_account
            .clone();
        let transfer = self.transfer_summary(self.transfer(&manager, &input.id)?, &manager);
        Ok(DescribeResponsibilityTransferResponse::default().responsibility_transfer(transfer))
    }

    /// `Id` narrows the list to one transfer.
    pub(crate) fn list_inbound_responsibility_transfers(
        &self,
        caller: &str,
        input: ListInboundResponsibilityTransfersRequest,
    ) -> Result<ListInboundResponsibilityTransfersResponse, Error> {
        let manager = &self
            .delegated(caller, ListInboundResponsibilityTransfers::NAME)?
            .management_account;
        let pager = Pager::new(caller, &input)?;
        let inbound =
            |transfer: &Transfer| transfer.target == *manager && transfer.r#type == input.r#type;
        if let Some(id) = &input.id {
            self.transfers
                .get(id)
                .filter(|transfer| inbound(transfer))
                .ok_or_else(|| not_found(id))?;
        }
        let (page, token) = self.transfer_page(&pager, manager, |transfer| {
            inbound(transfer) && input.id.as_ref().is_none_or(|id| transfer.id == *id)
        });
        let mut response =
            ListInboundResponsibilityTransfersResponse::default().responsibility_transfers(page);
        response.next_token = token;
        Ok(response)
    }

    pub(crate) fn list_outbound_responsibility_transfers(
        &self,
        caller: &str,
        input: ListOutboundResponsibilityTransfersRequest,
    ) -> Result<ListOutboundResponsibilityTransfersResponse, Error> {
        let manager = &self
            .delegated(caller, ListOutboundResponsibilityTransfers::NAME)?
            .management_account;
        let pager = Pager::new(caller, &input)?;
        let (page, token) = self.transfer_page(&pager, manager, |transfer| {
            transfer.source == *manager && transfer.r#type == input.r#type
        });
        let mut response =
            ListOutboundResponsibilityTransfersResponse::default().responsibility_transfers(page);
        response.next_token = token;
        Ok(response)
    }

    pub(crate) fn update_responsibility_transfer(
        &mut self,
        caller: &str,
        input: UpdateResponsibilityTransferRequest,
    ) -> Result<UpdateResponsibilityTransferResponse, Error> {
        self.managed_by(caller)?;
        let mut transfer = self.transfer(caller, &input.id)?.clone();
        if !matches!(transfer.status, Status::Requested | Status::Accepted) {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::TransferResponsibilityUpdateNotAllowed,
                format!(
                    "{} is {} and can no longer be changed.",
                    transfer.id, transfer.status
                ),
            ));
        }
        transfer.name = input.name;
        let summary = self.transfer_summary(&transfer, caller);
        self.transfers.insert(transfer.id.clone(), transfer);
        Ok(UpdateResponsibilityTransferResponse::default().responsibility_transfer(summary))
    }

    /// Without `EndTimestamp`, the transfer ends with the month.
    pub(crate) fn terminate_responsibility_transfer(
        &mut self,
        caller: &str,
        input: TerminateResponsibilityTransferRequest,
    ) -> Result<TerminateResponsibilityTransferResponse, Error> {
        self.managed_by(caller)?;
        let mut transfer = self.transfer(caller, &input.id)?.clone();
        match transfer.status {
            Status::Accepted => {}
            Status::Withdrawn => {
                let message = format!("{} is already withdrawn.", transfer.id);
                return Err(responsibility_transfer_already_in_status(message));
            }
            status => {
                let message = format!("{} is {status}, not accepted.", transfer.id);
                return Err(invalid_responsibility_transfer_transition(message));
            }
        }
        let end = input
            .end_timestamp
            .unwrap_or_else(|| end_of_month(self.now));
        self.check_end(end)?;
        transfer.status = Status::Withdrawn;
        transfer.end = Some(end);
        let summary = self.transfer_summary(&transfer, caller);
        self.transfers.insert(transfer.id.clone(), transfer);
        Ok(TerminateResponsibilityTransferResponse::default().responsibility_transfer(summary))
    }

    /// Lets the transfer begin that an accepted handshake is about.
    ///
    /// # Errors
    ///
    /// `ConstraintViolationException` if the source hands over to another organization already.
    pub(crate) fn accept_transfer(
        &mut self,
        caller: &str,
        handshake: &Handshake,
    ) -> Result<(), Error> {
        self.managed_by(caller)?;
        let in_force =
            |transfer: &&Transfer| transfer.source == caller && self.is_in_force(transfer);
        if self.transfers.values().filter(in_force).count() >= MAX_OUTBOUND {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::ResponsibilityTransferMaxOutboundQuotaViolation,
                "The organization hands its bills over already.",
            ));
        }
        let Some(id) = &handshake.transfer else {
            return Ok(());
        };
        self.end_transfer(id, &HandshakeState::Accepted);
        if let Some(organization) = self.organizations.get_mut(&handshake.organization) {
            organization.tags.insert(id.clone(), handshake.tags.clone());
        }
        Ok(())
    }

    /// Lets a transfer follow its handshake, which has ended.
    pub(crate) fn end_transfer(&mut self, id: &str, state: &HandshakeState) {
        if let Some(transfer) = self.transfers.get_mut(id) {
            // The names of the states that end a handshake are those of the statuses.
            transfer.status = Status::from(state.as_str());
            transfer.handshake = None;
        }
    }

    /// The management account that an invitation is for.
    fn transfer_source(&self, caller: &str, party: &HandshakeParty) -> Result<String, Error> {
        let refuse = |reason, message: &str| Err(handshake_constraint_violation(reason, message));
        let source = self
            .account_of(party)
            .filter(|account| self.managed_by(account).is_ok());
        let Some(source) = source else {
            return refuse(
                HandshakeConstraintViolationExceptionReason::TargetAccountValidationFailure,
                "The account that is invited manages no organization.",
            );
        };
        if source == caller {
            return refuse(
                HandshakeConstraintViolationExceptionReason::SourceAndTargetCannotMatch,
                "An organization cannot hand its bills over to itself.",
            );
        }
        let inbound: Vec<_> = self
            .transfers
            .values()
            .filter(|transfer| transfer.target == caller)
            .collect();
        let mut with_source = inbound.iter().filter(|transfer| transfer.source == source);
        if with_source
            .clone()
            .any(|transfer| transfer.status == Status::Requested)
        {
            return Err(duplicate_handshake(
                "The account already has an open invitation.",
            ));
        }
        if with_source.any(|transfer| self.is_in_force(transfer)) {
            return refuse(
                HandshakeConstraintViolationExceptionReason::ResponsibilityTransferAlreadyExists,
                "The organization hands its bills over to yours already.",
            );
        }
        let counts = |transfer: &&&Transfer| {
            transfer.status == Status::Requested || self.is_in_force(transfer)
        };
        if inbound.iter().filter(counts).count() >= MAX_INBOUND {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::ResponsibilityTransferMaxInboundQuotaViolation,
                format!("At most {MAX_INBOUND} organizations can hand their bills over to yours."),
            ));
        }
        Ok(source.to_owned())
    }

    /// Whether a transfer has been accepted and has not ended.
    fn is_in_force(&self, transfer: &Transfer) -> bool {
        transfer.status == Status::Accepted
            || transfer.status == Status::Withdrawn
                && transfer.end.is_some_and(|end| end >= self.now)
    }

    fn check_start(&self, start: Timestamp) -> Result<(), Error> {
        let refuse = |reason, message: &str| Err(invalid_input(reason, message));
        if !begins_day(start) {
            return refuse(
                Reason::StartDateNotBeginningOfDay,
                "StartTimestamp is not 00:00:00.000 UTC.",
            );
        }
        if !begins_month(start) {
            return refuse(
                Reason::StartDateNotBeginningOfMonth,
                "StartTimestamp is not the first of a month.",
            );
        }
        if start <= self.now {
            return refuse(
                Reason::StartDateTooEarly,
                "StartTimestamp is not in the future.",
            );
        }
        if start > self.seconds_from_now(MAX_DAYS_AHEAD * DAY) {
            return refuse(
                Reason::StartDateTooLate,
                "StartTimestamp is more than a year ahead.",
            );
        }
        Ok(())
    }

    fn check_end(&self, end: Timestamp) -> Result<(), Error> {
        let refuse = |reason, message: &str| Err(invalid_input(reason, message));
        if !ends_month(end) {
            return refuse(
                Reason::EndDateNotEndOfMonth,
                "EndTimestamp is not the last millisecond of a month in UTC.",
            );
        }
        if end < self.now {
            return refuse(Reason::EndDateTooEarly, "EndTimestamp is in the past.");
        }
        if end > self.seconds_from_now(MAX_DAYS_AHEAD * DAY) {
            return refuse(
                Reason::EndDateTooLate,
                "EndTimestamp is more than a year ahead.",
            );
        }
        Ok(())
    }

    /// A transfer that a management account takes part in. To all others it does not exist.
    fn transfer(&self, manager: &str, id: &str) -> Result<&Transfer, Error> {
        let transfer = self.transfers.get(id);
        transfer
            .filter(|it| it.source == manager || it.target == manager)
            .ok_or_else(|| not_found(id))
    }

    fn transfer_page(
        &self,
        pager: &Pager,
        manager: &str,
        condition: impl Fn(&Transfer) -> bool,
    ) -> (Vec<ResponsibilityTransfer>, Option<String>) {
        let transfers = self.transfers.range::<str, _>(pager.range());
        let transfers = transfers.filter(|(_, transfer)| condition(transfer));
        pager.page(transfers.map(|(id, transfer)| (id, self.transfer_summary(transfer, manager))))
    }

    /// A transfer as the API shows it to one of its two management accounts.
    fn transfer_summary(&self, transfer: &Transfer, manager: &str) -> ResponsibilityTransfer {
        let direction = if transfer.target == manager {
            "inbound"
        } else {
            "outbound"
        };
        let kind = transfer.r#type.as_str().to_lowercase();
        let path = format!("{kind}/{direction}/{}", transfer.id);
        let arn = self
            .organization_of(manager)
            .map(|organization| organization.arn("transfer", &path));
        let mut summary = ResponsibilityTransfer::default()
            .id(&transfer.id)
            .name(&transfer.name)
            .r#type(transfer.r#type.clone())
            .status(transfer.status.clone())
            .source(self.participant(&transfer.source))
            .target(self.participant(&transfer.target))
            .start_timestamp(transfer.start);
        summary.arn = arn.ok();
        summary.end_timestamp = transfer.end;
        summary.active_handshake_id = transfer.handshake.clone();
        summary
    }

    fn participant(&self, id: &str) -> TransferParticipant {
        let mut participant = TransferParticipant::default().management_account_id(id);
        participant.management_account_email =
            self.accounts.get(id).map(|account| account.email.clone());
        participant
    }
}

fn not_found(id: &str) -> Error {
    responsibility_transfer_not_found(format!("There is no responsibility transfer {id}."))
}
