//! An organization as a whole: its beginning and its end.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, OrganizationFeatureSet, PolicyType, PolicyTypeStatus, PolicyTypeSummary,
    ResponsibilityTransferStatus as Status,
};

use crate::errors::*;
use crate::state::{Organization, State, Transfer};

impl State {
    pub(crate) fn create_organization(
        &mut self,
        input: CreateOrganizationRequest,
    ) -> Result<org_types::Organization> {
        let caller = self.caller.clone();
        already_in_organization.when(self.organization_of(&caller).is_ok())?;
        let mut organization = Organization {
            id: self.next_id("o-", 10),
            management_account: caller.clone(),
            feature_set: input.feature_set.unwrap_or(OrganizationFeatureSet::All),
            root: self.next_id("r-", 4),
            ..Organization::default()
        };
        if organization.has_all_features() {
            organization.enable(PolicyType::ServiceControlPolicy, self.now);
        }
        let id = organization.id.clone();
        self.organizations.insert(id.clone(), organization);
        self.join(&caller, &id, AccountJoinedMethod::Invited, BTreeMap::new());
        self.own_organization()
    }

    pub(crate) fn describe_organization(
        &self,
        _: DescribeOrganizationRequest,
    ) -> Result<org_types::Organization> {
        self.own_organization()
    }

    pub(crate) fn delete_organization(&mut self, _: DeleteOrganizationRequest) -> Result<()> {
        let caller = self.caller.clone();
        let organization = self.managed()?;
        organization_not_empty.unless(organization.members.len() == 1)?;
        let is_active = |transfer: &Transfer| {
            let status = &transfer.status;
            let takes_part = transfer.source == caller || transfer.target == caller;
            takes_part && matches!(status, Status::Requested | Status::Accepted)
        };
        let has_active = self.transfers.values().any(is_active);
        Constraint::ActiveResponsibilityTransferProcess.when(has_active)?;
        let id = organization.id.clone();
        self.cancel_handshakes(|handshake| handshake.organization == id);
        self.organizations.remove(&id);
        if let Some(account) = self.accounts.get_mut(&caller) {
            account.organization = None;
        }
        Ok(())
    }

    fn own_organization(&self) -> Result<org_types::Organization> {
        let organization = self.organization_of(&self.caller)?;
        let id = &organization.management_account;
        let arn = format!(
            "arn:aws:organizations::{id}:organization/{}",
            organization.id
        );
        let mut summary = org_types::Organization::default()
            .id(&organization.id)
            .arn(arn)
            .feature_set(organization.feature_set.clone())
            .master_account_arn(organization.arn("account", id))
            .master_account_id(id);
        summary.master_account_email = self.accounts.get(id).map(|account| account.email.clone());
        // Only ever service control policies: the member is deprecated in favour of `ListRoots`.
        let available = organization.has_all_features().then(|| {
            let summary = PolicyTypeSummary::default().status(PolicyTypeStatus::Enabled);
            summary.r#type(PolicyType::ServiceControlPolicy)
        });
        Ok(summary.available_policy_types(available))
    }
}
