//! An operation: the type that stands for it, its input and its output.

use proc_macro2::TokenStream;
use quote::quote;

use super::error::code;
use super::structure::Structure;
use super::tokens::{PROTOCOL, deprecated, ident, item_doc};
use crate::docs;
use crate::layout::{Imports, SourceFile};
use crate::model::{Operation, Pagination};
use crate::names::OperationNames;
use crate::plan::{Placement, Plan};
use crate::rust_type::{ERRORS, TYPES};

/// Adds the items for an operation.
pub(super) fn render(plan: &Plan<'_>, name: &str, operation: &Operation, file: &mut SourceFile) {
    let Some(names) = plan.names.operation(name) else {
        return;
    };
    if plan.is_bound(operation) {
        stub(plan, name, operation, names, file);
    }
    structure(
        plan,
        name,
        operation,
        ("Input", &operation.input, &names.input),
        file,
    );
    if operation.output.is_none() || operation.output != operation.input {
        structure(
            plan,
            name,
            operation,
            ("Output", &operation.output, &names.output),
            file,
        );
    }
}

fn stub(
    plan: &Plan<'_>,
    name: &str,
    operation: &Operation,
    names: &OperationNames,
    file: &mut SourceFile,
) {
    file.imports.add(PROTOCOL, "Operation");
    file.imports.add(ERRORS, "Error");
    let documentation = item_doc(&docs::operation(plan, name, operation));
    let deprecated = deprecated(&operation.traits);
    let type_name = ident(&names.type_name);
    let wire_name = operation.wire_name.as_deref().unwrap_or(name);
    let target_prefix = plan
        .model
        .service
        .target_prefix
        .as_deref()
        .unwrap_or_default();
    let target = format!("{target_prefix}.{wire_name}");
    let errors = operation
        .errors
        .iter()
        .filter_map(|error| code(error, plan.model.shapes.get(error)?));
    let pagination = operation
        .pagination
        .as_ref()
        .map(|facts| pagination(facts, &mut file.imports));
    let host_prefix = operation
        .host_prefix
        .as_ref()
        .map(|prefix| quote!(const HOST_PREFIX: &'static str = #prefix;));
    let (input, output) = (ident(&names.input), ident(&names.output));
    file.add(quote! {
        #documentation
        #deprecated
        #[derive(Clone, Copy, Debug)]
        pub struct #type_name;
    });
    file.add(quote! {
        impl Operation for #type_name {
            const NAME: &'static str = #wire_name;
            const TARGET: &'static str = #target;
            const ERRORS: &'static [&'static str] = &[#(#errors),*];
            #pagination
            #host_prefix
            type Input = #input;
            type Output = #output;
            type Error = Error;
        }
    });
}

fn pagination(pagination: &Pagination, imports: &mut Imports) -> TokenStream {
    imports.add(PROTOCOL, "Pagination");
    let (input_tokens, output_tokens) = (&pagination.input_tokens, &pagination.output_tokens);
    let result_keys = &pagination.result_keys;
    let result_keys = (!result_keys.is_empty()).then(|| quote!(.result_keys(&[#(#result_keys),*])));
    let limit_key = pagination
        .limit_key
        .as_ref()
        .map(|key| quote!(.limit_key(#key)));
    let more_results = pagination
        .more_results
        .as_ref()
        .map(|key| quote!(.more_results(#key)));
    quote! {
        const PAGINATION: Option<Pagination> = Some(
            Pagination::new(&[#(#input_tokens),*], &[#(#output_tokens),*]) #result_keys #limit_key #more_results,
        );
    }
}

/// Adds the input or output: its structure where this file holds it, its import otherwise.
fn structure(
    plan: &Plan<'_>,
    operation_name: &str,
    operation: &Operation,
    (role, target, type_name): (&str, &Option<String>, &str),
    file: &mut SourceFile,
) {
    let documentation =
        docs::input_or_output(plan, role, (operation_name, operation), target.as_deref());
    let Some((name, shape)) = target
        .as_ref()
        .and_then(|target| plan.model.shapes.get_key_value(target))
    else {
        if plan.is_bound(operation) {
            Structure::empty(type_name, &operation.traits, documentation).render(file);
        }
        return;
    };
    if !matches!(plan.placement(name, shape), Placement::Operation(_)) {
        if plan.is_bound(operation) {
            let module = if shape.error.is_some() { ERRORS } else { TYPES };
            file.imports.add(module, type_name);
        }
        return;
    }
    if let Some(structure) = Structure::of(plan, name, shape, documentation) {
        structure.render(file);
    }
}
