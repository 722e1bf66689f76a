//! The public API of a generated crate, one line per item and member.
//!
//! It is what a listing of the compiled crate would show, taken from the [`Plan`], so that a
//! change of the API shows in review as a change of lines: a line that goes is a major change,
//! one that comes a minor one. What every type has (`Clone`, `Debug`, `PartialEq`, serde) and what
//! the macros of `aws-json-protocol` give to every type of a kind is left out.

mod item;

use std::collections::BTreeMap;

use crate::model::{Member, Pagination, Shape, ShapeKind};
use crate::names::setter_name;
use crate::plan::{Placement, Plan};
use crate::rust_type::RustType;
pub use item::{Item, user};

/// The public API of the crate for a plan, in the order of paths, with the crate's name as it is
/// written in paths: `org_types`.
///
/// # Examples
///
/// ```
/// use codegen::documentation::Documentation;
/// use codegen::plan::Plan;
/// use codegen::source::{Source, read};
/// use codegen::surface::surface;
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
/// let lines = surface(&Plan::new(&model, &documentation), "example_types");
/// let field = "pub example_types::operation::CreateRootRequest::name: Option<String>";
/// assert!(lines.iter().any(|line| line == field));
/// ```
pub fn surface(plan: &Plan<'_>, crate_name: &str) -> Vec<String> {
    let items = items(plan, crate_name).into_iter();
    items.map(|item| item.line).collect()
}

