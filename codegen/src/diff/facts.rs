//! The facts in which two models differ. Parts are compared in their serialised form, independently
//! of the rules, so that no fact can be overlooked.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use serde::Serialize;
use serde_json::{Value, json};

use super::renames::Renames;
use super::rules::Rule;
use crate::collections::{HashSet, IndexMap};
use crate::model::{EnumValue, Member, Model, Operation, Shape, ShapeKind};

/// A fact in which two models, or the APIs of their crates, differ.
#[derive(Debug)]
pub(super) struct Fact<'m> {
    /// The part that it belongs to.
    pub(super) part: Part<'m>,
    /// The name in the model: `required`, `other/xmlNamespace`. [`WHOLE`] for a part that only one
    /// side has. Facts of the APIs have names of ours: `module`.
    pub(super) key: String,
    /// The value on each side, if there is one.
    pub(super) values: [Option<Value>; 2],
}

impl Fact<'_> {
    pub(super) fn sides(&self) -> [Option<&Value>; 2] {
        self.values.each_ref().map(Option::as_ref)
    }

    /// Returns the rule for a fact that was added, or the reverse for one that was removed.
    pub(super) fn came_or_went(&self, came: Rule) -> Rule {
        match self.values {
            [None, _] => came,
            _ => came.reversed(),
        }
    }
}

/// The key of a part that only one side has. Nothing below it is a fact of its own.
pub(super) const WHOLE: &str = "";
/// The key of the name of a shape that was renamed. Its content is the same.
pub(super) const NAME: &str = "~name";
/// The key of the order of members or values.
pub(super) const ORDER: &str = "~order";

/// A part of a model.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'m> {
    Service,
    Operation(&'m str, [Option<&'m Operation>; 2]),
    /// An exception that an operation lists.
    Listed(&'m str, &'m str),
    /// A shape, by its name on each side.
    Shape([&'m str; 2], [Option<&'m Shape>; 2]),
    Member(Pair<'m>, &'m str, [Option<&'m Member>; 2]),
    Value(Pair<'m>, &'m str),
}

/// A shape that both sides have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'m> {
    pub(super) name: &'m str,
    pub(super) shapes: [&'m Shape; 2],
}

/// Returns `true` if two kinds are the same, apart from members, elements and enum values.
pub(super) fn is_alike(old: &ShapeKind, new: &ShapeKind) -> bool {
    std::mem::discriminant(old) == std::mem::discriminant(new)
}

/// Returns every fact in which the models differ. The order of members and values is a fact; the
/// order of operations, shapes and an operation's errors is not.
pub(super) fn differences<'m>([old, new]: [&'m Model; 2], renames: &Renames<'m>) -> Vec<Fact<'m>> {
    let mut search = Search::new(new, renames);
    if old.service != new.service {
        search.part(Part::Service, [&old.service, &new.service]);
    }
    for (name, sides) in paired(&old.operations, &new.operations) {
        search.operation(name, sides);
    }
    for (name, sides) in paired(&old.shapes, &new.shapes) {
        search.shape(name, sides);
    }
    search.found.0
}

/// Returns the facts in which an operation differs from the one in whose place it is.
pub(super) fn of_operation<'m>(
    [_, new]: [&'m Model; 2],
    renames: &Renames<'m>,
    operations: [&'m Operation; 2],
) -> Vec<Fact<'m>> {
    let mut search = Search::new(new, renames);
    search.part(Part::Operation("", operations.map(Some)), operations);
    search.found.0
}

/// Returns the items of both sides by name: first the names of the old side, then the new ones.
pub(super) fn paired<N: Hash + Eq, T>(
    old: impl IntoIterator<Item = (N, T)>,
    new: impl IntoIterator<Item = (N, T)>,
) -> IndexMap<N, [Option<T>; 2]> {
    let old = old.into_iter().map(|(name, it)| (name, [Some(it), None]));
    let mut pairs: IndexMap<_, _> = old.collect();
    for (name, it) in new {
        let [_, after] = pairs.entry(name).or_default();
        *after = Some(it);
    }
    pairs
}

struct Search<'m, 'r> {
    new: &'m Model,
    renames: &'r Renames<'m>,
    found: Found<'m>,
}

/// The facts found so far.
#[derive(Default)]
pub(super) struct Found<'m>(pub(super) Vec<Fact<'m>>);

impl<'m> Found<'m> {
    pub(super) fn add<T: Into<Value>>(&mut self, part: Part<'m>, key: &str, sides: [Option<T>; 2]) {
        let key = key.to_owned();
        let values = sides.map(|side| side.map(T::into));
        self.0.push(Fact { part, key, values });
    }
}

