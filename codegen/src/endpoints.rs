//! Evaluates the endpoint rules of a service for every partition to build the table of its
//! endpoints
//! ([Smithy rules engine](https://smithy.io/2.0/additional-specs/rules-engine/specification.html)).
//!
//! 1. [`rule_set`] holds the rules as read, and [`partition`] the partitions.
//! 2. [`evaluate`] finds the endpoint for one region and variant, calling [`function`].
//! 3. [`table`] evaluates all of them and keeps the rows that differ.

mod arn;
mod evaluate;
mod function;
mod host;
mod partition;
mod rule_set;
mod table;
mod url;
mod value;

pub(crate) use function::Function;
pub(crate) use partition::{Partition, Partitions, prefixes};
pub(crate) use rule_set::{
    BuiltIn, Call, Condition, EndpointRule, Expression, Parameter, Rule, RuleResult, RuleSet,
    Template,
};
pub(crate) use table::endpoints;
