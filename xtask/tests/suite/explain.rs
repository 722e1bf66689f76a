//! `cargo xtask explain`.

use std::fs;
use std::path::Path;

use codegen::diff::Rule;

use crate::support::{Workspace, assert_compiles, repository, xtask};

/// Only some wire verdicts are limited to messages that carry the part.
#[test]
fn a_rule_is_explained_and_an_unknown_one_gets_hints_nearest_first_or_the_list() {
    Workspace::new().assert_transcript(
        "explain",
        "explain enum-value-removed
        explain member-required
        explain enum-value-added
        explain operation-removed
        explain protocol-changed
        explain member-removd
        explain Member-Removd
        explain member-deleted
        explain requird
        explain pattern-tightened
        explain shape-adde
        explain changed
        explain added-shape
        explain reordered
        explain nothing-like-it",
    );
}

#[test]
fn the_help_lists_every_rule() {
    let help = xtask("explain --help").report();
    for rule in Rule::ALL {
        assert!(help.contains(&format!("\n  {rule}\n")), "{help}");
    }
}

/// The parameters that a rule's line uses.
fn parameters(rule: Rule) -> &'static str {
    match rule {
        Rule::ErrorShapeRemoved | Rule::ErrorTraitChanged => "error: Error",
        Rule::ShapeKindChanged | Rule::MemberRetargeted | Rule::EnumAddedToString => {
            "account: Account"
        }
        Rule::MemberRemoved => "request: CreateAccountRequest",
        Rule::MemberRequired | Rule::MemberOptional => "request: UpdatePolicyRequest",
        Rule::MemberReordered => "content: &str, description: &str, name: &str",
        Rule::EnumDroppedFromString => "status: AccountStatus",
        Rule::SparseChanged => "request: UntagResourceRequest",
        Rule::RecursionBoxChanged => "policy: Policy",
        _ => "",
    }
}

/// The lines of Rust compile with today's `org-types`.
#[test]
fn the_lines_that_stop_compiling_compile_now() {
    let mut program = "#![allow(warnings)]\nuse org_types::*;\n".to_owned();
    for rule in Rule::ALL {
        if let Some(line) = rule.explanation().stops_compiling {
            let parameters = parameters(rule);
            program +=
                &format!("mod {rule:?} {{ use super::*; fn it({parameters}) {{\n{line}\n}} }}\n");
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain");
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), program).unwrap();
    let manifest = format!(
        "[package]\nname = \"user\"\nedition = \"2024\"\n\n[dependencies]\n\
         org-types = {{ path = {:?} }}\n\n[workspace]\n",
        repository().join("crates/org-types")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    assert_compiles(&folder);
}
