//! Endpoint rules: their endpoints, the same in both formats, and the problems of broken ones.

mod functions;

use std::fs;

use crate::common::fixtures::{self, fixture_folder};
use crate::hostile_models::refused_with_wrong_values;
use crate::mistakes::{edited, put};
use codegen::model::{EndpointRow, Endpoints};
use codegen::source::{Source, read, read_endpoints, read_with_warnings};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn fixture(file: &str) -> Value {
    let text = fs::read(fixture_folder("endpoints").join(file)).unwrap();
    serde_json::from_slice(&text).unwrap()
}

/// The cases in a file of `fixtures/endpoints`.
fn cases<T: DeserializeOwned>(file: &str) -> Vec<T> {
    let path = fixtures::fixture("endpoints").join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Rules that ask for the region and whether FIPS is wanted.
fn rule_set(rules: &Value) -> Value {
    json!({
        "version": "1.1",
        "parameters": {
            "Region": {"type": "string", "builtIn": "AWS::Region"},
            "UseFIPS": {"type": "boolean", "builtIn": "AWS::UseFIPS", "required": true, "default": false},
            "Unset": {"type": "string"},
            "Default": {"type": "string", "default": "https://tea"},
        },
        "rules": rules,
    })
}

fn endpoint(conditions: &Value, url: &Value) -> Value {
    json!({"type": "endpoint", "conditions": conditions, "endpoint": {"url": url}})
}

fn evaluated(rules: &Value) -> Result<Endpoints, String> {
    let rules = rule_set(rules).to_string();
    let partitions = fixture("partitions.json").to_string();
    let endpoints = read_endpoints(rules.as_bytes(), partitions.as_bytes());
    endpoints.map_err(|problems| problems.to_string())
}

/// The rows of the first partition, `region variant URL` each.
fn rows(rules: &Value) -> Vec<String> {
    let line = |row: &EndpointRow| {
        let region = row.region.as_deref().unwrap_or("*");
        let url = row.endpoint.as_ref().map_or("none", |it| it.url.as_str());
        format!("{region} {:?} {url}", row.variant)
    };
    let endpoints = evaluated(rules).unwrap();
    let rows = endpoints.partitions[0].rows.iter();
    // Rules that do not ask for dual-stack have the same without.
    let rows = rows.filter(|row| !row.variant.is_dual_stack());
    rows.map(line).collect()
}

/// Rules in full. In short, a rule is its conditions with its URL, with the rules of a tree, or with null
/// for an error.
fn rules(short: &[(Value, Value)]) -> Value {
    let rules = short.iter().map(|(conditions, result)| match result {
        Value::Null => json!({"type": "error", "conditions": conditions, "error": ""}),
        Value::Array(_) => {
            let inner: Vec<_> = serde_json::from_value(result.clone()).unwrap();
            json!({"type": "tree", "conditions": conditions, "rules": rules(&inner)})
        }
        url => endpoint(conditions, url),
    });
    rules.collect()
}

/// A case is a name, rules, and their rows or problem.
#[test]
fn rules_are_evaluated_to_a_table() {
    for (name, short, expected) in cases::<(String, Vec<_>, Value)>("rules.json") {
        let rules = rules(&short);
        match expected {
            Value::String(problem) => {
                assert!(evaluated(&rules).unwrap_err().contains(&problem), "{name}")
            }
            expected => assert_eq!(json!(rows(&rules)), expected, "{name}"),
        }
    }
}

/// A text that names a long value many times is refused before it fills the memory.
#[test]
fn the_length_of_a_text_is_limited() {
    let text = "{Default}".repeat(1_000);
    let long = rule_set(&json!([endpoint(&json!([]), &json!(text))]));
    let mut long_default = long.clone();
    long_default["parameters"]["Default"]["default"] = "tea".repeat(1_000).into();
    let partitions = fixture("partitions.json").to_string();
    for (rules, problem) in [
        (long, "endpoint.url: gives a text of more than 1000 bytes"),
        (
            long_default,
            "parameters.Default: has a default of more than 1000 bytes",
        ),
    ] {
        let rules = rules.to_string();
        let problems = read_endpoints(rules.as_bytes(), partitions.as_bytes()).unwrap_err();
        assert!(problems.to_string().contains(problem), "{problems}");
    }
}

/// A case is the file that is broken, a JSON pointer, and the value there.
#[test]
fn every_problem_has_its_place() {
    let model = edited::<&str>("botocore", []).to_string();
    let mut said = String::new();
    for (file, pointer, value) in cases::<(String, String, Value)>("mistakes.json") {
        let mut rules = fixture("endpoint-rule-set-1.json");
        let mut partitions = fixture("partitions.json");
        let broken = match &*file {
            "rules" => &mut rules,
            _ => &mut partitions,
        };
        put(broken, &pointer, value);
        let (rules, partitions) = (rules.to_string(), partitions.to_string());
        let problems = read_endpoints(rules.as_bytes(), partitions.as_bytes()).unwrap_err();
        said += &format!("{problems}\n");
        let source = Source::new(model.as_bytes())
            .with_endpoint_rules(rules.as_bytes())
            .with_partitions(partitions.as_bytes());
        // For a model, they are warnings, without which the rest of it can be used.
        assert_eq!(read(source).unwrap_err(), problems);
        let reading = read_with_warnings(source).unwrap();
        assert_eq!(
            (reading.warnings, reading.model.service.endpoints),
            (problems, None)
        );
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_duplicate_key_is_a_problem_where_other_keys_are_ignored() {
    let partitions = fixture("partitions.json").to_string();
    let rules = fixture("endpoint-rule-set-1.json").to_string();
    for key in ["authSchemes", "signingRegion"] {
        let key = format!(r#""{key}":"#);
        let twice = rules.replace(&key, &format!(r#"{key}[],{key}"#));
        let problems = read_endpoints(twice.as_bytes(), partitions.as_bytes()).unwrap_err();
        assert!(
            problems.to_string().contains(" twice; remove one"),
            "{problems}"
        );
    }
}

/// A model with a trait of `smithy.rules`.
fn ast(name: &str, value: &Value) -> String {
    let pointer = format!("/shapes/ns#Service/traits/smithy.rules#{name}");
    edited("smithy", [(pointer, value.clone())]).to_string()
}

#[test]
fn a_smithy_model_has_the_rules_as_a_trait() {
    let partitions = fixture("partitions.json").to_string();
    let rules = fixture("endpoint-rule-set-1.json");
    let text = ast("endpointRuleSet", &rules);
    let source = Source::new(text.as_bytes());
    let model = read(source.with_partitions(partitions.as_bytes())).unwrap();
    let expected = read_endpoints(rules.to_string().as_bytes(), partitions.as_bytes()).unwrap();
    assert_eq!(model.service.endpoints, Some(expected));
    assert_eq!(read(source).unwrap().service.endpoints, None);
    let both = source.with_endpoint_rules(b"{}");
    assert!(
        read(both)
            .unwrap_err()
            .to_string()
            .contains("(endpoint rules): belong to a service-2.json")
    );
}

#[test]
fn a_broken_or_newer_trait_is_a_warning_with_its_place() {
    let partitions = fixture("partitions.json").to_string();
    let warnings = |name: &str, value: &Value| {
        let text = ast(name, value);
        let source = Source::new(text.as_bytes()).with_partitions(partitions.as_bytes());
        let reading = read_with_warnings(source).unwrap();
        assert_eq!(reading.model.service.endpoints, None);
        reading.warnings.to_string()
    };
    let mut rules = fixture("endpoint-rule-set-1.json");
    rules["rules"][0]["conditions"][0]["fn"] = json!("aws.isOpen");
    let unknown = warnings("endpointRuleSet", &rules);
    let traits = "shapes.ns#Service.traits.smithy.rules#";
    let place = format!("{traits}endpointRuleSet.rules[0].conditions[0]: ");
    assert!(unknown.starts_with(&place), "{unknown}");
    let diagram = warnings("endpointBdd", &json!({"version": "1.1"}));
    let place = format!("{traits}endpointBdd: ");
    assert!(diagram.starts_with(&place), "{diagram}");
}

#[test]
fn broken_rules_never_panic() {
    let mut partitions = fixture("partitions.json");
    partitions["partitions"].as_array_mut().unwrap().truncate(1);
    let partitions = partitions.to_string();
    let (changed, refused) =
        refused_with_wrong_values(&fixture("endpoint-rule-set-1.json"), |rules| {
            read_endpoints(rules, partitions.as_bytes()).is_err()
        });
    assert!(refused > changed / 6, "{refused} of {changed}");
}
