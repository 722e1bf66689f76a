//! The changes between two models, and the effects of each change.
//!
//! Each edit of the model has one entry, however many places it affects. An entry has three
//! independent verdicts: [`Wire`] (whether clients and services still understand each other),
//! [`Bump`] (what the generated crate's version needs) and a note if compiled code behaves
//! differently. The Rust verdict is derived from the [`Api`]s of both sides, that is, from the
//! output of the generator, not from the model alone.

pub mod breaking;
mod change;
mod compare;
mod contents;
mod facts;
pub mod pattern;
pub mod position;
mod reach;
mod renames;
pub mod report;
mod rules;
pub mod syntax;
mod verdict;
mod version;

use std::sync::LazyLock;

use crate::api::{Api, Documentation};
use crate::collections::{HashSet, IndexMap};
use crate::model::Model;
use crate::source::without_format_differences;
pub use change::{
    Change, ConstraintChange, Diff, Direction, FormatDifference, Operations, Reach, Release, Side,
};
pub use contents::{Contents, Message, Part};
pub use rules::{Explanation, Rule, UnknownRule};
pub use verdict::{Bump, Wire};
pub use version::{InvalidVersion, Version};

/// A model at one point in its history, with all decisions about its crate.
///
/// Creating a revision costs more than comparing it: create each revision once, and compare it as
/// often as needed.
#[derive(Clone, Debug)]
pub struct Revision<'m> {
    side: Side,
    api: Api<'m>,
}

impl<'m> Revision<'m> {
    /// Creates a revision with this name in reports, such as a date.
    ///
    /// The model must have passed [`validate`](crate::validate::validate), as every model that
    /// [`read`](crate::source::read) returns has.
    pub fn new(id: impl Into<String>, model: &'m Model) -> Self {
        let side = Side {
            id: id.into(),
            botocore: None,
        };
        Self {
            side,
            api: Api::new(model, &NO_DOCUMENTATION),
        }
    }

    /// Sets the first botocore release with this revision.
    pub fn with_botocore(mut self, release: impl Into<String>) -> Self {
        self.side.botocore = Some(release.into());
        self
    }

    /// Returns the name in reports, such as a date.
    pub fn id(&self) -> &str {
        &self.side.id
    }

    /// Returns the first botocore release with this revision, if it is known.
    pub fn botocore(&self) -> Option<&str> {
        self.side.botocore.as_deref()
    }

    /// Returns the model.
    pub fn model(&self) -> &'m Model {
        self.api.model
    }

    /// Returns the public API of the crate for the model.
    pub fn api(&self) -> &Api<'m> {
        &self.api
    }
}

/// Documentation is not compared.
static NO_DOCUMENTATION: LazyLock<Documentation> = LazyLock::new(Documentation::default);

/// Returns every change from one model to another.
///
/// Every difference has an entry; a fact that no rule covers gets one with the rule
/// [`Unclassified`](Rule::Unclassified). Equal models have no changes, and neither have models that
/// state the same facts in different places, such as defaults of the service at each operation. If
/// the sides are swapped, each entry has the [reversed rule](Rule::reversed), with before and after
/// swapped.
///
/// For models in different formats, differences that only one format can express are [listed
/// separately](Diff::format_differences).
///
/// # Examples
///
/// ```
/// use codegen::diff::{Bump, Revision, diff};
/// use codegen::source::{Source, read};
///
/// let model = |operations: &str| {
///     let metadata = r#""metadata": {
///         "serviceId": "Example", "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "Example"
///     }"#;
///     let text = format!(r#"{{{metadata}, "operations": {operations}, "shapes": {{}}}}"#);
///     read(Source::new(text.as_bytes())).unwrap()
/// };
/// let (old, new) = (model("{}"), model(r#"{"ListRoots": {"name": "ListRoots"}}"#));
/// let diff = diff(&Revision::new("2016-11-28", &old), &Revision::new("2017-02-27", &new));
/// assert_eq!(diff.bump, Some(Bump::Minor));
/// assert_eq!(diff.operations.added, ["ListRoots"]);
/// ```
pub fn diff(old: &Revision<'_>, new: &Revision<'_>) -> Diff {
    let all = changes(old, new);
    let (changes, format_differences) = match without_format_differences(old.model(), new.model()) {
        None => (all, Vec::new()),
        Some([before, after]) => {
            let mut edits = changes(&Revision::new("", &before), &Revision::new("", &after));
            let format_differences = format_differences(all, &mut edits);
            (edits, format_differences)
        }
    };
    Diff {
        from: old.side.clone(),
        to: new.side.clone(),
        bump: changes.iter().map(|change| change.rust).max(),
        release: None,
        operations: operations(old.model(), new.model(), &changes),
        changes,
        format_differences,
    }
}

/// Returns every change in the order of reports: the service, then operations, then shapes.
fn changes(old: &Revision<'_>, new: &Revision<'_>) -> Vec<Change> {
    let models = [old.model(), new.model()];
    let mut changes = compare::changes(old, new);
    changes.sort_by_cached_key(|change| {
        let name = change.path.split(['.', '@']).next().unwrap_or_default();
        let is_shape = models.iter().any(|it| it.shapes.contains_key(name));
        let is_operation = models.iter().any(|it| it.operations.contains_key(name));
        let scope = (is_shape, !is_shape && is_operation);
        (scope, change.path.clone(), change.rule)
    });
    changes
}

/// Returns all changes except the edits of what both formats can express. An edit shows the whole
/// fact, with what only one format can hold of it.
fn format_differences(all: Vec<Change>, edits: &mut [Change]) -> Vec<FormatDifference> {
    let mut left: IndexMap<_, _> = all
        .into_iter()
        .map(|change| ((change.rule, change.path), (change.before, change.after)))
        .collect();
    for edit in edits {
        if let Some(whole) = left.shift_remove(&(edit.rule, edit.path.clone())) {
            (edit.before, edit.after) = whole;
        }
    }
    left.into_iter()
        .map(|((rule, path), (before, after))| FormatDifference {
            rule,
            path,
            before,
            after,
        })
        .collect()
}

fn operations(old: &Model, new: &Model, changes: &[Change]) -> Operations {
    let names_where = |model: &Model, condition: &dyn Fn(&String) -> bool| {
        let names = model.operations.keys().filter(|name| condition(name));
        names.cloned().collect()
    };
    let is_in = |model: &Model, name: &String| model.operations.contains_key(name);
    let reached = |in_errors: bool| -> HashSet<&String> {
        let changes = changes.iter();
        let changes = changes.filter(|change| change.rule != Rule::ProseChanged);
        let reaches = changes.flat_map(|change| &change.reaches);
        let reaches = reaches.filter(|it| (it.direction == Direction::Error) == in_errors);
        reaches.map(|reach| &reach.operation).collect()
    };
    let (in_errors, in_messages) = (reached(true), reached(false));
    Operations {
        added: names_where(new, &|name| !is_in(old, name)),
        removed: names_where(old, &|name| !is_in(new, name)),
        updated: names_where(new, &|name| is_in(old, name) && in_messages.contains(name)),
        updated_in_errors: names_where(new, &|name| {
            is_in(old, name) && in_errors.contains(name) && !in_messages.contains(name)
        }),
    }
}
