//! Handshakes: how they begin, who sees them, and how they end.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    ActionType, Error, HandshakeConstraintViolationExceptionReason, HandshakeFilter,
    HandshakeParty, HandshakePartyType, HandshakeResource, HandshakeState,
    InvalidInputExceptionReason, Operation, OperationInput, Timestamp,
};

use crate::errors::{
    access_denied, ensure, handshake_already_in_state, handshake_constraint_violation,
    handshake_not_found, invalid_handshake_transition, invalid_input,
};
use crate::ids::arn;
use crate::pages::{Pager, list_response};
use crate::state::{DAY, Handshake, Organization, State};

/// The days for which a handshake is shown after its end (API reference, `Handshake`).
const DAYS_SHOWN: i64 = 30;

/// What the caller is to a handshake.
enum Role {
    Sender,
    Recipient,
    /// Both, as the management account is when it enables all features.
    Both,
}

impl State {
    pub(crate) fn describe_handshake(
        &self,
        caller: &str,
        input: DescribeHandshakeRequest,
    ) -> Result<DescribeHandshakeResponse, Error> {
        let (handshake, _) = self.handshake(caller, &input.handshake_id)?;
        Ok(DescribeHandshakeResponse::default().handshake(handshake.summary()))
    }

    pub(crate) fn list_handshakes_for_account(
        &self,
        caller: &str,
        input: ListHandshakesForAccountRequest,
    ) -> Result<ListHandshakesForAccountResponse, Error> {
        let filter = input.filter.clone();
        list_response!(
            ListHandshakesForAccountResponse,
            handshakes,
            self.handshakes(caller, &input, filter, |handshake| {
                self.account_of(&handshake.recipient) == Some(caller)
            })?
        )
    }

    pub(crate) fn list_handshakes_for_organization(
        &self,
        caller: &str,
        input: ListHandshakesForOrganizationRequest,
    ) -> Result<ListHandshakesForOrganizationResponse, Error> {
        let organization = self.delegated(caller, ListHandshakesForOrganization::NAME)?;
        let filter = input.filter.clone();
        list_response!(
            ListHandshakesForOrganizationResponse,
            handshakes,
            self.handshakes(caller, &input, filter, |handshake| {
                handshake.organization == organization.id
            })?
        )
    }

    pub(crate) fn accept_handshake(
        &mut self,
        caller: &str,
        input: AcceptHandshakeRequest,
    ) -> Result<AcceptHandshakeResponse, Error> {
        let id = &input.handshake_id;
        let (handshake, role) = self.handshake(caller, id)?;
        ensure(!matches!(role, Role::Sender), || {
            access_denied("Only the recipient can accept a handshake.")
        })?;
        handshake.check_change(&HandshakeState::Accepted)?;
        ensure(handshake.state == HandshakeState::Open, || {
            invalid_handshake_transition(format!("{id} waits for the answers of member accounts."))
        })?;
        let handshake = handshake.clone();
        match handshake.action {
            ActionType::Invite => self.accept_invitation(caller, &handshake)?,
            ActionType::TransferResponsibility => self.accept_transfer(caller, &handshake)?,
            _ => {}
        }
        self.end_handshake(id, HandshakeState::Accepted);
        match handshake.action {
            ActionType::EnableAllFeatures => self.finish_enabling_features(caller)?,
            ActionType::ApproveAllFeatures => self.count_approvals(&handshake.organization),
            _ => {}
        }
        Ok(AcceptHandshakeResponse::default().handshake(self.handshake(caller, id)?.0.summary()))
    }

    pub(crate) fn decline_handshake(
        &mut self,
        caller: &str,
        input: DeclineHandshakeRequest,
    ) -> Result<DeclineHandshakeResponse, Error> {
        let id = &input.handshake_id;
        let (handshake, role) = self.handshake(caller, id)?;
        ensure(!matches!(role, Role::Sender), || {
            access_denied("Only the recipient can decline a handshake.")
        })?;
        handshake.check_change(&HandshakeState::Declined)?;
        self.end_handshake(id, HandshakeState::Declined);
        Ok(DeclineHandshakeResponse::default().handshake(self.handshake(caller, id)?.0.summary()))
    }

