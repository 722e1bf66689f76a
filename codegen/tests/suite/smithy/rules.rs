//! The fixtures follow Smithy's own rules, so that they only show what a valid document can contain.

mod places;

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use codegen::source::{Source, read};
use serde_json::{Value, json};

use super::support::{fixture, read_fixture};
use crate::common::fixtures::files_below;
use crate::mistakes::put;
use places::{CONFLICTS, can_stand};

/// A document, and what it breaks.
struct Rules<'d> {
    document: &'d Value,
    broken: Vec<String>,
}

fn broken(document: &Value) -> Vec<String> {
    let mut rules = Rules {
        document,
        broken: Vec::new(),
    };
    for (id, shape) in document["shapes"].as_object().unwrap() {
        match text(&shape["type"]) {
            "apply" => rules.applied(id, shape),
            "resource" => rules.resource(id, shape),
            _ => {}
        }
        if shape["type"] != "apply" {
            rules.traits(id, text(&shape["type"]), &shape["traits"]);
            rules.members(id, shape);
        }
    }
    rules.names();
    rules.broken
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

impl Rules<'_> {
    fn check(&mut self, holds: bool, message: String) {
        if !holds {
            self.broken.push(message);
        }
    }

    fn shape(&self, id: &str) -> &Value {
        &self.document["shapes"][id]
    }

    fn type_of(&self, id: &str) -> String {
        match text(&self.shape(id)["type"]) {
            "" => {
                let name = id.strip_prefix("smithy.api#").unwrap_or_default();
                let name = name.strip_prefix("Primitive").unwrap_or(name);
                name.to_lowercase()
            }
            name => name.to_owned(),
        }
    }

    /// Smithy 2.0, "trait selector" and "conflicts".
    fn traits(&mut self, id: &str, place: &str, traits: &Value) {
        let names: Vec<_> = entries(traits).map(|(name, _)| name.as_str()).collect();
        for name in &names {
            // Smithy only warns about an undefined trait, and only if asked to.
            let is_unknown = name.starts_with("com.unknown#");
            let is_own = is_unknown || self.document["shapes"].get(name).is_some();
            let is_mixin = *name == "smithy.api#mixin" && !place.contains('>');
            let is_allowed = is_own || is_mixin || can_stand(name, place);
            self.check(is_allowed, format!("{id}: {name} on {place}"));
        }
        for [one, other] in CONFLICTS {
            let has_both = names.contains(&one) && names.contains(&other);
            self.check(!has_both, format!("{id}: both {one} and {other}"));
        }
        let values = traits["smithy.api#enum"].as_array();
        let has_name = |value: &&Value| value.get("name").is_some();
        let named = values.map(|values| values.iter().filter(has_name).count());
        let is_named_through = [None, Some(0), values.map(Vec::len)].contains(&named);
        self.check(
            is_named_through,
            format!("{id}: only some values are named"),
        );
    }

    fn members(&mut self, id: &str, shape: &Value) {
        let container = text(&shape["type"]);
        let single = ["member", "key", "value"].map(|key| (key, &shape[key]));
        let single = single.into_iter().filter(|(_, member)| member.is_object());
        let named = entries(&shape["members"]).map(|(name, member)| (name.as_str(), member));
        for (name, member) in named.chain(single) {
            let target = text(&member["target"]);
            let place = format!("{container}>{}", self.type_of(target));
            let id = format!("{id}${name}");
            self.traits(&id, &place, &member["traits"]);
            if container == "structure" {
                self.default(&id, member, target);
            }
        }
    }

    /// A member of a shape with a default has the same one, or null (Smithy 2.0, "default trait").
    fn default(&mut self, id: &str, member: &Value, target: &str) {
        let of_target = self.shape(target)["traits"].get("smithy.api#default");
        let has_default = of_target.is_some() || target.starts_with("smithy.api#Primitive");
        let is_version_2 = text(&self.document["smithy"]).starts_with('2');
        let of_member = member["traits"].get("smithy.api#default");
        let is_said = of_member.is_some_and(|value| {
            value.is_null() || of_target.is_none_or(|of_target| of_target == value)
        });
        self.check(
            !is_version_2 || !has_default || is_said,
            format!("{id}: not the default of {target}"),
        );
    }

    /// What is applied to a member that a mixin brings stands where that member does.
    fn applied(&mut self, id: &str, shape: &Value) {
        let Some((owner, name)) = id.split_once('$') else {
            let place = self.type_of(id);
            return self.traits(id, &place, &shape["traits"]);
        };
        let mut owners = vec![owner.to_owned()];
        while let Some(next) = owners.pop() {
            let container = self.type_of(&next);
            if let Some(member) = self.shape(&next)["members"].get(name) {
                let place = format!("{container}>{}", self.type_of(text(&member["target"])));
                return self.traits(id, &place, &shape["traits"]);
            }
            let mixins = self.shape(&next)["mixins"].as_array().into_iter().flatten();
            owners.extend(mixins.map(|mixin| text(&mixin["target"]).to_owned()));
        }
        self.check(false, format!("{id}: applied to nothing"));
    }

    /// Smithy 2.0, "Resource lifecycle operations" and "Binding identifiers to operations".
    fn resource(&mut self, id: &str, resource: &Value) {
        let identifiers: Vec<_> = entries(&resource["identifiers"])
            .map(|(name, _)| name.clone())
            .collect();
        let lifecycle = [
            ("create", None, false),
            ("put", Some("idempotent"), true),
            ("read", Some("readonly"), true),
            ("update", None, true),
            ("delete", Some("idempotent"), true),
            ("list", Some("readonly"), false),
        ];
        let targets = |key: &str| resource[key].as_array().into_iter().flatten();
        let instances = targets("operations").map(|operation| (operation, None, true));
        let collections = targets("collectionOperations").map(|operation| (operation, None, false));
        let lifecycle = lifecycle.map(|(key, flag, is_of_one)| (&resource[key], flag, is_of_one));
        let operations = lifecycle.into_iter().chain(instances).chain(collections);
        for (operation, flag, is_of_one) in operations {
            let Some(operation) = operation["target"].as_str() else {
                continue;
            };
            let operation = self.shape(operation);
            let input = &self.shape(text(&operation["input"]["target"]))["members"];
            let is_bound = |name: &String| {
                input[name]["traits"].get("smithy.api#required").is_some()
                    && self.type_of(text(&input[name]["target"])) == "string"
            };
            let is_of_all = identifiers.iter().all(is_bound);
            let has_flag = flag.is_none_or(|flag| {
                operation["traits"]
                    .get(format!("smithy.api#{flag}"))
                    .is_some()
            });
            let message = format!("{id}: {operation}");
            let is_bound_right = identifiers.is_empty() || is_of_all == is_of_one;
            self.check(is_bound_right && has_flag, message);
        }
    }

    /// A service renames shapes of its own closure, until no two have one name (Smithy 2.0,
    /// "Service closure"). A mixin is a service too.
    fn names(&mut self) {
        let shapes = self.document["shapes"].as_object().unwrap();
        let services = shapes
            .iter()
            .filter(|(_, shape)| shape["type"] == "service");
        let renames = services.clone().map(|(_, service)| &service["rename"]);
        let renamed: HashSet<_> = renames.flat_map(entries).map(|(id, _)| id).collect();
        let others = shapes.keys().filter(|id| !renamed.contains(id));
        let qualified: HashSet<_> = others.filter_map(|id| qualified(id)).collect();
        for (id, _) in services {
            let mut document = self.document.clone();
            let traits = document["shapes"][id]["traits"].as_object_mut();
            if let Some(traits) = traits
                && traits.remove("smithy.api#mixin").is_some()
            {
                traits.insert("aws.protocols#awsJson1_1".to_owned(), json!({}));
            }
            let text = document.to_string();
            match read(Source::new(text.as_bytes()).with_service(id)) {
                Err(problems) => self.broken.push(format!("{id}: {problems}")),
                Ok(model) => {
                    let is_qualified =
                        |name: &&String| qualified.contains(*name) || name.starts_with("SmithyApi");
                    let several = model.shapes.keys().filter(is_qualified);
                    let message = |name| format!("{id}: several shapes are called {name}");
                    self.broken.extend(several.map(message));
                }
            }
        }
    }
}

