//! How the management policies on the way from the root to an account add up.
//!
//! The rules are those of the Organizations User Guide, "Inheritance operators" and "Inheritance
//! examples". Service control and resource control policies add up differently and have no
//! effective policy.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// The key that limits what the policies of entities further down may change.
pub(super) const CHILD_CONTROL: &str = "@@operators_allowed_for_child_policies";

/// What a policy does to a setting.
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

    /// The operators that an element of the child control stands for.
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

/// A setting of the effective policy and the policies that it comes from.
struct Setting {
    value: Value,
    sources: BTreeSet<String>,
}

/// The policies from the root down to some entity, merged.
#[derive(Default)]
pub(super) struct Merged {
    settings: BTreeMap<Path, Setting>,
    allowed: BTreeMap<Path, BTreeSet<Operator>>,
}

impl Merged {
    /// Merges the policies attached to the next entity on the way down: their IDs and documents,
    /// the oldest attachment first.
    pub(super) fn descend<'a>(&mut self, attached: impl IntoIterator<Item = (&'a str, &'a Value)>) {
        let mut level = Level::default();
        for (policy, document) in attached {
            level.read(policy, document, &mut Vec::new());
        }
        for (path, mut changes) in level.changes {
            let allowed = self.allowed_at(&path);
            changes.retain(|change| allowed.contains(&change.operator));
            self.change(path, &changes);
        }
        for (path, operators) in level.controls {
            restrict(&mut self.allowed, path, operators);
        }
    }

    /// Whether no policy has left a setting.
    pub(super) fn is_empty(&self) -> bool {
        self.settings.is_empty()
    }

    /// The effective policy as a document without operators.
    pub(super) fn document(&self) -> Map<String, Value> {
        let mut document = Map::new();
        for (path, setting) in &self.settings {
            insert(&mut document, path, &setting.value);
        }
        document
    }

    /// The IDs of the policies that the settings at and below `path` come from.
    pub(super) fn sources(&self, path: &[&str]) -> Vec<String> {
        let below = |at: &Path| {
            at.iter()
                .map(String::as_str)
                .take(path.len())
                .eq(path.iter().copied())
        };
        let sources: BTreeSet<&String> = self
            .settings
            .iter()
            .filter(|(at, _)| below(at))
            .flat_map(|(_, setting)| &setting.sources)
            .collect();
        sources.into_iter().cloned().collect()
    }

    /// What a policy further down may do to the setting at `path`. The control beside an inherited
    /// setting decides; a setting that is new is also subject to the controls above it.
    fn allowed_at(&self, path: &[String]) -> BTreeSet<Operator> {
        let first = if self.settings.contains_key(path) {
            path.len()
        } else {
            0
        };
        (first..=path.len())
            .filter_map(|length| self.allowed.get(path.get(..length)?))
            .fold(BTreeSet::from(Operator::ALL), |all, control| &all & control)
    }

    fn change(&mut self, path: Path, changes: &[Change]) {
        let all = |operator| {
            changes
                .iter()
                .filter(move |change| change.operator == operator)
        };
        // Of policies attached to the same entity, the one attached first decides.
        if let Some(assign) = all(Operator::Assign).next() {
            let sources = BTreeSet::from([assign.policy.clone()]);
            self.settings.insert(
                path.clone(),
                Setting {
                    value: assign.value.clone(),
                    sources,
                },
            );
        }
        for append in all(Operator::Append) {
            let setting = self
                .settings
                .entry(path.clone())
                .or_insert_with(|| Setting {
                    value: Value::Array(Vec::new()),
                    sources: BTreeSet::new(),
                });
            if let (Value::Array(values), Value::Array(added)) = (&mut setting.value, &append.value)
            {
                let new: Vec<_> = added
                    .iter()
                    .filter(|value| !values.contains(value))
                    .cloned()
                    .collect();
                values.extend(new);
                setting.sources.insert(append.policy.clone());
            }
        }
        for remove in all(Operator::Remove) {
            if let Some(setting) = self.settings.get_mut(&path)
                && let (Value::Array(values), Value::Array(removed)) =
                    (&mut setting.value, &remove.value)
            {
                values.retain(|value| !removed.contains(value));
                setting.sources.insert(remove.policy.clone());
            }
        }
    }
}

/// What the policies attached to one entity say.
#[derive(Default)]
struct Level {
    changes: BTreeMap<Path, Vec<Change>>,
    controls: BTreeMap<Path, BTreeSet<Operator>>,
}

struct Change {
    operator: Operator,
    value: Value,
    policy: String,
}

impl Level {
    fn read(&mut self, policy: &str, node: &Value, path: &mut Path) {
        let Value::Object(members) = node else { return };
        for (key, value) in members {
            if let Some(operator) = Operator::from_key(key) {
                let change = Change {
                    operator,
                    value: value.clone(),
                    policy: policy.to_owned(),
                };
                self.changes.entry(path.clone()).or_default().push(change);
            } else if key == CHILD_CONTROL {
                restrict(&mut self.controls, path.clone(), allowed_operators(value));
            } else {
                path.push(key.clone());
                self.read(policy, value, path);
                path.pop();
            }
        }
    }
}

