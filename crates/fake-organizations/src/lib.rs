#![doc = include_str!("../README.md")]
#![doc = include_str!("../ERRORS.md")]

mod accounts;
mod call;
mod clock;
mod creation;
mod delegation;
mod directory;
mod errors;
mod features;
mod file;
mod handshakes;
mod hierarchy;
mod ids;
mod invariants;
mod invitations;
mod operations;
mod organization;
mod pages;
mod policies;
mod server;
mod state;
mod tags;
mod transfers;
mod tree;

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{Request, Response};
use org_types::server::dispatch;
use org_types::{CreateAccountFailureReason, Error, ErrorResponse, ServiceError, Timestamp};

pub use crate::call::{Call, DEFAULT_ACCOUNT};
use crate::call::{Faults, LOG_LENGTH, count_down};
use crate::clock::Clock;
use crate::errors::*;
pub use crate::server::Server;
use crate::state::State;

/// The service. A clone is the same one.
///
/// [`start`](Self::start) makes a server of it. Without one, [`answer`](Self::answer) answers a
/// request, and the trait [`Organizations`](org_types::server::Organizations) has the operations.
#[derive(Clone, Debug)]
pub struct FakeOrganizations(Arc<Mutex<Shared>>);

#[derive(Debug)]
struct Shared {
    state: State,
    clock: Clock,
    faults: Faults,
    log: VecDeque<Call>,
    file: Option<PathBuf>,
}

impl Default for FakeOrganizations {
    fn default() -> Self {
        Self::new()
    }
}

impl FakeOrganizations {
    /// Creates a service without any organization.
    #[must_use]
    pub fn new() -> Self {
        Self::with_state(State::default())
    }

    fn with_state(state: State) -> Self {
        Self(Arc::new(Mutex::new(Shared {
            clock: Clock::from(state.now),
            state,
            faults: Faults::default(),
            log: VecDeque::new(),
            file: None,
        })))
    }

    /// Creates a service and serves it on a free port of this machine.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no free port.
    pub fn start() -> io::Result<Server> {
        Self::new().serve(0)
    }

    /// Serves the service on a port of this machine, or on a free one if `port` is 0.
    ///
    /// # Errors
    ///
    /// Returns an error if the port is in use.
    pub fn serve(&self, port: u16) -> io::Result<Server> {
        Server::start(self.clone(), port)
    }

    /// Adds an account outside any organization, or changes the name and e-mail address of one.
    ///
    /// # Errors
    ///
    /// Returns an error if the ID is not one of an account, which has 12 digits, or if another account
    /// has the e-mail address.
    pub fn add_account(&self, id: &str, email: &str, name: &str) -> io::Result<()> {
        let state = &mut self.lock().state;
        let holder = state.accounts.id_of_email(email);
        let message = if !ids::is_account_id(id) {
            format!("{id} is not the ID of an account, which has 12 digits")
        } else if holder.is_some_and(|other| other != id) {
            format!("another account has the e-mail address {email}")
        } else {
            state.add_account(id, email, name);
            return Ok(());
        };
        Err(io::Error::new(io::ErrorKind::InvalidInput, message))
    }

