//! A structure: one `structure!` with a row for each member.

use super::docs;
use super::layout::SourceFile;
use super::table::{Table, import};
use crate::api::{Api, Field, Structure, Type};
use crate::plan::Module;

/// Adds the item for a structure.
pub(super) fn render(
    api: &Api<'_>,
    item: &Type<'_>,
    structure: &Structure<'_>,
    file: &mut SourceFile,
) {
    let mut table = Table::new("structure", &mut file.imports);
    table.attributes(&docs::item(api, item), item.facts);
    table.derives(item.derived());
    let mut declaration = format!("pub struct {}", item.name);
    if let Some(operation) = &structure.operation {
        if item.module() != Module::Operation {
            file.imports.add(Module::Operation.path(), operation);
        }
        declaration += &format!(" for {operation}");
    }
    if structure.fields.is_empty() {
        table.line(&format!("{declaration} {{}}"));
        return file.add(table.finish());
    }
    table.open(&declaration);
    let required = if structure.zero { "zero" } else { "required" };
    let groups: [(&str, Vec<&Field<'_>>); 2] = [
        (required, structure.required().collect()),
        ("optional", structure.optional().collect()),
    ];
    for (group, fields) in groups.iter().filter(|(_, fields)| !fields.is_empty()) {
        table.open(group);
        for field in fields {
            import(&field.value, &mut file.imports);
            let declaration = format!("{}: {}", field.name, field.value);
            table.row((api, item), field, &declaration);
        }
        table.close();
    }
    table.close();
    file.add(table.finish());
}