fn allowed_operators(control: &Value) -> BTreeSet<Operator> {
    let names = control
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    names.filter_map(Operator::allowed_by).flatten().collect()
}

/// Controls that meet allow what each of them allows.
fn restrict(
    controls: &mut BTreeMap<Path, BTreeSet<Operator>>,
    path: Path,
    operators: BTreeSet<Operator>,
) {
    controls
        .entry(path)
        .and_modify(|allowed| allowed.retain(|operator| operators.contains(operator)))
        .or_insert(operators);
}

fn insert(node: &mut Map<String, Value>, path: &[String], value: &Value) {
    match path {
        [] => {}
        [key] => {
            node.insert(key.clone(), value.clone());
        }
        [key, rest @ ..] => {
            if let Value::Object(child) =
                node.entry(key).or_insert_with(|| Value::Object(Map::new()))
            {
                insert(child, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The effective policy of an account below entities with these policies, from the root down.
    fn effective(levels: &[&[Value]]) -> Value {
        let mut merged = Merged::default();
        for level in levels {
            merged.descend(level.iter().map(|document| ("p-examplepolicy", document)));
        }
        Value::Object(merged.document())
    }

    fn values(setting: Value) -> Value {
        json!({"tags": {"costcenter": {"tag_value": setting}}})
    }

    #[test]
    fn a_policy_further_down_replaces_adds_and_removes() {
        let root = values(json!({"@@assign": ["Development", "Support"]}));
        assert_eq!(
            effective(&[&[root.clone()], &[values(json!({"@@assign": ["Sandbox"]}))]]),
            values(json!(["Sandbox"])),
        );
        assert_eq!(
            effective(&[
                &[root.clone()],
                &[values(json!({"@@append": ["Marketing", "Support"]}))]
            ]),
            values(json!(["Development", "Support", "Marketing"])),
        );
        assert_eq!(
            effective(&[
                &[root],
                &[],
                &[values(json!({"@@remove": ["Development", "Marketing"]}))]
            ]),
            values(json!(["Support"])),
        );
    }

    #[test]
    fn append_starts_a_setting_and_remove_does_not() {
        assert_eq!(
            effective(&[&[values(json!({"@@append": ["A"]}))]]),
            values(json!(["A"]))
        );
        assert_eq!(
            effective(&[&[values(json!({"@@remove": ["A"]}))]]),
            json!({})
        );
    }

    #[test]
    fn a_control_limits_the_entities_further_down_only() {
        let root = values(json!({"@@assign": ["A"], CHILD_CONTROL: ["@@append"]}));
        let sibling = values(json!({"@@remove": ["A"], "@@append": ["B"]}));
        assert_eq!(effective(&[&[root.clone(), sibling]]), values(json!(["B"])));
        let child = values(json!({"@@assign": ["C"], "@@append": ["D"], "@@remove": ["A"]}));
        assert_eq!(effective(&[&[root], &[child]]), values(json!(["A", "D"])));
    }

    #[test]
    fn a_control_cannot_be_loosened_further_down() {
        let root = values(json!({"@@assign": ["A"], CHILD_CONTROL: ["@@none"]}));
        let child = values(json!({CHILD_CONTROL: ["@@all"]}));
        let account = values(json!({"@@assign": ["B"]}));
        assert_eq!(
            effective(&[&[root], &[child], &[account]]),
            values(json!(["A"]))
        );
    }

    #[test]
    fn controls_of_one_entity_allow_what_all_of_them_allow() {
        let first = values(json!({"@@assign": ["A"], CHILD_CONTROL: ["@@append", "@@remove"]}));
        let second = values(json!({CHILD_CONTROL: ["@@append", "@@assign"]}));
        let account = values(json!({"@@assign": ["B"], "@@append": ["C"], "@@remove": ["A"]}));
        assert_eq!(
            effective(&[&[first, second], &[account]]),
            values(json!(["A", "C"]))
        );
    }

    #[test]
    fn a_control_above_limits_new_settings_and_leaves_inherited_ones() {
        let root = json!({"services": {
            CHILD_CONTROL: ["@@none"],
            "default": {"opt_out_policy": {"@@assign": "optOut"}},
        }});
        let account = json!({"services": {
            "default": {"opt_out_policy": {"@@assign": "optIn"}},
            "lex": {"opt_out_policy": {"@@assign": "optIn"}},
        }});
        assert_eq!(
            effective(&[&[root], &[account]]),
            json!({"services": {"default": {"opt_out_policy": "optIn"}}}),
        );
    }

    #[test]
    fn of_policies_on_one_entity_the_first_attached_assigns() {
        let key = |name| json!({"tags": {"project": {"tag_key": {"@@assign": name}}}});
        assert_eq!(
            effective(&[&[key("PROJECT"), key("project")]]),
            json!({"tags": {"project": {"tag_key": "PROJECT"}}}),
        );
    }
}
