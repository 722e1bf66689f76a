//! A union: an enum with a variant per member, and its members both ways. All else is written
//! once, in `aws-json-protocol`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::format::Formatter;
use super::tokens::{PROTOCOL, deprecated, ident, inner_doc, item_doc, rust_type};
use crate::docs;
use crate::layout::{Imports, SourceFile};
use crate::model::Shape;
use crate::plan::Plan;

/// A member of a union with all that is decided about it.
struct Variant<'p> {
    wire_name: &'p str,
    name: Ident,
    definition: TokenStream,
    formatter: Option<Formatter>,
    sensitive: bool,
}

/// Adds the items for a union.
pub(super) fn render(plan: &Plan<'_>, name: &str, shape: &Shape, file: &mut SourceFile) {
    let Some(names) = plan.names.shape(name) else {
        return;
    };
    for import in [
        "DecodeError",
        "Document",
        "MemberDecoder",
        "MemberEncoder",
        "TaggedUnion",
        "tagged_union",
    ] {
        file.imports.add(PROTOCOL, import);
    }
    file.imports.add("serde", "Serializer");
    let type_name = ident(&names.type_name);
    let variants = variants(plan, name, shape, &mut file.imports);
    let hides_something = shape.sensitive || variants.iter().any(|variant| variant.sensitive);
    file.add(definition(
        plan,
        (name, shape),
        &type_name,
        &variants,
        hides_something,
    ));
    let codec = codec(&type_name, &variants, &mut file.imports);
    file.add(codec);
    file.add(quote!(tagged_union!(#type_name);));
    if hides_something {
        let debug = debug(&type_name, &variants, shape.sensitive, &mut file.imports);
        file.add(debug);
    }
}

fn variants<'p>(
    plan: &'p Plan<'_>,
    name: &str,
    shape: &'p Shape,
    imports: &mut Imports,
) -> Vec<Variant<'p>> {
    let mut variants = Vec::new();
    let Some(names) = plan.names.shape(name) else {
        return variants;
    };
    for (member_name, member) in shape.members().into_iter().flatten() {
        let Some(variant) = names.members.get(member_name).map(|name| ident(name)) else {
            continue;
        };
        let documentation = inner_doc(&docs::member(plan, name, member_name, member));
        let deprecated = deprecated(&member.traits);
        let value = rust_type(&plan.member_type(name, member), imports);
        variants.push(Variant {
            wire_name: plan.json_name(shape, member_name, member),
            definition: quote!(#documentation #deprecated #variant(#value)),
            name: variant,
            formatter: Formatter::of(plan, member),
            sensitive: plan.is_sensitive(member),
        });
    }
    variants
}

fn definition(
    plan: &Plan<'_>,
    (name, shape): (&str, &Shape),
    type_name: &Ident,
    variants: &[Variant<'_>],
    hides_something: bool,
) -> TokenStream {
    let documentation = item_doc(&docs::shape(plan, name, shape));
    let deprecated = deprecated(&shape.traits);
    let debug = (!hides_something).then(|| quote!(Debug,));
    let eq_and_hash = plan.derives.eq_and_hash(name).then(|| quote!(, Eq, Hash));
    let definitions = variants.iter().map(|variant| &variant.definition);
    quote! {
        #documentation
        #deprecated
        #[derive(Clone, #debug PartialEq #eq_and_hash)]
        #[non_exhaustive]
        pub enum #type_name {
            #(#definitions,)*
            /// A member this crate does not know yet: its name and value.
            Unknown(String, Document),
        }
    }
}

fn codec(type_name: &Ident, variants: &[Variant<'_>], imports: &mut Imports) -> TokenStream {
    let names: Vec<_> = variants.iter().map(|variant| &variant.name).collect();
    let wire_names: Vec<_> = variants.iter().map(|variant| variant.wire_name).collect();
    let written = variants.iter().map(|variant| match variant.formatter {
        Some(formatter) => {
            let format = formatter.name(imports);
            quote!(&#format(value))
        }
        None => quote!(value),
    });
    quote! {
        impl TaggedUnion for #type_name {
            fn encode<S: Serializer>(&self, encoder: MemberEncoder<S>) -> Result<S::Ok, S::Error> {
                match self {
                    #(Self::#names(value) => encoder.member(#wire_names, #written),)*
                    Self::Unknown(name, value) => encoder.unknown(name, value),
                }
            }

            #[inline]
            fn decode(decoder: MemberDecoder) -> Result<Self, DecodeError> {
                match decoder.name() {
                    #(#wire_names => decoder.member(Self::#names),)*
                    _ => decoder.unknown(Self::Unknown),
                }
            }
        }
    }
}

fn debug(
    type_name: &Ident,
    variants: &[Variant<'_>],
    all: bool,
    imports: &mut Imports,
) -> TokenStream {
    imports.add("std", "fmt");
    imports.add(PROTOCOL, "Redacted");
    let arms = variants.iter().map(
        |Variant {
             name, sensitive, ..
         }| {
            let text = name.to_string();
            match all || *sensitive {
                true => quote!(Self::#name(_) => f.debug_tuple(#text).field(&Redacted).finish()),
                false => quote!(Self::#name(value) => f.debug_tuple(#text).field(value).finish()),
            }
        },
    );
    quote! {
        impl fmt::Debug for #type_name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#arms,)*
                    Self::Unknown(name, _) => f.debug_tuple("Unknown").field(name).field(&Redacted).finish(),
                }
            }
        }
    }
}
