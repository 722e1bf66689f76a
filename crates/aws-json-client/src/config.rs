use std::fmt;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_json_protocol::endpoint::Endpoint;

use crate::Attempt;

type Hook = Box<dyn Fn(&Attempt<'_>) + Send + Sync>;
type Random = Box<dyn Fn() -> f64 + Send + Sync>;

/// The configuration of a client: its endpoint, credentials and limits.
///
/// ```
/// use aws_json_client::{Config, EnvironmentCredentials};
/// use aws_json_protocol::endpoint::EndpointOptions;
///
/// let endpoint = org_types::service::ENDPOINTS.resolve("eu-central-1", EndpointOptions::default())?;
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
    /// Creates a configuration from an endpoint, of a service's table or of [`Endpoint::new`], and
    /// credentials: [`Credentials`](crate::Credentials) themselves,
    /// [`EnvironmentCredentials`](crate::EnvironmentCredentials), or any other provider, such as one of
    /// the crate `aws-config`.
    ///
    /// If the URL of the endpoint is not valid, each call returns an error.
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

    /// Sets the maximum number of attempts, 3 by default. With 1, nothing is retried.
    #[must_use]
    pub fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    /// Sets the maximum length of a response's body, 64 MiB by default. A longer one is an error, and is
    /// not read to its end.
    #[must_use]
    pub fn max_response_bytes(mut self, max_response_bytes: u64) -> Self {
        self.max_response_bytes = max_response_bytes;
        self
    }

    /// Sets a function that is called after each attempt of each call, on the thread of the call.
    #[must_use]
    pub fn on_attempt(mut self, hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.hook = Some(Box::new(hook));
        self
    }

    /// Sets the source of the random numbers from 0 to 1 for delays, so that tests can make them
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
