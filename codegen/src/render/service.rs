//! The facts about the service that a client needs to send requests.

use super::layout::SourceFile;
use super::table::PROTOCOL;
use super::{docs, endpoints};
use crate::api::{Api, Constant};

pub(super) fn render(api: &Api<'_>) -> SourceFile {
    let mut file = SourceFile::new("What a sender needs to know of the service.");
    let prose = docs::prose(&api.model.service.traits);
    file.documentation.blocks(prose);
    for constant in &api.constants {
        let Constant {
            name,
            summary,
            value,
        } = constant;
        let item = format!("/// {summary}\npub const {name}: &str = {value:?};\n");
        file.items.push(item);
    }
    if let Some(endpoints) = &api.model.service.endpoints {
        endpoints::render(endpoints, &mut file);
    }
    if api.has_operations() {
        file.imports.add(PROTOCOL, "Service");
        file.items.push(description(api));
    }
    file
}

/// Returns the constant that operations refer to, which is made of the others.
fn description(api: &Api<'_>) -> String {
    let service = &api.model.service;
    let facts = ["ID", "SIGNING_NAME", "JSON_VERSION"].map(|name| {
        let is_there = api.constants.iter().any(|it| it.name == name);
        if is_there { name } else { "\"\"" }
    });
    let mut text = format!(
        "/// The service, as its operations lead to it.\n\
         pub const SERVICE: Service = Service::new({})",
        facts.join(", ")
    );
    if service.endpoints.is_some() {
        text += "\n    .endpoints(ENDPOINTS)";
    }
    if service.traits.other.contains_key("awsQueryCompatible") {
        text += "\n    .query_compatible()";
    }
    text + ";\n"
}
