//! The facts of two models that differ, found without any rule: what the rules leave unclaimed.
//!
//! This is the safety net under the rules. It compares serialised models, so that a fact that is
//! new in [`Model`](crate::model::Model) cannot be overlooked.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use crate::model::{Model, Operation, Shape, ShapeKind};

/// The facts that entries account for, each with all that is below it.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeSet<String>);

impl Claims {
    /// Adds a fact by its pointer.
    pub(super) fn add(&mut self, fact: String) {
        self.0.insert(fact);
    }

    /// Whether an entry accounts for the fact, or for what it is part of.
    fn cover(&self, fact: &str) -> bool {
        let parents = fact.match_indices('/').map(|(end, _)| fact.get(..end));
        self.0.contains(fact) || parents.flatten().any(|parent| self.0.contains(parent))
    }
}

/// A fact that differs between two models.
#[derive(Debug, PartialEq)]
pub(super) struct Difference {
    /// Where it is: `/shapes/Tag/members/Key/required`.
    pub(super) pointer: String,
    /// What was there.
    pub(super) before: Option<Value>,
    /// What is there now.
    pub(super) after: Option<Value>,
}

/// The facts that differ and that no claim covers, prose aside. The order of members and values is
/// a fact, too; that of operations, shapes and an operation's errors is none.
pub(super) fn unclaimed(old: &Model, new: &Model, claims: &Claims) -> Vec<Difference> {
    let mut search = Search {
        claims,
        found: Vec::new(),
    };
    if old.service != new.service {
        search.parts("/service", &old.service, &new.service);
    }
    let operations = Kind {
        is_identical: Operation::eq,
        ordered: |_| None,
    };
    search.named("/operations", &old.operations, &new.operations, operations);
    let shapes = Kind {
        is_identical,
        ordered: shape_order,
    };
    search.named("/shapes", &old.shapes, &new.shapes, shapes);
    search.found
}

/// The pointer to what is called `key` in what `parent` points to (RFC 6901).
pub(super) fn pointer(parent: &str, key: &str) -> String {
    format!("{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The pointer to the order of what is in `parent`.
pub(super) fn order(parent: &str) -> String {
    format!("{parent}/~order")
}

/// Whether the names that both sides have stand in different orders.
pub(super) fn is_reordered<'a, T: Ord + ?Sized + 'a>(
    old: impl Iterator<Item = &'a T> + Clone,
    new: impl Iterator<Item = &'a T> + Clone,
) -> bool {
    if old.clone().eq(new.clone()) {
        return false;
    }
    let (in_old, in_new): (BTreeSet<_>, BTreeSet<_>) =
        (old.clone().collect(), new.clone().collect());
    let in_both = |name: &&T| in_old.contains(name) && in_new.contains(name);
    !old.filter(in_both).eq(new.filter(in_both))
}

/// Whether two shapes are the same, their order included, which the equality of maps leaves out.
pub(super) fn is_identical(old: &Shape, new: &Shape) -> bool {
    fn names(shape: &Shape) -> impl Iterator<Item = &str> {
        let integers = match &shape.kind {
            ShapeKind::IntEnum { values } => Some(values.keys().map(String::as_str)),
            _ => None,
        };
        let members = shape.references().map(|(name, _)| name);
        members.chain(integers.into_iter().flatten())
    }
    old == new && names(old).eq(names(new))
}

/// What has an order in a part, after the key that leads there.
type Ordered<'a> = (&'a str, Vec<&'a str>);

/// The members or values of a shape.
fn shape_order(shape: &Shape) -> Option<Ordered<'_>> {
    match &shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            Some(("members", members.keys().map(String::as_str).collect()))
        }
        ShapeKind::Enum { values } => Some((
            "values",
            values.iter().map(|value| value.value.as_str()).collect(),
        )),
        ShapeKind::IntEnum { values } => {
            Some(("values", values.keys().map(String::as_str).collect()))
        }
        _ => None,
    }
}

/// What there is to know of a kind of part.
struct Kind<T> {
    is_identical: fn(&T, &T) -> bool,
    ordered: fn(&T) -> Option<Ordered<'_>>,
}

struct Search<'c> {
    claims: &'c Claims,
    found: Vec<Difference>,
}

