//! The module files: what is there, and what is re-exported from where.

use std::collections::BTreeMap;

use quote::quote;

use super::tokens::ident;
use crate::layout::SourceFile;
use crate::plan::Plan;

/// Adds the module files for the files that are there.
pub(super) fn render(plan: &Plan<'_>, files: &mut BTreeMap<String, SourceFile>) {
    operations(plan, files);
    let has_enums = files.contains_key("enums.rs");
    let types = files.entry("types.rs".to_owned()).or_default();
    types
        .documentation
        .push("Structures, unions and enums that operations share.".to_owned());
    if has_enums {
        types.declarations.push(quote!(
            pub use super::enums::*;
        ));
    }
    describe(files, "enums.rs", "Enums.");
    describe(files, "error.rs", "What operations can fail with.");
    let mut root = SourceFile::default();
    if has_enums {
        root.declarations.push(quote! {
            #[allow(missing_docs, reason = "a variant's documentation is its text on the wire")]
            mod enums;
        });
    }
    for (name, file) in [
        ("error", "error.rs"),
        ("operation", "operation/mod.rs"),
        ("service", "service.rs"),
        ("types", "types.rs"),
    ] {
        if files.contains_key(file) {
            let name = ident(name);
            root.declarations.push(quote!(pub mod #name;));
        }
    }
    files.insert("mod.rs".to_owned(), root);
}

fn operations(plan: &Plan<'_>, files: &mut BTreeMap<String, SourceFile>) {
    let mut file = SourceFile::default();
    let contents = if plan.has_operations() {
        "Operations, with their inputs and outputs."
    } else {
        "The inputs and outputs of operations."
    };
    file.documentation.push(contents.to_owned());
    let modules: Vec<_> = plan
        .model
        .operations
        .keys()
        .filter_map(|name| plan.names.operation(name))
        .filter(|names| files.contains_key(&format!("operation/{}.rs", names.module)))
        .map(|names| ident(&names.module))
        .collect();
    file.declarations
        .extend(modules.iter().map(|module| quote!(mod #module;)));
    file.items.push(quote!(#(pub use self::#modules::*;)*));
    files.insert("operation/mod.rs".to_owned(), file);
}

fn describe(files: &mut BTreeMap<String, SourceFile>, path: &str, contents: &str) {
    if let Some(file) = files.get_mut(path) {
        file.documentation.push(contents.to_owned());
    }
}
