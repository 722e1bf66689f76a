//! A structure, union or enum: one `structure!`, `tagged_union!` or `open_enum!` with a row for each
//! member or value.

use super::docs;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{Api, Kind, Structure, Trait, Type, Variant};
use crate::plan::Module;

pub(super) fn render(api: &Api<'_>, item: &Type<'_>, file: &mut SourceFile) {
    let (macro_name, by_macro): (_, &[_]) = match item.kind {
        Kind::Structure(_) => ("structure", &[]),
        Kind::Union(_) => ("tagged_union", &[Trait::Default]),
        Kind::Enum(_) => ("open_enum", &[Trait::Eq, Trait::Hash, Trait::OpenEnum]),
    };
    let mut table = Table::new(macro_name, file);
    table.attributes(&docs::item(api, item), item.facts);
    table.derives(&item.traits, by_macro);
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
        Kind::Enum(variants) => enumeration(api, item, variants, declaration, &mut table),
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
    let required = if item.in_responses {
        "zero"
    } else {
        "required"
    };
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

fn enumeration(
    api: &Api<'_>,
    item: &Type<'_>,
    variants: &[Variant<'_>],
    mut declaration: String,
    table: &mut Table<'_>,
) {
    let shape = item.shape.and_then(|name| api.model.shapes.get(name));
    if shape.is_some_and(|shape| shape.sensitive) {
        declaration += " sensitive";
    }
    table.open(&declaration);
    for variant in variants {
        let facts = variant.facts;
        table.attributes(&docs::enum_value(api, item, variant), &facts.traits);
        table.line(&format!("{} = {:?},", variant.name, facts.value));
    }
    table.close();
}
