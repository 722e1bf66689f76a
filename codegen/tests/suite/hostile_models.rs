//! Broken and hostile models give an error with a place, or harmless text; never a panic.

mod mutations;
mod size;

use codegen::source::{Source, read};
use serde_json::{Value, json};

use crate::common::rendered;
use crate::mistakes::edited;
pub(crate) use mutations::refused_with_wrong_values;

/// A sound model with one structure, with these values at these JSON pointers.
fn model<P: AsRef<str>>(edits: impl IntoIterator<Item = (P, Value)>) -> String {
    edited("botocore", edits).to_string()
}

fn problems(model: &str) -> String {
    let problems = read(Source::new(model.as_bytes())).unwrap_err();
    problems.to_string()
}

#[test]
fn a_minimum_may_equal_the_maximum() {
    let equal = [
        ("/shapes/Text/min", json!(2)),
        ("/shapes/Text/max", json!(2.0)),
    ];
    read(Source::new(model(equal).as_bytes())).unwrap();
}

#[test]
fn quoted_text_cannot_break_the_line_of_a_problem() {
    let text = "a\n\u{1b}[31m\u{202e}";
    let key = format!("/{text}");
    let broken = model([
        (&*key, json!(1)),
        ("/", json!(1)),
        ("/metadata/protocol", json!(text)),
        ("/operations/Get/input/shape", json!(text)),
        ("/shapes/City/required", json!([text])),
        (
            "/shapes/Odd",
            json!({"type": "structure", "required": [text, text], "members": {text: {"shape": "Text"}}}),
        ),
        ("/shapes/City/payload", json!(text)),
        ("/shapes/Mode/enum", json!([text, text])),
        ("/shapes/Text/type", json!(text)),
    ]);
    let problems = read(Source::new(broken.as_bytes())).unwrap_err();
    assert_eq!(problems.iter().count(), 10, "{problems}");
    for problem in problems.iter() {
        let line = problem.to_string();
        assert!(!problem.path.is_empty(), "{line:?}");
        assert!(!line.contains(['\n', '\u{1b}', '\u{202e}']), "{line:?}");
    }
}

#[test]
fn anything_but_one_model_is_rejected() {
    let model = model::<&str>([]);
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

#[test]
fn a_text_that_is_not_utf_8_is_rejected_with_its_line() {
    let broken = read(Source::new(b"{\n\"metadata\": \"\xff\"}"));
    let problems = broken.unwrap_err().to_string();
    assert!(problems.contains("line 2"), "{problems}");
}

/// AWS's own protocol tests have it so: `AwsJson11ComplexError`, and
/// `serializes_structure_members_with_locationname_traits`.
#[test]
fn aws_json_uses_only_the_names_of_members() {
    for (protocol, expected) in [("json", "Name"), ("rest-json", "Renamed")] {
        let renamed = model([
            ("/metadata/protocol", json!(protocol)),
            ("/shapes/City/members/Name/locationName", json!("Renamed")),
            // A member that is bound elsewhere makes way for the document's.
            (
                "/shapes/City/members/Query",
                json!({"shape": "Text", "location": "querystring", "locationName": "renamed"}),
            ),
        ]);
        let model = read(Source::new(renamed.as_bytes())).unwrap();
        let files = rendered(&model);
        let mut rows = files.values().flat_map(|text| text.lines()).map(str::trim);
        let row = rows.find(|line| line.starts_with("name: ")).unwrap();
        assert!(row.ends_with(&format!(" = \"{expected}\",")), "{row}");
    }
}

/// Names that are not identifiers, and could end up in code, in a file name or on a screen.
pub(crate) const HOSTILE_NAMES: [&str; 14] = [
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

#[test]
fn hostile_names_are_rejected() {
    for name in HOSTILE_NAMES {
        let key = name.replace('/', "~1");
        for (folder, value) in [
            ("/shapes", json!({"type": "structure", "members": {}})),
            ("/shapes/City/members", json!({"shape": "Text"})),
            (
                "/operations",
                json!({"http": {"method": "POST", "requestUri": "/"}}),
            ),
        ] {
            let problems = problems(&model([(&*format!("{folder}/{key}"), value)]));
            assert!(problems.contains("is not an identifier"), "{problems}");
            assert_eq!(problems.lines().count(), 1, "{problems}");
        }
    }
    let long = format!("/operations/{}", "Y".repeat(300));
    let problems = problems(&model([(&*long, json!({}))]));
    assert!(problems.contains("has 300 characters; shorten it to at most 160"));
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
    let both = |text| [(text, "json"), (text, "rest-json")];
    for (text, protocol) in texts.into_iter().flat_map(both) {
        let value = || json!(text);
        let mut edits = vec![
            ("/metadata/protocol", json!(protocol)),
            ("/shapes/City/members/name", json!({"shape": "Text"})),
            ("/operations/Get/http/requestUri", value()),
            ("/operations/Get/endpoint", json!({"hostPrefix": text})),
            (
                "/shapes/City/members/Header",
                json!({"shape": "Text", "location": "header", "locationName": text}),
            ),
            ("/shapes/City/members/Name/enum", json!([text])),
            ("/metadata/serviceId", value()),
            ("/metadata/uid", value()),
            ("/metadata/targetPrefix", value()),
            ("/metadata/apiVersion", value()),
            ("/shapes/Text/pattern", value()),
            ("/shapes/Mode/enum", json!(["A", text])),
            ("/shapes/City/members/Name/locationName", value()),
            ("/shapes/City/deprecated", json!(true)),
            ("/shapes/City/deprecatedMessage", value()),
        ];
        // The label of the one text that is one.
        if text == "{name}" {
            edits.push(("/shapes/City/members/name/location", json!("uri")));
            edits.push(("/shapes/City/required", json!(["name"])));
        }
        let model = read(Source::new(model(edits).as_bytes())).unwrap();
        for (path, source) in rendered(&model) {
            let file = syn::parse_file(&source).unwrap();
            let is_function = |item: &syn::Item| matches!(item, syn::Item::Fn(_));
            assert!(!file.items.iter().any(is_function), "{text:?} in {path}");
            assert!(!source.contains('\u{202e}'), "{text:?} in {path}");
        }
    }
}
