//! The module files: the modules, and what each of them exports.

use std::collections::BTreeMap;

use super::layout::SourceFile;
use super::{docs, path};
use crate::api::Api;
use crate::plan::Placement;

/// The items of `aws-json-protocol` that a crate with only types exports.
const OF_TYPES: &str = "\
pub use aws_json_protocol::{self, Document, OpenEnum, Timestamp, TimestampError};
";

/// The items of `aws-json-protocol` that a crate with operations exports.
const OF_OPERATIONS: &str = "\
pub use aws_json_protocol::{
    self, CallError, CallErrorKind, Document, ErrorResponse, Exception, OpenEnum,
    Operation, OperationInput, Paginated, Pagination, RepeatedToken, ServiceError,
    Timestamp, TimestampError,
};
";

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
    let (mut modules, mut exports) = (String::new(), String::new());
    for module in operations.map(|it| &it.file) {
        modules += &format!("mod {module};\n");
        exports += &format!("pub use self::{module}::*;\n");
    }
    if modules.is_empty() {
        return;
    }
    let mut file = SourceFile::new(match api.has_operations() {
        true => "Operations, with their inputs and outputs.",
        false => "The inputs and outputs of operations.",
    });
    file.documentation.blocks(docs::unbound_operations(api));
    file.items = vec![modules, exports];
    files.insert("operation/mod.rs".to_owned(), file);
}

/// Returns the root of the generated files: its modules, and the items that the crate's root
/// exports.
fn root(api: &Api<'_>, files: &BTreeMap<String, SourceFile>) -> SourceFile {
    let mut exports = match api.has_operations() {
        true => OF_OPERATIONS.to_owned(),
        false => OF_TYPES.to_owned(),
    };
    let mut modules = String::new();
    if files.contains_key("enums.rs") {
        modules += "mod enums;\n";
    }
    for (module, path) in [
        ("error", "error.rs"),
        ("operation", "operation/mod.rs"),
        ("service", "service.rs"),
        ("types", "types.rs"),
    ] {
        if files.contains_key(path) {
            modules += &format!("pub mod {module};\n");
            if module != "service" {
                exports += &format!("pub use self::{module}::*;\n");
            }
        }
    }
    if api.server.is_some() {
        modules += "#[cfg(feature = \"server\")]\npub mod server;\n";
    }
    SourceFile {
        items: vec![modules, exports],
        ..SourceFile::default()
    }
}
