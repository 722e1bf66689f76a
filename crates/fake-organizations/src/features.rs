//! How an organization with consolidated billing gets all features.
//!
//! `EnableAllFeatures` opens one handshake of the organization with itself, `ENABLE_ALL_FEATURES`,
//! and below it one with each invited account, `APPROVE_ALL_FEATURES`. Once all of those are accepted,
//! the first one is open, and the management account accepts it. Accounts that were created in the
//! organization are not asked.
//!
//! The API reference is of two minds about which of the two actions is which. This is how
//! `EnableAllFeatures` and the states of a handshake are described.

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, ActionType, Handshake, HandshakeParty, HandshakePartyType,
    HandshakeResourceType, HandshakeState,
};

use crate::errors::*;
use crate::handshakes::resource;
use crate::state::{self, State};

/// The days after which the handshakes expire (Organizations User Guide, "Quotas").
const DAYS: i64 = 90;
/// The accounts that an organization can have at most (API reference,
/// `ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED`).
const MAX_ACCOUNTS: usize = 5000;

impl State {
    pub(crate) fn enable_all_features(&mut self, _: EnableAllFeaturesRequest) -> Result<Handshake> {
        let organization = self.managed()?;
        let id = organization.id.clone();
        let has_all = organization.has_all_features();
        HandshakeConstraint::OrganizationAlreadyHasAllFeatures.when(has_all)?;
        let is_enabling = self.pending_parent(&id).is_some();
        HandshakeConstraint::OrganizationIsAlreadyPendingAllFeaturesMigration.when(is_enabling)?;
        let is_small = organization.members.len() <= MAX_ACCOUNTS;
        Constraint::AllFeaturesMigrationOrganizationSizeLimitExceeded.unless(is_small)?;
        let own = HandshakeParty::new(&id, HandshakePartyType::Organization);
        let mut parent = self.new_handshake(organization, own, ActionType::EnableAllFeatures);
        parent.state = HandshakeState::Requested;
        let invited = organization.members.iter().filter(|(account, member)| {
            **account != self.caller && member.joined_method == AccountJoinedMethod::Invited
        });
        let children = invited.map(|(account, _)| {
            let party = HandshakeParty::new(account, HandshakePartyType::Account);
            self.new_handshake(organization, party, ActionType::ApproveAllFeatures)
        });
        let children: Vec<_> = children.collect();
        let parent = self.open_handshake(parent, DAYS);
        for mut child in children {
            let resource = resource(HandshakeResourceType::ParentHandshake, &parent);
            child.resources.push(resource);
            child.parent = Some(parent.clone());
            self.open_handshake(child, DAYS);
        }
        self.count_approvals(&id);
        self.shown(&parent)
    }

    /// Opens the handshake of the organization with itself if all invited accounts have approved.
    pub(crate) fn count_approvals(&mut self, organization: &str) {
        let parent = self.pending_parent(organization);
        let Some(parent) = parent.map(|parent| parent.id.clone()) else {
            return;
        };
        let Some(organization) = self.organizations.get(organization) else {
            return;
        };
        let waits = self.handshakes.values().any(|child| {
            child.parent.as_ref() == Some(&parent)
                && organization.members.contains_key(&child.recipient.id)
                && child.state != HandshakeState::Accepted
        });
        if let Some(parent) = self.handshakes.get_mut(&parent)
            && !waits
        {
            parent.state = HandshakeState::Open;
        }
    }

    /// Stops waiting for the approval of an account that has left.
    pub(crate) fn member_left(&mut self, account: &str, organization: &str) {
        self.cancel_handshakes(|handshake| {
            handshake.action == ActionType::ApproveAllFeatures
                && handshake.organization == organization
                && handshake.recipient.id == account
        });
        self.count_approvals(organization);
    }

    /// Returns the handshake of an organization with itself, while it waits for approvals or for its last
    /// step.
    pub(crate) fn pending_parent(&self, organization: &str) -> Option<&state::Handshake> {
        self.handshakes.values().find(|handshake| {
            handshake.action == ActionType::EnableAllFeatures
                && handshake.organization == organization
                && handshake.is_pending()
        })
    }
}
