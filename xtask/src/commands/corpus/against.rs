//! Comparison of each service in a corpus with the same service in an older one.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use codegen::diff::{Bump, Change, Diff, Revision, Rule, Wire, diff};
use codegen::model::Model;
use serde::Serialize;

/// The results of the diffs of all services.
#[derive(Debug, Default, Serialize)]
pub(super) struct Comparison {
    /// The number of services in both.
    services: usize,
    /// The number of services that differ.
    differing: usize,
    /// The numbers of changes, by rule.
    rules: BTreeMap<Rule, Tally>,
    /// The numbers of changes, by service, for services with breaking changes.
    breaking: BTreeMap<String, Tally>,
    /// Problems of models that cannot be read, and changes that no rule covers.
    pub(super) problems: Vec<String>,
}

/// The number of changes with each verdict.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Tally {
    changes: usize,
    major: usize,
    request_breaking: usize,
    response_breaking: usize,
    breaking: usize,
    unknown: usize,
}

impl Tally {
    fn add(&mut self, change: &Change) {
        self.changes += 1;
        self.major += usize::from(change.rust == Bump::Major);
        match change.wire {
            Wire::Compatible => {}
            Wire::RequestBreaking => self.request_breaking += 1,
            Wire::ResponseBreaking => self.response_breaking += 1,
            Wire::Breaking => self.breaking += 1,
            Wire::Unknown => self.unknown += 1,
        }
    }

    fn on_the_wire(&self) -> usize {
        self.request_breaking + self.response_breaking + self.breaking
    }

    /// Returns the numbers in the order of the table's columns.
    fn numbers(&self) -> [usize; 6] {
        [
            self.changes,
            self.major,
            self.request_breaking,
            self.response_breaking,
            self.breaking,
            self.unknown,
        ]
    }
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
        let mut own = Tally::default();
        for change in &diff.changes {
            own.add(change);
            self.rules.entry(change.rule).or_default().add(change);
        }
        let unclassified = diff.unclassified();
        let problems = unclassified.map(|it| format!("{service}: {} is unclassified", it.path));
        self.problems.extend(problems);
        if own.on_the_wire() + own.major > 0 {
            self.breaking.insert(service, own);
        }
    }

    /// Returns the report for people, with the rules and services with the most changes that break
    /// messages first.
    pub(super) fn to_text(&self) -> String {
        const MOST_SERVICES: usize = 25;
        let rules = self.rules.iter();
        let rules = rules.map(|(rule, tally)| (rule.id(), tally));
        let services = self.breaking.iter();
        let services = services.map(|(service, tally)| (service.as_str(), tally));
        let mut text = format!(
            "{} services in both, {} differ\n\n{}\n{}",
            self.services,
            self.differing,
            table("rule", rules, usize::MAX),
            table("service", services, MOST_SERVICES),
        );
        for problem in &self.problems {
            // Writing to a string cannot fail.
            _ = write!(text, "\n{problem}");
        }
        text
    }
}

fn table<'t>(title: &str, rows: impl Iterator<Item = (&'t str, &'t Tally)>, most: usize) -> String {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|(name, tally)| (Reverse(tally.on_the_wire()), Reverse(tally.major), *name));
    let mut text = format!(
        "{title:40} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}\n",
        "changes", "major", "request", "response", "both", "unknown"
    );
    for (name, tally) in rows.iter().take(most) {
        // Writing to a string cannot fail.
        _ = write!(text, "{name:40}");
        for number in tally.numbers() {
            _ = write!(text, " {number:>8}");
        }
        text.push('\n');
    }
    text
}

/// Compares one service.
pub(super) fn compare(old: &Model, new: &Model) -> Diff {
    diff(&Revision::new("old", old), &Revision::new("new", new))
}
