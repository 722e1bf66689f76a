//! The module files: the modules, and what each of them exports.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use quote::quote;

use super::layout::{SourceFile, formatted, ident};
use super::{docs, path};
use crate::api::Api;
use crate::plan::Placement;

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

/// Adds the module files for the existing files.
pub(super) fn render(api: &Api<'_>, files: &mut BTreeMap<String, SourceFile>) {
    operations(api, files);
    let root = root(api, files);
    files.insert("mod.rs".to_owned(), root);
}

/// Adds the file that exports the operations, if there are any: a module without items cannot be
/// exported.
fn operations(api: &Api<'_>, files: &mut BTreeMap<String, SourceFile>) {
    let has_file = |name: &str| files.contains_key(&path(api, Placement::Operation(name)));
    let operations = api.operations.values().filter(|it| has_file(it.name));
    let modules = idents(operations.map(|it| it.file.as_str()));
    if modules.is_empty() {
        return;
    }
    let mut file = SourceFile::new(match api.has_operations() {
        true => "Operations, with their inputs and outputs.",
        false => "The inputs and outputs of operations.",
    });
    file.documentation.blocks(docs::unbound_operations(api));
    file.items = vec![
        formatted(quote!(#(mod #modules;)*)),
        formatted(quote!(#(pub use self::#modules::*;)*)),
    ];
    files.insert("operation/mod.rs".to_owned(), file);
}

/// Returns the root of the generated files: its modules, and the items that the crate's root
/// exports.
fn root(api: &Api<'_>, files: &BTreeMap<String, SourceFile>) -> SourceFile {
    let enums = files.contains_key("enums.rs").then(|| {
        quote!(
            mod enums;
        )
    });
    let modules = [
        ("error", "error.rs"),
        ("operation", "operation/mod.rs"),
        ("service", "service.rs"),
        ("types", "types.rs"),
    ];
    let modules = modules.iter().filter(|(_, path)| files.contains_key(*path));
    let modules = idents(modules.map(|(module, _)| *module));
    let exported = modules.iter().filter(|module| *module != "service");
    let server = api.server.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "server")]
            pub mod server;
        }
    });
    let of_operations = OF_OPERATIONS.into_iter().filter(|_| api.has_operations());
    let mut protocol = idents(OF_TYPES.into_iter().chain(of_operations));
    protocol.sort_unstable();
    let modules = formatted(quote!(#enums #(pub mod #modules;)* #server));
    let exports = formatted(quote! {
        pub use aws_json_protocol::{self, #(#protocol),*};
        #(pub use self::#exported::*;)*
    });
    SourceFile {
        items: vec![modules, exports],
        ..SourceFile::default()
    }
}

fn idents<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Ident> {
    names.into_iter().map(ident).collect()
}
