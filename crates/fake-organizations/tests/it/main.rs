//! Tests of the behaviour, without a socket: what calls answer, and every error that the state can
//! produce.

mod delegation;
mod errors;
mod policies;
mod tags;
mod transfers;
mod world;
