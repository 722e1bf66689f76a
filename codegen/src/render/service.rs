//! What a sender needs to know of the service.

use proc_macro2::{Ident, Span};
use quote::quote;

use super::layout::SourceFile;
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
}
