//! The server side of services: the table that defines the trait of a service, and what
//! its functions call.

mod answer;
mod call;
mod table;
#[cfg(feature = "tower")]
pub mod tower;

pub use answer::{respond, written};
pub use call::{input, not_implemented, reason, target, unknown_operation, validation_exception};

/// The size of a request's body, in bytes, that servers accept unless they choose another: 1 MiB.
pub const MAX_BODY_SIZE: usize = 1 << 20;
