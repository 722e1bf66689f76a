//! The lines of Rust that `cargo xtask explain` shows compile with `org-types`, until a change
//! breaks them.

use std::fs;
use std::path::Path;

use crate::support::process::assert_compiles;
use codegen::diff::Rule;

/// What stands around a rule's line.
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
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain");
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), program).unwrap();
    let manifest = format!(
        "[package]\nname = \"user\"\nedition = \"2024\"\n\n[dependencies]\n\
         org-types = {{ path = {:?} }}\n\n[workspace]\n",
        repository.join("crates/org-types")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    assert_compiles(&folder);
}
