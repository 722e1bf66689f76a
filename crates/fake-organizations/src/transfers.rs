//! Responsibility transfers: one organization (the target) pays the bills of another (the source).
//!
//! The target's management account invites the source's by a handshake, which `handshakes.rs`
//! carries; the transfer follows it until it is accepted, and then lasts until one side ends it. See
//! "Billing transfer" in the AWS Billing user guide.

mod months;

use org_types::operation::*;
use org_types::{
    ActionType, ConstraintViolationExceptionReason as Constraint, Error,
    HandshakeConstraintViolationExceptionReason as Handshaking, HandshakeParty,
    HandshakeResourceType as Detail, HandshakeState, InvalidInputExceptionReason as Reason,
    Operation, ResponsibilityTransfer, ResponsibilityTransferStatus as Status, Timestamp,
    TransferParticipant,
};

use self::months::{begins_day, begins_month, end_of_month, ends_month};
use crate::errors::{
    constraint_violation, duplicate_handshake, ensure, ensure_input,
    handshake_constraint_violation, invalid_responsibility_transfer_transition,
    responsibility_transfer_already_in_status, responsibility_transfer_not_found,
};
use crate::invitations::{check_account_party, party_resource, resource};
use crate::pages::{Pager, list_response};
use crate::state::{DAY, Handshake, Organization, State, Transfer};
use crate::tags::new_tags;

