//! What a sender needs to know of the service.

use quote::quote;

use super::tokens::ident;
use crate::docs;
use crate::layout::SourceFile;
use crate::plan::Plan;

/// Adds the service's constants.
pub(super) fn render(plan: &Plan<'_>, file: &mut SourceFile) {
    let service = &plan.model.service;
    let endpoint_prefix = service.endpoint_prefix.as_deref();
    let constants = [
        (
            "ID",
            "The name that SDKs derive theirs from.",
            Some(service.id.as_str()),
        ),
        (
            "API_VERSION",
            "The version of the API.",
            Some(service.api_version.as_str()),
        ),
        (
            "ENDPOINT_PREFIX",
            "What the endpoint's host name starts with, before the region.",
            endpoint_prefix,
        ),
        (
            "SIGNING_NAME",
            "The name of the service in the credential scope of a signature.",
            service.signing_name.as_deref().or(endpoint_prefix),
        ),
        (
            "JSON_VERSION",
            "The version in the content type `application/x-amz-json-…`.",
            service.protocol.json_version(),
        ),
    ];
    file.prose = docs::service(plan);
    file.documentation = Some("What a sender needs to know of the service.");
    for (name, documentation, value) in constants {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        let (name, documentation) = (ident(name), format!(" {documentation}"));
        file.add(quote! {
            #[doc = #documentation]
            pub const #name: &str = #value;
        });
    }
}
