//! The server side of the service: one `server!` with a row for each operation.

use super::docs::DocComment;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{Answer, Api, Server, ServiceError};
use crate::model::Traits;
use crate::plan::Module;

/// Returns the file with the trait of the service.
pub(super) fn render(api: &Api<'_>, server: &Server) -> SourceFile {
    let mut file = SourceFile::new("The server side of the service.");
    file.imports.add(Module::Operation.path(), "*");
    file.imports.add(Module::Error.path(), ServiceError::NAME);
    let mut table = Table::new("server", &mut file);
    let documentation = "The operations of the service, for a server to implement.";
    table.attributes(&DocComment::new(documentation), &Traits::default());
    table.line(&format!(
        "pub trait {}: {};",
        server.name,
        ServiceError::NAME
    ));
    if let Some(answer) = &server.answer {
        violations(answer, &mut table);
    }
    table.open("operations");
    let operations = api.operations.values();
    for operation in operations.filter(|it| it.binding.is_some()) {
        table.line(&format!("{}: {},", operation.file, operation.type_name));
    }
    table.close();
    table.finish();
    file
}

/// Adds the exception for invalid input, with a row for each reason.
fn violations(answer: &Answer, table: &mut Table<'_>) {
    table.imports().add(Module::Error.path(), &answer.exception);
    table.open(&format!("violations {}", answer.exception));
    if let Some((field, type_name)) = &answer.reason {
        table.imports().add(Module::Types.path(), type_name);
        table.line(&format!("{field}: {type_name};"));
    }
    for row in &answer.rows {
        let member = row.member.as_ref().map(|it| format!(" {it:?}"));
        let member = member.unwrap_or_default();
        table.line(&format!("{:?}{member} => {},", row.kind, row.variant));
    }
    table.close();
}
