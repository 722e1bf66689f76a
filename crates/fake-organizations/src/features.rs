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
    AccountJoinedMethod, ActionType, ConstraintViolationExceptionReason, Error,
    HandshakeConstraintViolationExceptionReason as Reason, HandshakeParty, HandshakePartyType,
    HandshakeResourceType, HandshakeState, OrganizationFeatureSet,
};

use crate::errors::{constraint_violation, ensure, handshake_constraint_violation};
use crate::invitations::{party_resource, resource};
use crate::state::{Handshake, State};

/// The days after which the handshakes expire (Organizations User Guide, "Quotas").
const DAYS: i64 = 90;
/// The accounts that an organization can have at most (API reference,
/// `ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED`).
const MAX_ACCOUNTS: usize = 5000;

impl State {
    pub(crate) fn enable_all_features(
        &mut self,
        caller: &str,
        _: EnableAllFeaturesRequest,
    ) -> Result<EnableAllFeaturesResponse, Error> {
        let organization = self.managed_by(caller)?;
        ensure(
            organization.feature_set != OrganizationFeatureSet::All,
            || {
                let message = "All features are already enabled.";
                handshake_constraint_violation(Reason::OrganizationAlreadyHasAllFeatures, message)
            },
        )?;
        ensure(!self.is_enabling_features(&organization.id), || {
            let reason = Reason::OrganizationIsAlreadyPendingAllFeaturesMigration;
            handshake_constraint_violation(reason, "All features are already being enabled.")
        })?;
        ensure(organization.members.len() <= MAX_ACCOUNTS, || {
            let reason = ConstraintViolationExceptionReason::AllFeaturesMigrationOrganizationSizeLimitExceeded;
            let message = format!("The organization has more than {MAX_ACCOUNTS} accounts.");
            constraint_violation(reason, message)
        })?;
        let id = organization.id.clone();
        let invited: Vec<_> = organization
            .members
            .iter()
            .filter(|(account, member)| {
                *account != caller && member.joined_method == AccountJoinedMethod::Invited
            })
            .map(|(account, _)| HandshakeParty::new(account, HandshakePartyType::Account))
            .collect();
        let mut resources = self.resources(organization);
        let own = HandshakeParty::new(&id, HandshakePartyType::Organization);
        let action = ActionType::EnableAllFeatures;
        let mut parent = Handshake::new(organization, own, action, resources.clone());
        parent.state = HandshakeState::Requested;
        let children: Vec<_> = invited
            .into_iter()
            .map(|party| {
                resources.truncate(1);
                resources.push(party_resource(&party));
                let action = ActionType::ApproveAllFeatures;
                Handshake::new(organization, party, action, resources.clone())
            })
            .collect();
        let parent = self.open_handshake(parent, DAYS);
        for mut child in children {
            child
                .resources
                .push(resource(HandshakeResourceType::ParentHandshake, &parent));
            child.parent = Some(parent.clone());
            self.open_handshake(child, DAYS);
        }
        self.count_approvals(&id);
        let mut response = EnableAllFeaturesResponse::default();
        response.handshake = self.handshakes.get(&parent).map(Handshake::summary);
        Ok(response)
    }

    /// Reports whether an organization waits for approvals, or for its last step.
    pub(crate) fn is_enabling_features(&self, organization: &str) -> bool {
        self.pending_parent(organization).is_some()
    }

    /// Opens the handshake of the organization with itself if all invited accounts have approved.
    pub(crate) fn count_approvals(&mut self, organization: &str) {
        let Some(parent) = self
            .pending_parent(organization)
            .map(|parent| parent.id.clone())
        else {
            return;
        };
        let Some(members) = self
            .organizations
            .get(organization)
            .map(|found| &found.members)
        else {
            return;
        };
        let waits = self.handshakes.values().any(|child| {
            child.parent.as_ref() == Some(&parent)
                && members.contains_key(&child.recipient.id)
                && child.state != HandshakeState::Accepted
        });
        if let Some(parent) = self.handshakes.get_mut(&parent)
            && !waits
        {
            parent.state = HandshakeState::Open;
        }
    }

    /// Enables all features of the caller's organization.
    pub(crate) fn finish_enabling_features(&mut self, caller: &str) -> Result<(), Error> {
        self.managed_by_mut(caller)?.feature_set = OrganizationFeatureSet::All;
        Ok(())
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

    fn pending_parent(&self, organization: &str) -> Option<&Handshake> {
        self.handshakes.values().find(|handshake| {
            handshake.action == ActionType::EnableAllFeatures
                && handshake.organization == organization
                && handshake.is_pending()
        })
    }
}