    pub(crate) fn cancel_handshake(
        &mut self,
        caller: &str,
        input: CancelHandshakeRequest,
    ) -> Result<CancelHandshakeResponse, Error> {
        let id = &input.handshake_id;
        let (handshake, role) = self.handshake(caller, id)?;
        ensure(!matches!(role, Role::Recipient), || {
            access_denied("Only the sender can cancel a handshake.")
        })?;
        handshake.check_change(&HandshakeState::Canceled)?;
        self.end_handshake(id, HandshakeState::Canceled);
        Ok(CancelHandshakeResponse::default().handshake(self.handshake(caller, id)?.0.summary()))
    }

    /// Sends a handshake, which expires after some days. Returns its ID.
    pub(crate) fn open_handshake(&mut self, mut handshake: Handshake, days: i64) -> String {
        let id = self.next_id("h-", 12);
        handshake.id = id.clone();
        handshake.requested = self.now;
        handshake.expires = self.seconds_from_now(days * DAY);
        self.deadlines.insert((handshake.expires, id.clone()));
        self.handshakes.insert(id.clone(), handshake);
        id
    }

    /// Ends a handshake that has no answer yet, and the handshakes and the transfer behind it.
    pub(crate) fn end_handshake(&mut self, id: &str, state: HandshakeState) {
        let forgotten = self.seconds_from_now(DAYS_SHOWN * DAY);
        let Some(handshake) = self
            .handshakes
            .get_mut(id)
            .filter(|handshake| handshake.is_pending())
        else {
            return;
        };
        handshake.state = state.clone();
        self.deadlines.remove(&(handshake.expires, id.to_owned()));
        self.deadlines.insert((forgotten, id.to_owned()));
        if state != HandshakeState::Accepted {
            if let Some(transfer) = handshake.transfer.clone() {
                self.end_transfer(&transfer, &state);
            }
            self.cancel_handshakes(|handshake| handshake.parent.as_deref() == Some(id));
        }
    }

    /// Cancels the handshakes that have no answer yet and meet a condition.
    pub(crate) fn cancel_handshakes(&mut self, condition: impl Fn(&Handshake) -> bool) {
        let handshakes = self.handshakes.values();
        let pending = handshakes.filter(|handshake| handshake.is_pending() && condition(handshake));
        let ids: Vec<_> = pending.map(|handshake| handshake.id.clone()).collect();
        for id in ids {
            self.end_handshake(&id, HandshakeState::Canceled);
        }
    }

    /// Lets a handshake expire, or forgets it if it ended 30 days ago.
    pub(crate) fn expire_handshake(&mut self, id: &str) {
        if self.handshakes.get(id).is_some_and(Handshake::is_pending) {
            self.end_handshake(id, HandshakeState::Expired);
        } else {
            self.handshakes.remove(id);
        }
    }

