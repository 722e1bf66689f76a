//! The module files: what is there, and what is re-exported from where.

use std::collections::BTreeMap;

use quote::quote;

use super::tokens::ident;
use crate::docs;
use crate::layout::SourceFile;
use crate::plan::Plan;

/// The path of the file that lists the operations.
const OPERATIONS: &str = "operation/mod.rs";

/// The public modules, each with its file.
const MODULES: [(&str, &str); 4] = [
    ("error", "error.rs"),
    ("operation", OPERATIONS),
    ("service", "service.rs"),
    ("types", "types.rs"),
];

/// Adds the module files for the files that are there, and says what each file holds.
pub(super) fn render(plan: &Plan<'_>, files: &mut BTreeMap<String, SourceFile>) {
    let operations = operations(plan, files);
    add(files, OPERATIONS, operations);
    describe(files, "enums.rs", "Enums.");
    describe(files, "error.rs", "What operations can fail with.");
    types(files);
    files.insert("mod.rs".to_owned(), root(plan, files));
}

fn operations(plan: &Plan<'_>, files: &BTreeMap<String, SourceFile>) -> SourceFile {
    let names = plan
        .model
        .operations
        .keys()
        .filter_map(|name| plan.names.operation(name));
    let modules: Vec<_> = names
        .filter(|names| files.contains_key(&format!("operation/{}.rs", names.module)))
        .map(|names| ident(&names.module))
        .collect();
    let mut file = SourceFile::documented(match plan.has_operations() {
        true => "Operations, with their inputs and outputs.",
        false => "The inputs and outputs of operations.",
    });
    file.prose = docs::unbound_operations(plan);
    file.add(quote!(#(mod #modules;)*));
    file.add(quote!(#(pub use self::#modules::*;)*));
    file
}

/// Completes `types.rs`, which re-exports the enums.
fn types(files: &mut BTreeMap<String, SourceFile>) {
    let mut types = SourceFile::documented("Structures, unions and enums that operations share.");
    if files.contains_key("enums.rs") {
        types.add(quote!(
            pub use super::enums::*;
        ));
    }
    types.append(files.remove("types.rs").unwrap_or_default());
    add(files, "types.rs", types);
}

/// The module that the crate's root re-exports: `lib.rs` is written once, so that what depends on
/// the model stands here.
fn root(plan: &Plan<'_>, files: &BTreeMap<String, SourceFile>) -> SourceFile {
    let enums = files.contains_key("enums.rs").then(|| {
        quote! {
            #[allow(missing_docs, reason = "a variant's documentation is its text on the wire")]
            mod enums;
        }
    });
    let modules = MODULES.iter().filter(|(_, file)| files.contains_key(*file));
    let modules: Vec<_> = modules.map(|(module, _)| ident(module)).collect();
    let with_items = modules.iter().filter(|module| *module != "service");
    let mut root = SourceFile::default();
    root.add(quote!(#enums #(pub mod #modules;)*));
    root.add(match plan.has_operations() {
        true => quote! {
            pub use aws_json_protocol::{
                self, Document, ErrorResponse, Exception, OpenEnum, Operation, Pagination, ServiceError, Timestamp,
            };
        },
        false => quote! {
            pub use aws_json_protocol::{self, Document, OpenEnum, Timestamp};
        },
    });
    root.add(quote!(#(pub use self::#with_items::*;)*));
    root
}

/// Adds a file unless it is empty: an empty module cannot be re-exported.
fn add(files: &mut BTreeMap<String, SourceFile>, path: &str, file: SourceFile) {
    if !file.is_empty() {
        files.insert(path.to_owned(), file);
    }
}

fn describe(files: &mut BTreeMap<String, SourceFile>, path: &str, contents: &'static str) {
    if let Some(file) = files.get_mut(path) {
        file.documentation = Some(contents);
    }
}
