//! Signs, sends and retries the operations of services that speak AWS JSON.
//!
//! The crate is independent of a service: a client sends any
//! [`Operation`](aws_json_protocol::Operation) of a generated crate. It is also independent of an HTTP
//! client: it uses the one that you have configured, with your proxies, timeouts and TLS.
//!
//! | | blocking | asynchronous |
//! |---|---|---|
//! | client | [`blocking::Client`] | [`Client`] |
//! | feature `ureq` | over `ureq::Agent` | |
//! | feature `reqwest` | | over `reqwest::Client`, on Tokio |
//! | any other HTTP client | [`blocking::Transport`] | [`Transport`] |
//!
//! # Examples
//!
//! Lists all accounts of an organization with `ureq`:
//!
#![cfg_attr(feature = "ureq", doc = "```no_run")]
#![cfg_attr(not(feature = "ureq"), doc = "```ignore")]
//! use aws_json_client::{Config, EnvironmentCredentials, blocking::Client};
//! use aws_json_protocol::endpoint::EndpointOptions;
//! use org_types::{ListAccountsRequest, service::ENDPOINTS};
//!
//! let endpoint = ENDPOINTS.resolve("us-east-1", EndpointOptions::default())?;
//! let config = Config::new(endpoint, EnvironmentCredentials);
//! let client = Client::new(ureq::Agent::new_with_defaults(), config);
//! for account in client.items(ListAccountsRequest::default()) {
//!     println!("{}", account?.name.unwrap_or_default());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The same with `reqwest`:
//!
#![cfg_attr(feature = "reqwest", doc = "```no_run")]
#![cfg_attr(not(feature = "reqwest"), doc = "```ignore")]
//! # async fn list() -> Result<(), Box<dyn std::error::Error>> {
//! use aws_json_client::{Client, Config, EnvironmentCredentials};
//! use aws_json_protocol::endpoint::EndpointOptions;
//! use futures_util::TryStreamExt;
//! use org_types::{ListAccountsRequest, service::ENDPOINTS};
//!
//! let endpoint = ENDPOINTS.resolve("us-east-1", EndpointOptions::default())?;
//! let config = Config::new(endpoint, EnvironmentCredentials);
//! let client = Client::new(reqwest::Client::new(), config);
//! let mut accounts = client.items(ListAccountsRequest::default());
//! while let Some(account) = accounts.try_next().await? {
//!     println!("{}", account.name.unwrap_or_default());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Credentials
//!
//! [`Config::new`] takes any [`ProvideCredentials`]: [`Credentials`] themselves,
//! [`EnvironmentCredentials`], or a provider of the crate `aws-config`. Credentials are cached until 10
//! seconds before they expire, or for 15 minutes if they do not expire.
//!
//! Providers are asynchronous. The blocking client parks its thread until a provider is ready. Providers
//! that need Tokio, such as those of `aws-config`, need a multi-threaded runtime that the calling thread
//! has entered with `Runtime::enter`.
//!
//! # Retries
//!
//! Calls are retried as in the AWS SDKs' standard mode: 3 attempts; between them, a random delay of up
//! to 1 second, doubled with each attempt, or the delay in the header `x-amz-retry-after`, but at most 20
//! seconds. All retries of a client share one quota, so that they stop if a service is down.
//!
//! A call is retried only if its error [is retryable](aws_json_protocol::CallError::is_retryable): the
//! service's error says so, or the request was not sent. A request that was sent but not answered may
//! have been carried out, so it is never sent again. All attempts of a call have the same body, and so
//! the same idempotency token.
//!
//! If a service rejects a signature because the local clock is wrong, the client signs again with the
//! time of the response, and corrects later signatures too.
//!
//! # Features
//!
//! `ureq` and `reqwest`, as above, and `tracing`, which emits an event at the level DEBUG for each
//! [`Attempt`]. None is on by default. To use TLS, enable a feature of the HTTP client, such as `rustls`,
//! in your own manifest.

mod attempt;
pub mod blocking;
mod call;
mod client;
mod clock;
mod config;
mod credentials;
#[cfg(feature = "reqwest")]
mod over_reqwest;
#[cfg(feature = "ureq")]
mod over_ureq;
mod retry;
mod sign;

pub use attempt::Attempt;
/// The credentials for signing requests; they can be temporary.
pub use aws_credential_types::Credentials;
/// A provider of credentials, such as those of the crate `aws-config`.
pub use aws_credential_types::provider::ProvideCredentials;
pub use call::{CallResult, ItemResult};
pub use client::{Client, Transport};
pub use config::Config;
pub use credentials::EnvironmentCredentials;
