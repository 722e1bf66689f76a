//! A structure: the type, its constructors, and a `Debug` that keeps sensitive members out.

mod codec;
mod constructors;

use proc_macro2::TokenStream;
use quote::quote;

use super::format::Formatter;
use super::tokens::{PROTOCOL, deprecated, ident, inner_doc, item_doc, rust_type};
use crate::docs::{self, DocComment};
use crate::layout::{Imports, SourceFile};
use crate::model::{Member, Shape, Traits};
use crate::plan::Plan;
use crate::rust_type::RustType;

/// A structure with all that is decided about it.
pub(super) struct Structure<'p> {
    type_name: &'p str,
    documentation: DocComment,
    traits: &'p Traits,
    fields: Vec<Field<'p>>,
    /// Whether responses carry it, so that what is missing gets its zero value.
    in_responses: bool,
    eq_and_hash: bool,
    default: bool,
    /// Whether no member may be shown.
    sensitive: bool,
}

/// A member of a structure with all that is decided about it.
struct Field<'p> {
    member: &'p Member,
    wire_name: &'p str,
    rust_name: &'p str,
    /// Without the `Option` around an optional member.
    member_type: RustType,
    field_type: RustType,
    formatter: Option<Formatter>,
    sensitive: bool,
    documentation: DocComment,
}

impl<'p> Structure<'p> {
    /// The structure for a shape.
    pub(super) fn of(
        plan: &'p Plan<'_>,
        name: &'p str,
        shape: &'p Shape,
        documentation: DocComment,
    ) -> Option<Self> {
        let names = plan.names.shape(name)?;
        let field = |(member_name, member): (&'p String, &'p Member)| {
            Some(Field {
                member,
                wire_name: plan.json_name(shape, member_name, member),
                rust_name: names.members.get(member_name)?,
                member_type: plan.member_type(name, member),
                field_type: plan.field_type(name, member),
                formatter: Formatter::of(plan, member),
                sensitive: plan.is_sensitive(member),
                documentation: docs::member(plan, name, member_name, member),
            })
        };
        Some(Self {
            type_name: &names.type_name,
            documentation,
            traits: &shape.traits,
            fields: shape.members()?.iter().filter_map(field).collect(),
            in_responses: plan.usage.in_responses(name),
            eq_and_hash: plan.derives.eq_and_hash(name),
            default: plan.derives.default(name),
            sensitive: shape.sensitive,
        })
    }

    /// The empty structure that stands for an input or output that an operation does not have.
    pub(super) fn empty(type_name: &'p str, traits: &'p Traits, documentation: DocComment) -> Self {
        Self {
            type_name,
            documentation,
            traits,
            fields: Vec::new(),
            in_responses: false,
            eq_and_hash: true,
            default: true,
            sensitive: false,
        }
    }

    /// Adds the items.
    pub(super) fn render(&self, file: &mut SourceFile) {
        let definition = self.definition(&mut file.imports);
        file.add(definition);
        if let Some(constructors) = constructors::render(self, &mut file.imports) {
            file.add(constructors);
        }
        let codec = codec::render(self, &mut file.imports);
        file.add(codec);
        let type_name = ident(self.type_name);
        file.add(quote!(structure!(#type_name);));
        if self.hides_something() {
            let debug = self.debug(&mut file.imports);
            file.add(debug);
        }
    }

    fn hides_something(&self) -> bool {
        !self.fields.is_empty()
            && (self.sensitive || self.fields.iter().any(|field| field.sensitive))
    }

    fn definition(&self, imports: &mut Imports) -> TokenStream {
        let documentation = item_doc(&self.documentation);
        let deprecated = deprecated(self.traits);
        let derives = self.derives();
        let type_name = ident(self.type_name);
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|field| field.definition(imports))
            .collect();
        quote! {
            #documentation
            #deprecated
            #[derive(#derives)]
            #[non_exhaustive]
            pub struct #type_name { #(#fields,)* }
        }
    }

    fn derives(&self) -> TokenStream {
        let debug = (!self.hides_something()).then(|| quote!(Debug,));
        let default = self.default.then(|| quote!(Default,));
        let eq_and_hash = self.eq_and_hash.then(|| quote!(, Eq, Hash));
        quote!(Clone, #debug #default PartialEq #eq_and_hash)
    }

    fn debug(&self, imports: &mut Imports) -> TokenStream {
        imports.add("std", "fmt");
        imports.add(PROTOCOL, "Redacted");
        let type_name = ident(self.type_name);
        let text = self.type_name;
        let fields = self.fields.iter().map(|field| {
            let text = field.rust_name;
            let name = ident(field.rust_name);
            match field.sensitive || self.sensitive {
                true => quote!(.field(#text, &Redacted)),
                false => quote!(.field(#text, &self.#name)),
            }
        });
        quote! {
            impl fmt::Debug for #type_name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(#text) #(#fields)* .finish()
                }
            }
        }
    }
}

impl Field<'_> {
    fn definition(&self, imports: &mut Imports) -> TokenStream {
        let documentation = inner_doc(&self.documentation);
        let deprecated = deprecated(&self.member.traits);
        let name = ident(self.rust_name);
        let rust_type = rust_type(&self.field_type, imports);
        quote!(#documentation #deprecated pub #name: #rust_type)
    }
}
