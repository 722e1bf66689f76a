//! The result of the gate as a JUnit XML report, which most test dashboards can read.

use std::ptr;

use super::report::{details, passes, problems};
use super::{AllowedChange, Verdict};
use crate::diff::change::Change;
use crate::diff::report::lines::verdicts;
use crate::diff::report::listed;
use crate::markdown::escaped;
use crate::problem::visible;

/// Returns a test case for each change except those of prose, and one for each faulty entry of the
/// allow file. If there are none, returns one test case that passes.
pub fn junit(verdict: &Verdict<'_>) -> String {
    let changes = listed(verdict.diff);
    let changes = changes.map(|it| case(it.rule.id(), &it.path, &outcome(it, verdict)));
    let faulty = problems(verdict).map(|(entry, problem)| {
        let name = format!("{} {}", entry.rule, entry.path);
        case("allow-file", &name, &failure(&problem, ""))
    });
    let mut cases: Vec<_> = changes.chain(faulty).collect();
    if cases.is_empty() {
        cases.push(case("api", &passes(verdict), ""));
    }
    let [from, to] = [&verdict.diff.from, &verdict.diff.to].map(|side| attribute(&side.id));
    let failures = verdict.refused.len() + problems(verdict).count();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  \
         <testsuite name=\"API changes from {from} to {to}\" tests=\"{}\" failures=\"{failures}\">\n{}  \
         </testsuite>\n</testsuites>\n",
        cases.len(),
        cases.concat(),
    )
}

/// Returns the element that says why a change passes or not; empty if it needs no reason.
fn outcome(change: &Change, verdict: &Verdict<'_>) -> String {
    let is = |other: &Change| ptr::eq(other, change);
    if let Some(AllowedChange { reason, .. }) = verdict.allowed.iter().find(|it| is(it.change)) {
        let note = text(&format!("allowed: {reason}"));
        format!("<system-out>{note}</system-out>")
    } else if verdict.refused.iter().any(|refused| is(refused)) {
        failure(&verdicts(change), &details(change, verdict))
    } else {
        String::new()
    }
}

fn failure(message: &str, details: &str) -> String {
    let (message, details) = (attribute(message), text(details));
    format!("<failure message=\"{message}\">{details}</failure>")
}

/// Returns a test case, which passes if its outcome has no failure.
fn case(class: &str, name: &str, outcome: &str) -> String {
    let (class, name) = (attribute(class), attribute(name));
    let end = match outcome {
        "" => "/>\n".to_owned(),
        outcome => format!(">\n      {outcome}\n    </testcase>\n"),
    };
    format!("    <testcase classname=\"{class}\" name=\"{name}\"{end}")
}

/// Escapes a text for an element, line by line.
fn text(value: &str) -> String {
    value.lines().map(attribute).collect::<Vec<_>>().join("\n")
}

/// Escapes a text for an attribute. XML 1.0 has no way to write most control characters, which are
/// shown as escapes, or these two noncharacters.
fn attribute(value: &str) -> String {
    let text = visible(value).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    escaped(&text).replace('"', "&quot;")
}
