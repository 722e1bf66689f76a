//! The memory that a reader takes: for the parts of a model, for texts that fill memory with the
//! fewest bytes, and for prose.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that panics fails the test that calls it"
)]

use std::fs;
use std::path::Path;

use allocation_counter::measure;
use codegen::model::{EnumValue, Model, ShapeKind};
use codegen::plan::names;
use codegen::problem::Problems;
use codegen::source::{Source, read};
use serde_json::Value;

/// The result of reading a text, and the peak of allocated bytes.
fn peak(text: &str) -> (Result<Model, Problems>, usize) {
    let mut result = None;
    let allocations = measure(|| result = Some(read(Source::new(text.as_bytes()))));
    let peak = usize::try_from(allocations.bytes_max).unwrap();
    (result.unwrap(), peak)
}

/// A `service-2.json` with these keys at its top.
fn botocore(keys: &str) -> String {
    let metadata = r#"{"protocol": "query", "serviceId": "City"}"#;
    format!(r#"{{"metadata": {metadata}, {keys}}}"#)
}

/// A Smithy JSON AST with an operation on the structure `n#I` and these shapes.
fn smithy(shapes: &str) -> String {
    let service = r#"{"type":"service","version":"1","operations":[{"target":"n#O"}],"traits":{"aws.protocols#awsJson1_0":{}}}"#;
    let operation = r#"{"type":"operation","input":{"target":"n#I"}}"#;
    format!(r#"{{"smithy":"2","shapes":{{"n#S":{service},"n#O":{operation},{shapes}}}}}"#)
}

/// The same with this prose.
fn documented(prose: &str) -> String {
    smithy(&format!(
        r#""n#I":{{"type":"structure","traits":{{"smithy.api#documentation":"{prose}"}}}}"#
    ))
}

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(",")
}

#[test]
fn a_model_takes_at_most_ten_times_its_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/organizations/2025-11-20");
    let text = fs::read_to_string(folder.join("service-2.json")).unwrap();
    let compact: Value = serde_json::from_str(&text).unwrap();
    for text in [text, compact.to_string()] {
        let (model, peak) = peak(&text);
        model.unwrap();
        assert!(peak <= 10 * text.len(), "{peak} for {}", text.len());
    }
}

