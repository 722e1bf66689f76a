//! Operations.

use serde_json::Value;

use super::closure::{Closure, targets};
use super::definition::{Definition, target};
use super::located::Located;
use super::reader::Reader;
use super::{id, prelude, traits};
use crate::collections::{IndexMap, IndexSet};
use crate::model::{Http, Operation, Pagination};
use crate::problem::printable;
use crate::source::cursor::Cursor;

/// Reads the operations of a service, including those of its resources; `auth` lists the schemes
/// that it supports.
pub(super) fn read_all<'n>(
    reader: &Reader<'_, 'n>,
    service: &Definition<'n>,
    closure: &Closure<'n>,
    auth: &[String],
) -> IndexMap<String, Operation> {
    let mut defaults = Defaults::read(reader, service);
    defaults.auth = auth.to_vec();
    let mut operations = IndexMap::default();
    for id in &closure.operations {
        let Some(definition) = reader.document.definition(id) else {
            continue;
        };
        let mut operation = operation(reader, &definition, &defaults);
        if defaults.tells_endpoints == Some(id) {
            let told = ("endpointoperation".to_owned(), Value::Bool(true));
            operation.traits.other.extend([told]);
        }
        if operations
            .insert(id::name(id).to_owned(), operation)
            .is_some()
        {
            definition
                .place
                .cursor(&reader.document.findings)
                .problem("has the name of another operation of the service; rename one");
        }
    }
    operations
}

/// The properties that a service sets for all its operations.
#[derive(Default)]
struct Defaults<'n> {
    errors: IndexSet<String>,
    pagination: Paginated<'n>,
    tells_endpoints: Option<&'n str>,
    auth: Vec<String>,
}

/// The trait `paginated`.
#[derive(Clone, Copy, Default)]
struct Paginated<'n> {
    input_token: Option<&'n str>,
    output_token: Option<&'n str>,
    items: Option<&'n str>,
    page_size: Option<&'n str>,
}

impl<'n> Defaults<'n> {
    fn read(reader: &Reader<'_, 'n>, service: &Definition<'n>) -> Self {
        let mut defaults = Self::default();
        for place in service.property("errors") {
            errors(reader, place, &mut defaults.errors);
        }
        if let Some(place) = service.traits.get("smithy.api#paginated") {
            defaults
                .pagination
                .add(&place.cursor(&reader.document.findings));
        }
        if let Some(place) = service.traits.get("aws.api#clientEndpointDiscovery") {
            let object = place.cursor(&reader.document.findings);
            for (key, node) in object.entries() {
                let cursor = object.key(key, node);
                match key {
                    "operation" => defaults.tells_endpoints = Some(cursor.str()),
                    // The operations list the error themselves.
                    "error" => {}
                    _ => cursor.unknown_key(),
                }
            }
        }
        defaults
    }
}

impl<'n> Paginated<'n> {
    /// Adds the keys of an object, replacing those present.
    fn add(&mut self, object: &Cursor<'_, 'n>) {
        for (key, node) in object.entries() {
            let cursor = object.key(key, node);
            match key {
                "inputToken" => self.input_token = Some(cursor.str()),
                "outputToken" => self.output_token = Some(cursor.str()),
                "items" => self.items = Some(cursor.str()),
                "pageSize" => self.page_size = Some(cursor.str()),
                _ => cursor.unknown_key(),
            }
        }
    }

    fn pagination(self) -> Pagination {
        let strings = |path: Option<&str>| path.map(str::to_owned).into_iter().collect();
        Pagination {
            input_tokens: strings(self.input_token),
            output_tokens: strings(self.output_token),
            limit_key: self.page_size.map(str::to_owned),
            result_keys: strings(self.items),
            ..Pagination::default()
        }
    }
}

