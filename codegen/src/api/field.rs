//! Members of structures and unions, as fields and variants.

use serde_json::Value;

use super::Documentation;
use super::constraint::{Constraint, constraints};
use crate::model::{Member, Shape, ShapeKind, TimestampFormat};
use crate::plan::{Plan, RustType};

/// A field of a structure, or a variant of a union.
#[derive(Clone, Debug)]
pub struct Field<'m> {
    /// The name in the model.
    pub member: &'m str,
    /// The name in Rust.
    pub name: String,
    /// The key in a JSON document.
    pub wire_name: &'m str,
    /// Further keys that it is read from: services spell the message of an exception in three ways.
    pub aliases: Vec<&'static str>,
    /// The type of its values.
    pub value: RustType,
    /// Whether `Debug` hides it.
    pub sensitive: bool,
    /// How it is written, where the type alone does not say it.
    pub format: Option<Format>,
    /// Which values are valid.
    pub constraints: Vec<Constraint<'m>>,
    /// What an absent one is read as, where that is not its absence or zero.
    pub default: Option<&'m Value>,
    /// What the model says of it.
    pub facts: &'m Member,
    /// When it came, if the first revision does not have it.
    pub since: Option<&'m str>,
}

impl Field<'_> {
    /// The type of a structure's field: an option unless the member is required.
    pub fn field_type(&self) -> RustType {
        match self.facts.required {
            true => self.value.clone(),
            false => RustType::Option(self.value.clone().into()),
        }
    }
}

/// How a member is written where its type alone does not say it, however deep in lists and maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Floats, of which JSON has no number for some.
    Float,
    /// Timestamps as RFC 3339 text.
    DateTime,
    /// Timestamps as HTTP-dates.
    HttpDate,
}

/// The fields of a structure or variants of a union.
pub(super) fn fields<'m>(
    plan: &Plan<'m>,
    documentation: &'m Documentation,
    name: &str,
    shape: &'m Shape,
) -> Vec<Field<'m>> {
    let names = plan.names.shape(name).map(|names| &names.members);
    let members = shape.members().into_iter().flatten();
    let fields = members.filter_map(|(member, facts)| {
        Some(Field {
            member,
            name: names?.get(member.as_str())?.clone(),
            wire_name: plan.json_name(shape, member, facts),
            aliases: Vec::new(),
            value: plan.member_type(name, facts),
            sensitive: shape.sensitive || plan.is_sensitive(facts),
            format: format(plan, facts),
            constraints: constraints(plan.model, facts),
            default: default(plan, name, facts),
            facts,
            since: documentation.since.member(name, member),
        })
    });
    let mut fields: Vec<_> = fields.collect();
    if shape.error.is_some() && plan.has_operations() {
        spell_message(&mut fields);
    }
    fields
}

/// The spellings of an exception's message ([AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html)
/// leaves it to the model, and services do not follow it).
const MESSAGES: [&str; 3] = ["message", "Message", "errorMessage"];

/// Lets the message of an exception be read from each spelling that another member does not have.
fn spell_message(fields: &mut [Field<'_>]) {
    let is_free = |spelling: &&'static str| fields.iter().all(|it| it.wire_name != *spelling);
    let free: Vec<_> = MESSAGES.into_iter().filter(is_free).collect();
    if let Some(message) = fields.iter_mut().find(|field| is_message(field.wire_name)) {
        message.aliases = free;
    }
}

/// Whether a member of an exception that has this key is the message.
pub(super) fn is_message(wire_name: &str) -> bool {
    let mut spellings = MESSAGES.iter();
    spellings.any(|spelling| spelling.eq_ignore_ascii_case(wire_name))
}

fn format(plan: &Plan<'_>, member: &Member) -> Option<Format> {
    let (_, shape) = plan.model.innermost(member)?;
    match (&shape.kind, plan.timestamp_format(member)) {
        (ShapeKind::Float | ShapeKind::Double, _) => Some(Format::Float),
        (_, Some(TimestampFormat::DateTime)) => Some(Format::DateTime),
        (_, Some(TimestampFormat::HttpDate)) => Some(Format::HttpDate),
        (_, Some(TimestampFormat::EpochSeconds) | None) => None,
    }
}

/// The default that a response's absent member is read as. A request's stays absent, and the service
/// fills it in; so does one that the model leaves to clients
/// ([default trait](https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait),
/// [clientOptional trait](https://smithy.io/2.0/spec/type-refinement-traits.html#clientoptional-trait)).
fn default<'m>(plan: &Plan<'_>, shape: &str, member: &'m Member) -> Option<&'m Value> {
    let is_left_to_clients = member
        .traits
        .other
        .contains_key("smithy.api#clientOptional");
    let default = member
        .default
        .as_ref()
        .filter(|default| !default.is_null())?;
    (plan.usage.in_responses(shape) && !is_left_to_clients).then_some(default)
}
