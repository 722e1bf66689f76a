//! The result of the gate as a JUnit XML report, which most test dashboards can read.

use super::report::{details, passes, problems};
use super::{Allowed, AllowedChange, Verdict};
use crate::diff::change::Change;
use crate::diff::report::lines::verdicts;
use crate::diff::rules::Rule;
use crate::markdown::escaped;
use crate::problem::visible;

/// Returns a test case for each change except those of prose, and one for each faulty entry of the
/// allow file. If there are none, returns one test case that passes.
pub fn junit(verdict: &Verdict<'_>) -> String {
    let changes = verdict.diff.changes.iter();
    let changes = changes.filter(|change| change.rule != Rule::ProseChanged);
    let changes = changes.map(|change| of_change(change, verdict));
    let wrong = problems(verdict).map(|(Allowed { rule, path, .. }, what)| {
        let message = format!("the entry for {rule} {path} {what}");
        case(
            "allow-file",
            &format!("{rule} {path}"),
            &failure(&message, ""),
        )
    });
    let mut cases: Vec<_> = changes.chain(wrong).collect();
    if cases.is_empty() {
        cases.push(case("api", &passes(verdict), ""));
    }
    let sides = [&verdict.diff.from.id, &verdict.diff.to.id].map(|id| attribute(id));
    let [from, to] = sides;
    let failures = verdict.refused.len() + problems(verdict).count();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  \
         <testsuite name=\"API changes from {from} to {to}\" tests=\"{}\" failures=\"{failures}\">\n{}  \
         </testsuite>\n</testsuites>\n",
        cases.len(),
        cases.concat(),
    )
}

fn of_change(change: &Change, verdict: &Verdict<'_>) -> String {
    let is = |other: &Change| std::ptr::eq(other, change);
    let allowed = verdict.allowed.iter().find(|it| is(it.change));
    let is_refused = verdict.refused.iter().any(|refused| is(refused));
    let outcome = match allowed {
        Some(AllowedChange { reason, .. }) => {
            let note = text(&format!("allowed: {reason}"));
            format!("<system-out>{note}</system-out>")
        }
        None if is_refused => failure(&verdicts(change), &details(change, verdict)),
        None => String::new(),
    };
    case(change.rule.id(), &change.path, &outcome)
}

fn failure(message: &str, details: &str) -> String {
    let (message, details) = (attribute(message), text(details));
    format!("<failure message=\"{message}\">{details}</failure>")
}

/// Returns a test case, which passes if its outcome has no failure.
fn case(class: &str, name: &str, outcome: &str) -> String {
    let (class, name) = (attribute(class), attribute(name));
    let end = match outcome.is_empty() {
        true => "/>\n".to_owned(),
        false => format!(">\n      {outcome}\n    </testcase>\n"),
    };
    format!("    <testcase classname=\"{class}\" name=\"{name}\"{end}")
}

/// Escapes a text for an attribute. XML 1.0 cannot express most control characters.
fn attribute(value: &str) -> String {
    xml(&visible(value))
}

/// Escapes a text for an element, line by line.
fn text(value: &str) -> String {
    let lines: Vec<_> = value.lines().map(|line| xml(&visible(line))).collect();
    lines.join("\n")
}

fn xml(text: &str) -> String {
    // These two are in no XML document either.
    let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    escaped(&text).replace('"', "&quot;")
}