fn operation<'n>(
    reader: &Reader<'_, 'n>,
    definition: &Definition<'n>,
    defaults: &Defaults<'n>,
) -> Operation {
    let mut operation = Operation {
        input: structure(reader, definition, "input"),
        output: structure(reader, definition, "output"),
        ..Operation::default()
    };
    let mut all_errors = IndexSet::default();
    for place in definition.property("errors") {
        errors(reader, place, &mut all_errors);
    }
    all_errors.extend(defaults.errors.iter().cloned());
    operation.errors = all_errors.into_iter().collect();
    if !traits::binds_http(reader.protocol) {
        operation.http = Some(Http {
            method: "POST".to_owned(),
            uri: "/".to_owned(),
            status: None,
        });
    }
    for (id, value) in definition.traits.iter() {
        let cursor = value.cursor(&reader.document.findings);
        operation_trait(reader, id, &cursor, defaults, &mut operation);
    }
    if definition.traits.get("smithy.api#optionalAuth").is_some() {
        take_anonymous_requests(&mut operation, &defaults.auth);
    }
    operation
}

/// Adds anonymous access to the schemes of an operation, or else of the service.
fn take_anonymous_requests(operation: &mut Operation, of_service: &[String]) {
    let schemes = operation.traits.other.entry("auth".to_owned());
    let schemes = schemes.or_insert_with(|| of_service.into());
    let anonymous = Value::from("smithy.api#noAuth");
    if let Value::Array(schemes) = schemes
        && !schemes.contains(&anonymous)
    {
        schemes.push(anonymous);
    }
}

/// Returns the name of the structure that is the input or output, if there is one.
fn structure<'n>(
    reader: &Reader<'_, 'n>,
    definition: &Definition<'n>,
    role: &str,
) -> Option<String> {
    let place = definition.property(role).next_back()?;
    let id = target(&place.cursor(&reader.document.findings))?;
    if id == prelude::UNIT {
        return None;
    }
    named(reader, id, place)
}

/// Adds the names of the errors in an array, each once.
fn errors<'n>(reader: &Reader<'_, 'n>, place: &Located<'n>, errors: &mut IndexSet<String>) {
    for id in targets(reader.document, place) {
        errors.extend(named(reader, id, place));
    }
}

fn named<'n>(reader: &Reader<'_, 'n>, id: &str, place: &Located<'n>) -> Option<String> {
    let name = reader.names.get(id).cloned();
    if name.is_none() {
        place.cursor(&reader.document.findings).problem(format!(
            "refers to `{}`, which is not a structure of this document; add it or correct the ID",
            printable(id)
        ));
    }
    name
}

fn operation_trait<'n>(
    reader: &Reader<'_, 'n>,
    id: &str,
    cursor: &Cursor<'_, 'n>,
    defaults: &Defaults<'n>,
    operation: &mut Operation,
) {
    let other = &mut operation.traits.other;
    match id {
        "smithy.api#readonly" => operation.read_only = cursor.annotation(),
        "smithy.api#idempotent" => operation.idempotent = cursor.annotation(),
        "smithy.api#endpoint" => {
            operation.host_prefix = cursor.only("hostPrefix", |prefix| prefix.string())
        }
        "smithy.api#http" => {
            let http = http(cursor);
            if traits::binds_http(reader.protocol) {
                operation.http = Some(http);
            }
        }
        "smithy.api#paginated" => {
            let mut paginated = defaults.pagination;
            paginated.add(cursor);
            operation.pagination = Some(paginated.pagination());
        }
        // botocore spells out the meaning of the traits.
        "smithy.api#auth" => {
            let mut schemes = cursor.strings();
            if schemes.is_empty() {
                schemes.push("smithy.api#noAuth".to_owned());
                other.insert("authtype".to_owned(), "none".into());
            }
            other.insert("auth".to_owned(), schemes.into());
        }
        "smithy.api#optionalAuth" => _ = cursor.annotation(),
        "aws.auth#unsignedPayload" if !cursor.annotation() => {}
        "aws.auth#unsignedPayload" => {
            other.insert("authtype".to_owned(), "v4-unsigned-body".into());
            other.insert("unsignedPayload".to_owned(), true.into());
        }
        _ => traits::any(reader, id, cursor, &mut operation.traits),
    }
}

fn http(object: &Cursor<'_, '_>) -> Http {
    let mut http = Http {
        method: String::new(),
        uri: String::new(),
        status: Some(200),
    };
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "method" => http.method = cursor.string(),
            "uri" => http.uri = cursor.string(),
            "code" => http.status = cursor.status(),
            _ => cursor.unknown_key(),
        }
    }
    http
}
