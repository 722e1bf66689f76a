//! Removes prose from upstream files: `model/` only holds facts.
//!
//! Prose is a string under the name of a member that holds sentences, wherever that is. A shape or a
//! member may have the same name, but its value is an object.

use indexmap::IndexMap;

use crate::json::Json;

/// The members that hold sentences.
const PROSE: [&str; 2] = ["documentation", "deprecatedMessage"];

/// Removes the sentences and the examples from a `service-2.json`.
pub(crate) fn strip_service_model(model: &mut Json) {
    if let Json::Object(members) = model {
        members.shift_remove("examples");
    }
    visit_objects(model, &mut remove_prose);
}

/// Removes the sentences from an `endpoint-rule-set-1.json`, and blanks its error messages. The member
/// `error` itself distinguishes a rule from other kinds, so it is kept.
pub(crate) fn strip_endpoints(endpoints: &mut Json) {
    visit_objects(endpoints, &mut |members| {
        remove_prose(members);
        if let Some(Json::String(error)) = members.get_mut("error") {
            error.clear();
        }
    });
}

fn remove_prose(members: &mut IndexMap<String, Json>) {
    let is_prose =
        |key: &str, value: &Json| PROSE.contains(&key) && matches!(value, Json::String(_));
    members.retain(|key, value| !is_prose(key, value));
}

/// Calls a function with the members of each object in a document, outer objects first.
fn visit_objects(json: &mut Json, action: &mut dyn FnMut(&mut IndexMap<String, Json>)) {
    match json {
        Json::Object(members) => {
            action(members);
            for value in members.values_mut() {
                visit_objects(value, action);
            }
        }
        Json::Array(items) => {
            for item in items {
                visit_objects(item, action);
            }
        }
        Json::String(_) | Json::Other(_) => {}
    }
}