/// The name that a shape gets if another has its own: `ComExampleTag`.
fn qualified(id: &str) -> Option<String> {
    let (namespace, name) = id.split_once('#')?;
    let parts = namespace.split('.');
    let parts = parts.map(|part| part[..1].to_uppercase() + &part[1..]);
    Some(parts.collect::<String>() + name)
}

/// The documents that are meant to be sound.
fn sound_fixtures() -> impl Iterator<Item = PathBuf> {
    let folders = ["formats", "smithy"].into_iter();
    let paths = folders.flat_map(|folder| files_below(&fixture(folder)));
    paths.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        // Smithy refuses conflicts of names that this reader resolves.
        let is_broken = name.starts_with("namespaces-re");
        !is_broken && !["service-2.json", "paginators-1.json"].contains(&name)
    })
}

#[test]
fn the_fixtures_follow_the_rules_of_smithy() {
    let paths: Vec<_> = sound_fixtures().collect();
    assert!(paths.len() > 15, "{paths:?}");
    for path in paths {
        let document = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(broken(&document), [""; 0], "{}", path.display());
    }
}

/// Mistakes that fixtures once had, to show that the rules find them: the fixture, a JSON pointer
/// into its shapes, the value there, and the start of the message.
const BROKEN: &str = r#"[
    ["mixins", "ns#Paged$Token/traits", {"smithy.api#sensitive": {}},
        "ns#Paged$Token: smithy.api#sensitive on structure>string"],
    ["namespaces", "ns#Service/rename", {"third#Tag": "ThirdTag"},
        "ns#Service: several shapes are called OtherPlaceTag"],
    ["operation-mixins", "ns#Mixed", {"type": "operation"},
        "ns#ServiceMixin: shapes.ns#ServiceMixin.rename"],
    ["resources", "ns#GetCity", {"type": "operation"},
        "ns#City: "],
    ["version-1", "ns#Colour/traits/smithy.api#enum", [{"value": "RED"}, {"value": "old", "name": "OLD"}],
        "ns#Colour: only some values are named"],
    ["version-2", "ns#Input/members/Boxed/traits", {},
        "ns#Input$Boxed: not the default of smithy.api#PrimitiveBoolean"],
    ["vocabulary", "ns#Do/traits/aws.api#controlPlane", {},
        "ns#Do: both aws.api#controlPlane and aws.api#dataPlane"],
    ["vocabulary", "ns#List/traits/smithy.api#mediaType", "text/plain",
        "ns#List: smithy.api#mediaType on list"]
]"#;

#[test]
fn a_broken_rule_is_found() {
    let cases: Vec<(String, String, Value, String)> = serde_json::from_str(BROKEN).unwrap();
    for (name, pointer, value, found) in cases {
        let text = read_fixture(&format!("smithy/{name}.json"));
        let mut document = serde_json::from_slice(&text).unwrap();
        put(&mut document, &format!("/shapes/{pointer}"), value);
        let broken = broken(&document);
        let is_found = broken.iter().any(|it| it.starts_with(&found));
        assert!(is_found, "{name}: {broken:?}");
    }
}

/// Each trait that the reader knows but does not interpret is in a fixture, whose model is a
/// snapshot.
#[test]
fn a_fixture_has_the_whole_vocabulary() {
    let fixture = String::from_utf8(read_fixture("smithy/vocabulary.json")).unwrap();
    let vocabulary = include_str!("../../../src/source/smithy/vocabulary.rs");
    let texts = vocabulary.split('"').skip(1).step_by(2);
    let ids: Vec<_> = texts.filter(|text| text.contains('#')).collect();
    assert!(ids.len() > 60, "{ids:?}");
    for id in ids {
        assert!(fixture.contains(&format!("\"{id}")), "{id}");
    }
}
