//! `new` with the required members, and `with_x` for each optional one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Field, Structure};
use crate::layout::Imports;
use crate::names::setter_name;
use crate::render::tokens::{ident, rust_type};
use crate::rust_type::RustType;

/// How many parameters clippy lets a function have.
const MOST_PARAMETERS: usize = 7;

/// The `impl` block with the constructors, where there is a member to give.
pub(super) fn render(structure: &Structure<'_>, imports: &mut Imports) -> Option<TokenStream> {
    let (required, optional): (Vec<_>, Vec<_>) = structure
        .fields
        .iter()
        .partition(|field| field.member.required);
    let new = (!required.is_empty()).then(|| new(&required, &optional, imports));
    let setters: Vec<_> = optional
        .iter()
        .map(|field| setter(field, imports))
        .collect();
    let type_name = ident(structure.type_name);
    (!structure.fields.is_empty()).then(|| quote!(impl #type_name { #new #(#setters)* }))
}

fn new(required: &[&Field<'_>], optional: &[&Field<'_>], imports: &mut Imports) -> TokenStream {
    let (parameters, values): (Vec<_>, Vec<_>) = required
        .iter()
        .map(|field| parameter(field, imports))
        .unzip();
    let names = required.iter().map(|field| ident(field.rust_name));
    let absent = optional.iter().map(|field| ident(field.rust_name));
    let allow = (required.len() > MOST_PARAMETERS)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "each is required")]));
    let initialisers = names.zip(values).map(|(name, value)| match value {
        Some(value) => quote!(#name: #value),
        None => quote!(#name),
    });
    quote! {
        /// With the required members.
        #allow
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#initialisers,)* #(#absent: None,)* }
        }
    }
}

fn setter(field: &Field<'_>, imports: &mut Imports) -> TokenStream {
    let name = ident(field.rust_name);
    let function = ident(&setter_name(field.rust_name));
    let (parameter, value) = parameter(field, imports);
    let value = value.unwrap_or_else(|| quote!(#name));
    let documentation = format!(" Sets `{}`.", field.rust_name);
    quote! {
        #[doc = #documentation]
        pub fn #function(mut self, #parameter) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// A parameter that is easy to fill, and the field's value made from it where that takes more
/// than its name.
fn parameter(field: &Field<'_>, imports: &mut Imports) -> (TokenStream, Option<TokenStream>) {
    let name = ident(field.rust_name);
    let (parameter_type, value) = match &field.member_type {
        RustType::Simple("String") => (quote!(impl Into<String>), Some(quote!(#name.into()))),
        RustType::Vec(element) if **element == RustType::STRING => (
            quote!(impl IntoIterator<Item = impl Into<String>>),
            Some(quote!(#name.into_iter().map(Into::into).collect())),
        ),
        RustType::Vec(element) => {
            let element = rust_type(element, imports);
            (
                quote!(impl IntoIterator<Item = #element>),
                Some(quote!(#name.into_iter().collect())),
            )
        }
        RustType::Map(key, value) => {
            let (key, value) = (rust_type(key, imports), rust_type(value, imports));
            (
                quote!(impl IntoIterator<Item = (#key, #value)>),
                Some(quote!(#name.into_iter().collect())),
            )
        }
        RustType::Box(inner) => (rust_type(inner, imports), Some(quote!(Box::new(#name)))),
        other => (rust_type(other, imports), None),
    };
    (quote!(#name: #parameter_type), value)
}
