//! Comparison of each service in a corpus with the same service in an older one, as the largest test
//! of the diff.

use std::collections::BTreeMap;

use anyhow::Result;
use codegen::diff::{Bump, Change, Diff, Rule, Wire};
use serde::Serialize;

/// The results of the diffs of all services.
#[derive(Debug, Default, Serialize)]
pub(super) struct Comparison {
    /// The number of services in both.
    services: usize,
    /// The number of services that differ.
    differing: usize,
    rules: BTreeMap<Rule, Counts>,
    /// Problems of models that cannot be read, and changes that no rule covers.
    pub(super) problems: Vec<String>,
}

/// The number of changes by a rule, and of those with certain verdicts.
#[derive(Debug, Default, Serialize)]
struct Counts {
    changes: usize,
    major: usize,
    /// Those that break requests, responses or both.
    breaking: usize,
    unknown: usize,
}

impl Counts {
    fn add(&mut self, change: &Change) {
        self.changes += 1;
        self.major += usize::from(change.rust == Bump::Major);
        match change.wire {
            Wire::Compatible => {}
            Wire::RequestBreaking | Wire::ResponseBreaking | Wire::Breaking => self.breaking += 1,
            Wire::Unknown => self.unknown += 1,
        }
    }
}

impl Comparison {
    /// Adds the diff of a service, or its problem.
    pub(super) fn add(&mut self, service: &str, diff: Result<Diff>) {
        self.services += 1;
        let diff = match diff {
            Ok(diff) => diff,
            Err(error) => return self.problems.push(format!("{service}: {error:#}")),
        };
        self.differing += usize::from(!diff.is_empty());
        for change in &diff.changes {
            self.rules.entry(change.rule).or_default().add(change);
        }
        let unclassified = diff.unclassified();
        let problems = unclassified.map(|it| format!("{service}: {} is unclassified", it.path));
        self.problems.extend(problems);
    }

    /// Returns the report for people.
    pub(super) fn to_text(&self) -> String {
        let (services, differing) = (self.services, self.differing);
        let mut text = format!("{services} services in both, {differing} differ\n");
        for (rule, counts) in &self.rules {
            let Counts {
                changes,
                major,
                breaking,
                unknown,
            } = counts;
            text += &format!(
                "{changes:>7} {rule}: {major} major; on the wire, {breaking} breaking, {unknown} unknown\n"
            );
        }
        text.extend(self.problems.iter().map(|problem| format!("{problem}\n")));
        text
    }
}
