//! Every Rust name of a generated crate, decided in one place before anything is rendered.
//!
//! An acronym is a word: `EnableAWSServiceAccess` becomes `EnableAwsServiceAccess`. A reserved word
//! gets a suffix. If several map to the same name, the most common spelling keeps it, wherever
//! others are added, and the others get numbers.

mod reserved;
mod scope;
mod text;

use crate::collections::IndexMap;
use crate::model::{Model, ShapeKind};
use scope::Scope;

/// The Rust names of a model's service, operations, types and errors; [`members`] are named on their own.
#[derive(Clone, Debug, Default)]
pub struct Names<'m> {
    operations: IndexMap<&'m str, OperationNames>,
    types: IndexMap<&'m str, String>,
    errors: IndexMap<&'m str, String>,
    service: String,
}

/// The Rust names of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationNames {
    /// The type of the operation: `DescribeHandshake`.
    pub type_name: String,
    /// The module, and the file without its extension: `describe_handshake`.
    pub module: String,
    /// The type of the input: `DescribeHandshakeRequest`.
    pub input: String,
    /// The type of the output: `DescribeHandshakeResponse`.
    pub output: String,
}

/// Returns `true` if a name is a keyword of any edition of Rust.
pub(crate) fn is_keyword(name: &str) -> bool {
    reserved::KEYWORDS.contains(&name) || reserved::NEVER_RAW.contains(&name)
}

impl<'m> Names<'m> {
    /// Decides every name of a model.
    ///
    /// All types of a crate share one scope, so that any two can be imported together.
    pub fn of(model: &'m Model) -> Self {
        let mut scope = Scope::camel_case(reserved::TYPES, "Shape");
        let operations = model.operations.keys().map(String::as_str);
        let operation_types = scope.claim_all(operations.clone(), text::type_name);
        let modules = Scope::snake_case().claim_all(operations.clone(), text::module_name);
        let shapes = model.shapes.iter();
        let shapes = shapes.filter(|(_, shape)| has_type(&shape.kind));
        let shapes = shapes.map(|(name, _)| name.as_str());
        let types = scope.claim_all(shapes.clone(), text::type_name);
        let types: IndexMap<_, _> = shapes.zip(types).collect();
        let [for_input, for_output] = suffixes(model);
        let mut role = |target: &Option<String>, type_name: &str, suffix: &str| {
            let shape = target.as_deref().and_then(|target| types.get(target));
            let named = || scope.claim(format!("{type_name}{suffix}"));
            shape.cloned().unwrap_or_else(named)
        };
        let names = operation_types.into_iter().zip(modules);
        let names = names.zip(model.operations.values());
        let names = names.map(|((type_name, module), operation)| OperationNames {
            input: role(&operation.input, &type_name, for_input),
            output: role(&operation.output, &type_name, for_output),
            type_name,
            module,
        });
        let operations = operations.zip(names).collect();
        Self {
            service: service(model, &operations),
            errors: errors(model, &types),
            operations,
            types,
        }
    }

    /// Returns the names of an operation.
    pub fn operation(&self, operation: &str) -> Option<&OperationNames> {
        self.operations.get(operation)
    }

    /// Returns the type of a structure, union or enum, or `None` for other shapes.
    pub fn type_name(&self, shape: &str) -> Option<&str> {
        self.types.get(shape).map(String::as_str)
    }

    /// Returns the trait that a server of the service implements.
    pub fn service(&self) -> &str {
        &self.service
    }

    /// Returns the variant of the service's `Error` that holds an exception.
    pub fn error(&self, shape: &str) -> Option<&str> {
        self.errors.get(shape).map(String::as_str)
    }
}

/// Returns `true` if a shape becomes a type of the generated crate.
pub(crate) fn has_type(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Structure { .. } | ShapeKind::Union { .. } | ShapeKind::Enum { .. }
    )
}

/// Returns the names of a shape's fields or variants, in the order of its members or values; none for
/// shapes without a type.
pub fn members(kind: &ShapeKind) -> Vec<String> {
    let mut variants = Scope::camel_case(reserved::VARIANTS, "Value");
    match kind {
        ShapeKind::Structure { members } => {
            Scope::snake_case().claim_all(members.keys().map(String::as_str), text::field_name)
        }
        ShapeKind::Union { members } => {
            variants.claim_all(members.keys().map(String::as_str), text::variant_name)
        }
        ShapeKind::Enum { values } => {
            let texts = values.iter().map(|value| value.value.as_str());
            variants.claim_all(texts, text::variant_name)
        }
        _ => Vec::new(),
    }
}

/// Returns the name of the service's trait. It stands in a module that imports the operations, but no
/// other shapes than the exception for invalid input. Old models have no ID, but a prefix of the
/// endpoint that differs only in case.
fn service(model: &Model, operations: &IndexMap<&str, OperationNames>) -> String {
    let mut scope = Scope::camel_case(reserved::SERVICES, "Service");
    for operation in operations.values() {
        scope.claim(operation.type_name.clone());
    }
    let prefix = model.service.endpoint_prefix.as_deref();
    let names = [Some(model.service.id.as_str()), prefix, Some("Service")];
    let mut names = names.into_iter().flatten().map(text::type_name);
    // An ID is any text, even one without ASCII letters.
    let name = names.find(|name| !name.is_empty());
    scope.claim(name.unwrap_or_default())
}

/// Returns the variants of the service's `Error`: the exceptions' names without `Exception`.
fn errors<'m>(model: &'m Model, types: &IndexMap<&'m str, String>) -> IndexMap<&'m str, String> {
    let mut variants = Scope::camel_case(reserved::VARIANTS, "Value");
    let mut errors = IndexMap::default();
    for (name, shape) in &model.shapes {
        let Some(type_name) = types.get(name.as_str()).filter(|_| shape.error.is_some()) else {
            continue;
        };
        let short = type_name.strip_suffix("Exception");
        let short = short.filter(|it| !it.is_empty() && variants.is_free(it));
        let variant = short.unwrap_or(type_name).to_owned();
        errors.insert(name.as_str(), variants.claim(variant));
    }
    errors
}

/// Returns the service's suffixes of inputs and outputs, for operations that have no structures of
/// their own.
fn suffixes(model: &Model) -> [&'static str; 2] {
    let operations = model.operations.values();
    let inputs: Vec<_> = operations.filter_map(|it| it.input.as_deref()).collect();
    let ending_in_input = inputs.iter().filter(|it| it.ends_with("Input"));
    match ending_in_input.count() * 2 > inputs.len() {
        true => ["Input", "Output"],
        false => ["Request", "Response"],
    }
}
