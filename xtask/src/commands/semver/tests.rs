#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use codegen::diff::{Bump, Rule, diff};

use super::lints::Lints;
use super::table::{Opinion, Row, because_of, bump, markdown, rules};
use super::user::FailingUses;
use super::{generated, revision};

/// The judges are slow and not always installed, so this only checks our side of the table.
/// Revisions that are newer than the table are not in it.
#[test]
fn the_table_of_the_documentation_has_the_verdicts_of_today() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = std::fs::read_to_string(root.join("docs/semver.md")).unwrap();
    let models = generated::revisions(root, None).unwrap();
    let revisions: Vec<_> = models.iter().map(revision).collect();
    let told: Vec<_> = revisions
        .array_windows()
        .map(|[old, new]| {
            let [forward, backward] = [diff(old, new), diff(new, old)];
            [
                new.id().to_owned(),
                bump(&forward).to_string(),
                rules(&because_of(&forward)),
                bump(&backward).to_string(),
            ]
        })
        .collect();
    let lines = page.lines().filter(|line| line.starts_with("| 20"));
    let written: Vec<_> = lines
        .map(|line| {
            let cells: Vec<_> = line.split('|').map(str::trim).collect();
            [1, 2, 6, 7].map(|cell| cells.get(cell).copied().unwrap_or_default().to_owned())
        })
        .collect();
    assert!(written.len() >= 43, "only {} lines", written.len());
    assert!(
        told.starts_with(&written),
        "put what `cargo xtask semver` prints into docs/semver.md: {written:#?} is not {told:#?}"
    );
}

fn opinion(diff: Bump, level: Bump) -> Opinion {
    let fired = (level != Bump::Patch).then(|| "struct_missing".to_owned());
    Opinion {
        diff,
        because_of: BTreeMap::from([(Rule::MemberRequired, 2)]),
        lints: Lints {
            level,
            fired: fired.into_iter().collect(),
        },
    }
}

fn row(forward: Opinion, lost: &[(&str, &str)]) -> Row {
    let uses = |uses: &[(&str, &str)]| -> FailingUses {
        let uses = uses.iter();
        uses.map(|(line, code)| ((*line).to_owned(), (*code).to_owned()))
            .collect()
    };
    Row {
        date: "2017-09-29".parse().unwrap(),
        forward,
        backward: opinion(Bump::Major, Bump::Major),
        lost: uses(lost),
        gained: uses(&[("pub x::Y::new(String) -> Self", "E0599")]),
    }
}

#[test]
fn a_row_says_what_each_judge_said() {
    let row = row(
        opinion(Bump::Major, Bump::Major),
        &[("pub x::Y::a: A", "E0308"), ("pub x::Y::b: B", "E0308")],
    );
    assert_eq!(row.refutations().count(), 0);
    assert_eq!(
        markdown(&[row]).lines().last(),
        Some(
            "| 2017-09-29 | major | major: struct_missing | 2 (E0308) | 1 (E0599) | member-required 2 | major | \
             major: struct_missing |"
        )
    );
}

#[test]
fn a_judge_who_asks_for_more_refutes() {
    let refutations = |row: Row| -> Vec<String> { row.refutations().collect() };
    assert_eq!(
        refutations(row(opinion(Bump::Minor, Bump::Major), &[])),
        ["to 2017-09-29: minor, but cargo-semver-checks requires major: struct_missing"]
    );
    let lost = [("pub x::Y::a: A", "E0308")];
    assert_eq!(
        refutations(row(opinion(Bump::Minor, Bump::Patch), &lost)),
        ["to 2017-09-29: minor, but the compiler requires major"]
    );
    assert_eq!(
        refutations(row(opinion(Bump::Major, Bump::Patch), &[])),
        ["to 2017-09-29: major, but the compiler requires minor"]
    );
}
