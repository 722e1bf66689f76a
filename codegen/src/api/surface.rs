//! The public API of a generated crate, one line per item and member.
//!
//! The lines are those that a listing of the compiled crate would have, so that a change of the API
//! shows in review as changed lines: a removed line is a major change, an added line a minor
//! change. The traits that every type has (`Clone`, `Debug`, `PartialEq`, serde's) and what the
//! macros of `aws-json-protocol` implement for every type of a kind are left out.

mod user;

use std::collections::BTreeMap;

use super::{Api, Body, ENDPOINTS, Kind, Operation, ServiceError, Structure, Trait, Type};
use crate::model::Pagination;
use crate::plan::Module;
pub use user::{Item, user};
use user::{anonymous, bounds, needs};

/// Returns the public API sorted by path, given the crate's name as it is written in paths:
/// `org_types`.
pub fn surface(api: &Api<'_>, crate_name: &str) -> Vec<String> {
    let items = items(api, crate_name).into_iter();
    items.map(|item| item.line).collect()
}

/// Returns the public API as [`surface`] lists it, each item with code that uses it.
pub fn items(api: &Api<'_>, crate_name: &str) -> Vec<Item> {
    let mut surface = Surface {
        crate_name,
        items: BTreeMap::new(),
    };
    for constant in &api.constants {
        surface.constant(constant.name, "&str");
    }
    if api.model.service.endpoints.is_some() {
        surface.constant(ENDPOINTS, "aws_json_protocol::endpoint::Endpoints");
    }
    for item in api.types.values() {
        surface.item(item);
    }
    for operation in api.operations.values() {
        surface.operation(operation);
    }
    if let Some(error) = &api.error {
        surface.constant("SERVICE", "aws_json_protocol::Service");
        surface.error(error);
    }
    if let Some(server) = &api.server {
        surface.server(api, server);
    }
    surface.modules();
    let items = surface.items.into_iter();
    let mut items: Vec<_> = items.map(|(line, uses)| Item { line, uses }).collect();
    items.sort_by_cached_key(|Item { line, .. }| {
        (
            path_of(line, crate_name).to_owned(),
            !line.starts_with("pub "),
        )
    });
    items
}

/// Returns the path of the item that a line describes, by which an item, its traits and its members
/// are grouped.
fn path_of<'l>(line: &'l str, crate_name: &str) -> &'l str {
    let path = line.split(' ').find(|word| word.starts_with(crate_name));
    let path = path.unwrap_or(line).trim_end_matches(':');
    path.split('(').next().unwrap_or(path)
}

/// The modules that concern the service as a whole, whose items the root does not export.
const WITH_SERVICE: [&str; 2] = ["server", "service"];

struct Surface<'c> {
    crate_name: &'c str,
    /// The code that uses each item, by the item's line.
    items: BTreeMap<String, String>,
}

