//! Invitations of accounts into an organization.

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, ActionType, Error, HandshakeConstraintViolationExceptionReason as Reason,
    HandshakeParty, HandshakePartyType, HandshakeResource, HandshakeResourceType,
    InvalidInputExceptionReason,
};

use crate::errors::{duplicate_handshake, ensure, handshake_constraint_violation, invalid_input};
use crate::ids::is_account_id;
use crate::state::{Handshake, Organization, State};
use crate::tags::new_tags;

/// The days after which an invitation expires (Organizations User Guide, "Quotas").
const DAYS: i64 = 15;

impl State {
    pub(crate) fn invite_account_to_organization(
        &mut self,
        caller: &str,
        input: InviteAccountToOrganizationRequest,
    ) -> Result<InviteAccountToOrganizationResponse, Error> {
        let organization = self.managed_by(caller)?;
        let party = input.target;
        check_account_party(&party)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        self.check_invitation(organization, &party)?;
        let mut resources = self.resources(organization);
        resources.push(party_resource(&party));
        resources.extend(
            input
                .notes
                .map(|notes| resource(HandshakeResourceType::Notes, notes)),
        );
        let mut handshake = Handshake::new(organization, party, ActionType::Invite, resources);
        handshake.tags = tags;
        let id = self.open_handshake(handshake, DAYS);
        let mut response = InviteAccountToOrganizationResponse::default();
        response.handshake = self.handshakes.get(&id).map(Handshake::summary);
        Ok(response)
    }

    /// Moves an account that has accepted an invitation into the organization, from another one if
    /// it is in one.
    pub(crate) fn accept_invitation(
        &mut self,
        caller: &str,
        handshake: &Handshake,
    ) -> Result<(), Error> {
        if let Ok(present) = self.organization_of(caller) {
            if present.id == handshake.organization {
                return Err(already_in_an_organization(
                    "Your account is already a member.",
                ));
            }
            self.check_leave(present, caller)?;
        }
        self.leave(caller);
        let organization = &handshake.organization;
        self.join(
            caller,
            organization,
            AccountJoinedMethod::Invited,
            handshake.tags.clone(),
        );
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

    /// Returns what a handshake says about the organization that sends it.
    pub(crate) fn resources(&self, organization: &Organization) -> Vec<HandshakeResource> {
        let mut details = Vec::new();
        if let Some(account) = self.accounts.get(&organization.management_account) {
            details.push(resource(HandshakeResourceType::MasterEmail, &account.email));
            details.push(resource(HandshakeResourceType::MasterName, &account.name));
        }
        let features = organization.feature_set.as_str();
        details.push(resource(
            HandshakeResourceType::OrganizationFeatureSet,
            features,
        ));
        let own = resource(HandshakeResourceType::Organization, &organization.id);
        vec![own.resources(details)]
    }

    fn open_invitations<'a>(
        &'a self,
        organization: &'a Organization,
    ) -> impl Iterator<Item = &'a Handshake> {
        self.handshakes.values().filter(|handshake| {
            handshake.organization == organization.id
                && handshake.action == ActionType::Invite
                && handshake.is_pending()
        })
    }

    fn check_invitation(
        &self,
        organization: &Organization,
        party: &HandshakeParty,
    ) -> Result<(), Error> {
        let account = self.account_of(party);
        let is_member = account.is_some_and(|account| organization.members.contains_key(account));
        ensure(!is_member, || {
            already_in_an_organization("The account is already a member.")
        })?;
        ensure(!self.is_enabling_features(&organization.id), || {
            let message = "No account can be invited while all features are being enabled.";
            handshake_constraint_violation(Reason::InviteDisabledDuringEnableAllFeatures, message)
        })?;
        let is_invited = self.open_invitations(organization).any(|handshake| {
            let other = &handshake.recipient;
            other == party || (account.is_some() && self.account_of(other) == account)
        });
        ensure(!is_invited, || {
            duplicate_handshake("The account already has an open invitation.")
        })?;
        self.check_handshake_rate(organization)?;
        ensure(!self.is_full(organization, 0), || {
            let message = "The organization has as many accounts as it can have.";
            handshake_constraint_violation(Reason::AccountNumberLimitExceeded, message)
        })
    }
}

/// Checks that a party is an account, by ID or by e-mail address.
pub(crate) fn check_account_party(party: &HandshakeParty) -> Result<(), Error> {
    match party.r#type {
        HandshakePartyType::Account if !is_account_id(&party.id) => Err(invalid_input(
            InvalidInputExceptionReason::InvalidPattern,
            "Target.Id is not an account ID, which has 12 digits.",
        )),
        HandshakePartyType::Email if !party.id.contains('@') => Err(invalid_input(
            InvalidInputExceptionReason::InvalidEmailAddressTarget,
            "Target.Id is not an e-mail address.",
        )),
        HandshakePartyType::Account | HandshakePartyType::Email => Ok(()),
        _ => Err(invalid_input(
            InvalidInputExceptionReason::InvalidPartyTypeTarget,
            "Target.Type is not ACCOUNT or EMAIL.",
        )),
    }
}

/// Returns a detail of a handshake.
pub(crate) fn resource(kind: HandshakeResourceType, value: impl Into<String>) -> HandshakeResource {
    HandshakeResource::default().r#type(kind).value(value)
}

/// Returns the detail that names the recipient.
pub(crate) fn party_resource(party: &HandshakeParty) -> HandshakeResource {
    let kind = match party.r#type {
        HandshakePartyType::Email => HandshakeResourceType::Email,
        _ => HandshakeResourceType::Account,
    };
    resource(kind, &party.id)
}

fn already_in_an_organization(message: &str) -> Error {
    let reason = Reason::AlreadyInAnOrganization;
    handshake_constraint_violation(reason, message)
}
