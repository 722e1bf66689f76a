//! The parts of a generated crate that concern the service as a whole: its constants and its error.

use super::Trait;
use crate::collections::HashSet;
use crate::model::Model;
use crate::plan::Plan;

/// A constant of the module `service`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant<'m> {
    /// Its name.
    pub name: &'static str,
    /// Its documentation.
    pub summary: &'static str,
    /// Its value.
    pub value: &'m str,
}

/// The name of the constant with the service's endpoints, the same in every crate.
pub(crate) const ENDPOINTS: &str = "ENDPOINTS";

/// Returns the constants that a client needs to send requests. Those without a value are left out.
pub(super) fn constants(model: &Model) -> Vec<Constant<'_>> {
    let service = &model.service;
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
    let constants = constants.into_iter().filter_map(|(name, summary, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Constant {
            name,
            summary,
            value,
        })
    });
    constants.collect()
}

/// The error of a service's operations: an enum with a variant for each exception, and one for
/// errors that are newer than the crate.
#[derive(Clone, Debug)]
pub struct ServiceError<'m> {
    /// The exceptions, in model order.
    pub variants: Vec<ErrorVariant<'m>>,
    /// The traits that not every type has.
    pub traits: Vec<Trait>,
}

/// The variant for an exception.
#[derive(Clone, Debug)]
pub struct ErrorVariant<'m> {
    /// The exception's name in the model.
    pub shape: &'m str,
    /// The variant's name.
    pub name: String,
    /// The exception's type.
    pub type_name: String,
    /// The code on the wire, and the name if it differs: a service that came from the query
    /// protocol answers with either. If several exceptions have the same code, the first of them
    /// represents all.
    pub codes: Vec<&'m str>,
}

impl<'m> ServiceError<'m> {
    /// The name of the type, the same in every crate.
    pub const NAME: &'static str = "Error";

    pub(super) fn new(plan: &Plan<'m>) -> Self {
        let variants = variants(plan);
        let total = variants.iter().all(|it| plan.eq_and_hash(it.shape));
        let of_members = total.then_some([Trait::Eq, Trait::Hash]);
        let traits = of_members.into_iter().flatten();
        Self {
            variants,
            traits: traits.chain([Trait::ServiceError]).collect(),
        }
    }
}

fn variants<'m>(plan: &Plan<'m>) -> Vec<ErrorVariant<'m>> {
    let exceptions = plan.model.shapes.iter();
    let exceptions = exceptions.filter(|(_, shape)| shape.error.is_some());
    let exceptions = exceptions.map(|(name, _)| name.as_str());
    let codes: HashSet<_> = exceptions.clone().map(|it| plan.error_code(it)).collect();
    let mut seen = HashSet::default();
    let variants = exceptions.filter_map(|shape| {
        let name_too = (!codes.contains(&Some(shape))).then_some(shape);
        let codes = plan.error_code(shape).into_iter().chain(name_too);
        Some(ErrorVariant {
            shape,
            name: plan.names.error(shape)?.to_owned(),
            type_name: plan.names.type_name(shape)?.to_owned(),
            codes: codes.filter(|code| seen.insert(*code)).collect(),
        })
    });
    variants.collect()
}
