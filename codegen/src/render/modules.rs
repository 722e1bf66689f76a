//! The module files: the modules, and what each of them exports.

use std::collections::BTreeMap;

use super::layout::SourceFile;
use super::{docs, path};
use crate::api::Api;
use crate::plan::Placement;

/// The items of `aws-json-protocol` that a crate with operations exports.
const OF_OPERATIONS: &str = "\
pub use aws_json_protocol::{
    self, CallError, CallErrorKind, Document, ErrorResponse, Exception, OpenEnum,
    Operation, OperationInput, Paginated, Pagination, RepeatedToken, ServiceError,
    Timestamp, TimestampError,
};
";

/// The items that a crate with only types exports.
const OF_TYPES: &str =
    "pub use aws_json_protocol::{self, Document, OpenEnum, Timestamp, TimestampError};\n";

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
    let modules = operations.map(|it| it.file.as_str());
    let declarations: String = modules.clone().map(|it| format!("mod {it};\n")).collect();
    if declarations.is_empty() {
        return;
    }
    let mut file = SourceFile::new(match api.has_operations() {
        true => "Operations, with their inputs and outputs.",
        false => "The inputs and outputs of operations.",
    });
    file.documentation.blocks(docs::unbound_operations(api));
    file.items = vec![declarations, exports(modules)];
    files.insert("operation/mod.rs".to_owned(), file);
}

/// Returns the root of the generated files: its modules, and the items that the crate's root
/// exports.
fn root(api: &Api<'_>, files: &BTreeMap<String, SourceFile>) -> SourceFile {
    const MODULES: [(&str, &str, &str); 5] = [
        ("mod", "enums", "enums.rs"),
        ("pub mod", "error", "error.rs"),
        ("pub mod", "operation", "operation/mod.rs"),
        ("pub mod", "service", "service.rs"),
        ("pub mod", "types", "types.rs"),
    ];
    let modules = MODULES
        .iter()
        .filter(|(.., path)| files.contains_key(*path));
    let declarations = modules.clone();
    let declarations = declarations.map(|(start, module, _)| format!("{start} {module};\n"));
    let mut declarations: String = declarations.collect();
    if api.server.is_some() {
        declarations += "#[cfg(feature = \"server\")]\npub mod server;\n";
    }
    let exported = modules.map(|(_, module, _)| *module);
    let exported = exported.filter(|module| !["enums", "service"].contains(module));
    let protocol = match api.has_operations() {
        true => OF_OPERATIONS,
        false => OF_TYPES,
    };
    SourceFile {
        items: vec![declarations, format!("{protocol}{}", exports(exported))],
        ..SourceFile::default()
    }
}

fn exports<'m>(modules: impl Iterator<Item = &'m str>) -> String {
    let exports = modules.map(|module| format!("pub use self::{module}::*;\n"));
    exports.collect()
}
