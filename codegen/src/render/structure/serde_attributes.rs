//! The serde attributes of a structure and its fields: only those that are needed.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Field, Structure};
use crate::layout::Imports;
use crate::model::TimestampFormat;
use crate::render::tokens::PROTOCOL;

/// How serde derives the wire names of a structure from its field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Pascal,
    Camel,
    /// As they are.
    Snake,
}

impl Case {
    /// The wire name that serde derives from a field's name with `rename_all`.
    fn apply(self, field: &str) -> String {
        let field = field.trim_start_matches("r#");
        let mut words = field.split('_');
        let capitalised = |word: &str| match word.split_at_checked(1) {
            Some((first, rest)) => first.to_ascii_uppercase() + rest,
            None => String::new(),
        };
        match self {
            Case::Pascal => words.map(capitalised).collect(),
            Case::Camel => words
                .next()
                .map(str::to_owned)
                .into_iter()
                .chain(words.map(capitalised))
                .collect(),
            Case::Snake => field.to_owned(),
        }
    }

    fn fits(self, field: &Field<'_>) -> bool {
        self.apply(field.rust_name) == field.wire_name
    }
}

/// The case that leaves the fewest fields to rename.
pub(super) fn rename_all(fields: &[Field<'_>]) -> Case {
    let misfits = |case: &Case| fields.iter().filter(|field| !case.fits(field)).count();
    let cases = [Case::Pascal, Case::Camel, Case::Snake];
    cases.into_iter().min_by_key(misfits).unwrap_or(Case::Snake)
}

/// The attribute of the structure.
pub(super) fn container(structure: &Structure<'_>, rename_all: Case) -> Option<TokenStream> {
    if structure.fields.is_empty() {
        return None;
    }
    let default = structure.in_responses.then(|| quote!(default));
    let rename_all = match rename_all {
        Case::Pascal => Some(quote!(rename_all = "PascalCase")),
        Case::Camel => Some(quote!(rename_all = "camelCase")),
        Case::Snake => None,
    };
    attribute(default.into_iter().chain(rename_all))
}

/// The attribute of a field.
pub(super) fn field(
    field: &Field<'_>,
    rename_all: Case,
    in_responses: bool,
    imports: &mut Imports,
) -> Option<TokenStream> {
    let wire_name = field.wire_name;
    let rename = (!rename_all.fits(field)).then(|| quote!(rename = #wire_name));
    let skip = (!field.member.required).then(|| quote!(skip_serializing_if = "Option::is_none"));
    let correct = (field.member.required && in_responses).then(|| {
        imports.add(PROTOCOL, "zero_if_null");
        quote!(deserialize_with = "zero_if_null")
    });
    let format = match field.timestamp_format {
        Some(TimestampFormat::DateTime) => Some("timestamp::date_time"),
        Some(TimestampFormat::HttpDate) => Some("timestamp::http_date"),
        Some(TimestampFormat::EpochSeconds) | None => None,
    };
    let format = format.map(|function| {
        imports.add(PROTOCOL, "timestamp");
        quote!(serialize_with = #function)
    });
    attribute(rename.into_iter().chain(skip).chain(correct).chain(format))
}

fn attribute(arguments: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let arguments: Vec<_> = arguments.collect();
    (!arguments.is_empty()).then(|| quote!(#[serde(#(#arguments),*)]))
}
