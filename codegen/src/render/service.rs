//! The facts about the service that a client needs to send requests.

use proc_macro2::{Ident, Span};
use quote::quote;

use super::layout::SourceFile;
use super::table::PROTOCOL;
use super::{docs, endpoints};
use crate::api::Api;

/// Adds the service's constants.
pub(super) fn render(api: &Api<'_>, file: &mut SourceFile) {
    file.documentation = docs::DocComment::new("What a sender needs to know of the service.");
    file.documentation.append(docs::service(api));
    for constant in &api.constants {
        let name = Ident::new(constant.name, Span::call_site());
        let (summary, value) = (format!(" {}", constant.summary), constant.value);
        file.add_tokens(quote! {
            #[doc = #summary]
            pub const #name: &str = #value;
        });
    }
    if let Some(endpoints) = &api.model.service.endpoints {
        endpoints::render(endpoints, file);
    }
    if api.has_operations() {
        description(api, file);
    }
}

/// Adds the constant that operations refer to, which is made of the others.
fn description(api: &Api<'_>, file: &mut SourceFile) {
    file.imports.add(PROTOCOL, "Service");
    let constant = |name: &str| {
        let is_there = api.constants.iter().any(|it| it.name == name);
        let name = is_there.then(|| Ident::new(name, Span::call_site()));
        name.map_or_else(|| quote!(""), |name| quote!(#name))
    };
    let facts = ["ID", "SIGNING_NAME", "JSON_VERSION"].map(constant);
    let has_endpoints = api.model.service.endpoints.is_some();
    let endpoints = has_endpoints.then(|| quote!(.endpoints(ENDPOINTS)));
    let traits = &api.model.service.traits.other;
    let query_compatible = traits
        .contains_key("awsQueryCompatible")
        .then(|| quote!(.query_compatible()));
    file.add_tokens(quote! {
        /// The service, as its operations lead to it.
        pub const SERVICE: Service = Service::new(#(#facts),*) #endpoints #query_compatible;
    });
}
