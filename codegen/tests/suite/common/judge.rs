//! What holds for the diff of any two models.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt::Display;

use codegen::api::surface::surface;
use codegen::diff::{Bump, Change, Diff, Direction, Reach, Revision, Rule, Wire, diff};
use codegen::model::Model;
use codegen::validate::validate;
use serde_json::Value;

use super::wire::{Request, refused, requests, unread};

/// A model, and what is compared of it.
pub(crate) struct Subject<'m> {
    pub(crate) revision: Revision<'m>,
    surface: BTreeSet<String>,
    is_valid: bool,
    requests: OnceCell<Vec<Request<'m>>>,
}

impl<'m> Subject<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let revision = Revision::new("", model);
        Self {
            surface: surface(revision.api(), "example").into_iter().collect(),
            revision,
            is_valid: validate(model).is_empty(),
            requests: OnceCell::new(),
        }
    }

    /// What the two public APIs ask for, line by line.
    fn level(&self, new: &Subject<'_>) -> Bump {
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
pub(crate) fn holds(old: &Subject<'_>, new: &Subject<'_>, there: &Diff, name: &dyn Display) {
    assert_eq!(there.unclassified().count(), 0, "{name}");
    let back = diff(&new.revision, &old.revision);
    assert_eq!(reversed(there), entries(&back), "{name}");
    let changes = there.changes.iter();
    let unique = changes.clone().map(|change| (change.rule, &change.path));
    assert_eq!(
        unique.collect::<BTreeSet<_>>().len(),
        there.changes.len(),
        "{name}"
    );
    verdicts_have_messages(there, name);
    for change in changes.clone() {
        let (rule, is_major) = (change.rule, change.rust == Bump::Major);
        assert!(
            rule.wires().contains(&change.wire) || is_part(change),
            "{name}"
        );
        assert!(rule.bumps().contains(&change.rust), "{name}");
        assert_eq!(
            change.breaks_in_code.is_some(),
            is_major,
            "{}: {name}",
            change.path
        );
    }
    if old.is_valid && new.is_valid {
        // A deprecation asks for a minor version although no item comes or goes.
        let counted = changes.filter(|change| change.rule != Rule::DeprecatedChanged);
        // A name that means something else, and arguments of one type in another order, compile.
        let is_silent = |it: &&Change| {
            let rules = [Rule::RustNameChanged, Rule::MemberReordered];
            rules.contains(&it.rule) && it.rust == Bump::Major
        };
        let bump = counted.clone().map(|change| change.rust).max();
        match counted.clone().any(|it| is_silent(&it)) {
            true => assert_eq!(bump, Some(Bump::Major), "{name}"),
            false => assert_eq!(bump.unwrap_or(Bump::Patch), old.level(new), "{name}"),
        }
        messages_survive(old, new.revision.model(), there, name);
    }
}

/// What breaks requests reaches one, and what breaks responses reaches one or an error, unless it
/// is about the whole service or an operation that is gone.
pub(crate) fn verdicts_have_messages(diff: &Diff, name: &dyn Display) {
    let changes = diff.changes.iter();
    let partial = changes.filter(|change| {
        change.rule != Rule::OperationRemoved && !change.path.starts_with("service")
    });
    for change in partial {
        let requests = |reach: &Reach| reach.direction == Direction::Request;
        let has_request = change.reaches.iter().any(requests);
        let has_response = change.reaches.iter().any(|reach| !requests(reach));
        let path = &change.path;
        assert!(
            !breaks_requests(change.wire) || has_request,
            "{path}: {name}"
        );
        assert!(
            !breaks_responses(change.wire) || has_response,
            "{path}: {name}"
        );
    }
}

/// Messages suffer only where an entry says so.
fn messages_survive(old: &Subject<'_>, new: &Model, there: &Diff, name: &dyn Display) {
    let any = |breaks: fn(Wire) -> bool| there.changes.iter().any(|change| breaks(change.wire));
    let model = old.revision.model();
    if !any(breaks_requests) {
        let requests = old.requests.get_or_init(|| requests(model));
        assert_eq!(refused(model, requests, new), [""; 0], "{name}");
    }
    if !any(breaks_responses) {
        assert_eq!(unread(model, new), [""; 0], "{name}");
    }
}

pub(crate) fn breaks_requests(wire: Wire) -> bool {
    matches!(wire, Wire::RequestBreaking | Wire::Breaking)
}

pub(crate) fn breaks_responses(wire: Wire) -> bool {
    matches!(wire, Wire::ResponseBreaking | Wire::Breaking)
}

/// Whether a change has a part of a verdict of its rule: messages of the other direction do not
/// carry it.
fn is_part(change: &Change) -> bool {
    change.wire != Wire::Unknown
        && (change.wire == Wire::Compatible || change.rule.wires().contains(&Wire::Breaking))
}

/// What of an entry must be the same when both sides change places.
type Entry = (Rule, String, String, String, Vec<String>);

pub(crate) fn entries(diff: &Diff) -> BTreeSet<Entry> {
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string).unwrap_or_default();
    let changes = diff.changes.iter().map(|change| {
        let reaches = change.reaches.iter();
        let reaches =
            reaches.map(|reach| format!("{} {} {}", reach.operation, reach.direction, reach.path));
        let [before, after] = [&change.before, &change.after].map(text);
        (
            change.rule,
            change.path.clone(),
            before,
            after,
            reaches.collect(),
        )
    });
    changes.collect()
}

pub(crate) fn reversed(diff: &Diff) -> BTreeSet<Entry> {
    let entries = entries(diff).into_iter();
    let reversed = entries.map(|(rule, path, before, after, reaches)| {
        // A renamed shape is known by its new name.
        let path = match rule {
            Rule::ShapeRenamed => before.trim_matches('"').to_owned(),
            _ => path,
        };
        (rule.reversed(), path, after, before, reaches)
    });
    reversed.collect()
}
