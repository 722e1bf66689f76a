//! An enum: one `open_enum!` with a row for each value.

use super::docs;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{Api, Enumeration, Type};

/// Adds the item for an enum.
pub(super) fn render(
    api: &Api<'_>,
    item: &Type<'_>,
    enumeration: &Enumeration<'_>,
    file: &mut SourceFile,
) {
    let mut table = Table::new("open_enum", &mut file.imports);
    table.attributes(&docs::item(api, item), item.facts);
    let mark = if enumeration.sensitive {
        " sensitive"
    } else {
        ""
    };
    table.open(&format!("pub enum {}{mark}", item.name));
    for variant in &enumeration.variants {
        let facts = variant.facts;
        table.attributes(&docs::enum_value(variant), &facts.traits);
        table.line(&format!("{} = {:?},", variant.name, facts.value));
    }
    table.close();
    file.add(table.finish());
}
