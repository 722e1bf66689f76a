//! Members of structures and unions, as fields and variants.

use serde_json::Value;

use crate::model::{Member, Shape};
use crate::plan::{Plan, RustType, json_name, names};

/// A field of a structure, or a variant of a union.
#[derive(Clone, Debug)]
pub struct Field<'m> {
    /// The name in the model.
    pub member: &'m str,
    /// The name in Rust.
    pub name: String,
    /// The key in a JSON document.
    pub wire_name: &'m str,
    /// Other keys that are accepted when it is read: services spell the key of an exception's
    /// message in three ways.
    pub aliases: Vec<&'static str>,
    /// The type of its values.
    pub value: RustType,
    /// Whether `Debug` hides it.
    pub sensitive: bool,
    /// The value that replaces an absent one, unless that is `None` or zero.
    pub default: Option<&'m Value>,
    /// The member in the model.
    pub facts: &'m Member,
}

impl Field<'_> {
    /// Returns the type of a structure's field: an `Option` unless the member is required.
    pub fn field_type(&self) -> RustType {
        match self.facts.required {
            true => self.value.clone(),
            false => RustType::Option(self.value.clone().into()),
        }
    }
}

pub(super) fn fields<'m>(plan: &Plan<'m>, name: &str, shape: &'m Shape) -> Vec<Field<'m>> {
    let members = shape.members().into_iter().flatten();
    let fields = members.zip(names::members(&shape.kind));
    let fields = fields.map(|((member, facts), rust_name)| Field {
        member,
        name: rust_name,
        wire_name: json_name(plan.model.service.protocol, shape, member, facts),
        aliases: Vec::new(),
        value: plan.member_type(name, facts),
        sensitive: shape.sensitive || plan.is_sensitive(facts),
        default: default(plan, name, facts),
        facts,
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

/// Accepts an exception's message under each spelling that no other member uses.
fn spell_message(fields: &mut [Field<'_>]) {
    let is_free = |spelling: &&'static str| fields.iter().all(|it| it.wire_name != *spelling);
    let free: Vec<_> = MESSAGES.into_iter().filter(is_free).collect();
    if let Some(message) = fields.iter_mut().find(|field| is_message(field.wire_name)) {
        message.aliases = free;
    }
}

/// Returns `true` if an exception's member with this key is the message.
pub(crate) fn is_message(wire_name: &str) -> bool {
    let mut spellings = MESSAGES.iter();
    spellings.any(|spelling| spelling.eq_ignore_ascii_case(wire_name))
}

/// Returns the default of a member that is absent from a response. In a request, the member stays
/// absent and the service fills it in; it also stays absent if the model leaves it to clients
/// ([default trait](https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait),
/// [clientOptional
/// trait](https://smithy.io/2.0/spec/type-refinement-traits.html#clientoptional-trait)).
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
