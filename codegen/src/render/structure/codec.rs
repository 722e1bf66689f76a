//! A structure's members both ways. All else is written once, in `aws-json-protocol`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Field, Structure};
use crate::layout::Imports;
use crate::render::tokens::{PROTOCOL, ident, timestamp_function};

/// The `impl` block with the members both ways.
pub(super) fn render(structure: &Structure<'_>, imports: &mut Imports) -> TokenStream {
    for import in ["Members", "ObjectWriter", "Structure", "structure"] {
        imports.add(PROTOCOL, import);
    }
    imports.add("serde", "Serializer");
    imports.add("serde::de", "Error as DecodeError");
    let type_name = ident(structure.type_name);
    let encoded: Vec<_> = structure
        .fields
        .iter()
        .map(|field| encode(field, imports))
        .collect();
    let decoded = structure
        .fields
        .iter()
        .map(|field| decode(field, structure.in_responses));
    let members = if structure.fields.is_empty() {
        quote!(_members)
    } else {
        quote!(members)
    };
    quote! {
        impl Structure for #type_name {
            fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error> {
                object #(#encoded)* .end()
            }

            fn decode<E: DecodeError>(#members: &mut Members) -> Result<Self, E> {
                Ok(Self { #(#decoded,)* })
            }
        }
    }
}

fn encode(field: &Field<'_>, imports: &mut Imports) -> TokenStream {
    let (wire_name, name) = (field.wire_name, ident(field.rust_name));
    let format = timestamp_function(field.timestamp_format, imports);
    match (field.member.required, format) {
        (true, None) => quote!(.required(#wire_name, &self.#name)),
        (true, Some(format)) => quote!(.required(#wire_name, &#format(&self.#name))),
        (false, None) => quote!(.optional(#wire_name, &self.#name)),
        (false, Some(format)) => quote!(.optional(#wire_name, &self.#name.as_ref().map(#format))),
    }
}

fn decode(field: &Field<'_>, in_responses: bool) -> TokenStream {
    let (wire_name, name) = (field.wire_name, ident(field.rust_name));
    match (field.member.required, in_responses) {
        (true, true) => quote!(#name: members.required_or_zero(#wire_name)?),
        (true, false) => quote!(#name: members.required(#wire_name)?),
        (false, _) => quote!(#name: members.optional(#wire_name)?),
    }
}
