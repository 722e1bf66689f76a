//! What is wrong with an effective policy although each policy that it comes from is well formed.
//!
//! Only backup policies are validated: "Backup policy syntax and examples" in the Organizations
//! User Guide says which elements a plan needs, and how many rules it can have.

use org_types::{EffectivePolicyValidationError, PolicyType};
use serde_json::Value;

use super::merge::Merged;

const MAX_RULES: usize = 10;

/// Returns the problems of an effective policy, in the order of their paths.
pub(super) fn problems(
    policy_type: &PolicyType,
    merged: &Merged,
) -> Vec<EffectivePolicyValidationError> {
    let mut problems = Problems {
        merged,
        found: Vec::new(),
    };
    if *policy_type == PolicyType::BackupPolicy {
        for (name, plan) in members(merged.document().get("plans")) {
            problems.check_plan(&["plans", name], plan);
        }
    }
    problems.found
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value))
}

struct Problems<'a> {
    merged: &'a Merged,
    found: Vec<EffectivePolicyValidationError>,
}

impl Problems<'_> {
    fn check_plan(&mut self, path: &[&str], plan: &Value) {
        self.require(path, plan, &["regions", "rules", "selections"]);
        let path = &[path, &["rules"]].concat();
        let rules = plan.get("rules");
        if members(rules).count() > MAX_RULES {
            let message = format!("A plan has at most {MAX_RULES} rules.");
            self.add("ELEMENTS_TOO_MANY", message, path);
        }
        for (name, rule) in members(rules) {
            let path = [path, [name].as_slice()].concat();
            self.require(&path, rule, &["target_backup_vault_name"]);
        }
    }

    fn require(&mut self, path: &[&str], value: &Value, keys: &[&str]) {
        for key in keys {
            if value.get(key).is_none() {
                self.add("KEY_REQUIRED", format!("{key} is missing."), path);
            }
        }
    }

    fn add(&mut self, code: &str, message: String, path: &[&str]) {
        let problem = EffectivePolicyValidationError::default()
            .error_code(code)
            .error_message(message)
            .path_to_error(path.join("/"))
            .contributing_policies(self.merged.sources(path));
        self.found.push(problem);
    }
}
