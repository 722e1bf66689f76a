//! The changes to the API in the imported revisions.

use codegen::diff::report::text;
use codegen::diff::{Revision, diff};

use super::plan::Plan;
use crate::botocore::release::Release;
use crate::generated::ReadRevision;

/// Returns the report on each pair of neighbouring revisions that are neighbours since this import,
/// each after an empty line. `revisions` are those of the plan.
pub(super) fn api_changes(plan: &Plan<'_>, revisions: &[ReadRevision]) -> String {
    let read: Vec<_> = plan.entries.iter().zip(revisions).collect();
    let mut report = String::new();
    for ((old_entry, old), (entry, new)) in read.iter().zip(read.iter().skip(1)) {
        if plan.is_new_step(old_entry, entry) {
            let old = revision(old, &old_entry.revision.botocore);
            let new = revision(new, &entry.revision.botocore);
            report += &format!("\n{}", text(&diff(&old, &new)));
        }
    }
    report
}

fn revision<'m>(read: &'m ReadRevision, botocore: &Release) -> Revision<'m> {
    Revision::new(read.date.to_string(), &read.model).with_botocore(botocore.to_string())
}
