//! Broken and hostile models give an error with a place, or harmless text; never a panic.
mod mutations;
mod size;
use codegen::api::Documentation;
use codegen::generate;
use codegen::source::{Source, read};
use serde_json::{Value, json};

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
fn another_version_of_the_format_is_refused() {
    let version = |version: &str| model(|model| model["version"] = json!(version));
    read(Source::new(version("2.0").as_bytes())).unwrap();
    assert_eq!(
        problems(&version("3.0")),
        "version: is not a version that this reader knows; expected `2.0`"
    );
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
        "shapes.City.members.Name: has the minimum 18446744073709551615 and the maximum \
         18446744073709551614, so that no value is valid; correct one\n\
         shapes.Text: has the minimum 2 and the maximum 1, so that no value is valid; correct one"
    );
    let exact = model(|model| {
        model["shapes"]["Text"]["min"] = json!(2);
        model["shapes"]["Text"]["max"] = json!(2.0);
    });
    read(Source::new(exact.as_bytes())).unwrap();
}

#[test]
fn files_that_are_not_one_model_are_counted() {
    let model = model(|_| {});
    let paginators = r#"{"pagination": {}}"#;
    for (files, counted) in [
        (vec![paginators], "0 models and 1 file of paginators"),
        (
            vec![&*model, paginators, paginators],
            "1 model and 2 files of paginators",
        ),
    ] {
        let problems = Source::of_files(files.into_iter().map(str::as_bytes)).unwrap_err();
        let expected = format!(
            "(files): are {counted}; expected one model and at most one file of paginators"
        );
        assert_eq!(problems.to_string(), expected);
    }
}

/// A reader of such JSON would take one for the other.
#[test]
fn members_of_one_name_on_the_wire_are_refused() {
    let broken = model(|model| {
        model["shapes"]["City"]["members"]["Name"]["locationName"] = json!("Mode");
        model["shapes"]["Twins"] = json!({"type": "structure", "members": {
            "A": {"shape": "Text", "locationName": "k"},
            "B": {"shape": "Text", "locationName": "k"},
            "C": {"shape": "Text", "locationName": ""},
        }});
    });
    let expected = "shapes.City.members.Name: has the same key `Mode` in JSON as `Mode`; give it \
                    another one\n\
                    shapes.Twins.members.C: has an empty name on the wire; give it one\n\
                    shapes.Twins.members.B: has the same key `k` in JSON as `A`; give it another \
                    one";
    let rest = broken.replace("\"json\"", "\"rest-json\"");
    assert_eq!(problems(&rest), expected);
    // AWS JSON has the members' own names. In a query, what is read and what is written have names
    // of their own.
    let expected = "shapes.Twins.members.C: has an empty name on the wire; give it one";
    assert_eq!(problems(&broken), expected);
    let query = broken.replace("\"json\"", "\"query\"");
    assert_eq!(problems(&query), expected);
}

/// AWS's own protocol tests have it so: `AwsJson11ComplexError`, and
/// `serializes_structure_members_with_locationname_traits`.
#[test]
fn aws_json_has_no_names_but_the_members_own() {
    let renamed = model(|model| {
        model["shapes"]["City"]["members"]["Name"]["locationName"] = json!("Renamed");
    });
    let row = |text: &str| {
        let model = read(Source::new(text.as_bytes())).unwrap();
        let files = generate(&model, &Documentation::default()).unwrap();
        let rows = files.values().flat_map(|text| text.lines()).map(str::trim);
        let mut rows = rows.filter(|line| line.starts_with("name: "));
        rows.next().unwrap().to_owned()
    };
    assert!(
        row(&renamed).ends_with(r#" = "Name","#),
        "{}",
        row(&renamed)
    );
    let rest = renamed.replace("\"json\"", "\"rest-json\"");
    assert!(row(&rest).ends_with(r#" = "Renamed","#), "{}", row(&rest));
}

/// A member that is bound elsewhere makes way for the document's, but not where it has one name
/// with it everywhere.
#[test]
fn a_bound_member_makes_way_for_one_of_the_document() {
    let bound = |location_name: &str| {
        model(|model| {
            model["metadata"]["protocol"] = json!("rest-json");
            model["shapes"]["City"]["members"]["Name"]["locationName"] = json!("Method");
            model["shapes"]["City"]["members"]["Method"] = json!({
                "shape": "Text", "location": "querystring", "locationName": location_name,
            });
        })
    };
    read(Source::new(bound("method").as_bytes())).unwrap();
    assert_eq!(
        problems(&bound("Method")),
        "shapes.City.members.Name: has the same key `Method` in JSON as `Method`; give it \
         another one"
    );
}

#[test]
fn what_does_not_go_with_a_kind_is_refused() {
    let broken = model(|model| {
        model["shapes"]["City"]["members"]["Mode"]["timestampFormat"] = json!("iso8601");
        model["shapes"]["City"]["members"]["At"] =
            json!({"shape": "Flag", "pattern": "a", "idempotencyToken": true});
        model["shapes"]["City"]["max"] = json!(1);
        model["shapes"]["Text"]["sparse"] = json!(true);
        model["shapes"]["Text"]["streaming"] = json!(true);
        model["shapes"]["Flag"] = json!({"type": "boolean", "pattern": "a", "min": 1});
    });
    insta::assert_snapshot!(problems(&broken));
}

/// Labels mean nothing to other protocols; those of the host name do.
#[test]
fn labels_and_members_agree() {
    let broken = |protocol: &str| {
        model(|model| {
            model["metadata"]["protocol"] = json!(protocol);
            model["operations"]["Get"]["http"]["requestUri"] = json!("/{zip}/{Name}/{rest+}");
            model["operations"]["Get"]["endpoint"] = json!({"hostPrefix": "{Name}.{Host}."});
            model["operations"]["Bare"] = json!({"http": {"method": "GET", "requestUri": "/{a}"}});
            let label =
                |name: &str| json!({"shape": "Text", "location": "uri", "locationName": name});
            model["shapes"]["City"]["members"]["Rest"] = label("rest");
            model["shapes"]["City"]["members"]["Code"] = label("Zip");
        })
    };
    insta::assert_snapshot!(problems(&broken("rest-json")));
    assert_eq!(
        problems(&broken("json")),
        "operations.Get.endpoint: has the label `Host`, which is not a member of the input; add one \
         or correct it"
    );
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
                problems.contains("is not an identifier"),
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
    assert!(problems(&broken).contains("has 300 characters; shorten it to at most 160"));
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
            // The label of the one text that is one.
            model["shapes"]["City"]["members"]["name"] = json!({"shape": "Text"});
            if *text == "{name}" {
                model["shapes"]["City"]["members"]["name"]["location"] = json!("uri");
            }
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
        assert!(
            problems.starts_with("(model): is not valid JSON"),
            "{problems}"
        );
    }
}
