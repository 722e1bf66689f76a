//! Broken and hostile models give an error with a place, or harmless text; never a panic.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::HashSet;

use codegen::diff::{Revision, diff};
use codegen::documentation::Documentation;
use codegen::generate;
use codegen::history::since;
use codegen::names::Names;
use codegen::plan::Plan;
use codegen::source::{Source, read};
use serde_json::{Value, json};
use support::{fixture_names, fixture_text};

/// A model with one shape, which `change` may break.
fn model(change: impl FnOnce(&mut Value)) -> String {
    let mut model = json!({
        "metadata": {"apiVersion": "2024-01-01", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
        "operations": {"Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "City"}}},
        "shapes": {
            "City": {"type": "structure", "required": ["Name"], "members": {"Name": {"shape": "Text"}, "Mode": {"shape": "Mode"}}},
            "Text": {"type": "string"},
            "Mode": {"type": "string", "enum": ["A"]},
        },
    });
    change(&mut model);
    model.to_string()
}

fn problems(model: &str) -> String {
    match read(Source::new(model.as_bytes())) {
        Ok(model) => panic!("is taken for a sound model: {model:?}"),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn the_model_is_sound_before_it_is_broken() {
    read(Source::new(model(|_| {}).as_bytes())).unwrap();
}

#[test]
fn every_problem_has_its_place() {
    let broken = model(|model| {
        model["colour"] = json!("blue");
        model["metadata"]["protocol"] = json!("gopher");
        model["operations"]["Get"]["input"]["shape"] = json!("Nowhere");
        model["operations"]["Get"]["errors"] = json!([{"shape": "Text"}]);
        model["operations"]["Get"]["http"]["responseCode"] = json!(99);
        model["shapes"]["City"]["required"] = json!(["Name", "Population", "Name"]);
        model["shapes"]["City"]["members"]["Mode"]["shape"] = json!("Lost");
        model["shapes"]["City"]["members"]["Name"]["location"] = json!("moon");
        model["shapes"]["Mode"]["enum"] = json!(["A", "A", 1]);
        model["shapes"]["Text"]["tasty"] = json!(true);
        model["shapes"]["Loop"] = json!({"type": "structure", "required": ["Self"], "members": {"Self": {"shape": "Loop"}}});
        model["shapes"]["Many"] = json!({"type": "list", "member": {"shape": "Many"}});
        model["shapes"]["Index"] =
            json!({"type": "map", "key": {"shape": "City"}, "value": {"shape": "Text"}});
        model["shapes"]["Odd"] = json!({"type": "string", "members": {}});
        model["shapes"]["Nothing"] = json!({"type": "nothing"});
    });
    insta::assert_snapshot!(problems(&broken));
}

#[test]
fn an_input_that_is_no_structure_is_refused() {
    let broken = model(|model| model["operations"]["Get"]["input"]["shape"] = json!("Text"));
    insta::assert_snapshot!(problems(&broken));
}

#[test]
fn duplicate_keys_are_refused() {
    let broken = model(|_| {}).replace(r#""Text":{"#, r#""Text":{"type":"string"},"Text":{"#);
    insta::assert_snapshot!(problems(&broken));
}

#[test]
fn what_a_problem_quotes_cannot_break_its_line() {
    let text = "a\n\u{1b}[31m\u{202e}";
    let broken = model(|model| {
        model[text] = json!(1);
        model[""] = json!(1);
        model["metadata"]["protocol"] = json!(text);
        model["operations"]["Get"]["input"]["shape"] = json!(text);
        model["shapes"]["City"]["required"] = json!([text]);
        model["shapes"]["Odd"] = json!({"type": "structure", "required": [text, text], "members": {text: {"shape": "Text"}}});
        model["shapes"]["City"]["payload"] = json!(text);
        model["shapes"]["Mode"]["enum"] = json!([text, text]);
        model["shapes"]["Text"]["type"] = json!(text);
    });
    let Err(problems) = read(Source::new(broken.as_bytes())) else {
        panic!("{broken} is taken for a sound model")
    };
    assert_eq!(problems.iter().count(), 10, "{problems}");
    for problem in problems.iter() {
        let line = problem.to_string();
        assert!(!problem.path.is_empty(), "{line:?}");
        assert!(!line.contains(['\n', '\u{1b}', '\u{202e}']), "{line:?}");
    }
}

#[test]
fn bounds_that_exclude_each_other_are_refused() {
    let broken = model(|model| {
        model["shapes"]["Text"]["min"] = json!(2);
        model["shapes"]["Text"]["max"] = json!(1);
        model["shapes"]["City"]["members"]["Name"]["min"] = json!(u64::MAX);
        model["shapes"]["City"]["members"]["Name"]["max"] = json!(u64::MAX - 1);
    });
    assert_eq!(
        problems(&broken),
        "shapes.City.members.Name: allows at least 18446744073709551615 and at most \
         18446744073709551614, which no value is; correct one\n\
         shapes.Text: allows at least 2 and at most 1, which no value is; correct one"
    );
    let exact = model(|model| {
        model["shapes"]["Text"]["min"] = json!(2);
        model["shapes"]["Text"]["max"] = json!(2.0);
    });
    read(Source::new(exact.as_bytes())).unwrap();
}

#[test]
fn values_that_are_valid_in_one_place_are_texts() {
    let broken = model(|model| {
        model["shapes"]["City"]["members"]["Name"]["enum"] = json!(["A", 1, {"a": []}]);
    });
    assert_eq!(
        problems(&broken),
        "shapes.City.members.Name.enum[1]: is a number; expected a string\n\
         shapes.City.members.Name.enum[2]: is an object; expected a string"
    );
}

#[test]
fn hostile_names_are_refused() {
    let names = [
        "Foo; fn evil() {}",
        "../../x",
        "/etc/passwd",
        "a\"b",
        "a\nb",
        "*/",
        "a\u{202e}b",
        "",
        "_",
        "1st",
        "Ünïcode",
        "a b",
        "r#type",
        "C:\\x",
    ];
    for name in names {
        let as_shape =
            model(|model| model["shapes"][name] = json!({"type": "structure", "members": {}}));
        let as_member =
            model(|model| model["shapes"]["City"]["members"][name] = json!({"shape": "Text"}));
        let as_operation = model(|model| {
            model["operations"][name] = json!({"http": {"method": "POST", "requestUri": "/"}})
        });
        for broken in [as_shape, as_member, as_operation] {
            let problems = problems(&broken);
            assert!(
                problems.contains("is no identifier"),
                "{name:?}: {problems}"
            );
            assert_eq!(
                problems.lines().count(),
                1,
                "{name:?} breaks the line: {problems}"
            );
        }
    }
}

#[test]
fn names_that_no_file_can_have_are_refused() {
    let long = "Y".repeat(300);
    let broken = model(|model| {
        model["operations"][&long] = json!({"http": {"method": "POST", "requestUri": "/"}});
    });
    assert!(problems(&broken).contains("has 300 characters; a name has at most 160"));
}

/// Texts that names are not made of may hold anything; they end up in literals and comments.
#[test]
fn hostile_texts_are_harmless() {
    let texts = [
        "*/ fn evil() {} /*",
        "\"; fn evil() {} //",
        "a\nfn evil() {}",
        "`]()<script>",
        "\u{202e}",
        "\\",
        "{name}",
        "#[evil]",
    ];
    for (text, protocol) in texts
        .iter()
        .flat_map(|text| [(text, "json"), (text, "rest-json")])
    {
        let hostile = model(|model| {
            model["metadata"]["protocol"] = json!(protocol);
            model["operations"]["Get"]["http"]["requestUri"] = json!(text);
            model["operations"]["Get"]["endpoint"] = json!({"hostPrefix": text});
            model["shapes"]["City"]["members"]["Header"] =
                json!({"shape": "Text", "location": "header", "locationName": text});
            model["shapes"]["City"]["members"]["Name"]["enum"] = json!([text]);
            model["metadata"]["serviceId"] = json!(text);
            model["metadata"]["uid"] = json!(text);
            model["metadata"]["targetPrefix"] = json!(text);
            model["metadata"]["apiVersion"] = json!(text);
            model["shapes"]["Text"]["pattern"] = json!(text);
            model["shapes"]["Mode"]["enum"] = json!(["A", text]);
            model["shapes"]["City"]["members"]["Name"]["locationName"] = json!(text);
            model["shapes"]["City"]["deprecated"] = json!(true);
            model["shapes"]["City"]["deprecatedMessage"] = json!(text);
        });
        let model = read(Source::new(hostile.as_bytes())).unwrap();
        for (path, source) in generate(&model, &Documentation::default()).unwrap() {
            let file = syn::parse_file(&source).unwrap();
            let functions = file
                .items
                .iter()
                .filter(|item| matches!(item, syn::Item::Fn(_)));
            assert_eq!(
                functions.count(),
                0,
                "{text:?} became code in {path}:\n{source}"
            );
            assert!(!source.contains('\u{202e}'), "{text:?} in {path}");
        }
    }
}

#[test]
fn truncated_models_are_refused() {
    let whole = model(|_| {});
    for end in 0..whole.len() {
        let problems = problems(&whole[..end]);
        assert!(problems.starts_with("(model): is no JSON"), "{problems}");
    }
}

#[test]
fn nesting_without_end_is_refused() {
    let bomb = format!("{{\"metadata\": {}", "[".repeat(1_000_000));
    assert!(problems(&bomb).contains("recursion limit"));
    let deep: Value = (0..100).fold(json!({"shape": "Text"}), |inner, _| json!({"a": inner}));
    let broken = model(|model| model["shapes"]["City"]["members"]["Deep"] = deep);
    assert!(problems(&broken).contains("shapes.City.members.Deep.a: is no key"));
}

#[test]
fn many_shapes_are_generated() {
    let chain = chain(3_000);
    let model = read(Source::new(chain.as_bytes())).unwrap();
    let files = generate(&model, &Documentation::default()).unwrap();
    assert!(files["types.rs"].contains("pub next: Box<Link3000>"));
}

/// A chain of structures, each of which requires the next, and the last of which leads back.
fn chain(length: usize) -> String {
    model(|model| {
        let shapes = model["shapes"].as_object_mut().unwrap();
        for index in 0..length {
            let next = format!("Link{}", index + 1);
            shapes.insert(format!("Link{index}"), json!({"type": "structure", "required": ["Next"], "members": {"Next": {"shape": next}}}));
        }
        shapes.insert(
            format!("Link{length}"),
            json!({"type": "structure", "members": {"Back": {"shape": "Link0"}, "End": {"shape": "Text"}}}),
        );
        model["shapes"]["City"]["members"]["Chain"] = json!({"shape": "Link0"});
    })
}

/// What follows shapes from one to the next does not do so by recursion: no stack is as deep as
/// this chain is long.
#[test]
fn a_chain_of_a_hundred_thousand_shapes_is_followed_to_its_end() {
    const LENGTH: usize = 100_000;
    let text = chain(LENGTH);
    let model = read(Source::new(text.as_bytes())).unwrap();
    let documentation = Documentation::default();
    let plan = Plan::new(&model, &documentation);
    assert!(plan.usage.in_requests(&format!("Link{LENGTH}")));
    assert!(plan.recursion.needs_box("Link0", "Link1"));
    assert!(plan.derives.eq_and_hash("Link0"));
    assert_eq!(plan.generated_shapes().count(), LENGTH + 3);

    let changed = text.replace(r#""End":{"shape":"Text"}"#, r#""End":{"shape":"Mode"}"#);
    let changed = read(Source::new(changed.as_bytes())).unwrap();
    let diff = diff(
        &Revision::new("old", &model),
        &Revision::new("new", &changed),
    );
    let end = format!("Link{LENGTH}.End");
    let change = diff
        .changes
        .iter()
        .find(|change| change.path == end)
        .unwrap();
    let [reach] = change.reaches.as_slice() else {
        panic!("{:?}", change.reaches)
    };
    assert!(reach.path.starts_with("Chain.Next.Next.") && reach.path.ends_with(".Next.End"));
    assert_eq!(reach.path.matches('.').count(), LENGTH + 1);

    let since = since(&[("2024-01-01", &model), ("2024-01-02", &changed)]);
    assert!(since.shapes.is_empty());
}

/// Each member takes a call in a chain of calls, which syn and prettyplease follow by recursion.
#[test]
fn a_structure_has_as_many_members_as_the_stack_is_deep() {
    let wide = |count: usize| {
        model(|model| {
            let members = model["shapes"]["City"]["members"].as_object_mut().unwrap();
            members.extend((2..count).map(|index| (format!("M{index}"), json!({"shape": "Text"}))));
        })
    };
    let model = read(Source::new(wide(2_000).as_bytes())).unwrap();
    let files = generate(&model, &Documentation::default()).unwrap();
    assert!(files["operation/get.rs"].contains("pub m1999: Option<String>"));
    assert_eq!(
        problems(&wide(2_001)),
        "shapes.City: has 2001 members; a structure has at most 2000, divide it into several"
    );
}

#[test]
fn lists_that_nest_without_end_are_refused() {
    let broken = model(|model| {
        let shapes = model["shapes"].as_object_mut().unwrap();
        for index in 0..10_000 {
            let next = format!("List{}", index + 1);
            shapes.insert(
                format!("List{index}"),
                json!({"type": "list", "member": {"shape": next}}),
            );
        }
        shapes.insert(
            "List10000".to_owned(),
            json!({"type": "list", "member": {"shape": "Text"}}),
        );
    });
    let problems = problems(&broken);
    assert!(
        problems.contains("shapes.List0: nests more than 16 lists"),
        "{problems}"
    );
    assert!(!problems.contains("shapes.List9990"), "{problems}");
}

/// Names that come to one Rust name are numbered, and errors told apart, without a search that
/// starts over for each: this test would take minutes.
#[test]
fn a_hundred_thousand_alike_values_and_errors_are_told_apart() {
    const COUNT: usize = 100_000;
    let alike = model(|model| {
        let value = |number: usize| format!("a{number:b}").replace('0', "!").replace('1', "#");
        model["shapes"]["Mode"]["enum"] = (0..COUNT).map(value).collect();
        model["shapes"]["Oops"] = json!({"type": "structure", "exception": true});
        let errors = (0..COUNT).map(|number| json!({"shape": format!("Oops{number}")}));
        model["operations"]["Get"]["errors"] = errors.collect();
        let shapes = model["shapes"].as_object_mut().unwrap();
        for number in 0..COUNT {
            shapes.insert(
                format!("Oops{number}"),
                json!({"type": "structure", "exception": true}),
            );
        }
    });
    let model = read(Source::new(alike.as_bytes())).unwrap();
    assert_eq!(model.operations["Get"].errors.len(), COUNT);
    let names = Names::of(&model);
    let mode = names.shape("Mode").unwrap();
    assert_eq!(mode.members.len(), COUNT);
    assert_eq!(mode.members.values().collect::<HashSet<_>>().len(), COUNT);
}

/// Ten thousand random changes of the fixtures: each is read or refused, and what is read is
/// generated.
#[test]
fn random_mutations_never_panic() {
    let fixtures: Vec<Value> = fixture_names()
        .iter()
        .map(|name| serde_json::from_str(&fixture_text(name)).unwrap())
        .collect();
    let mut random = Random(0x5eed);
    let (mut read_well, mut refused) = (0, 0);
    for round in 0..10_000 {
        let mut mutant = fixtures[round % fixtures.len()].clone();
        for _ in 0..=random.below(3) {
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

/// A small generator of pseudo-random numbers (xorshift), so that every run makes the same models.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// Changes one place of a JSON value: drops, repeats, renames, replaces or moves something.
fn mutate(value: &mut Value, random: &mut Random) {
    let descend = random.below(5) > 0;
    match value {
        Value::Object(object) if !object.is_empty() => {
            let key = object
                .keys()
                .nth(random.below(object.len()))
                .unwrap()
                .clone();
            if descend {
                return mutate(object.get_mut(&key).unwrap(), random);
            }
            let child = object.get(&key).unwrap().clone();
            match random.below(4) {
                0 => _ = object.remove(&key),
                1 => _ = object.insert(format!("{key}x"), child),
                2 => _ = object.insert("type".to_owned(), child),
                _ => _ = object.insert(key, anything(random)),
            }
        }
        Value::Array(array) if !array.is_empty() => {
            let index = random.below(array.len());
            match (descend, random.below(3)) {
                (true, _) => mutate(&mut array[index], random),
                (false, 0) => _ = array.remove(index),
                (false, 1) => array.push(array[index].clone()),
                (false, _) => array[index] = anything(random),
            }
        }
        other => *other = anything(random),
    }
}

fn anything(random: &mut Random) -> Value {
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
    values[random.below(values.len())].clone()
}
