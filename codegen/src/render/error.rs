//! The error of the service's operations: one `service_error!` with a row for each exception.

use super::docs::DocComment;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{Api, ErrorVariant, ServiceError, Trait, Type, is_message};
use crate::model::{Retryable, Traits};

pub(super) fn render(api: &Api<'_>, error: &ServiceError<'_>, file: &mut SourceFile) {
    let mut table = Table::new("service_error", file);
    let documentation = "What an operation can fail with: an exception of the model, or an error that it does not list.";
    table.attributes(&DocComment::new(documentation), &Traits::default());
    table.derives(&error.traits, &[Trait::ServiceError]);
    table.imports().add("crate::service", "SERVICE");
    table.open(&format!("pub enum {} for SERVICE", ServiceError::NAME));
    for variant in &error.variants {
        if variant.codes.is_empty() {
            table.line("/// Another exception has its code, and stands for it.");
        }
        table.line(&format!("{},", row(api, variant)));
    }
    table.close();
    table.finish();
}

// The statuses of exceptions for which the model specifies none.
const CLIENT_ERROR: u16 = 400;
const SERVER_ERROR: u16 = 500;

/// Returns the row of an exception: its variant and type, its codes, its status and marks.
fn row(api: &Api<'_>, variant: &ErrorVariant<'_>) -> String {
    let mut row = format!("{}({})", variant.name, variant.type_name);
    if variant.codes.is_empty() {
        return row;
    }
    let codes = variant.codes.iter();
    let codes: Vec<_> = codes.map(|code| format!("{code:?}")).collect();
    row += &format!(" = {}", codes.join(" | "));
    let error = api.model.shapes.get(variant.shape);
    let error = error.and_then(|it| it.error.clone()).unwrap_or_default();
    match (error.http_status, error.server_fault) {
        (None, false) | (Some(CLIENT_ERROR), _) => {}
        (status, _) => row += &format!(" (status {})", status.unwrap_or(SERVER_ERROR)),
    }
    let fields = api.types.get(variant.shape).map(Type::fields);
    let mut fields = fields.unwrap_or_default().iter();
    if fields.any(|it| is_message(it.wire_name) && it.sensitive) {
        row += " sensitive_message";
    }
    row += match error.retryable {
        None => "",
        Some(Retryable { throttling: false }) => " retryable",
        Some(Retryable { throttling: true }) => " throttling",
    };
    row
}
