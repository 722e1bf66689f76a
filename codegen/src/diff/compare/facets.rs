//! Changes of what shapes and members have in common: constraints, traits and the like.

use std::collections::BTreeSet;

use serde_json::Value;

use super::breaks::{Breaks, Carried};
use super::constraints::{is_measured_alike, is_number};
use super::{Bump, Comparison, Entry, Part};
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Constraints, Deprecated, Member, Shape, ShapeKind, Traits};

/// What shapes and members have in common.
pub(super) struct Facets<'m> {
    /// What the values are made of.
    kind: Option<&'m ShapeKind>,
    constraints: &'m Constraints,
    sensitive: bool,
    boxed: bool,
    default: &'m Option<Value>,
    /// What another default means for code.
    default_note: Option<String>,
}

impl<'m> Facets<'m> {
    /// Those of a shape.
    pub(super) fn of_shape(shape: &'m Shape) -> Self {
        Self {
            kind: Some(&shape.kind),
            constraints: &shape.constraints,
            sensitive: shape.sensitive,
            boxed: shape.boxed,
            default: &shape.default,
            default_note: None,
        }
    }

    /// Those of a member; `target` is the shape of its values.
    pub(super) fn of_member(member: &'m Member, target: Option<&'m Shape>) -> Self {
        Self {
            kind: target.map(|shape| &shape.kind),
            constraints: &member.constraints,
            sensitive: member.sensitive,
            boxed: member.boxed,
            default: &member.default,
            default_note: None,
        }
    }

    /// With what another default means for code.
    pub(super) fn with_default_note(self, default_note: Option<String>) -> Self {
        Self {
            default_note,
            ..self
        }
    }
}

/// What values that became sensitive, or are so no more, mean for code.
pub(super) fn sensitivity_note(is_sensitive: bool) -> &'static str {
    match is_sensitive {
        true => "`Debug` hides the value now",
        false => "`Debug` shows the value now",
    }
}

impl Comparison<'_> {
    /// Compares what shapes and members have in common, traits aside.
    pub(super) fn facets(
        &mut self,
        part: &Part,
        carried: Carried,
        old: &Facets<'_>,
        new: &Facets<'_>,
    ) {
        let kinds = old.kind.zip(new.kind);
        if kinds.is_none_or(|(old, new)| is_measured_alike(old, new)) {
            let is_number = new.kind.is_some_and(is_number);
            let constraints = [old.constraints, new.constraints];
            self.bounds(part, carried, is_number, constraints);
            self.pattern(part, carried, constraints);
        } else {
            // They cannot be compared: what the values are made of has an entry of its own.
            for key in ["min", "max", "pattern"] {
                self.claims.add(part.fact(key));
            }
        }
        if old.sensitive != new.sensitive {
            let entry = part
                .entry(Rule::SensitiveChanged)
                .values(&old.sensitive, &new.sensitive)
                .behaviour(Some(sensitivity_note(new.sensitive).to_owned()));
            self.add(entry, [part.fact("sensitive")]);
        }
        if (old.boxed, old.default) != (new.boxed, new.default) {
            let fact = |facets: &Facets<'_>| match (facets.default, facets.boxed) {
                (Some(default), false) => default.clone(),
                (None, false) => Value::Null,
                (default, true) => serde_json::json!({"box": true, "default": default}),
            };
            let entry = part
                .entry(Rule::DefaultChanged)
                .values(&fact(old), &fact(new))
                .behaviour(new.default_note.clone());
            self.add(entry, [part.fact("boxed"), part.fact("default")]);
        }
    }

    /// Compares traits of a shape, member or enum value.
    pub(super) fn traits(&mut self, part: &Part, carried: Carried, old: &Traits, new: &Traits) {
        self.prose_and_deprecation(part, old, new);
        let wire = self.unless_aws_json(carried.verdict(Breaks::BOTH));
        self.other_traits(part, old, new, |key| {
            let entry = part.entry_at(Rule::TraitChanged, key);
            entry.wire(match key {
                "enum" => carried.verdict(Breaks::REQUESTS),
                _ => wire,
            })
        });
    }

    /// Compares what every part of a model can have.
    pub(super) fn prose_and_deprecation(&mut self, part: &Part, old: &Traits, new: &Traits) {
        let says = |traits: &Traits| traits.deprecated.as_ref().map(|it| it.since.clone());
        if says(old) != says(new) {
            let warns_alike = old.deprecated.is_some() == new.deprecated.is_some();
            let entry = part
                .entry(Rule::DeprecatedChanged)
                .values(&old.deprecated, &new.deprecated)
                .rust(match warns_alike {
                    true => Bump::Patch,
                    false => Bump::Minor,
                });
            self.add(entry, [part.fact("deprecated")]);
        }
        let message = |traits: &Traits| -> Option<String> {
            let deprecated: Option<&Deprecated> = traits.deprecated.as_ref();
            deprecated.and_then(|deprecated| deprecated.message.clone())
        };
        let prose = [
            (old.documentation.clone(), new.documentation.clone()),
            (message(old), message(new)),
        ];
        let differs = |pair: &&(Option<String>, Option<String>)| matches!(pair, (Some(before), Some(after)) if before != after);
        if let Some((before, after)) = prose.iter().find(differs) {
            let entry = part.entry(Rule::ProseChanged).values(before, after);
            self.add(entry, []);
        }
    }

    /// Compares the facts that only need to be told, each by itself; `entry` begins what it gives.
    pub(super) fn other_traits(
        &mut self,
        part: &Part,
        old: &Traits,
        new: &Traits,
        entry: impl Fn(&str) -> Entry,
    ) {
        let keys: BTreeSet<_> = old.other.keys().chain(new.other.keys()).collect();
        for key in keys {
            let (before, after) = (old.other.get(key), new.other.get(key));
            if before == after {
                continue;
            }
            let entry = entry(key).values(&before, &after);
            let fact = pointer(&part.fact("other"), key);
            self.add(entry, [fact]);
        }
    }
}
