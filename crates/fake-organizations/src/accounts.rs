//! Accounts: how they are created, join, leave and are closed.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, AccountState, AccountStatus, ChildType,
    ConstraintViolationExceptionReason as Reason, Error, Operation, OrganizationFeatureSet,
    Timestamp,
};

use crate::errors::{
    account_already_closed, account_not_found, conflict, constraint_violation, ensure,
    master_cannot_leave_organization,
};
use crate::pages::{Pager, list_response};
use crate::state::{Account, DAY, Member, Organization, State};

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
    pub(crate) fn describe_account(
        &self,
        caller: &str,
        input: DescribeAccountRequest,
    ) -> Result<DescribeAccountResponse, Error> {
        let organization = self.delegated(caller, DescribeAccount::NAME)?;
        let account = self.member(organization, &input.account_id)?;
        Ok(DescribeAccountResponse::default().account(account))
    }

    pub(crate) fn list_accounts(
        &self,
        caller: &str,
        input: ListAccountsRequest,
    ) -> Result<ListAccountsResponse, Error> {
        let organization = self.delegated(caller, ListAccounts::NAME)?;
        let pager = Pager::new(caller, &input)?;
        let ids = organization.members.range::<str, _>(pager.range());
        let (ids, token) = pager.page(ids.map(|(id, _)| (id, id.as_str())));
        list_response!(
            ListAccountsResponse,
            accounts,
            (self.members(organization, ids)?, token)
        )
    }

    pub(crate) fn list_accounts_for_parent(
        &self,
        caller: &str,
        input: ListAccountsForParentRequest,
    ) -> Result<ListAccountsForParentResponse, Error> {
        let organization = self.delegated(caller, ListAccountsForParent::NAME)?;
        let kind = ChildType::Account;
        let (ids, token) = organization.children(caller, &input, &input.parent_id, &kind)?;
        let accounts = self.members(organization, ids)?;
        list_response!(ListAccountsForParentResponse, accounts, (accounts, token))
    }

    pub(crate) fn leave_organization(
        &mut self,
        caller: &str,
        _: LeaveOrganizationRequest,
    ) -> Result<LeaveOrganizationResponse, Error> {
        self.check_leave(self.organization_of(caller)?, caller)?;
        self.leave(caller);
        Ok(LeaveOrganizationResponse::default())
    }

    pub(crate) fn remove_account_from_organization(
        &mut self,
        caller: &str,
        input: RemoveAccountFromOrganizationRequest,
    ) -> Result<RemoveAccountFromOrganizationResponse, Error> {
        self.check_leave(self.managed_by(caller)?, &input.account_id)?;
        self.leave(&input.account_id);
        Ok(RemoveAccountFromOrganizationResponse::default())
    }

    pub(crate) fn close_account(
        &mut self,
        caller: &str,
        input: CloseAccountRequest,
    ) -> Result<CloseAccountResponse, Error> {
        let organization = self.managed_by(caller)?;
        let id = &input.account_id;
        self.check_close(organization, id)?;
        let now = self.now;
        let deadline = self.seconds_from_now(self.account_delay);
        if let Some(account) = self.accounts.get_mut(id) {
            account.state = AccountState::PendingClosure;
            account.closed = Some(now);
        }
        self.deadlines.insert((deadline, id.clone()));
        Ok(CloseAccountResponse::default())
    }

    /// Takes the next step of an account's closure: it is closed, then removed after 90 days.
    pub(crate) fn proceed_with_closure(&mut self, id: &str) {
        let removal = self.seconds_from_now(DAYS_UNTIL_REMOVAL * DAY);
        match self.accounts.get_mut(id) {
            Some(account) if account.state == AccountState::PendingClosure => {
                account.state = AccountState::Closed;
                self.deadlines.insert((removal, id.to_owned()));
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
        let now = self.now;
        let (Some(account), Some(organization)) = (
            self.accounts.get_mut(account),
            self.organizations.get_mut(organization),
        ) else {
            return;
        };
        account.organization = Some(organization.id.clone());
        let member = Member {
            joined: now,
            joined_method,
        };
        organization.members.insert(account.id.clone(), member);
        let root = organization.root.clone();
        organization.add_node(&account.id, &root, tags);
    }

    /// Makes an account one outside any organization.
    pub(crate) fn leave(&mut self, id: &str) {
        let Some(account) = self.accounts.get_mut(id) else {
            return;
        };
        let Some(organization) = account.organization.take() else {
            return;
        };
        if let Some(organization) = self.organizations.get_mut(&organization) {
            organization.members.remove(id);
            organization.remove_node(id);
            organization.delegations.remove(id);
        }
        self.member_left(id, &organization);
    }

    /// Checks that a member account may leave its organization.
    pub(crate) fn check_leave(&self, organization: &Organization, id: &str) -> Result<(), Error> {
        let member = organization
            .members
            .get(id)
            .ok_or_else(|| not_a_member(id))?;
        ensure(organization.management_account != id, || {
            let message = "The management account cannot leave: delete the organization instead.";
            master_cannot_leave_organization(message)
        })?;
        ensure(!organization.delegations.contains_key(id), || {
            let message =
                format!("Account {id} is a delegated administrator: deregister it first.");
            constraint_violation(Reason::CannotRemoveDelegatedAdministratorFromOrg, message)
        })?;
        let days = (self.now.seconds() - member.joined.seconds()) / DAY;
        let is_created = member.joined_method == AccountJoinedMethod::Created;
        ensure(!is_created || days >= DAYS_BEFORE_LEAVING, || {
            let message = format!("{id} was created less than {DAYS_BEFORE_LEAVING} days ago.");
            constraint_violation(Reason::WaitPeriodActive, message)
        })
    }

    fn check_close(&self, organization: &Organization, id: &str) -> Result<(), Error> {
        let accounts = organization
            .members
            .keys()
            .filter_map(|id| self.accounts.get(id));
        let account = self
            .accounts
            .get(id)
            .filter(|_| organization.members.contains_key(id));
        let account = account.ok_or_else(|| not_a_member(id))?;
        ensure(organization.management_account != id, || {
            let message = "The management account cannot be closed by this operation.";
            constraint_violation(Reason::CannotCloseManagementAccount, message)
        })?;
        ensure(
            organization.feature_set == OrganizationFeatureSet::All,
            || {
                let message = "Enable all features of the organization first.";
                constraint_violation(Reason::OrganizationNotInAllFeaturesMode, message)
            },
        )?;
        ensure(account.state != AccountState::PendingClosure, || {
            conflict(format!("Account {id} is already being closed."))
        })?;
        ensure(account.state == AccountState::Active, || {
            account_already_closed(format!("Account {id} is already closed."))
        })?;
        let in_progress = accounts
            .clone()
            .filter(|it| it.state == AccountState::PendingClosure);
        ensure(in_progress.count() < MAX_CLOSURES_IN_PROGRESS, || {
            let message = "Wait until the closures in progress have ended.";
            constraint_violation(Reason::CloseAccountRequestsLimitExceeded, message)
        })?;
        let quota = (organization.members.len() / 5).clamp(*CLOSURES.start(), *CLOSURES.end());
        let is_recent = |closed: Timestamp| self.now.seconds() - closed.seconds() < 30 * DAY;
        let recent = accounts.filter(|account| account.closed.is_some_and(is_recent));
        ensure(recent.count() < quota, || {
            let message = "Too many accounts were closed in the past 30 days.";
            constraint_violation(Reason::CloseAccountQuotaExceeded, message)
        })
    }

    fn members(
        &self,
        organization: &Organization,
        ids: Vec<&str>,
    ) -> Result<Vec<org_types::Account>, Error> {
        ids.into_iter()
            .map(|id| self.member(organization, id))
            .collect()
    }

    /// Returns how the API shows a member account.
    pub(crate) fn member(
        &self,
        organization: &Organization,
        id: &str,
    ) -> Result<org_types::Account, Error> {
        let member = organization.members.get(id).zip(self.accounts.get(id));
        let (member, account) = member.ok_or_else(|| not_a_member(id))?;
        Ok(org_types::Account::default()
            .id(id)
            .arn(organization.arn("account", id))
            .email(&account.email)
            .name(&account.name)
            .status(account.status())
            .state(account.state.clone())
            .paths([organization.path(id)])
            .joined_method(member.joined_method.clone())
            .joined_timestamp(member.joined))
    }
}

impl Account {
    /// The coarse view of the state, from before the API had states.
    pub(crate) fn status(&self) -> AccountStatus {
        match self.state {
            AccountState::PendingClosure => AccountStatus::PendingClosure,
            AccountState::Suspended | AccountState::Closed => AccountStatus::Suspended,
            _ => AccountStatus::Active,
        }
    }
}

fn not_a_member(id: &str) -> Error {
    account_not_found(format!("Account {id} is not in the organization."))
}
