use std::fmt;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_json_protocol::endpoint::Endpoint;

use crate::Attempt;

type Hook = Box<dyn Fn(&Attempt<'_>) + Send + Sync>;
type Random = Box<dyn Fn() -> f64 + Send + Sync>;

/// Where a client sends its requests, as whom, and how persistently.
///
/// ```
/// use aws_json_client::{Config, EnvironmentCredentials};
/// use aws_json_protocol::endpoint::EndpointOptions;
///
/// let endpoint = org_types::service::ENDPOINTS.resolve("eu-central-1", EndpointOptions::new())?;
/// let config = Config::new(endpoint, EnvironmentCredentials)
///     .max_attempts(5)
///     .on_attempt(|attempt| eprintln!("{attempt:?}"));
/// # Ok::<(), aws_json_protocol::endpoint::EndpointError>(())
/// ```
pub struct Config {
    pub(crate) endpoint: Endpoint,
    pub(crate) credentials: SharedCredentialsProvider,
    pub(crate) max_attempts: u32,
    pub(crate) max_response_bytes: u64,
    pub(crate) random: Random,
    hook: Option<Hook>,
}

impl Config {
    /// An endpoint, which a service's table has or [`Endpoint::new`] makes, and whose credentials to sign
    /// with: [`Credentials`](crate::Credentials) themselves,
    /// [`EnvironmentCredentials`](crate::EnvironmentCredentials), or any other provider, such as that of
    /// the crate `aws-config`.
    ///
    /// An endpoint whose URL is not valid is an error of each call.
    #[must_use]
    pub fn new(endpoint: Endpoint, credentials: impl ProvideCredentials + 'static) -> Self {
        Self {
            endpoint,
            credentials: SharedCredentialsProvider::new(credentials),
            max_attempts: 3,
            max_response_bytes: 64 << 20,
            random: Box::new(fastrand::f64),
            hook: None,
        }
    }

    /// Sets how often a request is sent at most, 3 times by default. With 1, nothing is tried again.
    #[must_use]
    pub fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    /// Sets how long the body of a response can be, 64 MiB by default. A longer one is an error, and
    /// no more of it is read.
    #[must_use]
    pub fn max_response_bytes(mut self, max_response_bytes: u64) -> Self {
        self.max_response_bytes = max_response_bytes;
        self
    }

    /// Sets what sees each attempt of each call. It runs on the thread of the call, which waits for it.
    #[must_use]
    pub fn on_attempt(mut self, hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.hook = Some(Box::new(hook));
        self
    }

    /// Sets where the random part of a wait comes from: a number from 0 to 1 for each. Tests make it
    /// predictable.
    #[must_use]
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.random = Box::new(random);
        self
    }

    pub(crate) fn report(&self, attempt: &Attempt<'_>) {
        #[cfg(feature = "tracing")]
        crate::attempt::trace(attempt);
        if let Some(hook) = &self.hook {
            hook(attempt);
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("endpoint", &self.endpoint)
            .field("credentials", &self.credentials)
            .field("max_attempts", &self.max_attempts)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}
