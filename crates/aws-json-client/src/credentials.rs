use std::env;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};

/// The credentials in the environment variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for
/// temporary ones, `AWS_SESSION_TOKEN`.
///
/// They are read when a call needs them. If they are missing or empty, the call fails with
/// [`CallErrorKind::Credentials`](aws_json_protocol::CallErrorKind::Credentials).
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentCredentials;

impl ProvideCredentials for EnvironmentCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(from_environment())
    }
}

fn from_environment() -> provider::Result {
    let filled = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let needed = |name| {
        filled(name).ok_or_else(|| {
            CredentialsError::not_loaded(format!("the environment variable {name} is not set"))
        })
    };
    Ok(Credentials::new(
        needed("AWS_ACCESS_KEY_ID")?,
        needed("AWS_SECRET_ACCESS_KEY")?,
        filled("AWS_SESSION_TOKEN"),
        None,
        "environment",
    ))
}

/// How long credentials that do not expire are used before the provider is asked again.
const TIME_TO_LIVE: Duration = Duration::from_secs(15 * 60);
/// How long before they expire credentials are no longer used: a request takes a while.
const MARGIN: Duration = Duration::from_secs(10);

/// The cached credentials of a client, since providers need not cache them.
#[derive(Debug)]
pub(crate) struct KeptCredentials {
    provider: SharedCredentialsProvider,
    kept: Mutex<Option<(Credentials, SystemTime)>>,
}

impl KeptCredentials {
    pub(crate) fn new(provider: SharedCredentialsProvider) -> Self {
        let kept = Mutex::new(None);
        Self { provider, kept }
    }

    /// Returns the cached credentials, or else new ones. Concurrent calls that need new ones each ask
    /// the provider.
    pub(crate) async fn get(&self) -> provider::Result {
        let now = SystemTime::now();
        let kept = self.lock().clone();
        if let Some((credentials, _)) = kept.filter(|(_, until)| now < *until) {
            return Ok(credentials);
        }
        let credentials = self.provider.provide_credentials().await?;
        let until = match credentials.expiry() {
            Some(end) => end.checked_sub(MARGIN),
            None => now.checked_add(TIME_TO_LIVE),
        };
        *self.lock() = until.map(|until| (credentials.clone(), until));
        Ok(credentials)
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Credentials, SystemTime)>> {
        // A thread that panicked with the lock left a complete value.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
