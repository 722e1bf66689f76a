//! Comparison of each service in a corpus with the same service in an older one, as the largest test
//! of the diff.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use codegen::diff::{Bump, Change, Diff, Rule, Wire};
use serde::Serialize;

use super::report::table;

/// The maximum number of services in the report for people.
const MOST_SERVICES: usize = 25;

/// The results of the diffs of all services.
#[derive(Debug, Default, Serialize)]
pub(super) struct Comparison {
    /// The number of services in both.
    services: usize,
    /// The number of services that differ.
    differing: usize,
    rules: BTreeMap<Rule, Counts>,
    /// The services with breaking changes.
    breaking: BTreeMap<String, Counts>,
    /// Problems of models that cannot be read, and changes that no rule covers.
    pub(super) problems: Vec<String>,
}

/// The number of changes, and of those with certain verdicts.
#[derive(Clone, Debug, Default, Serialize)]
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

    /// Returns a rank that is higher the more changes break.
    fn rank(&self) -> (usize, usize) {
        (self.breaking, self.major)
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
        let mut own = Counts::default();
        for change in &diff.changes {
            own.add(change);
            self.rules.entry(change.rule).or_default().add(change);
        }
        if own.rank() != (0, 0) {
            self.breaking.insert(service.to_owned(), own);
        }
        let unclassified = diff.unclassified();
        let problems = unclassified.map(|it| format!("{service}: {} is unclassified", it.path));
        self.problems.extend(problems);
    }

    /// Returns the report for people, with the rules and services that have the most breaking changes
    /// first.
    pub(super) fn to_text(&self) -> String {
        let rules = self.rules.iter().map(|(rule, counts)| (rule.id(), counts));
        let breaking = self.breaking.iter();
        let breaking = breaking.map(|(service, counts)| (service.as_str(), counts));
        let problems = self.problems.iter().map(|problem| format!("\n{problem}\n"));
        let count = match self.services {
            0 => "no model of the newer release is in the older one".to_owned(),
            services => format!(
                "services in both: {services}, different: {}",
                self.differing
            ),
        };
        format!(
            "{count}\n{}{}{}",
            worst_first("rule", rules.collect(), usize::MAX),
            worst_first("service", breaking.collect(), MOST_SERVICES),
            problems.collect::<String>(),
        )
    }
}

/// Returns a table after an empty line, if it has any rows. Rows beyond the first `most` are counted.
fn worst_first(title: &str, mut all: Vec<(&str, &Counts)>, most: usize) -> String {
    if all.is_empty() {
        return String::new();
    }
    let number = all.len();
    all.sort_by_key(|(name, counts)| (Reverse(counts.rank()), *name));
    let rows = all.into_iter().take(most).map(|(name, counts)| {
        let Counts {
            changes,
            major,
            breaking,
            unknown,
        } = counts;
        (name, [*changes, *major, *breaking, *unknown])
    });
    let columns = ["changes", "major", "breaking", "unknown"];
    let rows: Vec<_> = rows.collect();
    let more = match number - rows.len() {
        0 => String::new(),
        more => format!("and {more} more\n"),
    };
    format!("\n{}{more}", table(title, columns, &rows))
}
