//! The public API of a generated crate, one line per item and member.
//!
//! The lines are those that a listing of the compiled crate would have, so that a change of the API
//! shows in review as changed lines: a removed line is a major change, an added line a minor
//! change. The traits that every type has (`Clone`, `Debug`, `PartialEq`, serde's) and what the
//! macros of `aws-json-protocol` implement for every type of a kind are left out.

mod item;

use std::collections::BTreeMap;

use super::{Api, Body, ENDPOINTS, Kind, Operation, Server, ServiceError, Structure, Trait, Type};
use crate::model::Pagination;
use crate::plan::Module;
pub use item::{Item, user};

/// Returns the public API sorted by path, given the crate's name as it is written in paths:
/// `org_types`.
///
/// # Examples
///
/// ```
/// use codegen::api::surface::surface;
/// use codegen::api::{Api, Documentation};
/// use codegen::source::{Source, read};
///
/// let model = read(Source::new(br#"{
///     "metadata": {"serviceId": "Example", "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "E"},
///     "operations": {"CreateRoot": {"name": "CreateRoot", "input": {"shape": "CreateRootRequest"}}},
///     "shapes": {
///         "Name": {"type": "string"},
///         "CreateRootRequest": {"type": "structure", "members": {"Name": {"shape": "Name"}}}
///     }
/// }"#)).unwrap();
/// let documentation = Documentation::default();
/// let lines = surface(&Api::new(&model, &documentation), "example_types");
/// let field = "pub example_types::operation::CreateRootRequest::name: Option<String>";
/// assert!(lines.iter().any(|line| line == field));
/// ```
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
        surface.add(Item::constant(
            &format!("{crate_name}::service::{}", constant.name),
            "&str",
        ));
    }
    if api.model.service.endpoints.is_some() {
        surface.add(Item::constant(
            &format!("{crate_name}::service::{ENDPOINTS}"),
            "aws_json_protocol::endpoint::Endpoints",
        ));
    }
    for item in api.types.values() {
        surface.item(item);
    }
    for operation in api.operations.values() {
        surface.operation(operation);
    }
    if let Some(error) = &api.error {
        let path = format!("{crate_name}::service::SERVICE");
        surface.add(Item::constant(&path, "aws_json_protocol::Service"));
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
    fn add(&mut self, Item { line, uses }: Item) {
        self.items.insert(line, uses);
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
            self.add(Item::module(&path));
            if !WITH_SERVICE.contains(&module) {
                self.add(Item::glob(&path));
            }
        }
        self.add(Item::module(root));
    }

    fn item(&mut self, item: &Type<'_>) {
        let path = self.path(item.module(), &item.name);
        self.declaration(item.keyword(), &path, true, &item.traits);
        match &item.kind {
            Kind::Enum(enumeration) => {
                for variant in &enumeration.variants {
                    self.add(Item::variant(&path, &variant.name, &[]));
                }
                self.add(Item::variant(&path, "Unknown", &["String"]));
            }
            Kind::Union(variants) => {
                for variant in variants {
                    let value = variant.value.to_string();
                    self.add(Item::variant(&path, &variant.name, &[&value]));
                }
                self.add(Item::variant(&path, "Unknown", &["String", "Document"]));
            }
            Kind::Structure(structure) => self.fields(&path, structure),
        }
    }

    fn fields(&mut self, path: &str, structure: &Structure<'_>) {
        for field in &structure.fields {
            let field_type = field.field_type().to_string();
            self.add(Item::field(path, &field.name, &field_type));
        }
        for field in structure.optional() {
            self.add(Item::setter(path, &field.name, &field.value.parameter()));
        }
        if let Some(parameters) = structure.constructor() {
            self.add(Item::constructor(path, &parameters));
        }
        if let Some(operation) = &structure.operation {
            self.add(Item::operation_input(path, operation));
        }
    }

    fn operation(&mut self, operation: &Operation<'_>) {
        let (Some(_), Some(input), Some(output)) = (
            &operation.binding,
            operation.input.type_name(),
            operation.output.type_name(),
        ) else {
            return;
        };
        let path = self.path(Module::Operation, &operation.type_name);
        self.declaration("struct", &path, false, &Operation::TRAITS);
        self.add(Item::operation(&path, input, output));
        if let Some(pagination) = &operation.facts.pagination {
            self.add(Item::pagination(&path, &pages(pagination), pagination));
            if let Some(pages) = operation.pages() {
                self.add(Item::paginated(&path, output, pages));
            }
            if let Some(limit_key) = &pagination.limit_key {
                self.add(Item::page_limit(&path, limit_key));
            }
        }
        let bodies = [&operation.input, &operation.output].into_iter();
        for made_up in bodies.filter_map(Body::made_up) {
            self.item(made_up);
        }
    }

    fn error(&mut self, error: &ServiceError<'_>) {
        let path = self.path(Module::Error, ServiceError::NAME);
        self.declaration("enum", &path, false, &error.traits);
        for variant in &error.variants {
            let exception = format!("Exception<{}>", variant.type_name);
            self.add(Item::variant(&path, &variant.name, &[&exception]));
            if !variant.codes.is_empty() {
                let from = format!("From<{}>", variant.type_name);
                self.add(Item::implementation(&from, &path));
            }
        }
        self.add(Item::variant(&path, "Unknown", &["ErrorResponse"]));
    }

    fn server(&mut self, api: &Api<'_>, server: &Server) {
        let module = format!("{}::server", self.crate_name);
        let path = format!("{module}::{}", server.name);
        self.add(Item::service(&path));
        for operation in api.operations.values().filter(|it| it.binding.is_some()) {
            let types = (operation.input.type_name(), operation.output.type_name());
            if let (Some(input), Some(output)) = types {
                self.add(Item::method(&path, &operation.file, input, output));
            }
        }
        self.add(Item::dispatch(&module, &server.name));
        self.add(Item::tower_service(&module, &server.name));
    }

    /// Adds a type with the traits that not every type has. Data can be serialized and
    /// deserialized.
    fn declaration(&mut self, keyword: &str, path: &str, is_data: bool, traits: &[Trait]) {
        self.add(Item::declaration(keyword, path, is_data));
        for it in traits {
            self.add(Item::implementation(it.name(), path));
        }
    }

    fn path(&self, module: Module, name: &str) -> String {
        format!("{}::{}::{name}", self.crate_name, module.name())
    }
}

/// Returns a description of an operation's pagination.
fn pages(pagination: &Pagination) -> String {
    let paths = |paths: &[String]| paths.join(", ");
    let mut pages = format!(
        "pages: {} from {}, items {}",
        paths(&pagination.input_tokens),
        paths(&pagination.output_tokens),
        paths(&pagination.result_keys),
    );
    if let Some(path) = &pagination.more_results {
        pages += &format!(", more {path}");
    }
    pages
}
