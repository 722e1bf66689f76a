//! The reader for the Smithy JSON AST, versions 1.0 and 2.0 (Smithy 2.0, "JSON AST").
//!
//! It reads one service and the shapes that its operations lead to. A fact that botocore's
//! `service-2.json` has, too, gets the form that botocore's reader gives it, so that a service
//! gives the same model in either format.

mod closure;
mod definition;
mod document;
mod enumeration;
mod error;
mod id;
mod index;
mod member;
mod mixins;
mod names;
mod operation;
mod prelude;
mod reader;
mod service;
mod shape;
mod traits;
mod version_1;
mod vocabulary;

use std::cell::RefCell;
use std::rc::Rc;

use super::endpoints;
use super::json::Node;
use crate::collections::IndexMap;
use crate::model::{Format, Model};
use crate::problem::{Findings, Place, Problems, printable};
use crate::validate::validate;
use closure::Closure;
use definition::Definition;
use document::Document;
use reader::Reader;
pub(crate) use service::PROTOCOLS;

/// Reads one service of a document, the one named `wanted` or the only one, and checks the model.
/// Its endpoints are evaluated for `partitions`. Invalid parts are absent from the model.
pub(super) fn read(
    root: &Node<'_>,
    findings: &RefCell<Findings>,
    wanted: Option<&str>,
    partitions: Option<&Node<'_>>,
) -> Model {
    let document = Document::read(root, findings);
    let service = match choose(&document, wanted) {
        Ok(service) => service,
        Err(message) => {
            Place::start("shapes", findings).problem(message);
            return Model::default();
        }
    };
    let (mut model, problems) = read_service(&document, &service);
    findings.borrow_mut().problems.extend(problems);
    if let Some(partitions) = partitions {
        let endpoints = service::endpoints(&service, partitions);
        model.service.endpoints = endpoints.and_then(|it| endpoints::accepted(it, findings));
    }
    model
}

/// Returns the definition of the service to read.
fn choose<'n>(document: &Document<'n>, wanted: Option<&str>) -> Result<Rc<Definition<'n>>, String> {
    let is_wanted = |id: &&str| wanted.is_none_or(|name| *id == name || id::name(id) == name);
    let services: Vec<&str> = document.index.services().filter(is_wanted).collect();
    match (services.as_slice(), wanted) {
        ([service], _) => document.definition(service).ok_or_else(String::new),
        ([], Some(name)) => Err(format!(
            "hold no service `{}`; name one of: {}",
            printable(name),
            listed(document.index.services())
        )),
        ([], None) => Err("hold no service; add one or read another file".to_owned()),
        (several, _) => Err(format!(
            "hold several services; name one of them, or keep only one in the file: {}",
            listed(several.iter().copied())
        )),
    }
}

/// Lists the first few shape IDs and the number of others.
fn listed<'a>(ids: impl Iterator<Item = &'a str> + Clone) -> String {
    const MOST: usize = 10;
    let shown = ids.clone().take(MOST);
    let mut shown: Vec<String> = shown.map(|id| format!("`{}`", printable(id))).collect();
    let others = ids.skip(MOST).count();
    if others > 0 {
        shown.push(format!("and {others} more"));
    }
    shown.join(", ")
}

/// Reads a service, and returns its model with the problems that validation finds.
fn read_service<'n>(document: &Document<'n>, definition: &Definition<'n>) -> (Model, Problems) {
    let chosen = service::protocol(definition);
    let mut reader = Reader {
        document,
        chosen,
        protocol: chosen.bound(service::offered(definition)),
        names: IndexMap::default(),
    };
    let service = service::read(&reader, definition);
    let closure = Closure::of(&reader, definition);
    names::choose(&mut reader, definition, &closure);
    let operations = operation::read_all(&reader, definition, &closure, &service.auth);
    let mut shapes = IndexMap::default();
    for (id, name) in &reader.names {
        // Two IDs share a name only if it does not matter which of the two shapes is read.
        if !shapes.contains_key(name) {
            shapes.extend(shape::read(&reader, id).map(|shape| (name.clone(), shape)));
        }
    }
    shape::mark_events(&mut shapes);
    if document.index.is_version_1 {
        version_1::give_members_defaults(&mut shapes);
    }
    let model = Model {
        format: Format::Smithy,
        service,
        operations,
        shapes,
    };
    let problems = in_document_terms(validate(&model), &reader, definition, &closure);
    (model, problems)
}

/// Turns problems of the model into problems of the document, with the shape ID in place of the
/// name.
fn in_document_terms(
    problems: Problems,
    reader: &Reader<'_, '_>,
    service: &Definition<'_>,
    closure: &Closure<'_>,
) -> Problems {
    problems.with_paths(|path| {
        let (place, below) = path.split_once('.').unwrap_or((path, ""));
        let (name, rest) = below.split_at(below.find(['.', '[']).unwrap_or(below.len()));
        let mut operations = closure.operations.iter().copied();
        let mut shapes = reader.names.iter();
        let id = match place {
            "operations" => operations.find(|id| id::name(id) == name),
            "shapes" => shapes.find(|(_, it)| *it == name).map(|(id, _)| *id),
            _ => Some(service.id),
        };
        let in_document = |id| format!("shapes.{id}{}", in_document(reader.document, id, rest));
        id.map_or_else(|| path.to_owned(), in_document)
    })
}

/// Turns the rest of a path, below a shape, into keys of the document: in place of botocore's key,
/// Smithy has a trait, or a member for the value of an enum.
fn in_document(document: &Document<'_>, id: &str, rest: &str) -> String {
    let value = rest
        .strip_prefix(".enum[")
        .and_then(|rest| rest.strip_suffix(']'));
    match (rest, value) {
        (".endpoint", _) => ".traits.smithy.api#endpoint".to_owned(),
        (".http", _) => ".traits.smithy.api#http".to_owned(),
        (".pagination", _) => ".traits.smithy.api#paginated".to_owned(),
        (_, Some(index)) => {
            let definition = document.definition(id);
            let member = definition.as_ref().zip(index.parse().ok());
            match member.and_then(|(it, index)| it.members.get_index(index)) {
                Some((name, _)) => format!(".members.{name}"),
                None => format!(".traits.smithy.api#enum[{index}]"),
            }
        }
        _ => rest.to_owned(),
    }
}
