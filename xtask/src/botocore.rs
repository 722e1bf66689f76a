//! The releases of botocore: their wheels, and the files in them.

pub(crate) mod archive;
pub(crate) mod data;
pub(crate) mod pip;
pub(crate) mod release;
pub(crate) mod texts;
pub(crate) mod wheel;
