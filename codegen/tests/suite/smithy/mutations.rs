//! Ten thousand documents with one thing changed at random: a crate or problems, never a panic.

use codegen::api::Documentation;
use codegen::generate;
use codegen::model::Model;
use codegen::source::{Source, read};
use fastrand::Rng;
use serde_json::{Value, json};

use super::support::read_fixture;

/// Documents that are read as they are.
const FIXTURES: [&str; 14] = [
    "features/hostile/service.smithy.json",
    "formats/json/service.smithy.json",
    "formats/rest-json/service.smithy.json",
    "formats/rest-xml/service.smithy.json",
    "smithy/closure.json",
    "smithy/collections.json",
    "smithy/int-enum.json",
    "smithy/mixins.json",
    "smithy/namespaces.json",
    "smithy/numbers.json",
    "smithy/operation-mixins.json",
    "smithy/resources.json",
    "smithy/unit.json",
    "smithy/version-1.json",
];

#[test]
fn one_random_change_gives_a_crate_or_problems() {
    let documents = FIXTURES.map(|path| -> Value {
        let text = read_fixture(path);
        read(Source::new(&text)).unwrap_or_else(|problems| panic!("{path}: {problems}"));
        serde_json::from_slice(&text).unwrap()
    });
    let mut random = Rng::with_seed(20_161_128);
    let (mut models, mut refused) = (0, 0);
    for round in 0..10_000 {
        let text = mutated(&documents[round % documents.len()], &mut random);
        match read(Source::new(&text)) {
            Ok(model) => {
                models += 1;
                assert!(names(&model).all(|name| !name.contains("evil")));
                generate(&model, &Documentation::default())
                    .unwrap_or_else(|problems| panic!("{problems}"));
            }
            Err(problems) => {
                refused += 1;
                assert!(problems.iter().all(|problem| !problem.path.is_empty()));
            }
        }
    }
    assert!(
        models > 2_000 && refused > 5_000,
        "{models} models, {refused} refused"
    );
}

/// Everything in a model that becomes a name in generated code.
fn names(model: &Model) -> impl Iterator<Item = &str> {
    let shapes = model.shapes.iter().flat_map(|(name, shape)| {
        let references = shape.references();
        let used = references.flat_map(|(name, member)| [name, member.target.as_str()]);
        std::iter::once(name.as_str()).chain(used)
    });
    model.operations.keys().map(String::as_str).chain(shapes)
}

fn mutated(document: &Value, random: &mut Rng) -> Vec<u8> {
    if random.usize(..10) == 0 {
        let mut text = document.to_string().into_bytes();
        let index = random.usize(..text.len());
        text[index] = random.u8(..);
        return text;
    }
    let mut document = document.clone();
    let mut strings = Vec::new();
    collect_strings(&document, &mut strings);
    let borrowed = strings[random.usize(..strings.len())].clone();
    let nodes = count(&document);
    let mut countdown = random.usize(..nodes);
    if let Some(node) = nth(&mut document, &mut countdown) {
        change(node, borrowed, random);
    }
    document.to_string().into_bytes()
}

/// Changes a value: another value in its place, or an entry removed, renamed, added or copied.
fn change(node: &mut Value, borrowed: String, random: &mut Rng) {
    if let Value::Object(entries) = node {
        let keys: Vec<String> = entries.keys().cloned().collect();
        let key = (!keys.is_empty()).then(|| keys[random.usize(..keys.len())].clone());
        match (random.usize(..6), key) {
            (0, Some(key)) => _ = entries.remove(&key),
            (1, Some(key)) => {
                let value = entries.remove(&key).unwrap();
                entries.insert(borrowed, value);
            }
            (2, _) => _ = entries.insert(borrowed, json!({})),
            (3 | 4, Some(key)) => {
                let other = keys[random.usize(..keys.len())].clone();
                entries.insert(other, entries[&key].clone());
            }
            _ => *node = junk(borrowed, random),
        }
    } else {
        *node = junk(borrowed, random);
    }
}

fn junk(borrowed: String, random: &mut Rng) -> Value {
    match random.usize(..12) {
        0 => json!(null),
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!(""),
        5 => json!("evil; fn evil() {}"),
        6 => json!([]),
        7 => json!({}),
        8 => json!([borrowed]),
        9 => json!({"target": borrowed}),
        _ => json!(borrowed),
    }
}

fn collect_strings(value: &Value, strings: &mut Vec<String>) {
    match value {
        Value::String(text) => strings.push(text.clone()),
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect_strings(value, strings)),
        Value::Object(entries) => {
            for (key, value) in entries {
                strings.push(key.clone());
                collect_strings(value, strings);
            }
        }
        _ => {}
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// The value that the countdown reaches in a walk over all values.
fn nth<'v>(value: &'v mut Value, countdown: &mut usize) -> Option<&'v mut Value> {
    if *countdown == 0 {
        return Some(value);
    }
    *countdown -= 1;
    match value {
        Value::Array(values) => values.iter_mut().find_map(|value| nth(value, countdown)),
        Value::Object(entries) => entries.values_mut().find_map(|value| nth(value, countdown)),
        _ => None,
    }
}
