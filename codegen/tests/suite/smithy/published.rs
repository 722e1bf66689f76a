//! Models that AWS has published. They contain AWS's prose, so they are not part of this repository:
//! `CODEGEN_PUBLISHED_MODELS` names a folder with them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Write, stderr};
use std::path::Path;

use codegen::model::{Model, ShapeKind};
use codegen::source::{Source, read};

use super::support::{generated_differences, no_edits};

/// A published model. If it is missing, the test is skipped, which it says even where the output of
/// tests that pass is hidden.
fn published(name: &str) -> Option<Model> {
    let folder = std::env::var_os("CODEGEN_PUBLISHED_MODELS").unwrap_or_default();
    let Ok(text) = fs::read(Path::new(&folder).join(name)) else {
        let line = format!("SKIPPED: CODEGEN_PUBLISHED_MODELS has no {name}\n");
        stderr().write_all(line.as_bytes()).unwrap();
        return None;
    };
    Some(read(Source::new(&text)).unwrap())
}

#[test]
fn organizations_has_only_differences_of_the_formats() {
    let Some(mut smithy) = published("organizations-2016-11-28.json") else {
        return;
    };
    let revision = crate::api_changes::model("2025-01-02");
    let mut by_rule = BTreeMap::new();
    for line in no_edits(revision, &smithy) {
        let (rule, _) = line.split_once(' ').unwrap();
        *by_rule.entry(rule.to_owned()).or_insert(0) += 1;
    }
    let by_rule: Vec<_> = by_rule
        .iter()
        .map(|(rule, count)| format!("{rule} {count}"))
        .collect();
    assert_eq!(
        by_rule,
        [
            "default-changed 3",
            "http-binding-changed 45",
            "pagination-changed 13",
            "pattern-changed 21",
            "service-metadata-changed 3",
            "trait-changed 6",
        ]
    );
    for traits in smithy.traits_mut() {
        traits.documentation = None;
    }
    let lines = generated_differences(revision, &smithy);
    let documentation = lines.iter().filter(|line| line.contains("///"));
    assert_eq!((lines.len(), documentation.count()), (375, 117));
    // Without these differences, not one byte differs.
    for (name, operation) in &mut smithy.operations {
        operation.pagination = revision.operations[name].pagination.clone();
    }
    for (name, shape) in &mut smithy.shapes {
        shape.constraints.pattern = revision.shapes[name].constraints.pattern.clone();
        shape.error = revision.shapes[name].error.clone();
        if let ShapeKind::Structure { members } = &mut shape.kind {
            let members = members.values_mut();
            members.for_each(|member| member.default = None);
        }
    }
    assert_eq!(generated_differences(revision, &smithy), [""; 0]);
}
