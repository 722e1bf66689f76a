//! The error of the service's operations: one `service_error!` with a row for each exception.

use super::docs::DocComment;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{ErrorVariant, ServiceError, Trait};
use crate::model::{Retryable, Traits};

pub(super) fn render(error: &ServiceError<'_>, file: &mut SourceFile) {
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
        table.line(&format!("{},", row(variant)));
    }
    table.close();
    table.finish();
}

/// Returns the row of an exception: its variant and type, its codes, its status and marks.
fn row(variant: &ErrorVariant<'_>) -> String {
    let mut row = format!("{}({})", variant.name, variant.type_name);
    if variant.codes.is_empty() {
        return row;
    }
    let codes = variant.codes.iter();
    let codes: Vec<_> = codes.map(|code| format!("{code:?}")).collect();
    row += &format!(" = {}", codes.join(" | "));
    if variant.status != ErrorVariant::CLIENT_ERROR {
        row += &format!(" (status {})", variant.status);
    }
    if variant.sensitive_message {
        row += " sensitive_message";
    }
    row += match variant.retryable {
        None => "",
        Some(Retryable { throttling: false }) => " retryable",
        Some(Retryable { throttling: true }) => " throttling",
    };
    row
}
