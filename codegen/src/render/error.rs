//! The error of all operations of the service: one `service_error!` with a row per exception.

use super::docs::DocComment;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::ServiceError;
use crate::model::Traits;

/// Adds the item for the service's error.
pub(super) fn render(error: &ServiceError<'_>, file: &mut SourceFile) {
    let mut table = Table::new("service_error", &mut file.imports);
    let documentation = "What an operation can fail with: an exception of the model, or an error that it does not list.";
    table.attributes(&DocComment::new(documentation), &Traits::default());
    table.derives(error.derived());
    table.open(&format!("pub enum {}", ServiceError::NAME));
    for variant in &error.variants {
        let codes: Vec<_> = variant
            .codes
            .iter()
            .map(|code| format!("{code:?}"))
            .collect();
        let mut row = format!("{}({})", variant.name, variant.type_name);
        if codes.is_empty() {
            table.line("/// Another exception has its code, and stands for it.");
        } else {
            row += &format!(" = {}", codes.join(" | "));
            if variant.sensitive_message {
                row += " sensitive_message";
            }
        }
        table.line(&format!("{row},"));
    }
    table.close();
    file.add(table.finish());
}