impl<'m, 'r> Search<'m, 'r> {
    fn new(new: &'m Model, renames: &'r Renames<'m>) -> Self {
        let found = Found::default();
        Self {
            new,
            renames,
            found,
        }
    }

    fn operation(&mut self, name: &'m str, sides: [Option<&'m Operation>; 2]) {
        let part = Part::Operation(name, sides);
        self.named(part, sides, |_| name.into());
        let [Some(old), Some(new)] = sides else {
            return;
        };
        if old.errors == new.errors {
            return;
        }
        let errors = |it: &'m Operation| it.errors.iter().map(String::as_str);
        let before = errors(old).map(|error| (self.renames.current(error), error));
        let after = errors(new).map(|error| (error, error));
        for sides in paired(before, after).into_values() {
            if let [Some(error), None] | [None, Some(error)] = sides {
                self.found.add(Part::Listed(name, error), WHOLE, sides);
            }
        }
    }

    fn shape(&mut self, name: &'m str, sides: [Option<&'m Shape>; 2]) {
        match sides {
            [Some(old), Some(new)] => {
                let shapes = [old, new];
                let pair = Pair { name, shapes };
                if old != new {
                    self.part(Part::Shape([name; 2], sides), shapes);
                    self.contents(pair);
                }
                self.order(pair);
            }
            [Some(old), None] if let Some(new_name) = self.renames.new_name(name) => {
                let sides = [Some(old), self.new.shapes.get(new_name)];
                let names = [name, new_name];
                self.found
                    .add(Part::Shape(names, sides), NAME, names.map(Some));
            }
            [None, Some(_)] if self.renames.is_new_name(name) => {}
            _ => {
                let kinds = sides.map(|side| side.map(|shape| shape.kind.name()));
                self.found.add(Part::Shape([name; 2], sides), WHOLE, kinds);
            }
        }
    }

    /// Compares the contents of two shapes of one kind.
    fn contents(&mut self, pair: Pair<'m>) {
        let [old, new] = pair.shapes;
        match (&old.kind, &new.kind) {
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                self.values(pair, [before, after]);
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                self.values(pair, [before, after]);
            }
            (before, after) if is_alike(before, after) => {
                for (name, sides) in paired(old.references(), new.references()) {
                    let shown = |it: &Member| json!({"target": it.target, "required": it.required});
                    self.named(Part::Member(pair, name, sides), sides, shown);
                }
            }
            _ => {}
        }
    }

    /// Compares the values of enums by their names.
    fn values<T: PartialEq + Serialize + Clone + Into<Value>>(
        &mut self,
        pair: Pair<'m>,
        [before, after]: [&[EnumValue<T>]; 2],
    ) {
        let [old, new] = pair.shapes;
        let before = old.value_names().zip(before);
        let after = new.value_names().zip(after);
        for (name, sides) in paired(before, after) {
            let shown = |it: &EnumValue<T>| it.value.clone().into();
            self.named(Part::Value(pair, name), sides, shown);
        }
    }

    /// Compares a part that perhaps only one side has, which is then shown as a whole.
    fn named<T: PartialEq + Serialize>(
        &mut self,
        part: Part<'m>,
        sides: [Option<&T>; 2],
        shown: impl Fn(&T) -> Value,
    ) {
        match sides {
            [Some(old), Some(new)] if old == new => {}
            [Some(old), Some(new)] => self.part(part, [old, new]),
            _ => self
                .found
                .add(part, WHOLE, sides.map(|side| side.map(&shown))),
        }
    }

    /// Notes that the names that both sides have are in different orders.
    fn order(&mut self, pair: Pair<'m>) {
        let keys = |shape: &'m Shape| {
            let members = shape.references().map(|(name, _)| name);
            shape.value_names().chain(members)
        };
        let [before, after] = pair.shapes;
        if keys(before).eq(keys(after)) || !is_alike(&before.kind, &after.kind) {
            return;
        }
        let [old, new] = [before, after].map(|shape| keys(shape).collect::<Vec<_>>());
        let in_both = |one: &[&'m str], other: &[&'m str]| -> Vec<_> {
            let other: HashSet<_> = other.iter().copied().collect();
            let both = one.iter().copied();
            both.filter(|it| other.contains(it)).collect()
        };
        if in_both(&old, &new) != in_both(&new, &old) {
            let part = Part::Shape([pair.name; 2], pair.shapes.map(Some));
            self.found.add(part, ORDER, [Some(old), Some(new)]);
        }
    }

    /// Compares a part that both sides have, without what is below it.
    fn part<T: Serialize>(&mut self, part: Part<'m>, sides: [&T; 2]) {
        let below: &[&str] = match part {
            Part::Operation(..) => &["errors"],
            Part::Shape(..) => &["members", "values", "member", "key", "value"],
            _ => &[],
        };
        let [before, after] = sides.map(|side| serialised(side, below));
        let is_error = |facts: &Facts| facts.contains_key("error");
        let [before, after] = match is_error(&before) && is_error(&after) {
            true => [before, after].map(|facts| with_fault(flattened(facts, "error"))),
            false => [before, after],
        };
        let mut seen = BTreeSet::new();
        for (key, values) in paired(before, after) {
            let group = match key.as_str() {
                "deprecated/message" => "documentation",
                key => key,
            };
            if !self.is_same(&key, &values) && !seen.contains(group) {
                self.found.add(part, group, filled_in(&key, values));
                seen.insert(group.to_owned());
            }
        }
    }

    /// Returns `true` if a fact is the same on both sides. Prose is compared where both sides carry
    /// it.
    fn is_same(&self, key: &str, [before, after]: &[Option<Value>; 2]) -> bool {
        let text = |value: &Option<Value>| value.as_ref()?.as_str().map(str::to_owned);
        let since = |value: &Option<Value>| value.as_ref().map(|it| it.get("since").cloned());
        match (key, text(before), text(after)) {
            ("documentation" | "deprecated/message", before, after) => {
                before.is_none() || after.is_none() || before == after
            }
            ("deprecated", ..) => since(before) == since(after),
            ("target" | "input" | "output", Some(before), Some(after)) => {
                self.renames.same(&before, &after)
            }
            _ => before == after,
        }
    }
}

