//! A structure, union or enum: one `structure!`, `tagged_union!` or `open_enum!` with a row for each
//! member or value.

use super::docs;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{Api, Enumeration, Kind, Structure, Type};
use crate::plan::Module;

pub(super) fn render(api: &Api<'_>, item: &Type<'_>, file: &mut SourceFile) {
    let macro_name = match item.kind {
        Kind::Structure(_) => "structure",
        Kind::Union(_) => "tagged_union",
        Kind::Enum(_) => "open_enum",
    };
    let mut table = Table::new(macro_name, file);
    table.attributes(&docs::item(api, item), item.facts);
    table.derives(item.derived());
    let declaration = format!("pub {} {}", item.keyword(), item.name);
    match &item.kind {
        Kind::Structure(structure) => {
            self::structure(api, item, structure, declaration, &mut table)
        }
        Kind::Union(variants) => {
            table.open(&declaration);
            for variant in variants {
                let declaration = format!("{}({})", variant.name, variant.value);
                table.row((api, item), variant, &declaration);
            }
            table.close();
        }
        Kind::Enum(enumeration) => self::enumeration(enumeration, declaration, &mut table),
    }
    table.finish();
}

fn structure(
    api: &Api<'_>,
    item: &Type<'_>,
    structure: &Structure<'_>,
    mut declaration: String,
    table: &mut Table<'_>,
) {
    if let Some(operation) = &structure.operation {
        if item.module() != Module::Operation {
            table.imports().add(Module::Operation.path(), operation);
        }
        declaration += &format!(" for {operation}");
    }
    if structure.fields.is_empty() {
        return table.line(&format!("{declaration} {{}}"));
    }
    table.open(&declaration);
    let required = if structure.zero { "zero" } else { "required" };
    let groups: [(&str, Vec<_>); 2] = [
        (required, structure.required().collect()),
        ("optional", structure.optional().collect()),
    ];
    for (group, fields) in groups.into_iter().filter(|(_, it)| !it.is_empty()) {
        table.open(group);
        for field in fields {
            let declaration = format!("{}: {}", field.name, field.value);
            table.row((api, item), field, &declaration);
        }
        table.close();
    }
    table.close();
}

fn enumeration(enumeration: &Enumeration<'_>, declaration: String, table: &mut Table<'_>) {
    let mark = if enumeration.sensitive {
        " sensitive"
    } else {
        ""
    };
    table.open(&format!("{declaration}{mark}"));
    for variant in &enumeration.variants {
        let facts = variant.facts;
        table.attributes(&docs::enum_value(variant), &facts.traits);
        table.line(&format!("{} = {:?},", variant.name, facts.value));
    }
    table.close();
}
