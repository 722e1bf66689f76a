//! An AWS Organizations for tests.

mod accounts;
mod clock;
mod creation;
mod delegation;
mod directory;
mod errors;
mod features;
mod handshakes;
mod hierarchy;
mod ids;
mod invariants;
mod invitations;
mod organization;
mod pages;
mod policies;
mod state;
mod tags;
mod transfers;
mod tree;
