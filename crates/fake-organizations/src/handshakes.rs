//! Handshakes: how they begin, who sees them, and how they end.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    ActionType, Handshake, HandshakeFilter, HandshakeParty, HandshakePartyType, HandshakeResource,
    HandshakeResourceType as Detail, HandshakeState, OperationInput, OrganizationFeatureSet,
    Timestamp,
};

use crate::errors::*;
use crate::ids::arn;
use crate::pages::Page;
use crate::state::{self, DAY, Organization, State};

/// The days for which a handshake is shown after its end (API reference, `Handshake`).
const DAYS_SHOWN: i64 = 30;

impl State {
    pub(crate) fn describe_handshake(&self, input: DescribeHandshakeRequest) -> Result<Handshake> {
        Ok(self.handshake(&input.handshake_id)?.summary())
    }

    pub(crate) fn list_handshakes_for_account(
        &self,
        input: ListHandshakesForAccountRequest,
    ) -> Result<Page<Handshake>> {
        self.handshakes(&input, input.filter.as_ref(), |handshake| {
            self.account_of(&handshake.recipient) == Some(&self.caller)
        })
    }

    pub(crate) fn list_handshakes_for_organization(
        &self,
        input: ListHandshakesForOrganizationRequest,
    ) -> Result<Page<Handshake>> {
        let id = &self.delegated()?.id;
        self.handshakes(&input, input.filter.as_ref(), |it| it.organization == *id)
    }

    pub(crate) fn accept_handshake(&mut self, input: AcceptHandshakeRequest) -> Result<Handshake> {
        let id = &input.handshake_id;
        let handshake = self.received(id, &HandshakeState::Accepted)?.clone();
        waits_for_members.unless(handshake.state == HandshakeState::Open)?;
        match handshake.action {
            ActionType::Invite => self.accept_invitation(&handshake)?,
            ActionType::TransferResponsibility => self.accept_transfer(&handshake)?,
            _ => {}
        }
        self.end_handshake(id, HandshakeState::Accepted);
        match handshake.action {
            ActionType::EnableAllFeatures => {
                self.managed_mut()?.feature_set = OrganizationFeatureSet::All;
            }
            ActionType::ApproveAllFeatures => self.count_approvals(&handshake.organization),
            _ => {}
        }
        self.shown(id)
    }

    pub(crate) fn decline_handshake(
        &mut self,
        input: DeclineHandshakeRequest,
    ) -> Result<Handshake> {
        self.received(&input.handshake_id, &HandshakeState::Declined)?;
        self.end_handshake(&input.handshake_id, HandshakeState::Declined);
        self.shown(&input.handshake_id)
    }

    pub(crate) fn cancel_handshake(&mut self, input: CancelHandshakeRequest) -> Result<Handshake> {
        let handshake = self.handshake(&input.handshake_id)?;
        not_the_sender.unless(self.is_sender(handshake))?;
        handshake.check_change(&HandshakeState::Canceled)?;
        self.end_handshake(&input.handshake_id, HandshakeState::Canceled);
        self.shown(&input.handshake_id)
    }

    pub(crate) fn shown(&self, id: &str) -> Result<Handshake> {
        handshake_not_found.if_none(self.handshakes.get(id).map(state::Handshake::summary))
    }

