//! Edits, the entries that the diff has for them, and what their verdicts mean in messages and code.

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use crate::common::judge::{Subject, breaks_requests, breaks_responses, holds};
use crate::common::wire::{accepts, knows_error, reads, request, sends, status as status_of};
use crate::common::{compare, model, operation, short};
use cases::{Case, Edit, of_files, of_things};
use codegen::diff::{Bump, Change, Diff, Rule, Wire};
use codegen::model::Model;
use serde_json::json;

#[test]
fn each_edit_gives_its_entries_and_does_to_messages_what_they_say() {
    let (of_files, of_things) = (of_files(), of_things());
    let all = || of_files.iter().chain(&of_things);
    let names: BTreeSet<_> = all().map(|(it, _)| (&it.name, &it.model)).collect();
    assert_eq!(names.len(), all().count(), "a name is there twice");
    let failed: Vec<_> = all().filter_map(unexpected).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let mut failed = Vec::new();
    for (case, [old, new]) in &of_things {
        assert_eq!(
            codegen::validate::validate(new).to_string(),
            "",
            "{}",
            case.name
        );
        let diff = compare(old, new);
        holds(&Subject::new(old), &Subject::new(new), &diff, &case.name);
        let problems = in_messages(case, &diff, [old, new]).into_iter();
        failed.extend(problems.map(|problem| format!("{}: {problem}", case.name)));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What a diff has instead of what is expected.
fn unexpected((case, [old, new]): &Edit) -> Option<String> {
    let diff = compare(old, new);
    let changes = diff.changes.iter();
    let mut entries: Vec<_> = changes
        .clone()
        .map(|it| format!("{} {} {} {}", it.rule, it.path, it.wire, it.rust))
        .collect();
    entries.sort();
    for it in changes.clone() {
        let breaks = breaks_requests(it.wire) || breaks_responses(it.wire);
        assert_eq!(it.is_breaking(), breaks || it.rust == Bump::Major);
    }
    let texts = |key: &str| -> Vec<String> {
        let all_of = |texts: fn(&Change) -> Vec<String>| changes.clone().flat_map(texts).collect();
        match key {
            "breaks_in_code" => all_of(|it| Vec::from_iter(it.breaks_in_code.clone())),
            "behaviour" => all_of(|it| Vec::from_iter(it.behaviour.clone())),
            "constraints" => all_of(|it| Vec::from_iter(it.constraint.map(|it| it.to_string()))),
            "notes" => all_of(|it| it.notes.clone()),
            "differences" => all_of(|it| it.differences.clone()),
            "values" => all_of(|it| vec![format!("{} → {}", json!(it.before), json!(it.after))]),
            "reaches" => all_of(|it| {
                let reaches = it.reaches.iter();
                reaches
                    .map(|it| format!("{} {} {}", it.operation, it.direction, it.path))
                    .collect()
            }),
            "updated" => diff.operations.updated.clone(),
            key => panic!("{}: {key} is not known", case.name),
        }
    };
    let actual: BTreeMap<_, _> = case
        .texts
        .keys()
        .map(|key| (key.clone(), texts(key)))
        .collect();
    let is_expected = entries == case.entries && actual == case.texts;
    (!is_expected).then(|| format!("{}: {entries:#?} {actual:#?}", case.name))
}

/// What reads models sorts them, so that only models made by hand differ in this.
#[test]
fn the_order_of_operations_shapes_and_errors_makes_no_difference() {
    let old = model();
    let mut new = model();
    new.operations.reverse();
    new.shapes.reverse();
    operation(&mut new, "CreateThing").errors.reverse();
    let diff = compare(&old, &new);
    assert!(diff.is_empty(), "{:#?}", short(&diff));
}

/// What is wrong with the examples: what breaks messages has one that is broken, and all others
/// survive.
fn in_messages(case: &Case, diff: &Diff, [old, new]: [&Model; 2]) -> Vec<String> {
    let any = |breaks: fn(Wire) -> bool| diff.changes.iter().any(|change| breaks(change.wire));
    let request = case.request.as_ref().map(|(operation, value)| {
        let request = request(old, operation, value.clone());
        assert!(accepts(old, old, &request), "{}: {request:?}", case.name);
        ("request", accepts(old, new, &request))
    });
    let response = case.response.as_ref();
    let response = response.map(|(name, value)| {
        assert!(sends(new, name, value), "{}: {value}", case.name);
        ("response", reads(old, new, name, value))
    });
    let error = case.error.as_ref().map(|[before, after]| {
        let is_known = knows_error(old, before) && knows_error(new, after);
        assert!(is_known, "{}", case.name);
        ("error", knows_error(old, after))
    });
    let status = case.status.as_ref();
    let status = status.map(|it| ("status", status_of(old, it) == status_of(new, it)));
    let responses: Vec<_> = [response, error, status].into_iter().flatten().collect();
    let sides = [
        (
            any(breaks_requests),
            "requests",
            request.into_iter().collect(),
        ),
        (any(breaks_responses), "responses", responses),
    ];
    let problems = sides.into_iter().flat_map(|(breaks, what, examples)| {
        let is_missing = breaks && examples.is_empty();
        let missing = is_missing.then(|| format!("nothing shows how {what} break"));
        let wrong = examples
            .into_iter()
            .filter(move |(_, survives)| *survives == breaks);
        let wrong = wrong.map(|(example, survives)| format!("{example} survives: {survives}"));
        missing.into_iter().chain(wrong)
    });
    problems.collect()
}

#[test]
fn each_rule_has_a_case_for_each_kind_of_verdict() {
    let (of_files, of_things) = (of_files(), of_things());
    let cases = of_files.iter().chain(&of_things);
    let entries = cases.flat_map(|(case, _)| &case.entries);
    let entries: Vec<Vec<&str>> = entries
        .map(|entry| entry.rsplitn(3, ' ').collect())
        .collect();
    let rules = |condition: &dyn Fn(&str) -> bool| -> BTreeSet<Rule> {
        let entries = entries.iter().filter(|entry| condition(entry[1]));
        let rules = entries.map(|entry| entry[2].split(' ').next().unwrap());
        rules.map(|rule| rule.parse().unwrap()).collect()
    };
    // Every fact has a rule.
    let has_no_case = [Rule::Unclassified];
    let expected = |condition: fn(Rule) -> bool| -> BTreeSet<Rule> {
        let rules = Rule::ALL.into_iter();
        let rules = rules.filter(|rule| !has_no_case.contains(rule));
        rules.filter(|rule| condition(*rule)).collect()
    };
    assert_eq!(rules(&|_| true), expected(|_| true));
    assert_eq!(
        rules(&|wire| wire != "compatible"),
        expected(Rule::can_break_messages)
    );
}

#[test]
fn reversing_twice_is_the_rule_itself() {
    for rule in Rule::ALL {
        assert_eq!(rule.reversed().reversed(), rule);
        assert_eq!(rule.id().parse(), Ok(rule));
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.id());
    }
}

#[test]
fn an_unknown_rule_is_refused_in_one_line() {
    let message = "`member-vanished` is not a rule; `cargo xtask explain --help` lists the rules";
    let error = "member-vanished".parse::<Rule>().unwrap_err();
    assert_eq!(error.to_string(), message);
    let error = serde_json::from_str::<Rule>("\"member-vanished\"").unwrap_err();
    assert!(error.to_string().starts_with(message), "{error}");
}
