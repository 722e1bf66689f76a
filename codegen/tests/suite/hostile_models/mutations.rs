//! Fixtures with a few things changed at random: a crate or problems, never a panic.

use codegen::api::Documentation;
use codegen::generate;
use codegen::source::{Source, read};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::common::fixtures::{fixture_names, fixture_text};

/// Ten thousand random changes of the fixtures: each is read or refused, and what is read is
/// generated.
#[test]
fn random_mutations_never_panic() {
    let fixtures: Vec<Value> = fixture_names()
        .iter()
        .map(|name| serde_json::from_str(&fixture_text(name)).unwrap())
        .collect();
    let mut random = Rng::with_seed(0x5eed);
    let (mut read_well, mut refused) = (0, 0);
    for round in 0..10_000 {
        let mut mutant = fixtures[round % fixtures.len()].clone();
        for _ in 0..=random.usize(..3) {
            mutate(&mut mutant, &mut random);
        }
        match read(Source::new(mutant.to_string().as_bytes())) {
            Ok(model) => {
                generate(&model, &Documentation::default())
                    .unwrap_or_else(|problems| panic!("{mutant}\n{problems}"));
                read_well += 1;
            }
            Err(problems) => {
                assert!(
                    problems
                        .iter()
                        .all(|problem| !problem.path.is_empty() && !problem.message.is_empty())
                );
                refused += 1;
            }
        }
    }
    assert!(
        read_well > 500 && refused > 500,
        "the mutations are one-sided: {read_well} read, {refused} refused"
    );
}

/// Changes one place of a JSON value: drops, repeats, renames, replaces or moves something.
fn mutate(value: &mut Value, random: &mut Rng) {
    let descend = random.usize(..5) > 0;
    match value {
        Value::Object(object) if !object.is_empty() => {
            let key = random.choice(object.keys()).unwrap().clone();
            if descend {
                return mutate(object.get_mut(&key).unwrap(), random);
            }
            let child = object.get(&key).unwrap().clone();
            match random.usize(..4) {
                0 => _ = object.remove(&key),
                1 => _ = object.insert(format!("{key}x"), child),
                2 => _ = object.insert("type".to_owned(), child),
                _ => _ = object.insert(key, anything(random)),
            }
        }
        Value::Array(array) if !array.is_empty() => {
            let index = random.usize(..array.len());
            match (descend, random.usize(..3)) {
                (true, _) => mutate(&mut array[index], random),
                (false, 0) => _ = array.remove(index),
                (false, 1) => array.push(array[index].clone()),
                (false, _) => array[index] = anything(random),
            }
        }
        other => *other = anything(random),
    }
}

fn anything(random: &mut Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!("Text"),
        json!("../x"),
        json!("structure"),
        json!("list"),
        json!("string"),
        json!("map"),
        json!("timestamp"),
        json!([]),
        json!({}),
        json!(["A", "B"]),
        json!({"shape": "Text"}),
        json!([[1]]),
    ];
    random.choice(values).unwrap()
}
