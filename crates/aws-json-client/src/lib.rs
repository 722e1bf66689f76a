//! Signs, sends and retries the operations of services that speak AWS JSON.
//!
//! Nothing here belongs to one service: a client sends any
//! [`Operation`](aws_json_protocol::Operation) of a generated crate. Nor does it bring an HTTP client of
//! its own; it takes the one that you have configured, with your proxies, timeouts and TLS.
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
//! All accounts of an organization, over `ureq`:
//!
#![cfg_attr(feature = "ureq", doc = "```no_run")]
#![cfg_attr(not(feature = "ureq"), doc = "```ignore")]
//! use aws_json_client::{Config, EnvironmentCredentials, blocking::Client};
//! use aws_json_protocol::endpoint::EndpointOptions;
//! use org_types::{ListAccountsRequest, service::ENDPOINTS};
//!
//! let endpoint = ENDPOINTS.resolve("us-east-1", EndpointOptions::new())?;
//! let config = Config::new(endpoint, EnvironmentCredentials);
//! let client = Client::new(ureq::Agent::new_with_defaults(), config);
//! for account in client.items(ListAccountsRequest::default()) {
//!     println!("{}", account?.name.unwrap_or_default());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! And over `reqwest`:
//!
#![cfg_attr(feature = "reqwest", doc = "```no_run")]
#![cfg_attr(not(feature = "reqwest"), doc = "```ignore")]
//! # async fn list() -> Result<(), Box<dyn std::error::Error>> {
//! use aws_json_client::{Client, Config, EnvironmentCredentials};
//! use aws_json_protocol::endpoint::EndpointOptions;
//! use futures_util::TryStreamExt;
//! use org_types::{ListAccountsRequest, service::ENDPOINTS};
//!
//! let endpoint = ENDPOINTS.resolve("us-east-1", EndpointOptions::new())?;
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
//! [`Config::new`] takes whatever implements [`ProvideCredentials`]: [`Credentials`] that you have,
//! [`EnvironmentCredentials`], or what the crate `aws-config` finds. They are kept until 10 seconds
//! before their end, or for 15 minutes if they have none.
//!
//! A provider is asynchronous. The blocking client parks its thread until it is ready: one that needs
//! Tokio, as those of `aws-config` do, needs a runtime with threads of its own, entered by
//! `Runtime::enter` where the client is called.
//!
//! # Retries
//!
//! They are those of the AWS SDKs' standard mode: 3 attempts; between them a random wait of up to 1
//! second, doubled with each, or what the header `x-amz-retry-after` says, 20 seconds at most; all
//! retries of a client take from one quota, so that they end where a service is down.
//!
//! Only what [`CallError::is_retryable`](aws_json_protocol::CallError::is_retryable) says is tried
//! again: the service asks for it by its error, or the request was not sent. A request that was sent
//! and not answered may have been done, so it is not sent again. All attempts of a call have the same
//! body, and so the same idempotency token.
//!
//! A signature that is refused because the local clock is wrong is made again with the time of the
//! response, and so are those of later calls.
//!
//! # Features
//!
//! None is on by default: `ureq` and `reqwest`, as above, and `tracing`, which emits an event of the
//! level DEBUG for each [`Attempt`]. The HTTP clients have TLS by features of theirs, such as `rustls`,
//! that you turn on in your own manifest.

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
/// The key that requests are signed with, which can be temporary.
pub use aws_credential_types::Credentials;
/// What finds credentials, as the providers of the crate `aws-config` do.
pub use aws_credential_types::provider::ProvideCredentials;
pub use call::{CallResult, ItemResult};
pub use client::{Client, Transport};
pub use config::Config;
pub use credentials::EnvironmentCredentials;
