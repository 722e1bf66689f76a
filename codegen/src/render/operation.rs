//! An operation: one `operation!` with its target, errors and pages.

use super::docs;
use super::layout::{SourceFile, WIDTH};
use super::table::Table;
use crate::api::{Api, Binding, Body, Operation, ServiceError};
use crate::model::Pagination;
use crate::plan::Module;

/// Adds the items for an operation that is bound, without its input and output where those are
/// shapes.
pub(super) fn render(
    api: &Api<'_>,
    operation: &Operation<'_>,
    binding: &Binding<'_>,
    file: &mut SourceFile,
) {
    let mut table = Table::new("operation", &mut file.imports);
    file.imports.add(Module::Error.path(), ServiceError::NAME);
    let facts = operation.facts;
    table.attributes(&docs::operation(api, operation), &facts.traits);
    declaration(&mut table, operation);
    for body in [&operation.input, &operation.output] {
        import(api, body, file);
    }
    table.line(&format!("target {:?};", binding.target));
    if !binding.errors.is_empty() {
        table.open("errors");
        for code in &binding.errors {
            table.line(&format!("{code:?},"));
        }
        table.close();
    }
    if let Some(pagination) = &facts.pagination {
        pages(&mut table, pagination);
    }
    if let Some(prefix) = &facts.host_prefix {
        host_prefix(&mut table, prefix, binding);
    }
    if let Some(token) = &binding.idempotency_token {
        table.line(&format!("idempotency_token {token};"));
    }
    file.add(table.finish());
}

/// What stands before the host name, and the fields in it.
fn host_prefix(table: &mut Table, prefix: &str, binding: &Binding<'_>) {
    let labels = binding.host_labels.iter();
    let labels: Vec<_> = labels
        .map(|(member, field)| format!("{member:?} => {field}"))
        .collect();
    table.line(&match labels.as_slice() {
        [] => format!("host_prefix {prefix:?};"),
        labels => format!("host_prefix {prefix:?} {{ {} }}", labels.join(", ")),
    });
}

/// The type with its input, output and error, on two lines where one is not enough.
fn declaration(table: &mut Table, operation: &Operation<'_>) {
    let name = |body: &Body<'_>| body.type_name().unwrap_or_default().to_owned();
    let (input, output) = (name(&operation.input), name(&operation.output));
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
fn import(api: &Api<'_>, body: &Body<'_>, file: &mut SourceFile) {
    let Body::Shape { shape, type_name } = body else {
        return;
    };
    let module = api.types.get(shape).map(|item| item.module());
    if let Some(module) = module.filter(|module| *module != Module::Operation) {
        file.imports.add(module.path(), type_name);
    }
}

/// How the operation answers in pages, on one line where that is enough.
fn pages(table: &mut Table, pagination: &Pagination) {
    let list = |paths: &[String]| {
        let paths: Vec<_> = paths.iter().map(|path| format!("{path:?}")).collect();
        paths.join(", ")
    };
    let tokens = pagination
        .input_tokens
        .iter()
        .zip(&pagination.output_tokens);
    let tokens: Vec<_> = tokens
        .map(|(input, output)| format!("{input:?} => {output:?}"))
        .collect();
    let mut facts = vec![format!("tokens {};", tokens.join(", "))];
    if !pagination.result_keys.is_empty() {
        facts.push(format!("items {};", list(&pagination.result_keys)));
    }
    let keys = [
        ("limit", &pagination.limit_key),
        ("more", &pagination.more_results),
    ];
    for (name, key) in keys {
        facts.extend(key.as_ref().map(|key| format!("{name} {key:?};")));
    }
    let line = format!("pages {{ {} }}", facts.join(" "));
    if line.len() + 4 <= WIDTH {
        return table.line(&line);
    }
    table.open("pages");
    for fact in &facts {
        table.line(fact);
    }
    table.close();
}
