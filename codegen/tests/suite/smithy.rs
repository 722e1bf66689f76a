//! The reader of Smithy JSON ASTs: its features, that both formats agree, hostile input, and
//! published models.

mod features;
mod formats;
mod hostile;
mod published;
mod rules;
mod size;
pub(crate) mod support;
mod warnings;
