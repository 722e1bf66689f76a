//! Operations.

use serde_json::Value;

use super::closure::Closure;
use super::definition::Definition;
use super::reader::Reader;
use super::{id, prelude, traits};
use crate::collections::{IndexMap, IndexSet};
use crate::model::{ANONYMOUS, Http, Operation, Pagination};
use crate::source::cursor::Cursor;

/// Reads the operations of a service, including those of its resources; `auth` lists the schemes
/// that it supports.
pub(super) fn read_all<'n>(
    reader: &Reader<'_, 'n>,
    service: &Definition<'n>,
    closure: &Closure<'n>,
    auth: &[String],
) -> IndexMap<String, Operation> {
    let mut defaults = Defaults {
        errors: errors(reader, service),
        pagination: Pagination::default(),
        auth,
    };
    if let Some(place) = service.traits.get("smithy.api#paginated") {
        paginated(place, &mut defaults.pagination);
    }
    let discovery = service.traits.get("aws.api#clientEndpointDiscovery");
    let endpoint_operation = discovery.and_then(|object| {
        // The operations list the error themselves.
        let [operation, _error] = object.keys(["operation", "error"]);
        Some(operation?.str())
    });
    let mut operations = IndexMap::default();
    for id in &closure.operations {
        let Some(definition) = reader.document.definition(id) else {
            continue;
        };
        let mut operation = operation(reader, &definition, &defaults);
        if endpoint_operation == Some(id) {
            operation.traits.keep("endpointoperation", true);
        }
        let name = id::name(id).to_owned();
        if operations.insert(name, operation).is_some() {
            let message = "has the name of another operation of the service; rename one";
            definition.place.problem(message);
        }
    }
    operations
}

/// The properties that a service sets for all its operations.
struct Defaults<'a> {
    errors: Vec<String>,
    pagination: Pagination,
    auth: &'a [String],
}

/// Reads the trait `paginated`, whose keys replace those that the service sets.
fn paginated(object: &Cursor<'_>, pagination: &mut Pagination) {
    for (key, cursor) in object.entries() {
        match key {
            "inputToken" => pagination.input_tokens = vec![cursor.string()],
            "outputToken" => pagination.output_tokens = vec![cursor.string()],
            "items" => pagination.result_keys = vec![cursor.string()],
            "pageSize" => pagination.limit_key = Some(cursor.string()),
            _ => cursor.unknown_key(),
        }
    }
}

fn operation(
    reader: &Reader<'_, '_>,
    definition: &Definition<'_>,
    defaults: &Defaults<'_>,
) -> Operation {
    let mut operation = Operation {
        input: structure(reader, definition, "input"),
        output: structure(reader, definition, "output"),
        ..Operation::default()
    };
    let own = errors(reader, definition).into_iter();
    let all: IndexSet<_> = own.chain(defaults.errors.iter().cloned()).collect();
    operation.errors = all.into_iter().collect();
    if !reader.protocol.binds_http() {
        operation.http = Some(Http {
            method: "POST".to_owned(),
            uri: "/".to_owned(),
            status: None,
        });
    }
    for (id, value) in &definition.traits {
        operation_trait(reader, id, value, defaults, &mut operation);
    }
    if definition.traits.contains_key("smithy.api#optionalAuth") {
        take_anonymous_requests(&mut operation, defaults.auth);
    }
    operation
}

/// Adds anonymous access to the schemes of an operation, or else of the service.
fn take_anonymous_requests(operation: &mut Operation, of_service: &[String]) {
    let schemes = operation.traits.other.entry("auth".to_owned());
    let schemes = schemes.or_insert_with(|| of_service.into());
    let anonymous = Value::from(ANONYMOUS);
    if let Value::Array(schemes) = schemes
        && !schemes.contains(&anonymous)
    {
        schemes.push(anonymous);
    }
}

fn structure(reader: &Reader<'_, '_>, definition: &Definition<'_>, role: &str) -> Option<String> {
    let place = definition.property(role).next_back()?;
    let id = place.target().filter(|id| *id != prelude::UNIT)?;
    Some(reader.name(id))
}

/// Returns the names of the errors of an operation, or of a service's operations.
fn errors(reader: &Reader<'_, '_>, definition: &Definition<'_>) -> Vec<String> {
    let bound = definition.bound("errors");
    bound.map(|(id, _)| reader.name(id)).collect()
}

fn operation_trait(
    reader: &Reader<'_, '_>,
    id: &str,
    cursor: &Cursor<'_>,
    defaults: &Defaults<'_>,
    operation: &mut Operation,
) {
    let kept = &mut operation.traits;
    match id {
        "smithy.api#readonly" => operation.read_only = cursor.annotation(),
        "smithy.api#idempotent" => operation.idempotent = cursor.annotation(),
        "smithy.api#endpoint" => {
            let [prefix] = cursor.keys(["hostPrefix"]);
            operation.host_prefix = prefix.map(|it| it.string());
        }
        "smithy.api#http" => {
            let mut http = cursor.http("uri", "code");
            http.status.get_or_insert(200);
            match reader.protocol.binds_http() {
                true => operation.http = Some(http),
                false => traits::keep(id, cursor, kept),
            }
        }
        "smithy.api#paginated" => {
            let pagination = operation.pagination.insert(defaults.pagination.clone());
            paginated(cursor, pagination);
        }
        // botocore spells out the meaning of the traits.
        "smithy.api#auth" => {
            let schemes = traits::schemes(cursor);
            if schemes == [ANONYMOUS] {
                kept.keep("authtype", "none");
            }
            kept.keep("auth", schemes);
        }
        "smithy.api#optionalAuth" => _ = cursor.annotation(),
        "aws.auth#unsignedPayload" if !cursor.annotation() => {}
        "aws.auth#unsignedPayload" => {
            kept.keep("authtype", "v4-unsigned-body");
            kept.keep("unsignedPayload", true);
        }
        _ => traits::any(reader, id, cursor, kept),
    }
}
