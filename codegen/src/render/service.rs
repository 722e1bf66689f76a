//! The facts about the service that a client needs to send requests.

use quote::quote;

use super::layout::{SourceFile, formatted, ident};
use super::table::PROTOCOL;
use super::{docs, endpoints};
use crate::api::Api;

pub(super) fn render(api: &Api<'_>) -> SourceFile {
    let mut file = SourceFile::new("What a sender needs to know of the service.");
    let prose = docs::prose(&api.model.service.traits);
    file.documentation.blocks(prose);
    for constant in &api.constants {
        let (summary, value) = (format!(" {}", constant.summary), constant.value);
        let name = ident(constant.name);
        file.items.push(formatted(quote! {
            #[doc = #summary]
            pub const #name: &str = #value;
        }));
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
        let name = is_there.then(|| ident(name));
        name.map_or_else(|| quote!(""), |name| quote!(#name))
    });
    let endpoints = service.endpoints.as_ref();
    let endpoints = endpoints.map(|_| quote!(.endpoints(ENDPOINTS)));
    let query_compatible = service.traits.other.get("awsQueryCompatible");
    let query_compatible = query_compatible.map(|_| quote!(.query_compatible()));
    formatted(quote! {
        /// The service, as its operations lead to it.
        pub const SERVICE: Service = Service::new(#(#facts),*) #endpoints #query_compatible;
    })
}
