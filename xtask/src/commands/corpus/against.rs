//! Comparison of each service in a corpus with the same service in an older one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use codegen::diff::{Bump, Change, Diff, Rule, Wire};
use serde::Serialize;

use super::counts::{Counts, add, table};

/// The maximum number of services in the report for people.
const MOST_SERVICES: usize = 25;

/// The results of the diffs of all services.
#[derive(Debug, Default, Serialize)]
pub(super) struct Comparison {
    /// The number of services in both.
    services: usize,
    /// The number of services that differ.
    differing: usize,
    /// The numbers of changes, by rule.
    rules: BTreeMap<Rule, Counts>,
    /// The numbers of changes, by service, for services with breaking changes.
    breaking: BTreeMap<String, Counts>,
    /// Problems of models that cannot be read, and changes that no rule covers.
    pub(super) problems: Vec<String>,
}

/// Counts one change: whether it is major, and its verdict on the wire.
fn counts(change: &Change) -> Counts {
    let wire = |wire| usize::from(change.wire == wire);
    Counts::from_iter([
        ("changes", 1),
        ("major", usize::from(change.rust == Bump::Major)),
        ("request_breaking", wire(Wire::RequestBreaking)),
        ("response_breaking", wire(Wire::ResponseBreaking)),
        ("breaking", wire(Wire::Breaking)),
        ("unknown", wire(Wire::Unknown)),
    ])
}

/// Returns the numbers of changes that break messages, and of those that are major.
fn breaking(counts: &Counts) -> (usize, usize) {
    let count = |name: &str| counts.get(name).copied().unwrap_or_default();
    let wire = ["request_breaking", "response_breaking", "breaking"].map(count);
    (wire.iter().sum(), count("major"))
}

impl Comparison {
    /// Combines the results of all diffs.
    pub(super) fn of(all: impl IntoIterator<Item = (String, Result<Diff>)>) -> Self {
        let mut comparison = Self::default();
        for (service, found) in all {
            comparison.services += 1;
            match found {
                Ok(diff) => comparison.add(service, &diff),
                Err(error) => comparison.problems.push(format!("{service}: {error:#}")),
            }
        }
        comparison
    }

    fn add(&mut self, service: String, diff: &Diff) {
        self.differing += usize::from(!diff.is_empty());
        let mut own = Counts::default();
        for change in &diff.changes {
            let counts = counts(change);
            add(&mut own, &counts);
            add(self.rules.entry(change.rule).or_default(), &counts);
        }
        let unclassified = diff.unclassified();
        let problems = unclassified.map(|it| format!("{service}: {} is unclassified", it.path));
        self.problems.extend(problems);
        if breaking(&own) != (0, 0) {
            self.breaking.insert(service, own);
        }
    }

    /// Returns the report for people, with the rules and services with the most changes that break
    /// messages first.
    pub(super) fn to_text(&self) -> String {
        let rules = self.rules.iter().map(|(rule, counts)| (rule.id(), counts));
        let services = self.breaking.iter();
        let services = services.map(|(service, counts)| (service.as_str(), counts));
        let problems = self.problems.iter().map(|problem| format!("\n{problem}"));
        format!(
            "{} services in both, {} differ\n{}{}{}",
            self.services,
            self.differing,
            worst_first("rule", rules, usize::MAX),
            worst_first("service", services, MOST_SERVICES),
            problems.collect::<String>(),
        )
    }
}

/// Returns a table after an empty line, if there are any rows.
fn worst_first<'t>(
    title: &str,
    rows: impl Iterator<Item = (&'t str, &'t Counts)>,
    most: usize,
) -> String {
    let rows = rows.map(|(name, counts)| (name, counts.clone()));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|(name, counts)| (Reverse(breaking(counts)), *name));
    rows.truncate(most);
    match rows.as_slice() {
        [] => String::new(),
        rows => format!("\n{}", table(title, rows)),
    }
}
