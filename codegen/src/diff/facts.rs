//! The facts in which two models differ, found without any rule, so that none can be overlooked:
//! parts are compared in their serialised form.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::renames::Renames;
use crate::model::{EnumValue, Member, Model, Operation, Shape, ShapeKind};

/// A fact in which two models differ.
#[derive(Debug)]
pub(super) struct Fact<'m> {
    /// What it is a fact of.
    pub(super) part: Part<'m>,
    /// What it is called in the model: `required`, `other/xmlNamespace`. Facts that only mean
    /// something together have one [`group`]. [`WHOLE`] for a part that only one side has.
    pub(super) key: String,
    /// What it is on each side, where there is one.
    pub(super) values: [Option<Value>; 2],
}

/// The key of a part that only one side has. Nothing below it is a fact of its own.
pub(super) const WHOLE: &str = "";
/// The key of the name of a shape that was renamed. Its content is the same.
pub(super) const NAME: &str = "~name";
/// The key of the order of members or values.
pub(super) const ORDER: &str = "~order";
/// The key of the integer that a value of an enum stands for.
pub(super) const INTEGER: &str = "~integer";

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

impl Pair<'_> {
    pub(super) fn is_structure(&self) -> bool {
        let [old, _] = self.shapes;
        matches!(old.kind, ShapeKind::Structure { .. })
    }

    /// Whether both shapes are of one kind.
    pub(super) fn is_alike(&self) -> bool {
        let [old, new] = self.shapes;
        std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
    }
}

/// Every fact in which the models differ. The order of members and values is one, that of
/// operations, shapes and an operation's errors is not.
pub(super) fn differences<'m>(models: [&'m Model; 2], renames: &Renames<'m>) -> Vec<Fact<'m>> {
    let mut search = Search {
        renames,
        found: Vec::new(),
    };
    let [old, new] = models;
    if old.service != new.service {
        search.part(Part::Service, [&old.service, &new.service]);
    }
    for name in names(old.operations.keys(), new.operations.keys()) {
        search.operation(name, models.map(|it| it.operations.get(name)));
    }
    for name in names(old.shapes.keys(), new.shapes.keys()) {
        search.shape(name, models);
    }
    search.found
}

/// Every name of either side, once.
fn names<'n, T: Ord + ?Sized + 'n>(
    old: impl Iterator<Item = &'n T> + Clone,
    new: impl Iterator<Item = &'n T>,
) -> Vec<&'n T> {
    let known: BTreeSet<_> = old.clone().collect();
    let came = new.filter(|name| !known.contains(name));
    old.chain(came.collect::<Vec<_>>()).collect()
}

struct Search<'m, 'r> {
    renames: &'r Renames<'m>,
    found: Vec<Fact<'m>>,
}

