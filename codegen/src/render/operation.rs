//! An operation: one `operation!` with its target, errors and pages.

mod pages;

use super::docs;
use super::layout::{SourceFile, WIDTH};
use super::table::Table;
use crate::api::{Api, Body, Operation, ServiceError, Type};
use crate::model::labels;
use crate::plan::Module;

/// Adds the item for a bound operation, without its input and output.
pub(super) fn render(api: &Api<'_>, operation: &Operation<'_>, file: &mut SourceFile) {
    let mut table = Table::new("operation", file);
    table
        .imports()
        .add(Module::Error.path(), ServiceError::NAME);
    let facts = operation.facts;
    table.attributes(&docs::operation(api, operation), &facts.traits);
    declaration(&mut table, operation);
    for body in [&operation.input, &operation.output] {
        import(api, body, &mut table);
    }
    let prefix = api.model.service.target_prefix.as_deref();
    let wire_name = facts.wire_name.as_deref().unwrap_or(operation.name);
    let target = format!("{}.{wire_name}", prefix.unwrap_or_default());
    table.line(&format!("target {target:?};"));
    let errors = facts.errors.iter();
    let mut errors = errors
        .filter_map(|error| api.plan.error_code(error))
        .peekable();
    if errors.peek().is_some() {
        table.open("errors");
        errors.for_each(|code| table.line(&format!("{code:?},")));
        table.close();
    }
    if let Some(pagination) = &facts.pagination {
        let pages = operation.pages();
        if let Some(items) = pages.and_then(|pages| pages.items.as_ref()) {
            table.import(&items.value);
        }
        pages::render(&mut table, pagination, pages);
    }
    let input = facts.input.as_deref().and_then(|it| api.types.get(it));
    if let Some(prefix) = &facts.host_prefix {
        host_prefix(&mut table, prefix, input);
    }
    let mut fields = input.map(Type::fields).unwrap_or_default().iter();
    let token = fields.find(|it| it.facts.idempotency_token && !it.facts.required);
    if let Some(token) = token {
        table.line(&format!("idempotency_token {};", token.name));
    }
    table.finish();
}

fn host_prefix(table: &mut Table<'_>, prefix: &str, input: Option<&Type<'_>>) {
    let labels = labels(prefix).filter_map(|member| {
        let field = input?.field(member)?;
        Some(format!("{member:?} => {}", field.name))
    });
    let labels: Vec<_> = labels.collect();
    table.line(&match labels.as_slice() {
        [] => format!("host_prefix {prefix:?};"),
        labels => format!("host_prefix {prefix:?} {{ {} }}", labels.join(", ")),
    });
}

/// Adds the type with its input, output and error, on two lines if one is not enough.
fn declaration(table: &mut Table<'_>, operation: &Operation<'_>) {
    let (input, output) = operation.bound_types().unwrap_or_default();
    let start = format!("pub struct {}:", operation.type_name);
    let types = format!("{input} => {output}, {};", ServiceError::NAME);
    if start.len() + types.len() + 5 <= WIDTH {
        table.line(&format!("{start} {types}"));
    } else {
        table.line(&start);
        table.line(&format!("    {types}"));
    }
}

/// Imports an input or output that another file holds.
fn import(api: &Api<'_>, body: &Body<'_>, table: &mut Table<'_>) {
    let Body::Shape { shape, type_name } = body else {
        return;
    };
    let module = api.types.get(shape).map(|item| item.module());
    if let Some(module) = module.filter(|module| *module != Module::Operation) {
        table.imports().add(module.path(), type_name);
    }
}
