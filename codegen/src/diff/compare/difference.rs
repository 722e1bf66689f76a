//! The differences between two members or shapes in the same place, in one fact each. An edit is
//! judged by them, and so is all that a replacement of one shape by another brings.

use serde_json::Value;

use super::Comparison;
use super::breaks::Breaks;
use super::kinds::{between_kinds, between_texts};
use super::slot::{Slot, is_set};
use crate::diff::change::ConstraintChange;
use crate::diff::facts::is_alike;
use crate::model::{Shape, TimestampFormat};

/// The facts of a member on which messages depend besides its place and whether it is required, one
/// key for those that have one effect.
pub(super) const OF_MEMBERS: [&str; 10] = [
    "timestamp_format",
    "other/flattened",
    "other/smithy.api#mediaType",
    "other/eventheader",
    "other/eventpayload",
    "other/xmlNamespace",
    "bounds",
    "pattern",
    "other/enum",
    "other/streaming",
];

/// The facts of a shape itself on which messages or code depend.
pub(super) const OF_SHAPES: [&str; 11] = [
    "type",
    "error",
    "sparse",
    "sensitive",
    "other/smithy.api#uniqueItems",
    "other/requiresLength",
    "other/eventstream",
    "other/streaming",
    "other/locationName",
    "other/wrapper",
    "other/xmlOrder",
];

#[derive(Default)]
pub(super) struct Difference {
    pub(super) breaks: Breaks,
    pub(super) constraint: Option<ConstraintChange>,
    /// Descriptions of the difference, before and after.
    pub(super) words: Vec<String>,
    /// What proves the direction of a constraint, or why nothing does.
    pub(super) notes: Vec<String>,
}

impl From<Breaks> for Difference {
    fn from(breaks: Breaks) -> Self {
        Self {
            breaks,
            ..Self::default()
        }
    }
}

impl Difference {
    pub(super) fn new(breaks: Breaks, what: &str, [before, after]: [String; 2]) -> Self {
        Self {
            words: vec![format!("{what} {before} → {after}")],
            ..breaks.into()
        }
    }

    /// Returns the difference of two values, if they differ.
    pub(super) fn between<T: PartialEq>(
        breaks: Breaks,
        what: &str,
        sides: [T; 2],
        text: impl Fn(T) -> String,
    ) -> Option<Self> {
        let [before, after] = &sides;
        (before != after).then(|| Self::new(breaks, what, sides.map(text)))
    }

    pub(super) fn add(&mut self, other: Self) {
        self.breaks = self.breaks.and(other.breaks);
        for words in other.words {
            if !self.words.contains(&words) {
                self.words.push(words);
            }
        }
    }
}

