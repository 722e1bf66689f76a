//! Responsibility transfers: one organization (the target) pays the bills of another (the source).
//!
//! The target's management account invites the source's by a handshake, which `handshakes.rs`
//! carries; the transfer follows it until it is accepted, and then lasts until one side ends it. See
//! "Billing transfer" in the AWS Billing user guide.

mod months;

use org_types::operation::*;
use org_types::{
    ActionType, Handshake, HandshakeParty, HandshakeResourceType as Detail, HandshakeState,
    ResponsibilityTransfer, ResponsibilityTransferStatus as Status, Timestamp, TransferParticipant,
};

use self::months::{begins_day, begins_month, end_of_month, ends_month};
use crate::errors::*;
use crate::handshakes::resource;
use crate::invitations::check_account_party;
use crate::pages::Page;
use crate::state::{self, DAY, Organization, State, Transfer};
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
        input: InviteOrganizationToTransferResponsibilityRequest,
    ) -> Result<Handshake> {
        let organization = self.managed()?;
        let start = input.start_timestamp;
        check_account_party(&input.target)?;
        self.check_start(start)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        let source = self.transfer_source(&input.target)?;
        self.check_handshake_rate(organization)?;
        let action = ActionType::TransferResponsibility;
        let mut handshake = self.new_handshake(organization, input.target, action);
        let id = self.next_id("rt-", 12);
        let resources = &mut handshake.resources;
        resources.push(resource(Detail::TransferType, input.r#type.as_str()));
        resources.push(resource(Detail::TransferStartTimestamp, start.to_string()));
        resources.extend(input.notes.map(|notes| resource(Detail::Notes, notes)));
        resources.push(resource(Detail::ResponsibilityTransfer, &id));
        handshake.tags = tags;
        handshake.transfer = Some(id.clone());
        let handshake = self.open_handshake(handshake, DAYS);
        let transfer = Transfer {
            id: id.clone(),
            name: input.source_name,
            r#type: input.r#type,
            status: Status::Requested,
            source,
            target: self.caller.clone(),
            start,
            end: None,
            handshake: Some(handshake.clone()),
        };
        self.transfers.insert(id, transfer);
        self.shown(&handshake)
    }

    pub(crate) fn describe_responsibility_transfer(
        &self,
        input: DescribeResponsibilityTransferRequest,
    ) -> Result<ResponsibilityTransfer> {
        let organization = self.delegated()?;
        let transfer = self.transfer(&organization.management_account, &input.id)?;
        Ok(self.transfer_summary(organization, transfer))
    }

    /// `Id` narrows the list to one transfer.
    pub(crate) fn list_inbound_responsibility_transfers(
        &self,
        input: ListInboundResponsibilityTransfersRequest,
    ) -> Result<Page<ResponsibilityTransfer>> {
        let organization = self.delegated()?;
        let manager = &organization.management_account;
        if let Some(id) = &input.id {
            let is_inbound = self.transfer(manager, id)?.target == *manager;
            responsibility_transfer_not_found.unless(is_inbound)?;
        }
        self.page(&input, &self.transfers, |id, it| {
            let is_listed = it.target == *manager && input.id.as_ref().is_none_or(|one| one == id);
            is_listed.then(|| self.transfer_summary(organization, it))
        })
    }

    pub(crate) fn list_outbound_responsibility_transfers(
        &self,
        input: ListOutboundResponsibilityTransfersRequest,
    ) -> Result<Page<ResponsibilityTransfer>> {
        let organization = self.delegated()?;
        self.page(&input, &self.transfers, |_, it| {
            let is_outbound = it.source == organization.management_account;
            is_outbound.then(|| self.transfer_summary(organization, it))
        })
    }

    pub(crate) fn update_responsibility_transfer(
        &mut self,
        input: UpdateResponsibilityTransferRequest,
    ) -> Result<ResponsibilityTransfer> {
        let mut transfer = self.own_transfer(&input.id)?;
        let can_change = matches!(transfer.status, Status::Requested | Status::Accepted);
        Constraint::TransferResponsibilityUpdateNotAllowed.unless(can_change)?;
        transfer.name = input.name;
        self.replace_transfer(transfer)
    }

    /// Without `EndTimestamp`, the transfer ends with the month.
    pub(crate) fn terminate_responsibility_transfer(
        &mut self,
        input: TerminateResponsibilityTransferRequest,
    ) -> Result<ResponsibilityTransfer> {
        let mut transfer = self.own_transfer(&input.id)?;
        let status = &transfer.status;
        responsibility_transfer_already_in_status.when(*status == Status::Withdrawn)?;
        invalid_responsibility_transfer_transition.unless(*status == Status::Accepted)?;
        let end = input.end_timestamp.unwrap_or(end_of_month(self.now));
        self.check_end(end)?;
        transfer.status = Status::Withdrawn;
        transfer.end = Some(end);
        self.replace_transfer(transfer)
    }

    /// Lets the transfer begin that an accepted handshake is about.
    pub(crate) fn accept_transfer(&mut self, handshake: &state::Handshake) -> Result<()> {
        self.managed()?;
        let is_outbound = |it: &Transfer| it.source == self.caller && self.is_in_force(it);
        let hands_over = self.transfers.values().any(is_outbound);
        Constraint::ResponsibilityTransferMaxOutboundQuotaViolation.when(hands_over)?;
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

    /// Returns the management account that an invitation of the caller is for.
    fn transfer_source(&self, party: &HandshakeParty) -> Result<String> {
        let manages = |account: &&str| self.managed_by(account).is_ok();
        let source = self.account_of(party).filter(manages);
        let source = HandshakeConstraint::TargetAccountValidationFailure.if_none(source)?;
        HandshakeConstraint::SourceAndTargetCannotMatch.when(source == self.caller)?;
        let counts = |it: &&Transfer| {
            let is_inbound = it.target == self.caller;
            is_inbound && (it.status == Status::Requested || self.is_in_force(it))
        };
        let inbound = self.transfers.values().filter(counts);
        let present = inbound.clone().find(|transfer| transfer.source == source);
        duplicate_handshake.when(present.is_some_and(|it| it.status == Status::Requested))?;
        HandshakeConstraint::ResponsibilityTransferAlreadyExists.when(present.is_some())?;
        let has_room = inbound.count() < MAX_INBOUND;
        Constraint::ResponsibilityTransferMaxInboundQuotaViolation.unless(has_room)?;
        Ok(source.to_owned())
    }

    fn is_in_force(&self, transfer: &Transfer) -> bool {
        transfer.status == Status::Accepted
            || transfer.status == Status::Withdrawn
                && transfer.end.is_some_and(|end| end >= self.now)
    }

    fn check_start(&self, start: Timestamp) -> Result<()> {
        let last = self.seconds_from_now(MAX_DAYS_AHEAD * DAY);
        InvalidInput::StartDateNotBeginningOfDay.unless(begins_day(start))?;
        InvalidInput::StartDateNotBeginningOfMonth.unless(begins_month(start))?;
        InvalidInput::StartDateTooEarly.unless(start > self.now)?;
        InvalidInput::StartDateTooLate.unless(start <= last)
    }

    fn check_end(&self, end: Timestamp) -> Result<()> {
        let last = self.seconds_from_now(MAX_DAYS_AHEAD * DAY);
        InvalidInput::EndDateNotEndOfMonth.unless(ends_month(end))?;
        InvalidInput::EndDateTooEarly.unless(end >= self.now)?;
        InvalidInput::EndDateTooLate.unless(end <= last)
    }

    /// Returns a transfer that a management account takes part in. To all others it does not exist.
    pub(crate) fn transfer(&self, manager: &str, id: &str) -> Result<&Transfer> {
        let transfer = self.transfers.get(id);
        let transfer = transfer.filter(|it| it.source == manager || it.target == manager);
        responsibility_transfer_not_found.if_none(transfer)
    }

    fn own_transfer(&self, id: &str) -> Result<Transfer> {
        let manager = &self.managed()?.management_account;
        self.transfer(manager, id).cloned()
    }

    fn replace_transfer(&mut self, transfer: Transfer) -> Result<ResponsibilityTransfer> {
        let summary = self.transfer_summary(self.managed()?, &transfer);
        self.transfers.insert(transfer.id.clone(), transfer);
        Ok(summary)
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