#[test]
fn a_value_takes_at_most_400_bytes_whatever_it_becomes() {
    const COUNT: usize = 10_000;
    let repeated = |key: &str, value: &str| {
        let values = many(COUNT, |_| value.to_owned());
        botocore(&format!(r#""{key}":[{values}]"#))
    };
    let named = |key: &str, value: &str| {
        let entries = many(COUNT, |index| format!(r#""T{index}":{value}"#));
        botocore(&format!(r#""{key}":{{{entries}}}"#))
    };
    let strings = many(COUNT, |index| format!(r#""{index}""#));
    let structure = |index: usize| match index % COUNT {
        0 => "I".to_owned(),
        index => format!("U{index}"),
    };
    let chain = many(COUNT, |index| {
        let (name, next) = (structure(index), structure(index + 1));
        format!(
            r#""n#{name}":{{"type":"structure","members":{{"A":{{"target":"n#T{index}"}}}}}},"n#T{index}":{{"type":"list","member":{{"target":"n#{next}"}}}}"#
        )
    });
    let traits = many(COUNT, |index| format!(r#""aws.a#t{index}":{{}}"#));
    for text in [
        repeated("examples", "0"),
        repeated("examples", "[]"),
        repeated("examples", "[0]"),
        repeated("examples", r#"{"":0}"#),
        repeated("examples", r#""\n""#),
        repeated("clientContextParams", "0"),
        repeated("clientContextParams", r#"{"":0}"#),
        named("operations", "{}"),
        named("shapes", r#"{"type":"long"}"#),
        botocore(&format!(
            r#""shapes":{{"T":{{"type":"string","enum":[{strings}]}}}}"#
        )),
        smithy(&chain),
        smithy(&format!(
            r#""n#I":{{"type":"structure","traits":{{{traits}}}}}"#
        )),
    ] {
        let values = values(&serde_json::from_str(&text).unwrap());
        let (_, peak) = peak(&text);
        assert!(
            peak <= 400 * values,
            "{peak} for {values}: {}",
            &text[..200]
        );
    }
}

/// The number of values and keys in a value, itself included.
fn values(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(values).sum(),
        Value::Object(entries) => entries.values().map(|value| 1 + values(value)).sum(),
        _ => 0,
    }
}

/// The limit is two million, so that the test above bounds the memory for any text.
#[test]
fn a_text_of_too_many_values_is_rejected() {
    let text = |count: usize| botocore(&format!(r#""examples":[{}]"#, "0,".repeat(count) + "0"));
    // The top level, its two keys, `metadata`, its two keys and two values, and the array.
    let (model, _) = peak(&text(2_000_000 - 9 - 1));
    model.unwrap();
    let (problems, _) = peak(&text(2_000_000 - 9));
    let problems = problems.unwrap_err().to_string();
    assert!(
        problems.starts_with(
            "(model): is too large for a model: more than 2000000 values and keys at line 1"
        ),
        "{problems}"
    );
}

/// The parser of CommonMark takes many times the size of its input: more than a mebibyte only in
/// proportion to the text.
#[test]
fn prose_takes_at_most_20_times_its_length() {
    const MEBIBYTE: usize = 1 << 20;
    let marks = [
        "a ", "*a ", "*a* ", "[", "[a](b)", "`a` ", "&", ">", r">a\n\n", r"- a\n", "- ", "+ ",
        r"#\n", "# ", r"---\n", r"a\\\n", r"[a]:b\n", "a<b>", r"a\n", "1. ", r"1. a\n", r"\ta\n\n",
        "&#1;", r"a\n=\n", r"~~~\n", "![a](b)", "**a** ", "a_b_", "<a@b.c>", r"\\*",
    ];
    for mark in marks {
        for padding in [0, 8, 24, 64] {
            for length in [4_000, 100_000] {
                let part = mark.to_owned() + &"a".repeat(padding);
                let prose = part.repeat(length / part.len());
                let text = documented(&prose);
                let (model, peak) = peak(&text);
                assert!(model.is_ok(), "{mark}");
                assert!(
                    peak <= 20 * text.len() + MEBIBYTE,
                    "{peak} for {} of {mark:?} and {padding}",
                    text.len()
                );
            }
        }
    }
    let html = "<p>".to_owned() + &"a \\n".repeat(100_000);
    let text = documented(&html);
    assert!(peak(&text).1 <= 4 * text.len());
}

/// Unrealistic prose is plain text; all other prose is CommonMark.
#[test]
fn long_prose_of_nothing_but_marks_is_plain_text() {
    let documentation = |prose: &str| {
        let model = peak(&documented(prose)).0.unwrap();
        model.shapes["I"].traits.documentation.clone().unwrap()
    };
    let list = "- `Tag` is *one* of <b>many</b>.\\n".repeat(200);
    assert!(documentation(&list).starts_with("<ul>\n<li><code>Tag</code> is <em>one</em> of"));
    let dense = documentation(&"*&<>".repeat(10_000));
    assert_eq!(dense, "*&amp;&lt;&gt;".repeat(10_000));
}

/// Conversions of names are remembered for the next revision of a service, but not without end.
#[test]
fn few_names_are_kept_after_use() {
    let values = (0..40_000).map(|number| EnumValue::new(format!("VALUE_{number}")));
    let values = values.collect();
    let kind = ShapeKind::Enum { values };
    let allocations = measure(|| drop(names::members(&kind)));
    let kept = allocations.bytes_current;
    assert!(kept <= 2 << 20, "{kept}");
}
