//! The public API line by line, and that it is what generated code has.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use codegen::api::Documentation;
use codegen::api::surface::surface;
use codegen::diff::Revision;
use codegen::model::Model;
use codegen::source::{Source, read};
use quote::ToTokens;
use syn::{Fields, FnArg, ImplItem, Item, Visibility};

#[test]
fn the_public_api_is_a_line_per_item_and_member() {
    let model = common::model();
    let revision = Revision::new("", &model);
    insta::assert_snapshot!(surface(revision.api(), "example_types").join("\n"));
}

#[test]
fn generated_code_has_this_api() {
    let mut floating = common::model();
    let weight = codegen::model::Member::new("Weight");
    common::members(common::shape(&mut floating, "Refused")).insert("Weight".to_owned(), weight);
    for model in [common::model(), floating, organizations()] {
        let revision = Revision::new("", &model);
        let told = surface(revision.api(), "example");
        let told = told.iter().filter(|line| is_in_source(line));
        let told: BTreeSet<String> = told.map(|line| unformatted(line)).collect();
        let found = items(&model);
        let missing: Vec<_> = told.difference(&found).collect();
        let untold: Vec<_> = found.difference(&told).collect();
        assert!(
            missing.is_empty() && untold.is_empty(),
            "told only: {missing:#?}\nfound only: {untold:#?}"
        );
    }
}

/// Whether a line is about something that stands in a generated file, not in a macro.
fn is_in_source(line: &str) -> bool {
    !["pub mod", "pub use"]
        .iter()
        .any(|start| line.starts_with(start))
        && !line.contains("(pages: ")
}

/// A line without what formatting adds.
fn unformatted(line: &str) -> String {
    let line: String = line.split_whitespace().collect();
    line.replace(",)", ")").replace(",>", ">")
}

fn organizations() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/organizations/2026-09-30");
    let text = std::fs::read(folder.join("service-2.json")).unwrap();
    read(Source::new(&text)).unwrap()
}

/// What generated files declare, in the form of the surface's lines.
fn items(model: &Model) -> BTreeSet<String> {
    let files = codegen::generate(model, &Documentation::default()).unwrap();
    let mut lines = BTreeSet::new();
    for (path, text) in &files {
        let module = match path.as_str() {
            "enums.rs" | "types.rs" => "types",
            "error.rs" => "error",
            "service.rs" => "service",
            path if path.starts_with("operation/") => "operation",
            _ => continue,
        };
        for item in syn::parse_file(text).unwrap().items {
            lines.extend(
                item_lines(module, &item)
                    .iter()
                    .map(|line| unformatted(line)),
            );
        }
    }
    lines
}

fn item_lines(module: &str, item: &Item) -> Vec<String> {
    let path = |name: &dyn ToTokens| format!("example::{module}::{}", name.to_token_stream());
    match item {
        Item::Struct(item) => {
            let path = path(&item.ident);
            let mut lines = vec![format!("pub struct {path}")];
            lines.extend(derives(&item.attrs, &path));
            lines.extend(item.fields.iter().map(|field| {
                let name = field.ident.as_ref().unwrap();
                format!("pub {path}::{name}: {}", field.ty.to_token_stream())
            }));
            lines
        }
        Item::Enum(item) => {
            let path = path(&item.ident);
            let mut lines = vec![format!("pub enum {path}")];
            lines.extend(derives(&item.attrs, &path));
            lines.extend(item.variants.iter().map(|variant| match &variant.fields {
                Fields::Unnamed(fields) => {
                    format!("pub {path}::{}{}", variant.ident, fields.to_token_stream())
                }
                _ => format!("pub {path}::{}", variant.ident),
            }));
            lines
        }
        Item::Const(item) => {
            vec![format!(
                "pub const {}: {}",
                path(&item.ident),
                item.ty.to_token_stream()
            )]
        }
        Item::Impl(item) => impl_lines(&path(&item.self_ty), item),
        _ => Vec::new(),
    }
}

fn impl_lines(path: &str, item: &syn::ItemImpl) -> Vec<String> {
    let trait_name = item
        .trait_
        .as_ref()
        .map(|(path, _)| path.to_token_stream().to_string());
    match trait_name.as_deref() {
        None => item
            .items
            .iter()
            .filter_map(|item| function_line(path, item))
            .collect(),
        Some("Operation") => {
            let types = item.items.iter().filter_map(|item| match item {
                ImplItem::Type(item) if item.ident != "Error" => {
                    Some(format!("{} = {}", item.ident, item.ty.to_token_stream()))
                }
                _ => None,
            });
            let types: Vec<_> = types.collect();
            vec![format!("impl Operation for {path} ({})", types.join(", "))]
        }
        Some(name @ ("OpenEnum" | "TaggedUnion" | "ServiceError")) => {
            vec![format!("impl {name} for {path}")]
        }
        Some(_) => Vec::new(),
    }
}

fn function_line(path: &str, item: &ImplItem) -> Option<String> {
    let ImplItem::Fn(function) = item else {
        return None;
    };
    matches!(function.vis, Visibility::Public(_)).then(|| {
        let parameters = function.sig.inputs.iter().map(|parameter| match parameter {
            FnArg::Receiver(_) => "self".to_owned(),
            FnArg::Typed(parameter) => parameter.ty.to_token_stream().to_string(),
        });
        let parameters: Vec<_> = parameters.collect();
        format!(
            "pub fn {path}::{}({}) -> Self",
            function.sig.ident,
            parameters.join(", ")
        )
    })
}

/// The derived traits that not every type has.
fn derives(attributes: &[syn::Attribute], path: &str) -> Vec<String> {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let names = derives.map(|attribute| attribute.meta.to_token_stream().to_string());
    let names = names.collect::<String>();
    let words = names.split(|character: char| !character.is_alphanumeric());
    words
        .filter(|word| ["Copy", "Default", "Eq", "Hash"].contains(word))
        .map(|word| format!("impl {word} for {path}"))
        .collect()
}
