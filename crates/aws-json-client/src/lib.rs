//! Signs, sends and retries the operations of services that speak AWS JSON.
//!
//! Nothing here belongs to one service: a client sends any
//! [`Operation`](aws_json_protocol::Operation) of a generated crate. Nor does it bring an HTTP client of
//! its own; it takes the one that you have configured.

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
pub use client::{Client, Transport};
pub use config::Config;
pub use credentials::EnvironmentCredentials;
