//! The module files: the modules, and what each of them exports.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span};
use quote::quote;

use super::docs::{self, DocComment};
use super::layout::SourceFile;
use super::path;
use crate::api::Api;
use crate::plan::{Module, Placement};

/// The items of `aws-json-protocol` that every crate exports.
const OF_TYPES: [&str; 4] = ["Document", "OpenEnum", "Timestamp", "TimestampError"];

/// The items that a crate with operations exports in addition.
const OF_OPERATIONS: [&str; 10] = [
    "CallError",
    "CallErrorKind",
    "ErrorResponse",
    "Exception",
    "Operation",
    "OperationInput",
    "Paginated",
    "Pagination",
    "RepeatedToken",
    "ServiceError",
];

/// Adds the module files for the existing files, and documents the contents of each.
pub(super) fn render(api: &Api<'_>, files: &mut BTreeMap<String, SourceFile>) {
    operations(api, files);
    if let Some(error) = files.get_mut(&path(api, Placement::Error)) {
        error.documentation = DocComment::new("What operations can fail with.");
    }
    types(api, files);
    let root = root(api, files);
    files.insert("mod.rs".to_owned(), root);
}

/// Adds the file that exports the operations, if there are any: a module without items cannot be
/// exported.
fn operations(api: &Api<'_>, files: &mut BTreeMap<String, SourceFile>) {
    let has_file = |name: &str| files.contains_key(&path(api, Placement::Operation(name)));
    let operations = api.operations.values().filter(|it| has_file(it.name));
    let modules: Vec<_> = operations.map(|it| it.file.as_str()).collect();
    let modules = idents(&modules);
    if modules.is_empty() {
        return;
    }
    let mut file = SourceFile::default();
    file.documentation = DocComment::new(match api.has_operations() {
        true => "Operations, with their inputs and outputs.",
        false => "The inputs and outputs of operations.",
    });
    file.documentation.append(docs::unbound_operations(api));
    file.add_tokens(quote!(#(mod #modules;)*));
    file.add_tokens(quote!(#(pub use self::#modules::*;)*));
    files.insert(module_path(Module::Operation), file);
}

/// Completes `types.rs`, which exports the enums.
fn types(api: &Api<'_>, files: &mut BTreeMap<String, SourceFile>) {
    let has_enums = files.contains_key(&path(api, Placement::Enums));
    let types = path(api, Placement::Types);
    if has_enums {
        let file = files.entry(types.clone()).or_default();
        file.add_first(quote!(
            pub use super::enums::*;
        ));
    }
    if let Some(file) = files.get_mut(&types) {
        file.documentation = DocComment::new("Structures, unions and enums that operations share.");
    }
}

/// Returns the root of the generated files: its modules, and the items that the crate's root
/// exports.
fn root(api: &Api<'_>, files: &BTreeMap<String, SourceFile>) -> SourceFile {
    let has_enums = files.contains_key(&path(api, Placement::Enums));
    let enums = has_enums.then(|| {
        quote!(
            mod enums;
        )
    });
    let has_file = |module: &Module| files.contains_key(&module_path(*module));
    let exported: Vec<_> = Module::ALL.into_iter().filter(has_file).collect();
    let exported: Vec<_> = exported.into_iter().map(Module::name).collect();
    let service = files.contains_key("service.rs").then_some("service");
    let mut modules: Vec<_> = exported.iter().copied().chain(service).collect();
    modules.sort_unstable();
    let [exported, modules] = [exported, modules].map(|names| idents(&names));
    let server = api.server.as_ref().map(|_| {
        quote!(
            #[cfg(feature = "server")]
            pub mod server;
        )
    });
    let of_operations = OF_OPERATIONS.iter().filter(|_| api.has_operations());
    let mut protocol: Vec<_> = OF_TYPES.iter().chain(of_operations).copied().collect();
    protocol.sort_unstable();
    let protocol = idents(&protocol);
    let mut root = SourceFile::default();
    root.add_tokens(quote!(#enums #(pub mod #modules;)* #server));
    root.add_tokens(quote! {
        pub use aws_json_protocol::{self, #(#protocol),*};
        #(pub use self::#exported::*;)*
    });
    root
}

fn module_path(module: Module) -> String {
    match module {
        Module::Operation => "operation/mod.rs".to_owned(),
        Module::Error | Module::Types => format!("{}.rs", module.name()),
    }
}

fn idents(names: &[&str]) -> Vec<Ident> {
    let names = names.iter();
    names
        .map(|name| Ident::new(name, Span::call_site()))
        .collect()
}