impl<'a> Comparison<'a> {
    /// Returns the difference of two members in the same place in a fact, wherever the model
    /// states it, or `None` if messages are the same.
    pub(super) fn of_members(&self, key: &str, slots: [Slot<'a>; 2]) -> Option<Difference> {
        let flag = |what: &str, has: &dyn Fn(&Slot<'a>) -> bool| {
            Difference::between(Breaks::BOTH, what, slots.each_ref().map(has), yes_or_no)
        };
        let difference = match key {
            "wire_name"
            | "http_binding"
            | "other/aws.protocols#ec2QueryName"
            | "other/queryName"
            | "other/smithy.api#jsonName"
            | "other/smithy.api#xmlAttribute"
            | "other/smithy.api#xmlName"
            | "other/xmlAttribute" => {
                let places = slots.map(|it| it.place());
                Difference::between(Breaks::BOTH, "place", places, |it| it.to_string())?
            }
            "required" => {
                let breaks = presence_breaks(slots);
                let [before, after] = slots.map(|it| it.member.required);
                (before != after || breaks != Breaks::NOTHING).then_some(())?;
                let text = |it| if it { "required" } else { "optional" }.to_owned();
                Difference::new(breaks, "is", [before, after].map(text))
            }
            "timestamp_format" => {
                let [Some(before), Some(after)] = slots.map(|it| it.timestamp()) else {
                    return None;
                };
                let name = |it| format_name(it).to_owned();
                Difference::between(Breaks::BOTH, "timestamp", [before, after], name)?
            }
            "other/flattened" | "other/smithy.api#xmlFlattened" => {
                flag("flattened", &Slot::is_flattened)?
            }
            "other/jsonvalue" | "other/smithy.api#mediaType" => {
                let types = slots.map(|it| it.content_type());
                Difference::between(Breaks::REQUESTS, "media type", types, |it| {
                    value_or_none(it.map(Value::from).as_ref())
                })
                .or_else(|| flag("encoded", &Slot::is_encoded))?
            }
            "other/eventheader" => flag("event header", &|it| it.has("eventheader"))?,
            "other/eventpayload" => flag("event payload", &|it| it.has("eventpayload"))?,
            "other/smithy.api#xmlNamespace" | "other/xmlNamespace" => {
                let namespaces = slots.map(|it| it.namespace());
                Difference::between(Breaks::BOTH, "XML namespace", namespaces, value_or_none)?
            }
            "bounds" | "pattern" => self.of_constraints_in_force(key, slots)?,
            "other/enum" => of_listed(slots)?,
            // The length of a stream may not be known first.
            "other/streaming" => {
                let [was, is] = slots.each_ref().map(|it| it.has("streaming"));
                Difference::between(Breaks::REQUESTS.when(!is), "stream", [was, is], yes_or_no)?
            }
            _ => return None,
        };
        let [slot, _] = slots;
        Some(Difference {
            breaks: difference.breaks.within(slot.carriers()),
            ..difference
        })
    }

    /// Returns the difference of two shapes in a fact of their own, where these members refer to
    /// them, or `None` if messages are the same.
    pub(super) fn of_shapes(
        &self,
        key: &str,
        [old, new]: [&Shape; 2],
        uses: &[[Slot<'a>; 2]],
    ) -> Option<Difference> {
        let flag = |breaks, what, has: &dyn Fn(&Shape) -> bool| {
            Difference::between(breaks, what, [old, new].map(has), yes_or_no)
        };
        let has = |it: &Shape| is_set(&it.traits, key.trim_start_matches("other/"));
        let demanded = Breaks::REQUESTS.when(has(new));
        match key {
            "type" if !is_alike(&old.kind, &new.kind) => {
                let kinds = [old, new].map(|it| it.kind.name().to_owned());
                let any = between_kinds(&old.kind, &new.kind);
                let breaks = uses.iter().map(|slots| {
                    let [slot, list] = *slots;
                    let breaks = match slots.map(Slot::parameters) {
                        [None, Some(element)] => self.of_parameter(slot, list, element),
                        _ if slots.iter().all(Slot::is_text) => between_texts(*slots),
                        _ => any,
                    };
                    breaks.within(slot.carriers())
                });
                let breaks = breaks.reduce(Breaks::and).unwrap_or(any);
                Some(Difference::new(breaks, "kind", kinds))
            }
            "sparse" if new.sparse => flag(Breaks::RESPONSES, "null elements", &|it| it.sparse),
            "sparse" => flag(Breaks::REQUESTS, "null elements", &|it| it.sparse),
            "sensitive" => flag(Breaks::NOTHING, "sensitive", &|it| it.sensitive),
            "other/smithy.api#uniqueItems" => flag(demanded, "unique elements", &has),
            "other/requiresLength" => flag(demanded, "known length", &has),
            "other/eventstream" => flag(self.unless_aws_json(Breaks::BOTH), "stream", &has),
            // The bytes are the same, but the length of a stream may not be known first.
            "other/streaming" => flag(Breaks::REQUESTS.when(!has(new)), "stream", &has),
            // The headers of an event say which of the two it is.
            "error" => {
                let events = uses.iter().filter(|[slot, _]| slot.is_event());
                let streams = events.map(|[slot, _]| slot.carriers());
                let streams = streams.fold(Breaks::NOTHING, Breaks::and);
                let breaks = Breaks::RESPONSES.within(streams);
                flag(breaks, "exception", &|it| it.error.is_some())
            }
            // Smithy has these of members, and of root elements.
            "other/locationName" | "other/wrapper" | "other/xmlNamespace" | "other/xmlOrder" => {
                (!self.are_smithy()).then_some(())?;
                let name = key.trim_start_matches("other/");
                let values = [old, new].map(|it| it.traits.other.get(name));
                // Readers of XML rely on names, not on order.
                let breaks = match name {
                    "xmlOrder" => Breaks::of_xml(self.protocol).within(Breaks::REQUESTS),
                    _ => Breaks::of_xml(self.protocol),
                };
                Difference::between(breaks, name, values, value_or_none)
            }
            _ => None,
        }
    }
}

pub(super) fn value_or_none(value: Option<&Value>) -> String {
    value.map_or("none".to_owned(), Value::to_string)
}

/// Returns the difference of the values that a trait of botocore lists for a member.
fn of_listed(slots: [Slot<'_>; 2]) -> Option<Difference> {
    let [before, after] = slots.map(|it| it.member.traits.other.get("enum"));
    (before != after).then_some(())?;
    let [before, after] = slots.map(|it| it.listed());
    let is_refused = match (&before, &after) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(before), Some(after)) => before.iter().any(|it| !after.contains(it)),
    };
    let text = |it: Option<Vec<&str>>| it.map_or("any".to_owned(), |it| it.join(", "));
    let breaks = Breaks::REQUESTS.when(is_refused);
    Some(Difference::new(breaks, "values", [before, after].map(text)))
}

fn yes_or_no(is_there: bool) -> String {
    if is_there { "yes" } else { "no" }.to_owned()
}

/// Returns what breaks if a member becomes required or optional, or loses its replacement when it
/// is absent: a default, or the token that a client generates (Smithy 2.0, "Evolving models").
pub(super) fn presence_breaks([before, after]: [Slot<'_>; 2]) -> Breaks {
    let [old, new] = [before.member, after.member];
    let was_filled_in = before.is_demanded() || old.idempotency_token;
    let was_counted_on = old.required && !before.has("smithy.api#clientOptional");
    Breaks::new(
        after.is_demanded() && !was_filled_in,
        was_counted_on && !new.required && new.default.is_none(),
    )
}

pub(super) fn format_name(format: TimestampFormat) -> &'static str {
    match format {
        TimestampFormat::EpochSeconds => "epochSeconds",
        TimestampFormat::DateTime => "dateTime",
        TimestampFormat::HttpDate => "httpDate",
    }
}