impl Search<'_> {
    /// Compares what has a name on both sides; only what differs is taken apart.
    fn named<T: Serialize>(
        &mut self,
        at: &str,
        old: &IndexMap<String, T>,
        new: &IndexMap<String, T>,
        kind: Kind<T>,
    ) {
        let only_new = new.iter().filter(|(name, _)| !old.contains_key(*name));
        let names = old.keys().chain(only_new.map(|(name, _)| name));
        for name in names {
            match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) if (kind.is_identical)(old, new) => {}
                (Some(old), Some(new)) => {
                    let at = pointer(at, name);
                    self.order_within(&at, (kind.ordered)(old), (kind.ordered)(new));
                    self.parts(&at, old, new);
                }
                (old, new) => {
                    let at = pointer(at, name);
                    if !self.claims.cover(&at) {
                        self.add(at, old.map(serialised), new.map(serialised));
                    }
                }
            }
        }
    }

    fn order_within(&mut self, at: &str, old: Option<Ordered<'_>>, new: Option<Ordered<'_>>) {
        let (Some((key, old)), Some((_, new))) = (old, new) else {
            return;
        };
        if is_reordered(old.iter().copied(), new.iter().copied()) {
            self.add(order(&pointer(at, key)), Some(old.into()), Some(new.into()));
        }
    }

    /// Compares two parts fact by fact.
    fn parts<T: Serialize>(&mut self, at: &str, old: &T, new: &T) {
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        flatten(at, serialised(old), &mut before);
        flatten(at, serialised(new), &mut after);
        let pointers: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
        for pointer in pointers {
            let (before, after) = (before.remove(&pointer), after.remove(&pointer));
            if before != after {
                self.add(pointer, before, after);
            }
        }
    }

    fn add(&mut self, pointer: String, before: Option<Value>, after: Option<Value>) {
        if !self.claims.cover(&pointer) {
            self.found.push(Difference {
                pointer,
                before,
                after,
            });
        }
    }
}

fn serialised<T: Serialize>(part: &T) -> Value {
    // A model has string keys and finite numbers only, which always have a JSON form.
    serde_json::to_value(part).unwrap_or_default()
}

/// Takes a value apart into its facts, prose aside. The elements of `values` and `errors` are
/// named by themselves; any other array is one fact.
fn flatten(at: &str, value: Value, facts: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(entries) => {
            let entries = entries.into_iter().filter(|(key, _)| !is_prose(at, key));
            let mut entries = entries.peekable();
            let is_fact = at.matches('/').count() > 2 && !holds_names(at);
            if is_fact && entries.peek().is_none() {
                facts.insert(at.to_owned(), Value::Object(serde_json::Map::new()));
            }
            for (key, value) in entries {
                flatten(&pointer(at, &key), value, facts);
            }
        }
        Value::Array(elements) if holds_names(at) => {
            for element in elements {
                let name = element.get("value").unwrap_or(&element).as_str();
                let at = pointer(at, name.unwrap_or_default());
                flatten(&at, element, facts);
            }
        }
        value => _ = facts.insert(at.to_owned(), value),
    }
}

/// Whether the keys at a pointer are names of the model: `/shapes/Tag/members`.
fn holds_names(at: &str) -> bool {
    let is_part = |parent: &str| parent.matches('/').count() == 2;
    ["/members", "/values", "/errors"]
        .iter()
        .any(|key| at.strip_suffix(key).is_some_and(is_part))
}

/// Whether a key holds prose, which has an entry of its own only where both sides carry it.
fn is_prose(at: &str, key: &str) -> bool {
    match key {
        "documentation" => !holds_names(at) && !at.ends_with("/other"),
        "message" => at.ends_with("/deprecated"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Claims, unclaimed};
    use crate::model::Model;

    const OLD: &str = r#"{"service": {}, "operations": {}, "shapes": {
        "Kind": {"type": "enum", "values": [{"value": "A"}, {"value": "B/C"}], "max": 3},
        "Thing": {"type": "structure", "members": {
            "Name": {"target": "Kind"},
            "Size": {"target": "Kind"}
        }},
        "Gone": {"type": "string"}
    }}"#;

    const NEW: &str = r#"{"service": {}, "operations": {}, "shapes": {
        "Kind": {"type": "enum", "values": [{"value": "B/C"}, {"value": "A"}], "max": 4},
        "Thing": {"type": "structure", "members": {
            "Size": {"target": "Kind"},
            "Name": {"target": "Kind", "required": true, "documentation": "Prose."},
            "documentation": {"target": "Kind"}
        }}
    }}"#;

    const DIFFERENCES: [&str; 6] = [
        "/shapes/Kind/values/~order",
        "/shapes/Kind/max",
        "/shapes/Thing/members/~order",
        "/shapes/Thing/members/Name/required",
        "/shapes/Thing/members/documentation/target",
        "/shapes/Gone",
    ];

    fn pointers(old: &str, new: &str, claims: &[&str]) -> Vec<String> {
        let model = |text: &str| -> Model { serde_json::from_str(text).unwrap() };
        let mut claimed = Claims::default();
        for claim in claims {
            claimed.add((*claim).to_owned());
        }
        let differences = unclaimed(&model(old), &model(new), &claimed).into_iter();
        differences.map(|difference| difference.pointer).collect()
    }

    #[test]
    fn each_fact_that_differs_is_found() {
        assert_eq!(pointers(OLD, NEW, &[]), DIFFERENCES);
        assert_eq!(pointers(NEW, OLD, &[]).len(), DIFFERENCES.len());
        assert_eq!(pointers(OLD, OLD, &[]), [""; 0]);
    }

    #[test]
    fn a_claim_covers_its_fact_and_what_is_below() {
        assert_eq!(pointers(OLD, NEW, &DIFFERENCES), [""; 0]);
        let shapes = ["/shapes/Thing", "/shapes/Gone"];
        assert_eq!(pointers(OLD, NEW, &shapes), DIFFERENCES[..2]);
        assert_eq!(
            pointers(OLD, NEW, &["/shapes/Thi", "/shapes/G"]),
            DIFFERENCES
        );
    }
}