    /// Returns a handshake with what it says about the organization that sends it, and its recipient.
    pub(crate) fn new_handshake(
        &self,
        organization: &Organization,
        recipient: HandshakeParty,
        action: ActionType,
    ) -> state::Handshake {
        let mut resources = vec![self.organization_resource(organization)];
        resources.extend(party_resource(&recipient));
        state::Handshake {
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

    /// Sends a handshake, which expires after some days. Returns its ID.
    pub(crate) fn open_handshake(&mut self, mut handshake: state::Handshake, days: i64) -> String {
        let id = self.next_id("h-", 12);
        handshake.id = id.clone();
        handshake.requested = self.now;
        handshake.expires = self.schedule(days * DAY, &id);
        self.handshakes.insert(id.clone(), handshake);
        id
    }

    /// Returns what a handshake says about the organization that sends it.
    fn organization_resource(&self, organization: &Organization) -> HandshakeResource {
        let mut details = Vec::new();
        if let Some(account) = self.accounts.get(&organization.management_account) {
            details.push(resource(Detail::MasterEmail, &account.email));
            details.push(resource(Detail::MasterName, &account.name));
        }
        let features = organization.feature_set.as_str();
        details.push(resource(Detail::OrganizationFeatureSet, features));
        resource(Detail::Organization, &organization.id).resources(details)
    }

    /// Ends a handshake that has no answer yet, and the handshakes and the transfer behind it.
    pub(crate) fn end_handshake(&mut self, id: &str, state: HandshakeState) {
        let handshake = self.handshakes.get_mut(id);
        let Some(handshake) = handshake.filter(|it| it.is_pending()) else {
            return;
        };
        handshake.state = state.clone();
        self.deadlines.remove(&(handshake.expires, id.to_owned()));
        let transfer = handshake.transfer.clone();
        self.schedule(DAYS_SHOWN * DAY, id);
        if state != HandshakeState::Accepted {
            if let Some(transfer) = transfer {
                self.end_transfer(&transfer, &state);
            }
            self.cancel_handshakes(|handshake| handshake.parent.as_deref() == Some(id));
        }
    }

    /// Cancels the handshakes that have no answer yet and meet a condition.
    pub(crate) fn cancel_handshakes(&mut self, condition: impl Fn(&state::Handshake) -> bool) {
        let handshakes = self.handshakes.values();
        let pending = handshakes.filter(|handshake| handshake.is_pending() && condition(handshake));
        let ids: Vec<_> = pending.map(|handshake| handshake.id.clone()).collect();
        for id in ids {
            self.end_handshake(&id, HandshakeState::Canceled);
        }
    }

    /// Lets a handshake expire, or forgets it if it ended 30 days ago.
    pub(crate) fn expire_handshake(&mut self, id: &str) {
        if self
            .handshakes
            .get(id)
            .is_some_and(state::Handshake::is_pending)
        {
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
    pub(crate) fn check_handshake_rate(&self, organization: &Organization) -> Result<()> {
        let sent = self.handshakes.values().filter(|handshake| {
            handshake.organization == organization.id
                && self.now.seconds() - handshake.requested.seconds() < DAY
        });
        let max = organization.members.len().max(20);
        HandshakeConstraint::HandshakeRateLimitExceeded.unless(sent.count() < max)
    }

    /// Returns a handshake that the caller has received and can change to a state.
    fn received(&self, id: &str, state: &HandshakeState) -> Result<&state::Handshake> {
        let handshake = self.handshake(id)?;
        not_the_recipient.unless(self.is_recipient(handshake))?;
        handshake.check_change(state)?;
        Ok(handshake)
    }

    /// Returns a handshake that the caller takes part in. To all others it does not exist.
    fn handshake(&self, id: &str) -> Result<&state::Handshake> {
        let takes_part = |it: &&state::Handshake| self.is_sender(it) || self.is_recipient(it);
        handshake_not_found.if_none(self.handshakes.get(id).filter(takes_part))
    }

    fn is_sender(&self, handshake: &state::Handshake) -> bool {
        self.manages(&handshake.organization)
    }

    /// The management account that enables all features is both the sender and the recipient.
    fn is_recipient(&self, handshake: &state::Handshake) -> bool {
        let party = &handshake.recipient;
        match party.r#type {
            HandshakePartyType::Organization => self.manages(&party.id),
            _ => self.account_of(party) == Some(&self.caller),
        }
    }

    fn manages(&self, organization: &str) -> bool {
        self.managed()
            .is_ok_and(|managed| managed.id == organization)
    }

    fn handshakes(
        &self,
        input: &impl OperationInput,
        filter: Option<&HandshakeFilter>,
        condition: impl Fn(&state::Handshake) -> bool,
    ) -> Result<Page<Handshake>> {
        let action = filter.and_then(|filter| filter.action_type.as_ref());
        let parent = filter.and_then(|filter| filter.parent_handshake_id.as_ref());
        InvalidInput::MaxLimitExceededFilter.when(action.is_some() && parent.is_some())?;
        self.page(input, &self.handshakes, |_, handshake| {
            let is_shown = condition(handshake)
                && action.is_none_or(|action| *action == handshake.action)
                && (parent.is_none() || parent == handshake.parent.as_ref());
            is_shown.then(|| handshake.summary())
        })
    }
}

impl state::Handshake {
    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.state, HandshakeState::Open | HandshakeState::Requested)
    }

    pub(crate) fn summary(&self) -> Handshake {
        let name = format!("{}/{}", self.action.as_str().to_lowercase(), self.id);
        let (manager, organization) = (&self.management_account, &self.organization);
        let sender = HandshakeParty::new(&self.organization, HandshakePartyType::Organization);
        let mut parties = vec![sender];
        if self.recipient.r#type != HandshakePartyType::Organization {
            parties.push(self.recipient.clone());
        }
        Handshake::default()
            .id(&self.id)
            .arn(arn(manager, organization, "handshake", &name))
            .parties(parties)
            .state(self.state.clone())
            .requested_timestamp(self.requested)
            .expiration_timestamp(self.expires)
            .action(self.action.clone())
            .resources(self.resources.iter().cloned())
    }

    fn check_change(&self, state: &HandshakeState) -> Result<()> {
        handshake_already_in_state.when(self.state == *state)?;
        invalid_handshake_transition.unless(self.is_pending())
    }
}

pub(crate) fn resource(kind: Detail, value: impl Into<String>) -> HandshakeResource {
    HandshakeResource::default().r#type(kind).value(value)
}

/// Returns what a handshake says about its recipient, unless that is the organization itself.
fn party_resource(party: &HandshakeParty) -> Option<HandshakeResource> {
    let kind = match party.r#type {
        HandshakePartyType::Organization => return None,
        HandshakePartyType::Email => Detail::Email,
        _ => Detail::Account,
    };
    Some(resource(kind, &party.id))
}
