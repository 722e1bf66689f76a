//! Accounts: how they are created, join, leave and are closed.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{Account, AccountJoinedMethod, AccountState, AccountStatus, ChildType, Timestamp};

use crate::directory;
use crate::errors::*;
use crate::pages::Page;
use crate::state::{DAY, Member, Organization, State};

/// The days that a created account stays at least (API reference, `WAIT_PERIOD_ACTIVE`).
const DAYS_BEFORE_LEAVING: i64 = 4;
/// The days for which a closed account can be reopened (API reference, `CloseAccount`).
const DAYS_UNTIL_REMOVAL: i64 = 90;
/// How many accounts can be closed in 30 days: 250 or 20 percent of the members, at most 1000 (API
/// reference, `CloseAccount`).
const CLOSURES: std::ops::RangeInclusive<usize> = 250..=1000;
/// How many closures can be in progress (Organizations User Guide, "Quotas").
const MAX_CLOSURES_IN_PROGRESS: usize = 3;

impl State {
    pub(crate) fn describe_account(&self, input: DescribeAccountRequest) -> Result<Account> {
        self.member(self.delegated()?, &input.account_id)
    }

    pub(crate) fn list_accounts(&self, input: ListAccountsRequest) -> Result<Page<Account>> {
        let organization = self.delegated()?;
        let account = |id: &str, _: &Member| self.member(organization, id).ok();
        self.page(&input, &organization.members, account)
    }

    pub(crate) fn list_accounts_for_parent(
        &self,
        input: ListAccountsForParentRequest,
    ) -> Result<Page<Account>> {
        let organization = self.delegated()?;
        let account = |id: &str| self.member(organization, id).ok();
        self.children(&input, &input.parent_id, &ChildType::Account, account)
    }

    pub(crate) fn leave_organization(&mut self, _: LeaveOrganizationRequest) -> Result<()> {
        let caller = self.caller.clone();
        self.check_leave(self.organization_of(&caller)?, &caller)?;
        self.leave(&caller);
        Ok(())
    }

    pub(crate) fn remove_account_from_organization(
        &mut self,
        input: RemoveAccountFromOrganizationRequest,
    ) -> Result<()> {
        self.check_leave(self.managed()?, &input.account_id)?;
        self.leave(&input.account_id);
        Ok(())
    }

    pub(crate) fn close_account(&mut self, input: CloseAccountRequest) -> Result<()> {
        self.check_close(self.managed()?, &input.account_id)?;
        if let Some(account) = self.accounts.get_mut(&input.account_id) {
            account.state = AccountState::PendingClosure;
            account.closed = Some(self.now);
        }
        self.schedule(self.account_delay, &input.account_id);
        Ok(())
    }

    /// Takes the next step of an account's closure: it is closed, then removed after 90 days.
    pub(crate) fn proceed_with_closure(&mut self, id: &str) {
        match self.accounts.get_mut(id) {
            Some(account) if account.state == AccountState::PendingClosure => {
                account.state = AccountState::Closed;
                self.schedule(DAYS_UNTIL_REMOVAL * DAY, id);
            }
            _ => self.leave(id),
        }
    }

    /// Makes an account a member of an organization, directly below its root.
    pub(crate) fn join(
        &mut self,
        account: &str,
        organization: &str,
        joined_method: AccountJoinedMethod,
        tags: BTreeMap<String, String>,
    ) {
        let account = self.accounts.get_mut(account);
        let organization = self.organizations.get_mut(organization);
        let (Some(account), Some(organization)) = (account, organization) else {
            return;
        };
        account.organization = Some(organization.id.clone());
        let member = Member {
            joined: self.now,
            joined_method,
        };
        organization.members.insert(account.id.clone(), member);
        let root = organization.root.clone();
        organization.add_node(&account.id, &root, tags);
    }

    /// Makes an account one outside any organization.
    pub(crate) fn leave(&mut self, id: &str) {
        let account = self.accounts.get_mut(id);
        let left = account.and_then(|account| account.organization.take());
        let Some(left) = left else { return };
        if let Some(organization) = self.organizations.get_mut(&left) {
            organization.members.remove(id);
            organization.remove_node(id);
            organization.delegations.remove(id);
        }
        self.member_left(id, &left);
    }

    /// Checks that a member account may leave its organization.
    pub(crate) fn check_leave(&self, organization: &Organization, id: &str) -> Result<()> {
        let member = account_not_found.if_none(organization.members.get(id))?;
        master_cannot_leave_organization.when(organization.management_account == id)?;
        let is_delegated = organization.delegations.contains_key(id);
        Constraint::CannotRemoveDelegatedAdministratorFromOrg.when(is_delegated)?;
        let days = (self.now.seconds() - member.joined.seconds()) / DAY;
        let is_created = member.joined_method == AccountJoinedMethod::Created;
        Constraint::WaitPeriodActive.when(is_created && days < DAYS_BEFORE_LEAVING)
    }

    fn check_close(&self, organization: &Organization, id: &str) -> Result<()> {
        organization.check_member(id)?;
        let account = account_not_found.if_none(self.accounts.get(id))?;
        Constraint::CannotCloseManagementAccount.when(organization.management_account == id)?;
        organization.check_all_features()?;
        conflict.when(account.state == AccountState::PendingClosure)?;
        account_already_closed.unless(account.state == AccountState::Active)?;
        let ids = organization.members.keys();
        let accounts = ids.filter_map(|id| self.accounts.get(id));
        let is_closing =
            |account: &&directory::Account| account.state == AccountState::PendingClosure;
        let is_free = accounts.clone().filter(is_closing).count() < MAX_CLOSURES_IN_PROGRESS;
        Constraint::CloseAccountRequestsLimitExceeded.unless(is_free)?;
        let quota = (organization.members.len() / 5).clamp(*CLOSURES.start(), *CLOSURES.end());
        let is_recent = |closed: Timestamp| self.now.seconds() - closed.seconds() < 30 * DAY;
        let recent = accounts.filter(|account| account.closed.is_some_and(is_recent));
        Constraint::CloseAccountQuotaExceeded.unless(recent.count() < quota)
    }

    pub(crate) fn member(&self, organization: &Organization, id: &str) -> Result<Account> {
        let member = organization.members.get(id).zip(self.accounts.get(id));
        let (member, account) = account_not_found.if_none(member)?;
        Ok(Account::default()
            .id(id)
            .arn(organization.arn("account", id))
            .email(&account.email)
            .name(&account.name)
            .status(status(&account.state))
            .state(account.state.clone())
            .paths([organization.path(id)])
            .joined_method(member.joined_method.clone())
            .joined_timestamp(member.joined))
    }
}

/// The coarse view of the state, from before the API had states.
fn status(state: &AccountState) -> AccountStatus {
    match state {
        AccountState::PendingClosure => AccountStatus::PendingClosure,
        AccountState::Suspended | AccountState::Closed => AccountStatus::Suspended,
        _ => AccountStatus::Active,
    }
}