impl<'m> Search<'m, '_> {
    fn add(&mut self, part: Part<'m>, key: &str, values: [Option<Value>; 2]) {
        let key = key.to_owned();
        self.found.push(Fact { part, key, values });
    }

    fn operation(&mut self, name: &'m str, sides: [Option<&'m Operation>; 2]) {
        let part = Part::Operation(name, sides);
        let [Some(old), Some(new)] = sides else {
            return self.add(part, WHOLE, sides.map(|side| side.map(|_| name.into())));
        };
        if old == new {
            return;
        }
        self.part(part, [old, new]);
        let has = |list: &[String], is: &dyn Fn(&str) -> bool| list.iter().any(|it| is(it));
        for error in &old.errors {
            if !has(&new.errors, &|other| self.renames.same(error, other)) {
                self.add(
                    Part::Listed(name, error),
                    WHOLE,
                    [Some(error.as_str().into()), None],
                );
            }
        }
        for error in &new.errors {
            if !has(&old.errors, &|other| self.renames.same(other, error)) {
                self.add(
                    Part::Listed(name, error),
                    WHOLE,
                    [None, Some(error.as_str().into())],
                );
            }
        }
    }

    fn shape(&mut self, name: &'m str, models: [&'m Model; 2]) {
        let sides = models.map(|model| model.shapes.get(name));
        let [Some(old), Some(new)] = sides else {
            let [of_old, of_new] = models;
            if let Some(new_name) = self.renames.new_name(name) {
                let sides = [of_old.shapes.get(name), of_new.shapes.get(new_name)];
                let names = [name, new_name];
                let values = names.map(|name| Some(name.into()));
                self.add(Part::Shape(names, sides), NAME, values);
            } else if self.renames.old_name(name).is_none() {
                let kinds = sides.map(|side| side.map(|shape| shape.kind.name().into()));
                self.add(Part::Shape([name; 2], sides), WHOLE, kinds);
            }
            return;
        };
        let shapes = [old, new];
        let pair = Pair { name, shapes };
        if old != new {
            self.part(Part::Shape([name; 2], sides), shapes);
            self.contents(pair);
        }
        self.order(pair);
    }

    /// Compares what two shapes of one kind are made of.
    fn contents(&mut self, pair: Pair<'m>) {
        let [old, new] = pair.shapes;
        match (&old.kind, &new.kind) {
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                let texts = |values: &'m [EnumValue]| values.iter().map(|it| it.value.as_str());
                for text in names(texts(before), texts(after)) {
                    let part = Part::Value(pair, text);
                    let find = |values: &'m [EnumValue]| values.iter().find(|it| it.value == text);
                    match [find(before), find(after)] {
                        [Some(old), Some(new)] => self.part(part, [old, new]),
                        sides => self.add(part, WHOLE, sides.map(|it| it.map(|_| text.into()))),
                    }
                }
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                for name in names(before.keys(), after.keys()) {
                    let sides = [before, after].map(|it| it.get(name).copied());
                    let key = match sides {
                        [Some(old), Some(new)] if old == new => continue,
                        [Some(_), Some(_)] => INTEGER,
                        _ => WHOLE,
                    };
                    let values = sides.map(|it| it.map(Value::from));
                    self.add(Part::Value(pair, name), key, values);
                }
            }
            _ if pair.is_alike() => {
                let members = |shape: &'m Shape| shape.references();
                let keys = |shape: &'m Shape| members(shape).map(|it| it.0).collect::<Vec<_>>();
                let (before, after) = (keys(old), keys(new));
                for name in names(before.iter().copied(), after.iter().copied()) {
                    let find = |shape| members(shape).find(|it| it.0 == name).map(|it| it.1);
                    self.member(pair, name, pair.shapes.map(find));
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, pair: Pair<'m>, name: &'m str, sides: [Option<&'m Member>; 2]) {
        let part = Part::Member(pair, name, sides);
        match sides {
            [Some(old), Some(new)] if old == new => {}
            [Some(old), Some(new)] => self.part(part, [old, new]),
            _ => {
                let shown = |it: &Member| json!({"target": it.target, "required": it.required});
                self.add(part, WHOLE, sides.map(|side| side.map(shown)));
            }
        }
    }

    /// Notes that the names that both sides have stand in different orders.
    fn order(&mut self, pair: Pair<'m>) {
        fn keys(shape: &Shape) -> Vec<&str> {
            match &shape.kind {
                ShapeKind::Enum { values } => values.iter().map(|it| it.value.as_str()).collect(),
                ShapeKind::IntEnum { values } => values.keys().map(String::as_str).collect(),
                _ => shape.references().map(|it| it.0).collect(),
            }
        }
        let [old, new] = pair.shapes.map(keys);
        if old == new || !pair.is_alike() {
            return;
        }
        let in_both = |one: &[&'m str], other: &[&'m str]| -> Vec<_> {
            let other: BTreeSet<_> = other.iter().collect();
            one.iter()
                .filter(|it| other.contains(it))
                .copied()
                .collect()
        };
        if in_both(&old, &new) != in_both(&new, &old) {
            let part = Part::Shape([pair.name; 2], pair.shapes.map(Some));
            self.add(part, ORDER, [Some(old.into()), Some(new.into())]);
        }
    }

    /// Compares a part that both sides have, without what is below it.
    fn part<T: Serialize>(&mut self, part: Part<'m>, sides: [&T; 2]) {
        let below: &[&str] = match part {
            Part::Operation(..) => &["errors"],
            Part::Shape(_, [Some(old), Some(new)])
                if std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind) =>
            {
                &["members", "values", "member", "key", "value"]
            }
            _ => &[],
        };
        let [before, after] = sides.map(|side| serialised(side, below));
        let is_error = |facts: &Facts| facts.contains_key("error");
        let [before, after] = match is_error(&before) && is_error(&after) {
            true => [before, after].map(|facts| flattened(facts, "error")),
            false => [before, after],
        };
        let mut seen = BTreeSet::new();
        for key in names(before.keys(), after.keys()) {
            let values = [&before, &after].map(|it| it.get(key).cloned());
            let mut is_new = || seen.insert(group(key));
            if !self.is_same(key, &values) && is_new() {
                self.add(part, group(key), filled_in(key, values));
            }
        }
    }

    /// Whether a fact is the same on both sides. Prose is compared where both sides carry it.
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

/// The facts of a part by their keys.
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
    flattened(facts, "other")
}

/// With the facts below one of them in its place.
fn flattened(mut facts: Facts, key: &str) -> Facts {
    if let Some(Value::Object(entries)) = facts.remove(key) {
        let entries = entries.into_iter();
        facts.extend(entries.map(|(below, value)| (format!("{key}/{below}"), value)));
    }
    facts
}

/// The key of the facts that one entry is about.
fn group(key: &str) -> &str {
    match key {
        "min" | "max" => "bounds",
        "boxed" | "default" => "default",
        "documentation" | "deprecated/message" => "documentation",
        "error/server_fault" | "error/sender_fault" => "error/fault",
        "members" | "values" | "member" | "key" | "value" => "type",
        key => key,
    }
}

/// Both values, with those that are left out where they are false or have no elements.
fn filled_in(key: &str, values: [Option<Value>; 2]) -> [Option<Value>; 2] {
    let all_are = |kind: fn(&Value) -> bool| values.iter().flatten().all(kind);
    let instead = match () {
        () if key.starts_with("other/") => None,
        () if all_are(Value::is_boolean) => Some(false.into()),
        () if all_are(Value::is_array) => Some(json!([])),
        () => None,
    };
    values.map(|value| value.or_else(|| instead.clone()))
}
