//! Comparison of each service in a corpus with the same service in an older one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use codegen::diff::{Bump, Change, Diff, Rule, Wire};
use serde::{Serialize, Serializer};

use super::counts::{Counts, line};

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
    rules: BTreeMap<Rule, Tally>,
    /// The numbers of changes, by service, for services with breaking changes.
    breaking: BTreeMap<String, Tally>,
    /// Problems of models that cannot be read, and changes that no rule covers.
    pub(super) problems: Vec<String>,
}

/// The numbers of all changes, those that are major, and those with each verdict on the wire.
#[derive(Clone, Copy, Debug, Default)]
struct Tally(Counts);

impl Tally {
    fn add(&mut self, change: &Change) {
        let wire = |wire| usize::from(change.wire == wire);
        self.0 += Counts([
            1,
            usize::from(change.rust == Bump::Major),
            wire(Wire::RequestBreaking),
            wire(Wire::ResponseBreaking),
            wire(Wire::Breaking),
            wire(Wire::Unknown),
        ]);
    }

    /// Returns the numbers of changes that break messages, and of those that are major.
    fn breaking(self) -> (usize, usize) {
        let [_, major, request, response, both, _] = self.0.0;
        (request + response + both, major)
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = [
            "changes",
            "major",
            "request_breaking",
            "response_breaking",
            "breaking",
            "unknown",
        ];
        self.0.named(names).serialize(serializer)
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
        if own.breaking() != (0, 0) {
            self.breaking.insert(service, own);
        }
    }

    /// Returns the report for people, with the rules and services with the most changes that break
    /// messages first.
    pub(super) fn to_text(&self) -> String {
        let rules = self.rules.iter().map(|(rule, tally)| (rule.id(), *tally));
        let services = self.breaking.iter();
        let services = services.map(|(service, tally)| (service.as_str(), *tally));
        let problems = self.problems.iter().map(|problem| format!("\n{problem}"));
        format!(
            "{} services in both, {} differ\n\n{}\n{}{}",
            self.services,
            self.differing,
            table("rule", rules, usize::MAX),
            table("service", services, MOST_SERVICES),
            problems.collect::<String>(),
        )
    }
}

fn table<'t>(title: &str, rows: impl Iterator<Item = (&'t str, Tally)>, most: usize) -> String {
    let line = |text: &str, cells: [String; 6]| line(text, 40, cells, [9; 6]);
    let titles = ["changes", "major", "request", "response", "both", "unknown"];
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|(name, tally)| (Reverse(tally.breaking()), *name));
    let mut text = line(title, titles.map(str::to_owned));
    for (name, Tally(counts)) in rows.into_iter().take(most) {
        text += &line(name, counts.0.map(|count| count.to_string()));
    }
    text
}