    /// Returns the time of the service's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.lock().clock.now()
    }

    /// Moves the clock forward.
    pub fn advance(&self, duration: Duration) {
        self.lock().clock.advance(duration);
    }

    /// Stops the clock at a time, so that responses are the same in each run. The state never goes back
    /// in time: choose a time before the first call.
    pub fn stop_clock(&self, time: Timestamp) {
        self.lock().clock.stop_at(time);
    }

    /// Sets how long it takes to create or close an account, in whole seconds. 0, the default, means
    /// until the next call.
    pub fn set_account_delay(&self, delay: Duration) {
        let seconds = i64::try_from(delay.as_secs()).unwrap_or(i64::MAX);
        self.lock().state.account_delay = seconds;
    }

    /// Sets how many accounts an organization can have, with those that are invited.
    pub fn limit_accounts(&self, limit: usize) {
        self.lock().state.account_limit = Some(limit);
    }

    /// Makes the next account creation fail with a reason. Several reasons are for the next creations,
    /// in order.
    pub fn fail_next_account_creation(&self, reason: CreateAccountFailureReason) {
        self.lock().state.account_failures.push_back(reason);
    }

    /// Answers the next calls with `TooManyRequestsException`. Calls whose input is invalid do not count:
    /// they are refused for that.
    pub fn throttle_next(&self, calls: usize) {
        self.lock().faults.throttled = calls;
    }

    /// Closes the connections of the next calls without an answer. The calls have no effect. Without a
    /// server, this does nothing.
    pub fn drop_next(&self, calls: usize) {
        self.lock().faults.dropped = calls;
    }

    /// Sets how long each call waits before it is answered, until this is called again. Without a server,
    /// this does nothing.
    pub fn delay(&self, delay: Duration) {
        self.lock().faults.delay = delay;
    }

    /// Returns the calls that were answered, the oldest first: the latest 10,000 of them.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.lock().log.iter().cloned().collect()
    }

    /// Returns the state as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the state cannot be written as JSON.
    pub fn to_json(&self) -> io::Result<String> {
        Ok(serde_json::to_string(&self.lock().state)?)
    }

    /// Creates a service from the JSON that [`to_json`](Self::to_json) returned. Its clock runs from the
    /// time of that state, if it is later than the system's.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not such JSON, or contradicts itself.
    pub fn from_json(json: &str) -> io::Result<Self> {
        let state: State = serde_json::from_str(json)?;
        let broken = state.broken_invariants();
        if broken.is_empty() {
            return Ok(Self::with_state(state));
        }
        let message = format!("the state contradicts itself: {}", broken.join("; "));
        Err(io::Error::new(io::ErrorKind::InvalidData, message))
    }

    /// Saves the state to a file, whole or not at all: if the process is killed meanwhile, the file is
    /// the old one or the new one.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        self.lock().save(path)
    }

    /// Loads the state from a file that [`save`](Self::save) wrote, or begins with an empty state if
    /// there is no such file. From then on, each call that changes the state saves it there before it is
    /// answered. A call after which it cannot be saved is answered with `ServiceException`, and has its
    /// effect in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read or written.
    pub fn open(path: &Path) -> io::Result<Self> {
        let service = match std::fs::read_to_string(path) {
            Ok(json) => Self::from_json(&json)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::new(),
            Err(error) => return Err(error),
        };
        service.save(path)?;
        service.lock().file = Some(path.to_owned());
        Ok(service)
    }

    /// Answers a request, as the server does once it has read it.
    pub async fn answer<B: AsRef<[u8]>>(&self, request: Request<B>) -> Response<Vec<u8>> {
        let call = Call::of(request.headers());
        let response = dispatch(self, request).await;
        self.log(call, &response);
        response
    }

    fn log<B>(&self, call: Call, response: &Response<B>) {
        let mut shared = self.lock();
        let time = shared.clock.now();
        if shared.log.len() == LOG_LENGTH {
            shared.log.pop_front();
        }
        shared.log.push_back(call.answered(time, response));
    }

    /// Returns what is to go wrong with the next call, and counts it.
    fn next_faults(&self) -> (Duration, bool) {
        let mut shared = self.lock();
        (shared.faults.delay, count_down(&mut shared.faults.dropped))
    }

    /// Makes a call that changes the state.
    fn change<T>(
        &self,
        request: &Parts,
        operation: &'static str,
        change: impl FnOnce(&mut State) -> Result<T>,
    ) -> Result<T> {
        let mut shared = self.lock();
        shared.begin(request, operation)?;
        let output = change(&mut shared.state);
        // A refused call must not leave a contradiction behind, either.
        if cfg!(debug_assertions) {
            let broken = shared.state.broken_invariants();
            debug_assert!(broken.is_empty(), "invariants do not hold: {broken:?}");
        }
        let output = output?;
        if let Some(path) = &shared.file {
            let saved = shared.save(path);
            saved.map_err(|error| service(format!("The state cannot be saved: {error}.")))?;
        }
        Ok(output)
    }

    /// Makes a call that only reads the state.
    fn read<T>(
        &self,
        request: &Parts,
        operation: &'static str,
        read: impl FnOnce(&State) -> Result<T>,
    ) -> Result<T> {
        let mut shared = self.lock();
        shared.begin(request, operation)?;
        read(&shared.state)
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // After a panic, the state is still one that some call has left behind.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// Lets time pass and begins a call, if the request is signed and not throttled.
    fn begin(&mut self, request: &Parts, operation: &'static str) -> Result<()> {
        // The signature itself is not checked.
        if !request.headers.contains_key(AUTHORIZATION) {
            let message = "The request has no signature in the header Authorization.";
            let code = "MissingAuthenticationTokenException";
            let response = ErrorResponse::from_code(400, code, message);
            return Err(Error::from_response(response));
        }
        too_many_requests.when(count_down(&mut self.faults.throttled))?;
        self.state.advance_to(self.clock.now());
        self.state.begin(call::caller(&request.headers), operation);
        Ok(())
    }

    fn save(&self, path: &Path) -> io::Result<()> {
        file::replace(path, &serde_json::to_vec(&self.state)?)
    }
}
