//! `cargo xtask explain`.

use std::fs;
use std::path::Path;

use codegen::diff::Rule;

use crate::support::{assert_compiles, repository, xtask};

#[test]
fn every_rule_is_explained() {
    for rule in Rule::ALL {
        let explanation = rule.explanation();
        let report = xtask(&format!("explain {rule}"))
            .begins(&format!("{rule}\n\n{}\n", explanation.meaning))
            .prints(&format!("\nwire: {}", explanation.wire))
            .prints(&format!("\nrust: {}", explanation.rust));
        let line = report.report().contains("This stops compiling:");
        assert_eq!(line, explanation.stops_compiling.is_some());
    }
}

#[test]
fn a_wire_verdict_is_limited_to_messages_that_carry_the_part() {
    // The value is in no request.
    let diff = xtask("diff 2017-10-23 2017-09-29").ends(0);
    diff.prints(
        "enum-value-removed CreateAccountFailureReason.CONCURRENT_ACCOUNT_MODIFICATION  [major, wire compatible]",
    );
    let only = " Also compatible if no request or response carries it.\nrust: ";
    for (rule, expected) in [
        ("enum-value-removed", true),
        ("member-required", true),
        ("member-optional", true),
        ("enum-value-added", false),
        ("operation-removed", false),
        ("protocol-changed", false),
    ] {
        let text = xtask(&format!("explain {rule}")).report();
        assert_eq!(text.contains(only), expected, "{rule}");
    }
}

#[test]
fn an_unknown_rule_gets_hints_nearest_first_or_the_list() {
    for (rule, hint) in [
        ("member-removd", "; did you mean `member-removed`?"),
        ("Member-Removd", "; did you mean `member-removed`?"),
        ("member-deleted", "; did you mean `member-removed`?"),
        ("requird", "; did you mean `member-required`?"),
        ("pattern-tightened", "; did you mean `pattern-changed`?"),
        // One that is much farther is no hint.
        ("shape-adde", "; did you mean `shape-added`?"),
        (
            "changed",
            "; did you mean `fault-changed`, `prose-changed` or `range-changed`?",
        ),
        // Words in another order.
        (
            "added-shape",
            "; did you mean `shape-added` or `error-shape-added`?",
        ),
        ("reordered", "; did you mean `member-reordered`?"),
    ] {
        let list = "`cargo xtask explain --help` lists the rules";
        let expected = format!("error: `{rule}` is not a rule{hint}\n{list}\n");
        assert_eq!(xtask(&format!("explain {rule}")).ends(2).stderr, expected);
    }
    for line in ["explain nothing-like-it", "explain --help"] {
        let outcome = xtask(line);
        let text = outcome.stdout + &outcome.stderr;
        for rule in Rule::ALL {
            assert!(text.contains(&format!("\n  {rule}\n")), "{text}");
        }
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