impl Surface<'_> {
    fn add(&mut self, line: String, users: &str) {
        self.items.insert(line, anonymous(users));
    }

    /// Adds the modules that have items. The root of the crate also exports the items of most
    /// modules.
    fn modules(&mut self) {
        let root = self.crate_name;
        let modules = Module::ALL.map(Module::name).into_iter();
        for module in modules.chain(WITH_SERVICE) {
            let path = format!("{root}::{module}");
            let start = format!("{path}::");
            let has_it = |line: &String| path_of(line, root).starts_with(&start);
            if !self.items.keys().any(has_it) {
                continue;
            }
            self.add(format!("pub mod {path}"), &format!("use {path};"));
            if !WITH_SERVICE.contains(&module) {
                self.add(format!("pub use {path}::*"), &format!("use {path}::*;"));
            }
        }
        self.add(format!("pub mod {root}"), &format!("use {root};"));
    }

    fn constant(&mut self, name: &str, rust_type: &str) {
        let path = format!("{}::service::{name}", self.crate_name);
        self.add(
            format!("pub const {path}: {rust_type}"),
            &format!("const _: {rust_type} = {path};"),
        );
    }

    fn item(&mut self, item: &Type<'_>) {
        let path = self.path(item.module(), &item.name);
        self.declaration(item.keyword(), &path, true, &item.traits);
        match &item.kind {
            Kind::Enum(variants) => {
                for variant in variants {
                    self.variant(&path, &variant.name, &[]);
                }
                self.variant(&path, "Unknown", &["String"]);
            }
            Kind::Union(variants) => {
                for variant in variants {
                    self.variant(&path, &variant.name, &[&variant.value.to_string()]);
                }
                self.variant(&path, "Unknown", &["String", "Document"]);
            }
            Kind::Structure(structure) => self.structure(&path, structure),
        }
    }

    fn structure(&mut self, path: &str, structure: &Structure<'_>) {
        for field in &structure.fields {
            let (name, rust_type) = (&field.name, field.field_type());
            self.add(
                format!("pub {path}::{name}: {rust_type}"),
                &format!(
                    "fn user(mut it: {path}, value: {rust_type}) -> {rust_type} {{ it.{name} = value; it.{name} }}"
                ),
            );
            if field.facts.required {
                continue;
            }
            let parameter = field.value.parameter();
            self.add(
                format!("pub fn {path}::{name}(self, {parameter}) -> Self"),
                &format!(
                    "fn user(it: {path}, value: {parameter}) -> {path} {{ it.{name}(value) }}"
                ),
            );
        }
        if let Some(parameters) = structure.constructor() {
            let values = values(parameters.len());
            let typed = values.iter().zip(&parameters);
            let typed: Vec<_> = typed
                .map(|(value, parameter)| format!("{value}: {parameter}"))
                .collect();
            self.add(
                format!("pub fn {path}::new({}) -> Self", parameters.join(", ")),
                &format!(
                    "fn user({}) -> {path} {{ {path}::new({}) }}",
                    typed.join(", "),
                    values.join(", ")
                ),
            );
        }
        if let Some(operation) = &structure.operation {
            self.add(
                format!("impl OperationInput for {path} (Operation = {operation})"),
                &needs(path, &format!("OperationInput<Operation = {operation}>")),
            );
        }
    }

    fn operation(&mut self, operation: &Operation<'_>) {
        let Some((input, output)) = operation.bound_types() else {
            return;
        };
        let path = self.path(Module::Operation, &operation.type_name);
        self.declaration("struct", &path, false, &Operation::TRAITS);
        let types = format!("Input = {input}, Output = {output}");
        self.add(
            format!("impl Operation for {path} ({types})"),
            &needs(&path, &format!("Operation<{types}>")),
        );
        if let Some(pagination) = &operation.facts.pagination {
            self.pagination(&path, pagination);
        }
        if let Some(pages) = operation.pages() {
            let items = match &pages.items {
                Some(items) => items.items_type().to_string(),
                None => format!("[{output}; 1]"),
            };
            self.add(
                format!("impl Paginated for {path} (Items = {items})"),
                &needs(&path, &format!("Paginated<Items = {items}>")),
            );
        }
        let bodies = [&operation.input, &operation.output].into_iter();
        for made_up in bodies.filter_map(Body::made_up) {
            self.item(made_up);
        }
    }

    /// Adds an operation's pagination, a constant whose value a user can assert. The member that
    /// limits the size of a page has its own line, since a model can gain one later.
    fn pagination(&mut self, path: &str, pagination: &Pagination) {
        let Pagination {
            input_tokens,
            output_tokens,
            result_keys,
            ..
        } = pagination;
        let paths = |paths: &[String]| paths.join(", ");
        let mut pages = format!(
            "pages: {} from {}, items {}",
            paths(input_tokens),
            paths(output_tokens),
            paths(result_keys),
        );
        if let Some(path) = &pagination.more_results {
            pages += &format!(", more {path}");
        }
        let more_results = pagination.more_results.as_deref().unwrap_or_default();
        let constant = format!("let pages = <{path} as Operation>::PAGINATION.unwrap();");
        self.add(
            format!("impl Operation for {path} ({pages})"),
            &format!(
                "{constant} assert!( \
                 same(pages.input_tokens, &{input_tokens:?}) && \
                 same(pages.output_tokens, &{output_tokens:?}) && \
                 same(pages.result_keys, &{result_keys:?}) && \
                 same(&[or_none(pages.more_results)], &[{more_results:?}]))"
            ),
        );
        if let Some(limit_key) = &pagination.limit_key {
            self.add(
                format!("impl Operation for {path} (page limit: {limit_key})"),
                &format!(
                    "{constant} assert!( same(&[or_none(pages.limit_key)], &[{limit_key:?}]))"
                ),
            );
        }
    }

    fn error(&mut self, error: &ServiceError<'_>) {
        let path = self.path(Module::Error, ServiceError::NAME);
        self.declaration("enum", &path, false, &error.traits);
        for variant in &error.variants {
            let exception = format!("Exception<{}>", variant.type_name);
            self.variant(&path, &variant.name, &[&exception]);
            if !variant.codes.is_empty() {
                self.implementation(&format!("From<{}>", variant.type_name), &path);
            }
        }
        self.variant(&path, "Unknown", &["ErrorResponse"]);
    }

    /// Adds the trait of a service, whose implementation needs no methods, and the function and the
    /// `tower` service that answer requests.
    fn server(&mut self, api: &Api<'_>, name: &str) {
        let module = format!("{}::server", self.crate_name);
        let path = format!("{module}::{name}");
        self.add(
            format!("pub trait {path}"),
            &format!("struct User; impl {path} for User {{}}"),
        );
        for operation in api.operations.values() {
            let Some((input, output)) = operation.bound_types() else {
                continue;
            };
            let (method, result) = (&operation.file, format!("Result<{output}, Error>"));
            self.add(
                format!(
                    "pub async fn {path}::{method}(&self, {input}, &http::request::Parts) -> {result}"
                ),
                &format!(
                    "struct User; impl {path} for User {{ async fn {method}(&self, input: {input}, \
                     request: &http::request::Parts) -> {result} {{ todo!() }} }}"
                ),
            );
        }
        let dispatch = format!("{module}::dispatch");
        self.add(
            format!(
                "pub async fn {dispatch}(&impl {name}, http::Request<impl AsRef<[u8]>>) -> http::Response<Vec<u8>>"
            ),
            &format!(
                "async fn user(it: &impl {path}, request: http::Request<Vec<u8>>) \
                 -> http::Response<Vec<u8>> {{ {dispatch}(it, request).await }}"
            ),
        );
        let tower = format!("{module}::TowerService");
        self.add(
            format!("pub struct {tower}<impl {name}>"),
            &format!("fn user<T: {path}>(it: T) -> {tower}<T> {{ {tower}::new(it) }}"),
        );
    }

    /// Adds a type, which the root of the crate also exports, with the traits that not every type
    /// has. Data can be serialized and deserialized.
    fn declaration(&mut self, keyword: &str, path: &str, is_data: bool, traits: &[Trait]) {
        let name = path.rsplit("::").next().unwrap_or(path);
        let root = self.crate_name;
        let bounds = match is_data {
            true => "std::cmp::PartialEq + serde::Serialize + serde::de::DeserializeOwned",
            false => "std::marker::Sized",
        };
        self.add(
            format!("pub {keyword} {path}"),
            &format!(
                "fn user<T: std::clone::Clone + std::fmt::Debug + {bounds}>(it: T) {{}} \
                 fn root(it: {path}) {{ user::<{root}::{name}>(it) }}"
            ),
        );
        for it in traits {
            self.implementation(it.name(), path);
        }
    }

    fn implementation(&mut self, trait_name: &str, path: &str) {
        self.add(
            format!("impl {trait_name} for {path}"),
            &needs(path, bounds(trait_name)),
        );
    }

    /// Adds a variant that holds values of these types.
    fn variant(&mut self, path: &str, name: &str, types: &[&str]) {
        if types.is_empty() {
            return self.add(
                format!("pub {path}::{name}"),
                &format!("fn user(it: {path}) -> bool {{ matches!(it, {path}::{name}) }}"),
            );
        }
        let values = values(types.len()).join(", ");
        let types = types.join(", ");
        self.add(
            format!("pub {path}::{name}({types})"),
            &format!(
                "fn user(it: {path}) -> Option<({types},)> {{ \
                 match it {{ {path}::{name}({values}) => Some(({values},)), _ => None }} }}"
            ),
        );
    }

    fn path(&self, module: Module, name: &str) -> String {
        format!("{}::{}::{name}", self.crate_name, module.name())
    }
}

/// Returns names for values: `value1`, `value2`.
fn values(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("value{number}")).collect()
}
