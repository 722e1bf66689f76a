//! Comparison of each service in a corpus with the same service in an older one, as the largest test
//! of the diff.

use std::collections::BTreeMap;

use anyhow::Result;
use codegen::diff::{Bump, Change, Diff, Rule, Wire};
use serde::Serialize;

use super::counts::{Counts, add, table};

/// The results of the diffs of all services.
#[derive(Debug, Default, Serialize)]
pub(super) struct Comparison {
    /// The number of services in both.
    services: usize,
    /// The number of services that differ.
    differing: usize,
    /// The numbers of changes, by rule.
    rules: BTreeMap<Rule, Counts>,
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

impl Comparison {
    /// Combines the results of all diffs.
    pub(super) fn of(all: impl IntoIterator<Item = (String, Result<Diff>)>) -> Self {
        let mut comparison = Self::default();
        for (service, found) in all {
            comparison.services += 1;
            match found {
                Ok(diff) => comparison.add(&service, &diff),
                Err(error) => comparison.problems.push(format!("{service}: {error:#}")),
            }
        }
        comparison
    }

    fn add(&mut self, service: &str, diff: &Diff) {
        self.differing += usize::from(!diff.is_empty());
        for change in &diff.changes {
            add(self.rules.entry(change.rule).or_default(), &counts(change));
        }
        let unclassified = diff.unclassified();
        let problems = unclassified.map(|it| format!("{service}: {} is unclassified", it.path));
        self.problems.extend(problems);
    }

    /// Returns the report for people.
    pub(super) fn to_text(&self) -> String {
        let rules = self.rules.iter().map(|(rule, counts)| (rule.id(), counts));
        let problems = self.problems.iter().map(|problem| format!("\n{problem}"));
        format!(
            "{} services in both, {} differ\n\n{}{}",
            self.services,
            self.differing,
            table("rule", rules),
            problems.collect::<String>(),
        )
    }
}
