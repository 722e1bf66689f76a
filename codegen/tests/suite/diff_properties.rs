//! What holds for the diff of any two models: every single edit of every fact gives an entry of
//! its rule, nothing is left unclassified, and both sides can change places.

mod mutations;

use std::collections::BTreeSet;

use crate::common::wire::casualties;
use crate::common::{find, model, short};
use codegen::api::surface::surface;
use codegen::diff::{Bump, Change, Diff, Direction, Reach, Revision, Rule, Wire, diff};
use codegen::model::{Format, Model, Protocol};
use codegen::validate::validate;
use fastrand::Rng;
use mutations::{Mutation, mutations};
use serde_json::Value;

#[test]
fn every_edit_gives_an_entry_of_its_rule() {
    let base = model();
    let old = Subject::new(&base);
    let mutations = mutations(&base, None);
    assert!(mutations.len() > 1_000, "only {} edits", mutations.len());
    for Mutation { rule, path, model } in &mutations {
        let new = Subject::new(model);
        let diff = diff(&old.revision, &new.revision);
        let name = format!("{rule} {path} in {:#?}", short(&diff));
        assert!(find(&diff, *rule, path).is_some(), "no {name}");
        holds(&old, &new, &diff, &name);
    }
    let seen: BTreeSet<_> = mutations.iter().map(|mutation| mutation.rule).collect();
    // Pagination comes where the sides change places; what follows from other edits and what takes
    // two sides with prose have their cases in `diff_rules`.
    let has_no_edit = [
        Rule::PaginationAdded,
        Rule::RecursionBoxChanged,
        Rule::DeriveLost,
        Rule::DeriveGained,
        Rule::ItemMoved,
        Rule::RustNameChanged,
        Rule::ProseChanged,
        Rule::Unclassified,
    ];
    let missing: Vec<_> = Rule::ALL
        .into_iter()
        .filter(|rule| !seen.contains(rule))
        .collect();
    assert_eq!(missing, has_no_edit);
}

#[test]
fn across_formats_every_edit_is_listed_as_one_or_as_a_difference_of_theirs() {
    let base = model();
    let old = Revision::new("", &base);
    let (mut edits, mut format_differences) = (0, BTreeSet::new());
    for Mutation { rule, path, model } in mutations(&base, None) {
        let model = Model {
            format: Format::Smithy,
            ..model
        };
        let new = Revision::new("", &model);
        let (there, back) = (diff(&old, &new), diff(&new, &old));
        let name = format!("{rule} {path} in {:#?}", short(&there));
        let differences = there.format_differences.iter();
        let listed = differences.map(|it| (it.rule, it.path.as_str()));
        let is_listed = listed.clone().any(|it| it == (rule, path.as_str()));
        assert!(is_listed != find(&there, rule, &path).is_some(), "{name}");
        assert_eq!(there.unclassified().count(), 0, "{name}");
        assert_eq!(reversed(&there), entries(&back), "{name}");
        assert_eq!(
            there.format_differences.len(),
            back.format_differences.len(),
            "{name}"
        );
        edits += usize::from(!is_listed);
        format_differences.extend(listed.map(|(rule, _)| rule));
    }
    assert!(edits > 500, "only {edits} edits");
    let expected = [
        Rule::HttpBindingChanged,
        Rule::DeprecatedChanged,
        Rule::DefaultChanged,
        Rule::TraitChanged,
    ];
    assert_eq!(format_differences, expected.into());
}

#[test]
fn any_edits_together_are_classified() {
    let base = model();
    let mut random = Rng::with_seed(20_170_227);
    let mut compared = 0;
    for round in 0..100 {
        let mut sides = [base.clone(), base.clone()];
        for side in &mut sides {
            for _ in 0..1 + round % 3 {
                let chosen = mutations(side, Some(random.usize(..700))).pop();
                let chosen = chosen.map(|mutation| mutation.model);
                if let Some(model) = chosen.filter(|model| validate(model).is_empty()) {
                    *side = model;
                }
            }
        }
        let [old, new] = sides.each_ref().map(Subject::new);
        let diff = diff(&old.revision, &new.revision);
        compared += usize::from(!diff.is_empty());
        let name = format!("round {round}: {:#?}", short(&diff));
        holds(&old, &new, &diff, &name);
    }
    assert!(compared > 75, "only {compared} differ");
}

/// Facts that only other protocols put into messages count there.
#[test]
fn a_verdict_is_about_messages_that_the_change_reaches() {
    for protocol in [Protocol::AwsJson1_1, Protocol::RestXml] {
        let mut base = model();
        base.service.protocol = protocol;
        let old = Revision::new("", &base);
        for Mutation { rule, path, model } in mutations(&base, None) {
            let diff = diff(&old, &Revision::new("", &model));
            let name = format!("{rule} {path} in {:#?}", short(&diff));
            verdicts_have_messages(&diff, &name);
        }
    }
}

