//! Tokens that all renderers need.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::docs::DocComment;
use crate::layout::Imports;
use crate::model::{TimestampFormat, Traits};
use crate::rust_type::RustType;

/// The crate that generated code stands on.
pub(super) const PROTOCOL: &str = "aws_json_protocol";

/// An identifier, raw or not, as [`names`](crate::names) decided it.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A doc comment on an item.
pub(super) fn item_doc(comment: &DocComment) -> TokenStream {
    doc(comment.lines(0))
}

/// A doc comment on something inside an item.
pub(super) fn inner_doc(comment: &DocComment) -> TokenStream {
    doc(comment.lines(4))
}

fn doc(lines: Vec<String>) -> TokenStream {
    let lines = lines.into_iter().map(|line| {
        if line.is_empty() {
            line
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// `#[deprecated]`, where the model says so.
pub(super) fn deprecated(traits: &Traits) -> TokenStream {
    let Some(deprecated) = &traits.deprecated else {
        return TokenStream::new();
    };
    let since = deprecated
        .since
        .as_ref()
        .map(|since| format!("since {since}"));
    match deprecated.message.clone().or(since) {
        Some(note) => quote!(#[deprecated = #note]),
        None => quote!(#[deprecated]),
    }
}

/// A type, with its name imported where that is needed.
pub(super) fn rust_type(rust_type: &RustType, imports: &mut Imports) -> TokenStream {
    let mut nested = |inner: &RustType| self::rust_type(inner, imports);
    match rust_type {
        RustType::Vec(element) => {
            let element = nested(element);
            quote!(Vec<#element>)
        }
        RustType::Map(key, value) => {
            let (key, value) = (nested(key), nested(value));
            imports.add("std::collections", "BTreeMap");
            quote!(BTreeMap<#key, #value>)
        }
        RustType::Box(inner) => {
            let inner = nested(inner);
            quote!(Box<#inner>)
        }
        RustType::Option(inner) => {
            let inner = nested(inner);
            quote!(Option<#inner>)
        }
        RustType::Generated { module, name } => {
            imports.add(module, name);
            let name = ident(name);
            quote!(#name)
        }
        RustType::Simple(name) => {
            if matches!(*name, "Blob" | "Document" | "Number" | "Timestamp") {
                imports.add(PROTOCOL, *name);
            }
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// The function that has timestamps written as text, where they are not written as the protocol does.
pub(super) fn timestamp_function(
    format: Option<TimestampFormat>,
    imports: &mut Imports,
) -> Option<Ident> {
    let function = match format {
        Some(TimestampFormat::DateTime) => "date_time",
        Some(TimestampFormat::HttpDate) => "http_date",
        Some(TimestampFormat::EpochSeconds) | None => return None,
    };
    imports.add("aws_json_protocol::timestamp", function);
    Some(ident(function))
}