    /// Returns the ID of the account that a party is, if it is one that the server knows.
    pub(crate) fn account_of<'a>(&'a self, party: &'a HandshakeParty) -> Option<&'a str> {
        match party.r#type {
            HandshakePartyType::Account => Some(&party.id),
            HandshakePartyType::Email => self.accounts.id_of_email(&party.id),
            _ => None,
        }
    }

    /// Checks that an organization has not sent too many handshakes in the past day: 20, or as many
    /// as it has accounts (Organizations User Guide, "Quotas").
    pub(crate) fn check_handshake_rate(&self, organization: &Organization) -> Result<(), Error> {
        let sent = self.handshakes.values().filter(|handshake| {
            handshake.organization == organization.id
                && self.now.seconds() - handshake.requested.seconds() < DAY
        });
        ensure(sent.count() < organization.members.len().max(20), || {
            let reason = HandshakeConstraintViolationExceptionReason::HandshakeRateLimitExceeded;
            let message = "The organization has sent too many handshakes in the past day.";
            handshake_constraint_violation(reason, message)
        })
    }

    /// Returns a handshake that the caller takes part in. To all others it does not exist.
    fn handshake(&self, caller: &str, id: &str) -> Result<(&Handshake, Role), Error> {
        let not_found = || handshake_not_found(format!("There is no handshake {id}."));
        let handshake = self.handshakes.get(id).ok_or_else(not_found)?;
        let manages = |organization: &str| {
            self.managed_by(caller)
                .is_ok_and(|managed| managed.id == organization)
        };
        let party = &handshake.recipient;
        let is_recipient = match party.r#type {
            HandshakePartyType::Organization => manages(&party.id),
            _ => self.account_of(party) == Some(caller),
        };
        match (manages(&handshake.organization), is_recipient) {
            (true, true) => Ok((handshake, Role::Both)),
            (true, false) => Ok((handshake, Role::Sender)),
            (false, true) => Ok((handshake, Role::Recipient)),
            (false, false) => Err(not_found()),
        }
    }

    fn handshakes<I: OperationInput>(
        &self,
        caller: &str,
        input: &I,
        filter: Option<HandshakeFilter>,
        condition: impl Fn(&Handshake) -> bool,
    ) -> Result<(Vec<org_types::Handshake>, Option<String>), Error> {
        let pager = Pager::new(caller, input)?;
        let filter = filter.unwrap_or_default();
        ensure(
            filter.action_type.is_none() || filter.parent_handshake_id.is_none(),
            || {
                let message = "Filter has both ActionType and ParentHandshakeId: use one of them.";
                invalid_input(InvalidInputExceptionReason::MaxLimitExceededFilter, message)
            },
        )?;
        let handshakes = self.handshakes.range::<str, _>(pager.range());
        let shown = handshakes.filter(|(_, handshake)| {
            condition(handshake)
                && filter
                    .action_type
                    .as_ref()
                    .is_none_or(|action| *action == handshake.action)
                && (filter.parent_handshake_id.is_none()
                    || filter.parent_handshake_id == handshake.parent)
        });
        Ok(pager.page(shown.map(|(id, handshake)| (id, handshake.summary()))))
    }
}

impl Handshake {
    /// Creates a handshake that an organization can send.
    pub(crate) fn new(
        organization: &Organization,
        recipient: HandshakeParty,
        action: ActionType,
        resources: Vec<HandshakeResource>,
    ) -> Self {
        Self {
            id: String::new(),
            organization: organization.id.clone(),
            management_account: organization.management_account.clone(),
            recipient,
            action,
            state: HandshakeState::Open,
            requested: Timestamp::MIN,
            expires: Timestamp::MIN,
            resources,
            tags: BTreeMap::new(),
            parent: None,
            transfer: None,
        }
    }

    /// Reports whether the handshake has no answer yet.
    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.state, HandshakeState::Open | HandshakeState::Requested)
    }

    /// Returns how the API shows the handshake.
    pub(crate) fn summary(&self) -> org_types::Handshake {
        let action = self.action.as_str().to_lowercase();
        let id = format!("{action}/{}", self.id);
        let sender = HandshakeParty::new(&self.organization, HandshakePartyType::Organization);
        let mut parties = vec![sender];
        if self.recipient.r#type != HandshakePartyType::Organization {
            parties.push(self.recipient.clone());
        }
        org_types::Handshake::default()
            .id(&self.id)
            .arn(arn(
                &self.management_account,
                &self.organization,
                "handshake",
                &id,
            ))
            .parties(parties)
            .state(self.state.clone())
            .requested_timestamp(self.requested)
            .expiration_timestamp(self.expires)
            .action(self.action.clone())
            .resources(self.resources.iter().cloned())
    }

    fn check_change(&self, state: &HandshakeState) -> Result<(), Error> {
        let Self {
            id, state: present, ..
        } = self;
        ensure(present != state, || {
            handshake_already_in_state(format!("{id} is already {present}."))
        })?;
        ensure(self.is_pending(), || {
            let message = format!("{id} is {present} and can no longer become {state}.");
            invalid_handshake_transition(message)
        })
    }
}
