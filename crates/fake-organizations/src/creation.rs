//! The creation of accounts, which goes on in the background.

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, ConstraintViolationExceptionReason as Reason, CreateAccountFailureReason,
    CreateAccountState, CreateAccountStatus, Error, InvalidInputExceptionReason, Operation,
};

use crate::errors::{constraint_violation, create_account_status_not_found, ensure, invalid_input};
use crate::pages::{Pager, list_response};
use crate::state::{AccountCreation, AccountCreationOutcome, State};
use crate::tags::new_tags;

/// How many creations can be in progress (Organizations User Guide, "Quotas").
const MAX_IN_PROGRESS: usize = 5;
/// The beginning of the names of roles that AWS makes itself.
const RESERVED_ROLE_PREFIX: &str = "AWSServiceRoleFor";

impl State {
    pub(crate) fn create_account(
        &mut self,
        caller: &str,
        input: CreateAccountRequest,
    ) -> Result<CreateAccountResponse, Error> {
        let status = self.begin_creation(caller, input, false)?;
        Ok(CreateAccountResponse::default().create_account_status(status))
    }

    pub(crate) fn create_gov_cloud_account(
        &mut self,
        caller: &str,
        input: CreateGovCloudAccountRequest,
    ) -> Result<CreateGovCloudAccountResponse, Error> {
        let mut request = CreateAccountRequest::new(input.email, input.account_name);
        request.role_name = input.role_name;
        request.tags = input.tags;
        let status = self.begin_creation(caller, request, true)?;
        Ok(CreateGovCloudAccountResponse::default().create_account_status(status))
    }

    pub(crate) fn describe_create_account_status(
        &self,
        caller: &str,
        input: DescribeCreateAccountStatusRequest,
    ) -> Result<DescribeCreateAccountStatusResponse, Error> {
        let id = &input.create_account_request_id;
        let creation = self
            .delegated(caller, DescribeCreateAccountStatus::NAME)?
            .account_creations
            .get(id)
            .ok_or_else(|| {
                create_account_status_not_found(format!("There is no account creation {id}."))
            })?;
        Ok(DescribeCreateAccountStatusResponse::default().create_account_status(creation.status()))
    }

    pub(crate) fn list_create_account_status(
        &self,
        caller: &str,
        input: ListCreateAccountStatusRequest,
    ) -> Result<ListCreateAccountStatusResponse, Error> {
        let organization = self.delegated(caller, ListCreateAccountStatus::NAME)?;
        let pager = Pager::new(caller, &input)?;
        let states = input.states.unwrap_or_default();
        let creations = organization
            .account_creations
            .range::<str, _>(pager.range());
        let creations = creations.map(|(id, creation)| (id, creation.status()));
        list_response!(
            ListCreateAccountStatusResponse,
            create_account_statuses,
            pager.page(creations.filter(|(_, status)| {
                states.is_empty()
                    || status
                        .state
                        .as_ref()
                        .is_some_and(|state| states.contains(state))
            }))
        )
    }

    fn begin_creation(
        &mut self,
        caller: &str,
        input: CreateAccountRequest,
        with_gov_cloud: bool,
    ) -> Result<CreateAccountStatus, Error> {
        let organization = self.managed_by(caller)?;
        let role = input.role_name.unwrap_or_default();
        ensure(!role.starts_with(RESERVED_ROLE_PREFIX), || {
            let message =
                format!("RoleName begins with {RESERVED_ROLE_PREFIX}, which AWS reserves.");
            invalid_input(InvalidInputExceptionReason::InvalidRoleName, message)
        })?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        let is_own = |id: &str| organization.account_creations.contains_key(id);
        let in_progress = self.deadlines.iter().filter(|(_, id)| is_own(id)).count();
        ensure(in_progress < MAX_IN_PROGRESS, || {
            let message = format!("At most {MAX_IN_PROGRESS} creations can be in progress.");
            constraint_violation(Reason::AccountCreationRateLimitExceeded, message)
        })?;
        ensure(!self.is_full(organization, in_progress), || {
            let message = "The organization has as many accounts as it can have.";
            constraint_violation(Reason::AccountNumberLimitExceeded, message)
        })?;
        let creation = AccountCreation {
            id: self.next_id("car-", 12),
            email: input.email,
            name: input.account_name,
            with_gov_cloud,
            tags,
            requested: self.now,
            outcome: None,
        };
        self.deadlines.insert((
            self.seconds_from_now(self.account_delay),
            creation.id.clone(),
        ));
        let status = creation.status();
        let organization = self.managed_by_mut(caller)?;
        organization
            .account_creations
            .insert(creation.id.clone(), creation);
        Ok(status)
    }

    /// Ends an account creation.
    pub(crate) fn end_creation(&mut self, id: &str) {
        let mut organizations = self.organizations.values();
        let Some((organization, creation)) = organizations.find_map(|organization| {
            let creation = organization.account_creations.get(id)?.clone();
            Some((organization.id.clone(), creation))
        }) else {
            return;
        };
        let failure = self.account_failures.pop_front();
        let exists = self.accounts.id_of_email(&creation.email).is_some();
        let outcome = match failure {
            Some(reason) => AccountCreationOutcome::Failed(reason),
            None if exists => {
                AccountCreationOutcome::Failed(CreateAccountFailureReason::EmailAlreadyExists)
            }
            None => self.create(&organization, &creation),
        };
        let outcome = Some((self.now, outcome));
        if let Some(organization) = self.organizations.get_mut(&organization)
            && let Some(creation) = organization.account_creations.get_mut(id)
        {
            creation.outcome = outcome;
        }
    }

    fn create(&mut self, organization: &str, creation: &AccountCreation) -> AccountCreationOutcome {
        let account_id = self.next_account_id();
        self.add_account(&account_id, &creation.email, &creation.name);
        let tags = creation.tags.clone();
        self.join(
            &account_id,
            organization,
            AccountJoinedMethod::Created,
            tags,
        );
        // The account in AWS GovCloud (US) is in another partition, which this server does not show.
        let gov_cloud_account_id = creation.with_gov_cloud.then(|| self.next_account_id());
        AccountCreationOutcome::Created {
            account_id,
            gov_cloud_account_id,
        }
    }
}

impl AccountCreation {
    fn status(&self) -> CreateAccountStatus {
        let status = CreateAccountStatus::default()
            .id(&self.id)
            .account_name(&self.name);
        let mut status = status.requested_timestamp(self.requested);
        let Some((completed, outcome)) = &self.outcome else {
            return status.state(CreateAccountState::InProgress);
        };
        status.completed_timestamp = Some(*completed);
        match outcome {
            AccountCreationOutcome::Created {
                account_id,
                gov_cloud_account_id,
            } => {
                status.gov_cloud_account_id = gov_cloud_account_id.clone();
                status
                    .state(CreateAccountState::Succeeded)
                    .account_id(account_id)
            }
            AccountCreationOutcome::Failed(reason) => status
                .state(CreateAccountState::Failed)
                .failure_reason(reason.clone()),
        }
    }
}