/// The public API of the crate for a plan as [`surface`] lists it, each item with code that uses
/// it.
pub fn items(plan: &Plan<'_>, crate_name: &str) -> Vec<Item> {
    let mut surface = Surface {
        plan,
        crate_name,
        items: BTreeMap::new(),
    };
    surface.constants();
    for (name, shape) in plan.generated_shapes() {
        surface.shape(name, shape);
    }
    if plan.has_operations() {
        surface.operations();
        surface.error();
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

/// The public module of a crate that holds the type of a shape.
pub fn module(plan: &Plan<'_>, name: &str, shape: &Shape) -> &'static str {
    match plan.placement(name, shape) {
        Placement::Types | Placement::Enums => "types",
        Placement::Error => "error",
        Placement::Operation(_) => "operation",
    }
}

/// The constants of the module `service` that a crate has.
pub fn constants(plan: &Plan<'_>) -> impl Iterator<Item = &'static str> {
    let service = &plan.model.service;
    let has_endpoint = service.endpoint_prefix.is_some();
    [
        ("API_VERSION", !service.api_version.is_empty()),
        ("ENDPOINT_PREFIX", has_endpoint),
        ("ID", !service.id.is_empty()),
        ("JSON_VERSION", plan.has_operations()),
        (
            "SIGNING_NAME",
            service.signing_name.is_some() || has_endpoint,
        ),
    ]
    .into_iter()
    .filter_map(|(name, is_there)| is_there.then_some(name))
}

/// The path that a line is about, so that an item, its traits and its members stand together.
fn path_of<'l>(line: &'l str, crate_name: &str) -> &'l str {
    let path = line.split(' ').find(|word| word.starts_with(crate_name));
    let path = path.unwrap_or(line).trim_end_matches(':');
    path.split('(').next().unwrap_or(path)
}

struct Surface<'p, 'm> {
    plan: &'p Plan<'m>,
    crate_name: &'p str,
    /// What uses each item, by its line.
    items: BTreeMap<String, String>,
}

impl Surface<'_, '_> {
    fn add(&mut self, Item { line, uses }: Item) {
        self.items.insert(line, uses);
    }

    /// The modules that have something. All but the constants can be named at the root of the
    /// crate, too.
    fn modules(&mut self) {
        let root = self.crate_name;
        for module in ["error", "operation", "service", "types"] {
            let path = format!("{root}::{module}");
            let start = format!("{path}::");
            let has_it = |line: &String| path_of(line, root).starts_with(&start);
            if !self.items.keys().any(has_it) {
                continue;
            }
            self.add(Item::module(&path));
            if module != "service" {
                self.add(Item::glob(&path));
            }
        }
        self.add(Item::module(root));
    }

    fn constants(&mut self) {
        for name in constants(self.plan) {
            self.add(Item::constant(
                &format!("{}::service::{name}", self.crate_name),
                "&str",
            ));
        }
    }

    fn shape(&mut self, name: &str, shape: &Shape) {
        let Some(names) = self.plan.names.shape(name) else {
            return;
        };
        let path = self.path(module(self.plan, name, shape), &names.type_name);
        match &shape.kind {
            ShapeKind::Enum { .. } => {
                self.data("enum", &path, &["Eq", "Hash", "OpenEnum"]);
                let variants = names.members.values();
                for variant in variants {
                    self.add(Item::variant(&path, variant, &[]));
                }
                self.add(Item::variant(&path, "Unknown", &["String"]));
            }
            ShapeKind::Union { members } => {
                self.data("enum", &path, self.eq_and_hash(name));
                for (member, facts) in members {
                    if let Some(variant) = names.members.get(member) {
                        let rust_type = text(&self.plan.member_type(name, facts));
                        self.add(Item::variant(&path, variant, &[&rust_type]));
                    }
                }
                self.add(Item::variant(&path, "Unknown", &["String", "Document"]));
                self.add(Item::implementation("TaggedUnion", &path));
            }
            ShapeKind::Structure { members } => {
                self.data("struct", &path, self.eq_and_hash(name));
                if self.plan.derives.default(name) {
                    self.add(Item::implementation("Default", &path));
                }
                let fields = members
                    .iter()
                    .filter_map(|(member, facts)| Some((names.members.get(member)?, facts)));
                let fields: Vec<_> = fields.collect();
                self.fields(name, &path, &fields);
            }
            _ => {}
        }
    }

    fn fields(&mut self, shape: &str, path: &str, fields: &[(&String, &Member)]) {
        let mut parameters = Vec::new();
        for (name, member) in fields {
            let field_type = self.plan.field_type(shape, member);
            self.add(Item::field(path, name, &text(&field_type)));
            let parameter = parameter(&self.plan.member_type(shape, member));
            if member.required {
                parameters.push(parameter);
            } else {
                self.add(Item::setter(path, &setter_name(name), &parameter));
            }
        }
        if !parameters.is_empty() {
            self.add(Item::constructor(path, &parameters));
        }
    }

    fn operations(&mut self) {
        for (name, operation) in &self.plan.model.operations {
            let names = self.plan.names.operation(name);
            let Some(names) = names.filter(|_| self.plan.is_bound(operation)) else {
                continue;
            };
            let path = self.path("operation", &names.type_name);
            let item = Item::declaration("struct", &path, false);
            self.item(item, &path, &["Copy"]);
            self.add(Item::operation(&path, &names.input, &names.output));
            if let Some(pagination) = &operation.pagination {
                self.add(Item::pagination(&path, &pages(pagination), pagination));
            }
            for (target, type_name) in [
                (&operation.input, &names.input),
                (&operation.output, &names.output),
            ] {
                if target.is_none() {
                    let path = self.path("operation", type_name);
                    self.data("struct", &path, &["Default", "Eq", "Hash"]);
                }
            }
        }
    }

    fn error(&mut self) {
        let path = self.path("error", "Error");
        let plan = self.plan;
        let errors = plan
            .generated_shapes()
            .filter(|(_, shape)| shape.error.is_some());
        let errors: Vec<_> = errors.collect();
        let total = errors
            .iter()
            .all(|(name, _)| plan.derives.eq_and_hash(name));
        let item = Item::declaration("enum", &path, false);
        self.item(item, &path, if total { &["Eq", "Hash"] } else { &[] });
        self.add(Item::implementation("ServiceError", &path));
        for (name, _) in errors {
            if let (Some(variant), Some(names)) = (plan.names.error(name), plan.names.shape(name)) {
                let exception = format!("Exception<{}>", names.type_name);
                self.add(Item::variant(&path, variant, &[&exception]));
            }
        }
        self.add(Item::variant(&path, "Unknown", &["ErrorResponse"]));
    }

    /// A type that is sent and received, with the traits that not every type has.
    fn data(&mut self, keyword: &str, path: &str, traits: &[&str]) {
        self.item(Item::declaration(keyword, path, true), path, traits);
    }

    fn item(&mut self, item: Item, path: &str, traits: &[&str]) {
        self.add(item);
        for name in traits {
            self.add(Item::implementation(name, path));
        }
    }

    fn eq_and_hash(&self, shape: &str) -> &'static [&'static str] {
        match self.plan.derives.eq_and_hash(shape) {
            true => &["Eq", "Hash"],
            false => &[],
        }
    }

    fn path(&self, module: &str, name: &str) -> String {
        format!("{}::{module}::{name}", self.crate_name)
    }
}

/// What following the pages of an operation takes.
fn pages(pagination: &Pagination) -> String {
    let paths = |paths: &[String]| paths.join(", ");
    let mut pages = format!(
        "pages: {} from {}, items {}",
        paths(&pagination.input_tokens),
        paths(&pagination.output_tokens),
        paths(&pagination.result_keys),
    );
    for (name, path) in [
        ("limit", &pagination.limit_key),
        ("more", &pagination.more_results),
    ] {
        if let Some(path) = path {
            pages += &format!(", {name} {path}");
        }
    }
    pages
}

/// A type as it is written in Rust.
fn text(rust_type: &RustType) -> String {
    match rust_type {
        RustType::Simple(name) => (*name).to_owned(),
        RustType::Generated { name, .. } => name.clone(),
        RustType::Vec(element) => format!("Vec<{}>", text(element)),
        RustType::Map(key, value) => format!("BTreeMap<{}, {}>", text(key), text(value)),
        RustType::Box(inner) => format!("Box<{}>", text(inner)),
        RustType::Option(inner) => format!("Option<{}>", text(inner)),
    }
}

/// The type of a constructor's parameter for a field, which is easier to fill than the field.
fn parameter(rust_type: &RustType) -> String {
    match rust_type {
        RustType::Simple("String") => "impl Into<String>".to_owned(),
        RustType::Vec(element) if **element == RustType::STRING => {
            "impl IntoIterator<Item = impl Into<String>>".to_owned()
        }
        RustType::Vec(element) => format!("impl IntoIterator<Item = {}>", text(element)),
        RustType::Map(key, value) => {
            format!("impl IntoIterator<Item = ({}, {})>", text(key), text(value))
        }
        RustType::Box(inner) => text(inner),
        other => text(other),
    }
}
