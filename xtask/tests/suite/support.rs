//! What several tests need.

pub(crate) mod process;
pub(crate) mod revisions;
pub(crate) mod wheel;
