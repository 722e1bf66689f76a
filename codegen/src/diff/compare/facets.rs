//! Changes of what shapes and members have in common: constraints, traits and the like.

use std::collections::BTreeSet;

use serde_json::Value;

use super::breaks::{Breaks, Carried};
use super::kinds::{is_measured_alike, is_number};
use super::users::Kept;
use super::{Bump, Comparison, Part, Wire};
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
    /// What another default breaks.
    default_breaks: Wire,
    /// What another default means for code.
    default_note: Option<String>,
}

/// The constraints on values in one place before and after, and which messages have that place.
pub(super) struct InForce {
    pub(super) constraints: [Constraints; 2],
    pub(super) carried: Carried,
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
            default_breaks: Wire::Compatible,
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
            default_breaks: Wire::Compatible,
            default_note: None,
        }
    }

    /// With what another default breaks and means for code.
    pub(super) fn with_default(self, default_breaks: Wire, default_note: Option<String>) -> Self {
        Self {
            default_breaks,
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

impl<'a> Comparison<'a> {
    /// The constraints on what a member holds, its target's where it has none.
    pub(super) fn in_force(&self, kept: Kept<'a>) -> InForce {
        let [old, new] = kept.members;
        let [of_old, of_new] = self.messages;
        InForce {
            constraints: [of_old.constraints(old), of_new.constraints(new)],
            carried: kept.carried,
        }
    }

    /// Compares what shapes and members have in common, traits aside; `in_force` are the places
    /// whose values the constraints are about.
    pub(super) fn facets(
        &mut self,
        part: &Part,
        in_force: &[InForce],
        old: &Facets<'_>,
        new: &Facets<'_>,
    ) {
        let kinds = old.kind.zip(new.kind);
        if kinds.is_none_or(|(old, new)| is_measured_alike(old, new)) {
            let is_number = new.kind.is_some_and(is_number);
            let constraints = [old.constraints, new.constraints];
            self.bounds(part, in_force, is_number, constraints);
            self.pattern(part, in_force, constraints);
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
                .wire(new.default_breaks)
                .behaviour(new.default_note.clone());
            self.add(entry, [part.fact("boxed"), part.fact("default")]);
        }
    }

    /// Compares traits of a shape, member or enum value; `breaks` says what each one breaks.
    pub(super) fn traits(
        &mut self,
        part: &Part,
        [old, new]: [&Traits; 2],
        breaks: impl Fn(&Self, &str, [Option<&Value>; 2]) -> Breaks,
    ) {
        self.prose_and_deprecation(part, old, new);
        for (key, values) in differing(old, new) {
            let entry = part
                .entry_at(Rule::TraitChanged, key)
                .values(&values[0], &values[1])
                .wire(breaks(self, key, values).verdict());
            self.add(entry, [pointer(&part.fact("other"), key)]);
        }
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
}

/// The facts without a rule of their own that differ, with both values.
pub(super) fn differing<'t>(
    old: &'t Traits,
    new: &'t Traits,
) -> impl Iterator<Item = (&'t str, [Option<&'t Value>; 2])> {
    let keys: BTreeSet<&String> = old.other.keys().chain(new.other.keys()).collect();
    let both = keys
        .into_iter()
        .map(move |key| (key.as_str(), [old, new].map(|it| it.other.get(key))));
    both.filter(|(_, [before, after])| before != after)
}
