//! How policies on the way from the root to an account add up, by the examples of the Organizations
//! User Guide and beyond.

use org_types::*;
use serde_json::{Value, json};

use crate::world::{MEMBER, World};

const CHILD_CONTROL: &str = "@@operators_allowed_for_child_policies";

/// The effective policy of an account with these policies at the root, at the organizational unit
/// that the account is in, and at the account itself.
fn effective(root: &[Value], unit: &[Value], account: &[Value]) -> Value {
    let world = World::new();
    let id = world.root();
    world.enable(PolicyType::TagPolicy);
    let parent = world.unit(&id, "Sandbox");
    world.ok(MoveAccountRequest::new(MEMBER, &id, &parent));
    let targets = [(id.as_str(), root), (&parent, unit), (MEMBER, account)];
    for (target, documents) in targets {
        for (number, document) in documents.iter().enumerate() {
            let name = format!("{target} {number}");
            let content = json!({"tags": document}).to_string();
            let policy = CreatePolicyRequest::new(content, "", name, PolicyType::TagPolicy);
            world.ok(AttachPolicyRequest::new(world.policy(policy), target));
        }
    }
    let input = DescribeEffectivePolicyRequest::new(EffectivePolicyType::TagPolicy);
    let own = world.ok_by(MEMBER, input.clone());
    assert_eq!(world.ok(input.target_id(MEMBER)), own);
    let content = own.effective_policy.unwrap().policy_content.unwrap();
    serde_json::from_str::<Value>(&content).unwrap()["tags"].take()
}

fn values(setting: Value) -> Value {
    json!({"costcenter": {"tag_value": setting}})
}

#[test]
fn a_policy_further_down_replaces_adds_and_removes() {
    let root = [values(json!({"@@assign": ["Development", "Support"]}))];
    let below = |setting| effective(&root, &[values(setting)], &[]);
    assert_eq!(
        below(json!({"@@assign": ["Sandbox"]})),
        values(json!(["Sandbox"]))
    );
    assert_eq!(
        below(json!({"@@append": ["Marketing", "Support"]})),
        values(json!(["Development", "Support", "Marketing"])),
    );
    assert_eq!(
        below(json!({"@@remove": ["Development", "Marketing"]})),
        values(json!(["Support"]))
    );
}

#[test]
fn append_starts_a_setting_and_remove_does_not() {
    let append = values(json!({"@@append": ["A"]}));
    let remove = json!({"other": {"tag_value": {"@@remove": ["A"]}}});
    assert_eq!(effective(&[append], &[remove], &[]), values(json!(["A"])));
}

#[test]
fn a_control_limits_the_entities_further_down_only() {
    let root = values(json!({"@@assign": ["A"], CHILD_CONTROL: ["@@append"]}));
    let sibling = values(json!({"@@remove": ["A"], "@@append": ["B"]}));
    assert_eq!(
        effective(&[root.clone(), sibling], &[], &[]),
        values(json!(["B"]))
    );
    let child = values(json!({"@@assign": ["C"], "@@append": ["D"], "@@remove": ["A"]}));
    assert_eq!(effective(&[root], &[child], &[]), values(json!(["A", "D"])));
}

#[test]
fn a_control_cannot_be_loosened_further_down() {
    let root = values(json!({"@@assign": ["A"], CHILD_CONTROL: ["@@none"]}));
    let unit = values(json!({CHILD_CONTROL: ["@@all"]}));
    let account = values(json!({"@@assign": ["B"]}));
    assert_eq!(
        effective(&[root], &[unit], &[account]),
        values(json!(["A"]))
    );
}

#[test]
fn controls_of_one_entity_allow_what_all_of_them_allow() {
    let first = values(json!({"@@assign": ["A"], CHILD_CONTROL: ["@@append", "@@remove"]}));
    let second = values(json!({CHILD_CONTROL: ["@@append", "@@assign"]}));
    let account = values(json!({"@@assign": ["B"], "@@append": ["C"], "@@remove": ["A"]}));
    assert_eq!(
        effective(&[first, second], &[], &[account]),
        values(json!(["A", "C"]))
    );
}

#[test]
fn a_control_above_limits_new_settings_and_leaves_inherited_ones() {
    let root = json!({CHILD_CONTROL: ["@@none"], "team": {"tag_key": {"@@assign": "Team"}}});
    let account = json!({
        "team": {"tag_key": {"@@assign": "TEAM"}},
        "stage": {"tag_key": {"@@assign": "Stage"}},
    });
    assert_eq!(
        effective(&[root], &[], &[account]),
        json!({"team": {"tag_key": "TEAM"}})
    );
}

#[test]
fn of_policies_on_one_entity_the_first_attached_assigns() {
    let key = |name| json!({"project": {"tag_key": {"@@assign": name}}});
    assert_eq!(
        effective(&[key("PROJECT"), key("project")], &[], &[]),
        json!({"project": {"tag_key": "PROJECT"}}),
    );
}
