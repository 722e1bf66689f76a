//! The error of all operations of the service: a variant per exception.

use std::collections::HashSet;

use quote::quote;

use super::tokens::{PROTOCOL, ident};
use crate::layout::SourceFile;
use crate::model::Shape;
use crate::plan::Plan;

/// Adds the items for the service's `Error`.
pub(super) fn render(plan: &Plan<'_>, file: &mut SourceFile) {
    let exceptions: Vec<_> = exceptions(plan).collect();
    let variants: Vec<_> = exceptions
        .iter()
        .map(|exception| ident(exception.variant))
        .collect();
    let types = exceptions
        .iter()
        .map(|exception| ident(exception.type_name));
    let decoded = exceptions
        .iter()
        .zip(&variants)
        .filter(|(exception, _)| !exception.codes.is_empty());
    let decoded: Vec<_> = decoded
        .map(|(exception, variant)| {
            let codes = &exception.codes;
            let without_message = exception
                .has_sensitive_message
                .then(|| quote!(.without_message()));
            quote!(#(#codes)|* => response #without_message .decode(Self::#variant, Self::Unknown))
        })
        .collect();
    let from_response = match decoded.is_empty() {
        true => quote!(Self::Unknown(response)),
        false => quote! {
            match response.code() {
                #(#decoded,)*
                _ => Self::Unknown(response),
            }
        },
    };
    let eq_and_hash = exceptions
        .iter()
        .all(|exception| plan.derives.eq_and_hash(exception.shape));
    let eq_and_hash = eq_and_hash.then(|| quote!(, Eq, Hash));
    for name in ["ErrorResponse", "ServiceError", "service_error"] {
        file.imports.add(PROTOCOL, name);
    }
    if !exceptions.is_empty() {
        file.imports.add(PROTOCOL, "Exception");
    }
    let items = [
        quote! {
            /// What an operation can fail with: an exception of the model, or an error that it does not list.
            #[allow(missing_docs, reason = "the exception in a variant documents it")]
            #[derive(Clone, Debug, PartialEq #eq_and_hash)]
            #[non_exhaustive]
            pub enum Error {
                #(#variants(Exception<#types>),)*
                /// A code this crate does not know, with all that the service answered.
                Unknown(ErrorResponse),
            }
        },
        quote! {
            impl ServiceError for Error {
                fn from_response(response: ErrorResponse) -> Self {
                    #from_response
                }

                fn response(&self) -> &ErrorResponse {
                    match self {
                        #(Self::#variants(exception) => exception.response(),)*
                        Self::Unknown(response) => response,
                    }
                }
            }
        },
        quote!(service_error!(Error);),
    ];
    for item in items {
        file.add(item);
    }
}

struct ExceptionNames<'p> {
    shape: &'p str,
    type_name: &'p str,
    variant: &'p str,
    /// The code on the wire, and the name where that is another: a service that came from the query
    /// protocol answers with either. The first exception with a code stands for all.
    codes: Vec<&'p str>,
    has_sensitive_message: bool,
}

fn exceptions<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = ExceptionNames<'p>> {
    let codes = plan.generated_shapes();
    let codes: HashSet<_> = codes
        .filter_map(|(name, shape)| code(name, shape))
        .collect();
    let mut seen = HashSet::new();
    plan.generated_shapes().filter_map(move |(name, shape)| {
        let name_too = (!codes.contains(name)).then_some(name);
        let codes = [code(name, shape)?].into_iter().chain(name_too);
        Some(ExceptionNames {
            shape: name,
            type_name: &plan.names.shape(name)?.type_name,
            variant: plan.names.error(name)?,
            codes: codes.filter(|code| seen.insert(*code)).collect(),
            has_sensitive_message: has_sensitive_message(plan, shape),
        })
    })
}

/// Whether the message that a response carries, however it is spelled, must not be shown.
fn has_sensitive_message(plan: &Plan<'_>, shape: &Shape) -> bool {
    (shape.members().into_iter().flatten())
        .filter(|(name, member)| {
            let wire_name = plan.json_name(shape, name, member);
            ["message", "errorMessage"]
                .iter()
                .any(|message| wire_name.eq_ignore_ascii_case(message))
        })
        .any(|(_, member)| shape.sensitive || plan.is_sensitive(member))
}

/// The code of an exception on the wire.
pub(super) fn code<'m>(name: &'m str, shape: &'m Shape) -> Option<&'m str> {
    let error = shape.error.as_ref()?;
    Some(error.code.as_deref().unwrap_or(name))
}
