//! How the management policies on the way from the root to an account add up.
//!
//! The rules are those of the Organizations User Guide, "Inheritance operators" and "Inheritance
//! examples". Service control and resource control policies add up differently and have no
//! effective policy.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// The key that limits what the policies of entities further down may change.
pub(super) const CHILD_CONTROL: &str = "@@operators_allowed_for_child_policies";

/// What a policy does to a setting, in the order in which operators take effect.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Operator {
    /// Replaces the inherited value.
    Assign,
    /// Adds to the inherited values.
    Append,
    /// Takes away from the inherited values.
    Remove,
}

impl Operator {
    const ALL: [Self; 3] = [Self::Assign, Self::Append, Self::Remove];

    pub(super) fn from_key(key: &str) -> Option<Self> {
        match key {
            "@@assign" => Some(Self::Assign),
            "@@append" => Some(Self::Append),
            "@@remove" => Some(Self::Remove),
            _ => None,
        }
    }

    /// Returns the operators that an element of the child control stands for.
    pub(super) fn allowed_by(name: &str) -> Option<Vec<Self>> {
        match name {
            "@@all" => Some(Self::ALL.to_vec()),
            "@@none" => Some(Vec::new()),
            _ => Self::from_key(name).map(|operator| vec![operator]),
        }
    }
}

/// Where a setting stands in a document: the keys from the top.
type Path = Vec<String>;
/// The operators that a place allows.
type Controls = BTreeMap<Path, BTreeSet<Operator>>;

/// The policies from the root down to some entity, merged.
#[derive(Default)]
pub(super) struct Merged {
    /// The values of settings, and the IDs of the policies that they come from.
    settings: BTreeMap<Path, (Value, BTreeSet<String>)>,
    controls: Controls,
}

impl Merged {
    /// Merges the policies attached to the next entity on the way down: their IDs and documents,
    /// the oldest attachment first.
    pub(super) fn descend<'a>(&mut self, attached: impl IntoIterator<Item = (&'a str, Value)>) {
        let mut level = Level::default();
        for (policy, document) in attached {
            level.read(policy, document, &mut Vec::new());
        }
        for ((path, operator), changes) in level.changes {
            if self.allowed_at(&path).contains(&operator) {
                self.change(&path, operator, changes);
            }
        }
        for (path, operators) in level.controls {
            restrict(&mut self.controls, &path, operators);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.settings.is_empty()
    }

    /// Returns the effective policy as a document without operators.
    pub(super) fn document(&self) -> Map<String, Value> {
        let mut document = Map::new();
        for (path, (value, _)) in &self.settings {
            insert(&mut document, path, value);
        }
        document
    }

    /// Returns the IDs of the policies that the settings at and below `path` come from.
    pub(super) fn sources(&self, path: &[&str]) -> BTreeSet<&String> {
        let is_below = |at: &Path| at.get(..path.len()).is_some_and(|start| start == path);
        let settings = self.settings.iter().filter(|(at, _)| is_below(at));
        settings.flat_map(|(_, (_, sources))| sources).collect()
    }

    /// Returns what a policy further down may do to the setting at `path`. The control beside an inherited
    /// setting decides; a setting that is new is also subject to the controls above it.
    fn allowed_at(&self, path: &[String]) -> BTreeSet<Operator> {
        let is_inherited = self.settings.contains_key(path);
        let first = if is_inherited { path.len() } else { 0 };
        let places = (first..=path.len()).filter_map(|length| path.get(..length));
        let controls = places.filter_map(|place| self.controls.get(place));
        controls.fold(BTreeSet::from(Operator::ALL), |all, control| &all & control)
    }

    fn change(&mut self, path: &Path, operator: Operator, changes: Vec<Change>) {
        if operator == Operator::Assign {
            // Of policies attached to the same entity, the one attached first decides.
            if let Some(Change { value, policy }) = changes.into_iter().next() {
                let setting = (value, BTreeSet::from([policy]));
                self.settings.insert(path.clone(), setting);
            }
            return;
        }
        if operator == Operator::Append {
            let empty = || (Value::Array(Vec::new()), BTreeSet::new());
            self.settings.entry(path.clone()).or_insert_with(empty);
        }
        let setting = self.settings.get_mut(path);
        let Some((Value::Array(values), sources)) = setting else {
            return;
        };
        for Change { value, policy } in changes {
            let Value::Array(mut changed) = value else {
                continue;
            };
            if operator == Operator::Append {
                changed.retain(|value| !values.contains(value));
                values.extend(changed);
            } else {
                values.retain(|value| !changed.contains(value));
            }
            sources.insert(policy);
        }
    }
}

/// What the policies attached to one entity say.
#[derive(Default)]
struct Level {
    changes: BTreeMap<(Path, Operator), Vec<Change>>,
    controls: Controls,
}

/// The operand of an operator, and the ID of the policy that it is in.
struct Change {
    value: Value,
    policy: String,
}

impl Level {
    fn read(&mut self, policy: &str, node: Value, path: &mut Path) {
        let Value::Object(members) = node else { return };
        for (key, value) in members {
            if let Some(operator) = Operator::from_key(&key) {
                let changes = self.changes.entry((path.clone(), operator)).or_default();
                let policy = policy.to_owned();
                changes.push(Change { value, policy });
            } else if key == CHILD_CONTROL {
                let names = value.as_array().into_iter().flatten();
                let names = names.filter_map(Value::as_str);
                let allowed = names.filter_map(Operator::allowed_by).flatten().collect();
                restrict(&mut self.controls, path, allowed);
            } else {
                path.push(key);
                self.read(policy, value, path);
                path.pop();
            }
        }
    }
}

/// Limits a place to these operators, on top of the limits that it has.
fn restrict(controls: &mut Controls, path: &Path, operators: BTreeSet<Operator>) {
    let allowed = controls.entry(path.clone());
    let allowed = allowed.or_insert_with(|| operators.clone());
    allowed.retain(|operator| operators.contains(operator));
}

fn insert(node: &mut Map<String, Value>, path: &[String], value: &Value) {
    let Some((key, rest)) = path.split_first() else {
        return;
    };
    if rest.is_empty() {
        node.insert(key.clone(), value.clone());
    } else {
        let child = node.entry(key).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(child) = child {
            insert(child, rest, value);
        }
    }
}
