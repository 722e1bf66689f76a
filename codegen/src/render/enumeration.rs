//! An enum: the type, its texts both ways, and a `Debug` that keeps a sensitive value out. All else
//! is written once, in `aws-json-protocol`.

use quote::quote;

use super::tokens::{PROTOCOL, deprecated, ident, inner_doc, item_doc};
use crate::docs;
use crate::layout::SourceFile;
use crate::model::{EnumValue, Shape};
use crate::plan::Plan;

/// Adds the items for an enum.
pub(super) fn render(
    plan: &Plan<'_>,
    name: &str,
    shape: &Shape,
    values: &[EnumValue],
    file: &mut SourceFile,
) {
    let Some(names) = plan.names.shape(name) else {
        return;
    };
    file.imports.add(PROTOCOL, "OpenEnum");
    file.imports.add(PROTOCOL, "open_enum");
    let type_name = ident(&names.type_name);
    let documentation = item_doc(&docs::shape(plan, name, shape));
    let deprecated_type = deprecated(&shape.traits);
    let texts: Vec<_> = values.iter().map(|value| &value.value).collect();
    let variants: Vec<_> = texts
        .iter()
        .filter_map(|text| names.members.get(*text))
        .map(|name| ident(name))
        .collect();
    let attributes = values.iter().map(|value| {
        let documentation = inner_doc(&docs::enum_value(plan, name, value));
        let deprecated = deprecated(&value.traits);
        quote!(#documentation #deprecated)
    });
    let debug = (!shape.sensitive).then(|| quote!(Debug,));
    file.add(quote! {
        #documentation
        #deprecated_type
        #[derive(Clone, #debug PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #type_name {
            #(#attributes #variants,)*
            /// A value this crate does not know yet, kept as it came.
            Unknown(String),
        }
    });
    file.add(quote! {
        impl OpenEnum for #type_name {
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unknown(value) => value,
                }
            }

            fn known(value: &str) -> Option<Self> {
                let known = match value {
                    #(#texts => Self::#variants,)*
                    _ => return None,
                };
                Some(known)
            }
        }
    });
    file.add(quote!(open_enum!(#type_name);));
    if shape.sensitive {
        file.imports.add("std", "fmt");
        file.imports.add(PROTOCOL, "Redacted");
        let text = &names.type_name;
        file.add(quote! {
            impl fmt::Debug for #type_name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_tuple(#text).field(&Redacted).finish()
                }
            }
        });
    }
}
