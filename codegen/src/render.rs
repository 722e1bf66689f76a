//! The files of a generated crate, each with the items that belong there.
//!
//! Renderers write what the [`Api`] describes and make no decisions about what is public.

mod constraint;
mod default;
mod docs;
mod endpoints;
mod enumeration;
mod error;
mod layout;
mod modules;
mod operation;
pub mod package;
mod server;
mod service;
mod structure;
mod table;
mod union;

use std::collections::BTreeMap;

use crate::api::{Api, Body, Kind, Operation, Type};
use crate::plan::{Module, Placement};
use crate::problem::Problems;
pub use layout::HEADER;
use layout::{Imports, SourceFile};

/// The text of each file by its path below `src/generated/`, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// Renders every file of a crate.
///
/// # Errors
///
/// Returns an error if a file cannot be formatted, which is a bug in this library.
pub(crate) fn files(api: &Api<'_>) -> Result<Files, Problems> {
    let mut files = BTreeMap::new();
    let mut service = SourceFile::default();
    service::render(api, &mut service);
    if !service.is_empty() {
        files.insert("service.rs".to_owned(), service);
    }
    if let Some(error) = &api.error {
        error::render(error, file(api, &mut files, Placement::Error));
    }
    for operation in api.operations.values() {
        let placement = Placement::Operation(operation.name);
        if let Some(binding) = &operation.binding {
            let file = file(api, &mut files, placement);
            operation::render(api, operation, binding, file);
        }
        for item in own_types(api, operation) {
            self::item(api, item, file(api, &mut files, placement));
        }
    }
    let shared = api
        .types
        .values()
        .filter(|it| it.module() != Module::Operation);
    for item in shared {
        self::item(api, item, file(api, &mut files, item.placement));
    }
    if let Some(server) = &api.server {
        files.insert("server.rs".to_owned(), server::render(api, server));
    }
    modules::render(api, &mut files);
    texts(files)
}

/// Returns the input and output that the file of their operation holds. They can be the same type.
fn own_types<'a>(api: &'a Api<'_>, operation: &'a Operation<'_>) -> Vec<&'a Type<'a>> {
    let types = [&operation.input, &operation.output].map(|body| match body {
        Body::Shape { shape, .. } => api.types.get(shape),
        Body::Empty(made_up) => Some(&**made_up),
        Body::Nothing => None,
    });
    let own = |it: &&Type<'_>| it.placement == Placement::Operation(operation.name);
    let mut types: Vec<_> = types.into_iter().flatten().filter(own).collect();
    types.dedup_by_key(|it| &it.name);
    types
}

/// Returns the path of a file that holds types.
fn path(api: &Api<'_>, placement: Placement<'_>) -> String {
    match placement {
        Placement::Types => "types.rs".to_owned(),
        Placement::Enums => "enums.rs".to_owned(),
        Placement::Error => "error.rs".to_owned(),
        Placement::Operation(name) => {
            let operation = api.operations.get(name);
            format!("operation/{}.rs", operation.map_or(name, |it| &it.file))
        }
    }
}

/// Returns the file that holds types, created if necessary.
fn file<'f>(
    api: &Api<'_>,
    files: &'f mut BTreeMap<String, SourceFile>,
    placement: Placement<'_>,
) -> &'f mut SourceFile {
    files.entry(path(api, placement)).or_insert_with(|| {
        let mut file = SourceFile::default();
        file.imports = match placement {
            Placement::Types => Imports::of_module(Module::Types.path()),
            Placement::Error => Imports::of_module(Module::Error.path()),
            Placement::Enums | Placement::Operation(_) => Imports::default(),
        };
        file
    })
}

/// Adds the item for a structure, union or enum.
fn item(api: &Api<'_>, item: &Type<'_>, file: &mut SourceFile) {
    match &item.kind {
        Kind::Structure(structure) => structure::render(api, item, structure, file),
        Kind::Union(variants) => union::render(api, item, variants, file),
        Kind::Enum(enumeration) => enumeration::render(api, item, enumeration, file),
    }
}

fn texts(rendered: BTreeMap<String, SourceFile>) -> Result<Files, Problems> {
    let mut problems = Problems::new();
    let mut files = Files::new();
    for (path, file) in rendered {
        match file.text() {
            Ok(text) => _ = files.insert(path, text),
            Err(error) => problems.add(
                &path,
                format!("cannot be formatted: {error}; this is a bug in the generator"),
            ),
        }
    }
    problems.or(files)
}
