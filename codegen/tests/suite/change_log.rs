//! The additions to each operation, in the notation of AWS's own change log.

use crate::api_changes;
use crate::common::{
    compare, enum_value, members, model, operation, shape, sides, structure, values,
};
use codegen::diff::report::{Limit, Options, markdown, text};
use codegen::diff::syntax::{ChangedOperation, Syntax, changed_operations};
use codegen::model::{IndexMap, Member, Operation};
use serde_json::{Value, json};

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

fn whole(syntax: &Syntax) -> String {
    syntax
        .whole
        .iter()
        .map(|piece| piece.text.as_str())
        .collect()
}

/// The fixture is in the notation of that log, without blanks: the additions to all 16 operations
/// that it lists for two revisions, and the whole syntax of four.
#[test]
fn two_revisions_read_as_in_the_change_log_of_aws() {
    let log = include_str!("../fixtures/change_log.json");
    let log: Value = serde_json::from_str(log).unwrap();
    let mut compared = 0;
    for (old, new) in [("2017-09-29", "2017-10-23"), ("2020-08-07", "2020-09-15")] {
        let operations = changed_operations(api_changes::model(old), api_changes::model(new), true);
        let expected = log[new].as_object().unwrap();
        assert_eq!(operations.len(), expected.len(), "{new}");
        for ChangedOperation {
            operation,
            is_new,
            request,
            response,
        } in &operations
        {
            assert!(!is_new, "{operation}");
            for (name, message) in [("request", request), ("response", response)] {
                let expected = &expected[operation][name];
                let message = message.as_ref().unwrap();
                let new = message.new.as_deref().map(without_blanks);
                assert_eq!(new.as_deref(), expected["new"].as_str(), "{operation}");
                if let Some(expected) = expected["whole"].as_str() {
                    assert_eq!(without_blanks(&whole(message)), expected, "{operation}");
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 8);
}

/// JSON Merge Patches of the small model, and the additions to `CreateThing`.
#[test]
fn additions_are_shown_with_the_members_that_lead_to_them() {
    let patches = include_str!("../fixtures/additions.json");
    let patches: IndexMap<String, Value> = serde_json::from_str(patches).unwrap();
    let mut shown = String::new();
    for (name, patch) in patches {
        let [old, new] = sides(&json!({ "after": patch }));
        let mut operations = changed_operations(&old, &new, false).into_iter();
        let operation = operations.find(|it| it.operation == "CreateThing");
        let new = |message: Option<Syntax>| message.and_then(|message| message.new);
        let new = operation.map_or([None, None], |it| [it.request, it.response].map(new));
        let [request, response] = new.map(|it| it.unwrap_or("no additions".to_owned()));
        shown += &format!("# {name}\nrequest: {request}\nresponse: {response}\n\n");
    }
    insta::assert_snapshot!(shown);
}

/// A few shapes can describe more than memory holds.
#[test]
fn a_huge_message_is_cut() {
    let mut new = model();
    for level in 0..40 {
        let next = match level {
            39 => "Name".to_owned(),
            _ => format!("Level{}", level + 1),
        };
        let level_shape = structure([("One", &next, false), ("Other", &next, false)]);
        new.shapes.insert(format!("Level{level}"), level_shape);
    }
    operation(&mut new, "Ping").input = Some("Level0".to_owned());
    let operations = changed_operations(&model(), &new, true);
    let request = operations[0].request.as_ref().unwrap();
    assert!(whole(request).contains("'One': {...}"));
}

#[test]
fn reports_show_additions_by_operation_and_then_all_other_changes() {
    let (old, mut new) = (model(), model());
    let delete = Operation {
        input: Some("Spare".to_owned()),
        ..Operation::default()
    };
    new.operations.insert("Delete".to_owned(), delete);
    values(shape(&mut new, "Kind")).push(enum_value("<b>"));
    shape(&mut new, "Name").constraints.max = Some(8.into());
    let diff = compare(&old, &new);
    let report = |syntax, color| {
        let options = Options {
            color,
            by_operation: Some(&changed_operations(&old, &new, syntax)),
            ..Options::default()
        };
        let limit = Limit {
            characters: Limit::GITHUB_COMMENT,
            full_report: "",
        };
        [text(&diff, &options), markdown(&diff, &options, limit)]
    };
    let [text, markdown] = report(false, false);
    insta::assert_snapshot!("by_operation_for_a_terminal", text);
    insta::assert_snapshot!("by_operation_for_a_pull_request", markdown);
    let [text, markdown] = report(true, false);
    insta::assert_snapshot!("syntax_for_a_terminal", text);
    insta::assert_snapshot!("syntax_for_a_pull_request", markdown);
    // Colour adds to the text, and takes nothing from it.
    let [colored, _] = report(true, true);
    assert!(
        colored.contains("'SMALL'|\u{1b}[1m\u{1b}[32m'<b>'\u{1b}[0m"),
        "{colored}"
    );
    let mut plain = colored.clone();
    for code in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[31m", "\u{1b}[32m"] {
        plain = plain.replace(code, "");
    }
    assert_eq!(plain, text);
}

/// A pager may reset the colour at the end of a line.
#[test]
fn each_line_of_an_addition_has_its_own_colour() {
    let (old, mut new) = (model(), model());
    let request = members(shape(&mut new, "ListThingsRequest"));
    request.insert("Within".to_owned(), Member::new("Place"));
    let options = Options {
        color: true,
        by_operation: Some(&changed_operations(&old, &new, true)),
        ..Options::default()
    };
    let report = text(&compare(&old, &new), &options);
    let start = "\u{1b}[1m\u{1b}[32m";
    let colored = report.lines().filter(|line| line.contains(start));
    assert!(colored.clone().count() > 3, "{report}");
    assert!(
        colored.clone().all(|line| line.ends_with("\u{1b}[0m")),
        "{report}"
    );
}
