//! Invitations of accounts into an organization.

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, ActionType, Handshake, HandshakeParty, HandshakePartyType,
    HandshakeResourceType as Detail,
};

use crate::errors::*;
use crate::handshakes::resource;
use crate::ids::is_account_id;
use crate::state::{self, Organization, State};
use crate::tags::new_tags;

/// The days after which an invitation expires (Organizations User Guide, "Quotas").
const DAYS: i64 = 15;

impl State {
    pub(crate) fn invite_account_to_organization(
        &mut self,
        input: InviteAccountToOrganizationRequest,
    ) -> Result<Handshake> {
        let organization = self.managed()?;
        let party = input.target;
        check_account_party(&party)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        self.check_invitation(organization, &party)?;
        let mut handshake = self.new_handshake(organization, party, ActionType::Invite);
        let notes = input.notes.map(|notes| resource(Detail::Notes, notes));
        handshake.resources.extend(notes);
        handshake.tags = tags;
        let id = self.open_handshake(handshake, DAYS);
        self.shown(&id)
    }

    /// Moves the caller, which has accepted an invitation, into the organization, from another one if
    /// it is in one.
    pub(crate) fn accept_invitation(&mut self, handshake: &state::Handshake) -> Result<()> {
        let caller = self.caller.clone();
        if let Ok(present) = self.organization_of(&caller) {
            let is_member = present.id == handshake.organization;
            HandshakeConstraint::AlreadyInAnOrganization.when(is_member)?;
            self.check_leave(present, &caller)?;
        }
        self.leave(&caller);
        let (organization, tags) = (&handshake.organization, handshake.tags.clone());
        self.join(&caller, organization, AccountJoinedMethod::Invited, tags);
        Ok(())
    }

    /// Reports whether an organization has as many accounts as it can have, with those that are being
    /// created and those that are invited.
    pub(crate) fn is_full(&self, organization: &Organization, in_creation: usize) -> bool {
        self.account_limit.is_some_and(|limit| {
            let invited = self.open_invitations(organization).count();
            organization.members.len() + in_creation + invited >= limit
        })
    }

    fn open_invitations<'a>(
        &'a self,
        organization: &'a Organization,
    ) -> impl Iterator<Item = &'a state::Handshake> {
        self.handshakes.values().filter(|handshake| {
            handshake.organization == organization.id
                && handshake.action == ActionType::Invite
                && handshake.is_pending()
        })
    }

    fn check_invitation(&self, organization: &Organization, party: &HandshakeParty) -> Result<()> {
        let account = self.account_of(party);
        let is_member = account.is_some_and(|account| organization.members.contains_key(account));
        HandshakeConstraint::AlreadyInAnOrganization.when(is_member)?;
        let is_enabling = self.pending_parent(&organization.id).is_some();
        HandshakeConstraint::InviteDisabledDuringEnableAllFeatures.when(is_enabling)?;
        let is_invited = self.open_invitations(organization).any(|handshake| {
            let other = &handshake.recipient;
            other == party || (account.is_some() && self.account_of(other) == account)
        });
        duplicate_handshake.when(is_invited)?;
        self.check_handshake_rate(organization)?;
        HandshakeConstraint::AccountNumberLimitExceeded.when(self.is_full(organization, 0))
    }
}

/// Checks that a party is an account, by ID or by e-mail address.
pub(crate) fn check_account_party(party: &HandshakeParty) -> Result<()> {
    match party.r#type {
        HandshakePartyType::Account => {
            InvalidInput::InvalidPattern.unless(is_account_id(&party.id))
        }
        HandshakePartyType::Email => {
            InvalidInput::InvalidEmailAddressTarget.unless(party.id.contains('@'))
        }
        _ => Err(InvalidInput::InvalidPartyTypeTarget.error()),
    }
}
