//! A union: one `tagged_union!` with a row for each member.

use super::docs;
use super::layout::SourceFile;
use super::table::{Table, import};
use crate::api::{Api, Field, Type};

/// Adds the item for a union.
pub(super) fn render(
    api: &Api<'_>,
    item: &Type<'_>,
    variants: &[Field<'_>],
    file: &mut SourceFile,
) {
    let mut table = Table::new("tagged_union", &mut file.imports);
    table.attributes(&docs::item(api, item), item.facts);
    table.derives(item.derived());
    table.open(&format!("pub enum {}", item.name));
    for variant in variants {
        import(&variant.value, &mut file.imports);
        let declaration = format!("{}({})", variant.name, variant.value);
        table.row((api, item), variant, &declaration);
    }
    table.close();
    file.add(table.finish());
}
