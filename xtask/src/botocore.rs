//! Releases of botocore: how to get one, and what is in it.

pub(crate) mod archive;
pub(crate) mod data;
pub(crate) mod extras;
pub(crate) mod pip;
pub(crate) mod progress;
pub(crate) mod service_files;

#[cfg(test)]
#[path = "../tests/support/wheel.rs"]
pub(crate) mod wheel_file;
