//! The files of a generated crate, each with the items that belong there.
//!
//! Renderers write what the [`Api`] describes and make no decisions about what is public.

mod constraint;
mod default;
mod docs;
mod endpoints;
mod error;
mod item;
mod layout;
mod modules;
mod operation;
pub mod package;
mod server;
mod service;
mod table;

use std::collections::BTreeMap;

use crate::api::{Api, Operation, Type};
use crate::plan::{Module, Placement};
pub use layout::HEADER;
use layout::SourceFile;

/// The text of each file by its path below `src/generated/`, with `/` between folders.
pub type Files = BTreeMap<String, String>;

pub(crate) fn files(api: &Api<'_>) -> Files {
    let mut files = BTreeMap::new();
    let service = service::render(api);
    if !service.items.is_empty() {
        files.insert("service.rs".to_owned(), service);
    }
    if let Some(error) = &api.error {
        error::render(api, error, file(api, &mut files, Placement::Error));
    }
    for operation in api.operations.values() {
        let placement = Placement::Operation(operation.name);
        if operation.is_bound {
            operation::render(api, operation, file(api, &mut files, placement));
        }
        for item in own_types(api, operation) {
            item::render(api, item, file(api, &mut files, placement));
        }
    }
    let types = api.types.values();
    if types.clone().any(|it| it.placement == Placement::Enums) {
        let file = file(api, &mut files, Placement::Types);
        file.items.push("pub use super::enums::*;\n".to_owned());
    }
    for item in types.filter(|it| it.module() != Module::Operation) {
        item::render(api, item, file(api, &mut files, item.placement));
    }
    if let Some(server) = &api.server {
        files.insert("server.rs".to_owned(), server::render(api, server));
    }
    modules::render(api, &mut files);
    let files = files.into_iter();
    files.map(|(path, file)| (path, file.text())).collect()
}

/// Returns the input and output that the file of their operation holds. They can be the same type.
fn own_types<'a>(api: &'a Api<'_>, operation: &'a Operation<'_>) -> Vec<&'a Type<'a>> {
    let types = [&operation.input, &operation.output].map(|body| api.body(body));
    let own = |it: &&Type<'_>| it.placement == Placement::Operation(operation.name);
    let mut types: Vec<_> = types.into_iter().flatten().filter(own).collect();
    types.dedup_by_key(|it| &it.name);
    types
}

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
    let (documentation, module) = match placement {
        Placement::Types => (
            "Structures, unions and enums that operations share.",
            Some(Module::Types),
        ),
        Placement::Error => ("What operations can fail with.", Some(Module::Error)),
        Placement::Enums | Placement::Operation(_) => ("", None),
    };
    files.entry(path(api, placement)).or_insert_with(|| {
        let mut file = SourceFile::new(documentation);
        file.imports.own_module = module.map(Module::path);
        file
    })
}