/// A model, and what is compared of it.
struct Subject<'m> {
    revision: Revision<'m>,
    surface: BTreeSet<String>,
    is_valid: bool,
}

impl<'m> Subject<'m> {
    fn new(model: &'m Model) -> Self {
        let revision = Revision::new("", model);
        Self {
            surface: surface(revision.api(), "example").into_iter().collect(),
            revision,
            is_valid: validate(model).is_empty(),
        }
    }

    /// What the two public APIs ask for, line by line.
    fn level(&self, new: &Self) -> Bump {
        if !self.surface.is_subset(&new.surface) {
            Bump::Major
        } else if self.surface == new.surface {
            Bump::Patch
        } else {
            Bump::Minor
        }
    }
}

/// What holds for any diff.
fn holds(old: &Subject<'_>, new: &Subject<'_>, there: &Diff, name: &str) {
    assert_eq!(there.unclassified().count(), 0, "{name}");
    assert!(diff(&new.revision, &new.revision).is_empty(), "{name}");
    let back = diff(&new.revision, &old.revision);
    assert_eq!(reversed(there), entries(&back), "{name}");
    let changes = there.changes.iter();
    let unique: BTreeSet<_> = changes
        .clone()
        .map(|change| (change.rule, &change.path))
        .collect();
    assert_eq!(unique.len(), there.changes.len(), "{name}");
    verdicts_have_messages(there, name);
    if old.is_valid && new.is_valid {
        // A deprecation asks for a minor version although no item comes or goes.
        let told = changes.filter(|change| change.rule != Rule::DeprecatedChanged);
        let told = told.map(|change| change.rust).max().unwrap_or(Bump::Patch);
        assert_eq!(told, old.level(new), "{name}");
        wire_holds(old.revision.model(), new.revision.model(), there, name);
    }
}

/// What breaks requests reaches one, and what breaks responses reaches one or an error, unless it
/// is about the whole service or an operation that is gone.
fn verdicts_have_messages(diff: &Diff, name: &str) {
    let changes = diff.changes.iter();
    let partial = changes.filter(|change| {
        change.rule != Rule::OperationRemoved && !change.path.starts_with("service")
    });
    for change in partial {
        let requests = |reach: &Reach| reach.direction == Direction::Request;
        let breaks_requests = matches!(change.wire, Wire::RequestBreaking | Wire::Breaking);
        let breaks_responses = matches!(change.wire, Wire::ResponseBreaking | Wire::Breaking);
        let has_request = change.reaches.iter().any(requests);
        let has_response = change.reaches.iter().any(|reach| !requests(reach));
        let path = &change.path;
        assert!(!breaks_requests || has_request, "{path}: {name}");
        assert!(!breaks_responses || has_response, "{path}: {name}");
    }
}

/// Messages suffer only where an entry says so, and entries say so only where their rule does.
fn wire_holds(old: &Model, new: &Model, there: &Diff, name: &str) {
    let breaks = |verdict: Wire| {
        let mut wires = there.changes.iter().map(|change| change.wire);
        wires.any(|wire| wire == verdict || wire == Wire::Breaking)
    };
    let casualties = casualties(old, new);
    if !breaks(Wire::RequestBreaking) {
        assert_eq!(casualties.refused, [""; 0], "{name}");
    }
    if !breaks(Wire::ResponseBreaking) {
        assert_eq!(casualties.unread, [""; 0], "{name}");
    }
    for change in &there.changes {
        let rule = change.rule;
        assert!(
            rule.wires().contains(&change.wire) || is_part(change),
            "{name}"
        );
        assert!(rule.bumps().contains(&change.rust), "{name}");
    }
}

/// Whether a change has a part of a verdict of its rule: messages of the other direction do not
/// carry it.
fn is_part(change: &Change) -> bool {
    change.wire != Wire::Unknown
        && (change.wire == Wire::Compatible || change.rule.wires().contains(&Wire::Breaking))
}

/// What of an entry must be the same when both sides change places.
type Entry = (Rule, String, String, String, Vec<String>);

fn entries(diff: &Diff) -> BTreeSet<Entry> {
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string).unwrap_or_default();
    diff.changes
        .iter()
        .map(|change| {
            let reaches = change.reaches.iter();
            let reaches = reaches
                .map(|reach| format!("{} {} {}", reach.operation, reach.direction, reach.path));
            (
                change.rule,
                change.path.clone(),
                text(&change.before),
                text(&change.after),
                reaches.collect(),
            )
        })
        .collect()
}

fn reversed(diff: &Diff) -> BTreeSet<Entry> {
    entries(diff)
        .into_iter()
        .map(|(rule, path, before, after, reaches)| {
            // A renamed shape is known by its new name.
            let path = match rule {
                Rule::ShapeRenamed => before.trim_matches('"').to_owned(),
                _ => path,
            };
            (rule.reversed(), path, after, before, reaches)
        })
        .collect()
}
