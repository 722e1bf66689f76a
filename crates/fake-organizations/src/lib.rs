//! An AWS Organizations for tests.

mod directory;
mod errors;
mod hierarchy;
mod ids;
mod invariants;
mod pages;
mod state;
mod tree;
