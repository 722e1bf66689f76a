//! The creation of accounts, which goes on in the background.

use org_types::operation::*;
use org_types::{
    AccountJoinedMethod, CreateAccountFailureReason, CreateAccountState, CreateAccountStatus,
};

use crate::errors::*;
use crate::pages::Page;
use crate::state::{AccountCreation, State};
use crate::tags::new_tags;

/// How many creations can be in progress (Organizations User Guide, "Quotas").
const MAX_IN_PROGRESS: usize = 5;
/// The beginning of the names of roles that AWS makes itself.
const RESERVED_ROLE_PREFIX: &str = "AWSServiceRoleFor";

impl State {
    pub(crate) fn create_account(
        &mut self,
        input: CreateAccountRequest,
    ) -> Result<CreateAccountStatus> {
        self.begin_creation(input, false)
    }

    pub(crate) fn create_gov_cloud_account(
        &mut self,
        input: CreateGovCloudAccountRequest,
    ) -> Result<CreateAccountStatus> {
        let mut request = CreateAccountRequest::new(input.email, input.account_name);
        request.role_name = input.role_name;
        request.tags = input.tags;
        self.begin_creation(request, true)
    }

    pub(crate) fn describe_create_account_status(
        &self,
        input: DescribeCreateAccountStatusRequest,
    ) -> Result<CreateAccountStatus> {
        let creations = &self.delegated()?.account_creations;
        let creation = creations.get(&input.create_account_request_id);
        create_account_status_not_found.if_none(creation.map(|it| it.status.clone()))
    }

    pub(crate) fn list_create_account_status(
        &self,
        input: ListCreateAccountStatusRequest,
    ) -> Result<Page<CreateAccountStatus>> {
        let states = input.states.as_deref().unwrap_or_default();
        let is_listed = |state: &CreateAccountState| states.is_empty() || states.contains(state);
        let creations = &self.delegated()?.account_creations;
        self.page(&input, creations, |_, creation| {
            let state = creation.status.state.as_ref();
            state
                .is_some_and(is_listed)
                .then(|| creation.status.clone())
        })
    }

    fn begin_creation(
        &mut self,
        input: CreateAccountRequest,
        with_gov_cloud: bool,
    ) -> Result<CreateAccountStatus> {
        let organization = self.managed()?;
        let role = input.role_name.unwrap_or_default();
        InvalidInput::InvalidRoleName.when(role.starts_with(RESERVED_ROLE_PREFIX))?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        let is_own = |id: &str| organization.account_creations.contains_key(id);
        let in_progress = self.deadlines.iter().filter(|(_, id)| is_own(id)).count();
        Constraint::AccountCreationRateLimitExceeded.unless(in_progress < MAX_IN_PROGRESS)?;
        Constraint::AccountNumberLimitExceeded.when(self.is_full(organization, in_progress))?;
        let id = self.next_id("car-", 12);
        let creation = AccountCreation {
            email: input.email,
            with_gov_cloud,
            tags,
            status: CreateAccountStatus::default()
                .id(&id)
                .account_name(input.account_name)
                .state(CreateAccountState::InProgress)
                .requested_timestamp(self.now),
        };
        let status = creation.status.clone();
        self.schedule(self.account_delay, &id);
        self.managed_mut()?.account_creations.insert(id, creation);
        Ok(status)
    }

    pub(crate) fn end_creation(&mut self, id: &str) {
        let creation = self.organizations.values().find_map(|organization| {
            let creation = organization.account_creations.get(id)?.clone();
            Some((organization.id.clone(), creation))
        });
        let Some((organization, mut creation)) = creation else {
            return;
        };
        let failure = self.account_failures.pop_front();
        let is_taken = self.accounts.id_of_email(&creation.email).is_some();
        let taken = is_taken.then_some(CreateAccountFailureReason::EmailAlreadyExists);
        let status = match failure.or(taken) {
            Some(reason) => creation
                .status
                .state(CreateAccountState::Failed)
                .failure_reason(reason),
            None => self.create(&organization, creation.clone()),
        };
        creation.status = status.completed_timestamp(self.now);
        if let Some(organization) = self.organizations.get_mut(&organization) {
            let creations = &mut organization.account_creations;
            creations.insert(id.to_owned(), creation);
        }
    }

    fn create(&mut self, organization: &str, creation: AccountCreation) -> CreateAccountStatus {
        let id = self.next_account_id();
        let name = creation.status.account_name.as_deref().unwrap_or_default();
        self.add_account(&id, &creation.email, name);
        self.join(
            &id,
            organization,
            AccountJoinedMethod::Created,
            creation.tags,
        );
        let mut status = creation
            .status
            .state(CreateAccountState::Succeeded)
            .account_id(id);
        // The account in AWS GovCloud (US) is in another partition, which this server does not show.
        status.gov_cloud_account_id = creation.with_gov_cloud.then(|| self.next_account_id());
        status
    }
}
