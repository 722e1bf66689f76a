//! The public API line by line, and that nothing generated is left out.

use crate::common::fixtures::organizations;
use crate::common::{model, rendered};
use codegen::api::surface::surface;
use codegen::diff::Revision;

#[test]
fn the_public_api_is_a_line_per_item_and_member() {
    let model = model();
    let revision = Revision::new("", &model);
    insta::assert_snapshot!(surface(revision.api(), "example_types").join("\n"));
}

/// A new revision fails this until someone has read the difference and accepted it: see
/// `docs/reviewing.md`.
#[test]
fn the_public_api_of_org_types() {
    let model = organizations();
    let revision = Revision::new("", &model);
    let surface = surface(revision.api(), "org_types").join("\n");
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("surface", surface);
    });
}

/// The tests `fixtures` and `surface_users` check the reverse with the compiler: everything listed is
/// in the crate.
#[test]
fn everything_that_generated_files_declare_is_listed() {
    for model in [model(), organizations()] {
        let revision = Revision::new("", &model);
        let listed = surface(revision.api(), "example");
        let files = rendered(&model);
        let declared: Vec<_> = files.values().flat_map(|text| declarations(text)).collect();
        assert!(declared.len() > 30, "{declared:?}");
        for path in declared {
            let is_about_it = |line: &String| {
                let rest = line.split_once(&format!("::{path}")).map(|(_, rest)| rest);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', ' ']))
            };
            assert!(listed.iter().any(is_about_it), "{path} is not listed");
        }
    }
}

/// The items in the text of a file, with their rows: `Account`, `Account::email`.
fn declarations(text: &str) -> Vec<String> {
    let mut declarations = Vec::new();
    let mut item = "";
    let lines = text.lines().map(str::trim);
    for line in lines.filter(|line| line.starts_with(char::is_alphabetic)) {
        let is_name = |character: char| character.is_alphanumeric() || "_#".contains(character);
        if let Some(rest) = ["pub struct ", "pub enum ", "pub const "]
            .iter()
            .find_map(|start| line.strip_prefix(start))
        {
            item = rest.split(|character| !is_name(character)).next().unwrap();
            declarations.push(item.to_owned());
        } else if line.ends_with(',') && (line.contains(" = \"") || line.ends_with("),")) {
            let name = line.split(|character| !is_name(character)).next().unwrap();
            declarations.push(format!("{item}::{name}"));
        }
    }
    declarations
}