type Facts = BTreeMap<String, Value>;

fn serialised<T: Serialize>(part: &T, below: &[&str]) -> Facts {
    // A model has string keys and finite numbers only, which always have a JSON form.
    let value = serde_json::to_value(part).unwrap_or_default();
    let Value::Object(entries) = value else {
        return Facts::new();
    };
    let says = |(key, value): &(String, Value)| {
        let is_text = matches!(key.as_str(), "id" | "api_version");
        let is_left_out = below.contains(&key.as_str()) || is_text && *value == "";
        !is_left_out
    };
    let mut facts: Facts = entries.into_iter().filter(says).collect();
    let message = facts.get("deprecated").and_then(|it| it.get("message"));
    if let Some(message) = message.cloned() {
        facts.insert("deprecated/message".to_owned(), message);
    }
    let bounds = ["min", "max"].map(|key| facts.remove(key));
    if let [Some(_), _] | [_, Some(_)] = &bounds {
        let [min, max] = bounds;
        facts.insert("bounds".to_owned(), json!({"min": min, "max": max}));
    }
    // A boxed number or boolean has no zero value.
    if facts.remove("boxed").is_some() {
        let default = json!({"box": true, "default": facts.remove("default")});
        facts.insert("default".to_owned(), default);
    }
    flattened(facts, "other")
}

/// Replaces the facts on who is at fault for an error by a single one.
fn with_fault(mut facts: Facts) -> Facts {
    let [is_server, is_sender] = ["error/server_fault", "error/sender_fault"]
        .map(|key| facts.remove(key) == Some(true.into()));
    let fault = match (is_server, is_sender) {
        (true, false) => "server",
        (false, true) => "sender",
        (true, true) => "both",
        (false, false) => "unstated",
    };
    facts.insert("error/fault".to_owned(), fault.into());
    facts
}

fn flattened(mut facts: Facts, key: &str) -> Facts {
    if let Some(Value::Object(entries)) = facts.remove(key) {
        let entries = entries.into_iter();
        facts.extend(entries.map(|(below, value)| (format!("{key}/{below}"), value)));
    }
    facts
}

/// Returns both values, with `false` and empty lists where a model leaves them out.
fn filled_in(key: &str, values: [Option<Value>; 2]) -> [Option<Value>; 2] {
    let all_are = |kind: fn(&Value) -> bool| values.iter().flatten().all(kind);
    let instead = match () {
        () if key == "default" || key.starts_with("other/") => None,
        () if all_are(Value::is_boolean) => Some(false.into()),
        () if all_are(Value::is_array) => Some(json!([])),
        () => None,
    };
    values.map(|value| value.or_else(|| instead.clone()))
}