/// The days after which an invitation expires (AWS Billing user guide, "Billing transfer").
const DAYS: i64 = 15;
/// How many organizations can hand over to one: the highest quota that AWS grants. One can hand over
/// to one.
const MAX_INBOUND: usize = 1_000;
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
        let start = input.start_timestamp.to_string();
        let mut resources = self.resources(organization);
        resources.push(party_resource(&input.target));
        resources.push(resource(Detail::TransferType, input.r#type.as_str()));
        resources.push(resource(Detail::TransferStartTimestamp, start));
        resources.extend(input.notes.map(|notes| resource(Detail::Notes, notes)));
        let action = ActionType::TransferResponsibility;
        let mut handshake = Handshake::new(organization, input.target, action, resources);
        let id = self.next_id("rt-", 12);
        handshake
            .resources
            .push(resource(Detail::ResponsibilityTransfer, &id));
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
        let organization = self.delegated(caller, DescribeResponsibilityTransfer::NAME)?;
        let transfer = self.transfer(&organization.management_account, &input.id)?;
        let transfer = self.transfer_summary(organization, transfer);
        Ok(DescribeResponsibilityTransferResponse::default().responsibility_transfer(transfer))
    }

    /// `Id` narrows the list to one transfer.
    pub(crate) fn list_inbound_responsibility_transfers(
        &self,
        caller: &str,
        input: ListInboundResponsibilityTransfersRequest,
    ) -> Result<ListInboundResponsibilityTransfersResponse, Error> {
        let organization = self.delegated(caller, ListInboundResponsibilityTransfers::NAME)?;
        let pager = Pager::new(caller, &input)?;
        let manager = &organization.management_account;
        if let Some(id) = &input.id {
            let transfer = self.transfer(manager, id)?;
            ensure(transfer.target == *manager, || not_found(id))?;
        }
        list_response!(
            ListInboundResponsibilityTransfersResponse,
            responsibility_transfers,
            self.transfer_page(&pager, organization, |transfer| {
                transfer.target == *manager && input.id.as_ref().is_none_or(|id| transfer.id == *id)
            })
        )
    }

    pub(crate) fn list_outbound_responsibility_transfers(
        &self,
        caller: &str,
        input: ListOutboundResponsibilityTransfersRequest,
    ) -> Result<ListOutboundResponsibilityTransfersResponse, Error> {
        let organization = self.delegated(caller, ListOutboundResponsibilityTransfers::NAME)?;
        let pager = Pager::new(caller, &input)?;
        let manager = &organization.management_account;
        let is_outbound = |transfer: &Transfer| transfer.source == *manager;
        list_response!(
            ListOutboundResponsibilityTransfersResponse,
            responsibility_transfers,
            self.transfer_page(&pager, organization, is_outbound)
        )
    }

    pub(crate) fn update_responsibility_transfer(
        &mut self,
        caller: &str,
        input: UpdateResponsibilityTransferRequest,
    ) -> Result<UpdateResponsibilityTransferResponse, Error> {
        self.managed_by(caller)?;
        let mut transfer = self.transfer(caller, &input.id)?.clone();
        ensure(
            matches!(transfer.status, Status::Requested | Status::Accepted),
            || {
                let reason = Constraint::TransferResponsibilityUpdateNotAllowed;
                constraint_violation(reason, "The transfer can no longer be changed.")
            },
        )?;
        transfer.name = input.name;
        let summary = self.replace_transfer(caller, transfer)?;
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
        ensure(transfer.status != Status::Withdrawn, || {
            responsibility_transfer_already_in_status("The transfer is already withdrawn.")
        })?;
        ensure(transfer.status == Status::Accepted, || {
            invalid_responsibility_transfer_transition("The transfer is not accepted.")
        })?;
        let end = input
            .end_timestamp
            .unwrap_or_else(|| end_of_month(self.now));
        self.check_end(end)?;
        transfer.status = Status::Withdrawn;
        transfer.end = Some(end);
        let summary = self.replace_transfer(caller, transfer)?;
        Ok(TerminateResponsibilityTransferResponse::default().responsibility_transfer(summary))
    }

    /// Lets the transfer begin that an accepted handshake is about.
    ///
    /// # Errors
    ///
    /// Returns `ConstraintViolationException` if the source hands over to another organization already.
    pub(crate) fn accept_transfer(
        &mut self,
        caller: &str,
        handshake: &Handshake,
    ) -> Result<(), Error> {
        self.managed_by(caller)?;
        let is_outbound = |it: &Transfer| it.source == caller && self.is_in_force(it);
        ensure(!self.transfers.values().any(is_outbound), || {
            let reason = Constraint::ResponsibilityTransferMaxOutboundQuotaViolation;
            constraint_violation(reason, "The organization already hands its bills over.")
        })?;
        let target = self.organizations.get_mut(&handshake.organization);
        if let (Some(id), Some(target)) = (&handshake.transfer, target) {
            target.tags.insert(id.clone(), handshake.tags.clone());
            self.end_transfer(id, &HandshakeState::Accepted);
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

    /// Returns the management account that an invitation is for.
    fn transfer_source(&self, caller: &str, party: &HandshakeParty) -> Result<String, Error> {
        let manages = |account: &&str| self.managed_by(account).is_ok();
        let source = self.account_of(party).filter(manages).ok_or_else(|| {
            let reason = Handshaking::TargetAccountValidationFailure;
            handshake_constraint_violation(reason, "The account manages no organization.")
        })?;
        ensure(source != caller, || {
            let message = "An organization cannot hand its bills over to itself.";
            handshake_constraint_violation(Handshaking::SourceAndTargetCannotMatch, message)
        })?;
        let counts = |it: &&Transfer| it.status == Status::Requested || self.is_in_force(it);
        let inbound = self.transfers.values().filter(|it| it.target == caller);
        let inbound = inbound.filter(counts);
        let present = inbound.clone().find(|transfer| transfer.source == source);
        let is_requested = present.is_some_and(|it| it.status == Status::Requested);
        ensure(!is_requested, || {
            duplicate_handshake("The account already has an open invitation.")
        })?;
        ensure(present.is_none(), || {
            let reason = Handshaking::ResponsibilityTransferAlreadyExists;
            handshake_constraint_violation(
                reason,
                "The organization already hands its bills over to yours.",
            )
        })?;
        ensure(inbound.count() < MAX_INBOUND, || {
            let reason = Constraint::ResponsibilityTransferMaxInboundQuotaViolation;
            constraint_violation(
                reason,
                format!("At most {MAX_INBOUND} can hand over to one."),
            )
        })?;
        Ok(source.to_owned())
    }

    /// Reports whether a transfer has been accepted and has not ended.
    fn is_in_force(&self, transfer: &Transfer) -> bool {
        transfer.status == Status::Accepted
            || transfer.status == Status::Withdrawn
                && transfer.end.is_some_and(|end| end >= self.now)
    }

    fn check_start(&self, start: Timestamp) -> Result<(), Error> {
        let last = self.seconds_from_now(MAX_DAYS_AHEAD * DAY);
        ensure_input([
            (
                begins_day(start),
                Reason::StartDateNotBeginningOfDay,
                "The start is not midnight UTC.",
            ),
            (
                begins_month(start),
                Reason::StartDateNotBeginningOfMonth,
                "The start is not the first day of a month.",
            ),
            (
                start > self.now,
                Reason::StartDateTooEarly,
                "The start is not in the future.",
            ),
            (
                start <= last,
                Reason::StartDateTooLate,
                "The start is more than a year ahead.",
            ),
        ])
    }

    fn check_end(&self, end: Timestamp) -> Result<(), Error> {
        let last = self.seconds_from_now(MAX_DAYS_AHEAD * DAY);
        ensure_input([
            (
                ends_month(end),
                Reason::EndDateNotEndOfMonth,
                "The end is not the last millisecond of a month in UTC.",
            ),
            (
                end >= self.now,
                Reason::EndDateTooEarly,
                "The end is in the past.",
            ),
            (
                end <= last,
                Reason::EndDateTooLate,
                "The end is more than a year ahead.",
            ),
        ])
    }

    /// Returns a transfer that a management account takes part in. To all others it does not exist.
    pub(crate) fn transfer(&self, manager: &str, id: &str) -> Result<&Transfer, Error> {
        let transfer = self.transfers.get(id);
        let transfer = transfer.filter(|it| it.source == manager || it.target == manager);
        transfer.ok_or_else(|| not_found(id))
    }

    fn replace_transfer(
        &mut self,
        manager: &str,
        transfer: Transfer,
    ) -> Result<ResponsibilityTransfer, Error> {
        let summary = self.transfer_summary(self.managed_by(manager)?, &transfer);
        self.transfers.insert(transfer.id.clone(), transfer);
        Ok(summary)
    }

    fn transfer_page(
        &self,
        pager: &Pager,
        organization: &Organization,
        condition: impl Fn(&Transfer) -> bool,
    ) -> (Vec<ResponsibilityTransfer>, Option<String>) {
        let transfers = self.transfers.range::<str, _>(pager.range());
        let transfers = transfers.filter(|(_, transfer)| condition(transfer));
        pager.page(transfers.map(|(id, it)| (id, self.transfer_summary(organization, it))))
    }

    /// Returns a transfer as the API shows it to one of its two organizations.
    fn transfer_summary(&self, viewer: &Organization, it: &Transfer) -> ResponsibilityTransfer {
        let is_inbound = it.target == viewer.management_account;
        let direction = if is_inbound { "inbound" } else { "outbound" };
        let kind = it.r#type.as_str().to_lowercase();
        let mut summary = ResponsibilityTransfer::default()
            .id(&it.id)
            .arn(viewer.arn("transfer", &format!("{kind}/{direction}/{}", it.id)))
            .name(&it.name)
            .r#type(it.r#type.clone())
            .status(it.status.clone())
            .source(self.participant(&it.source))
            .target(self.participant(&it.target))
            .start_timestamp(it.start);
        summary.end_timestamp = it.end;
        summary.active_handshake_id = it.handshake.clone();
        summary
    }

    fn participant(&self, id: &str) -> TransferParticipant {
        let mut participant = TransferParticipant::default().management_account_id(id);
        let account = self.accounts.get(id);
        participant.management_account_email = account.map(|account| account.email.clone());
        participant
    }
}

fn not_found(id: &str) -> Error {
    responsibility_transfer_not_found(format!("There is no responsibility transfer {id}."))
}
