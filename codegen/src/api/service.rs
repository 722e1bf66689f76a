//! What a generated crate has of the service as a whole: its constants and its error.

use super::Trait;
use super::field::is_message;
use crate::collections::HashSet;
use crate::model::{Model, Retryable, Shape};
use crate::plan::Plan;

/// A constant of the module `service`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant<'m> {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub summary: &'static str,
    /// Its value.
    pub value: &'m str,
}

/// The name of the constant that tells where the service is, the same in every crate.
pub(crate) const ENDPOINTS: &str = "ENDPOINTS";

/// The constants that a sender of requests needs; those without a value are left out.
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

/// What the operations of a service fail with: an enum with a variant for each exception, and one
/// for what is newer than the crate.
#[derive(Clone, Debug)]
pub struct ServiceError<'m> {
    /// The exceptions, in model order.
    pub variants: Vec<ErrorVariant<'m>>,
    /// What it has beyond what all types have.
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
    /// The code on the wire, and the name where that is another: a service that came from the query
    /// protocol answers with either. The first exception with a code stands for all.
    pub codes: Vec<&'m str>,
    /// The HTTP status of the response: what the model says, or 500 where the service is at fault, and
    /// 400 for all others.
    pub status: u16,
    /// Whether the message that a response carries, however it is spelled, must not be shown.
    pub sensitive_message: bool,
    /// Whether another attempt may succeed.
    pub retryable: Option<Retryable>,
}

impl ErrorVariant<'_> {
    /// The HTTP status of an exception unless the model says another.
    pub const CLIENT_ERROR: u16 = 400;
}

impl ServiceError<'_> {
    /// The name of the type, the same in every crate.
    pub const NAME: &'static str = "Error";
}

impl<'m> ServiceError<'m> {
    /// The traits that it derives; the macro gives it the other.
    pub fn derived(&self) -> impl Iterator<Item = Trait> {
        let traits = self.traits.iter().copied();
        traits.filter(|it| *it != Trait::ServiceError)
    }

    /// The error of the service that is planned.
    pub(super) fn new(plan: &Plan<'m>) -> Self {
        let variants = variants(plan);
        let total = variants.iter().all(|it| plan.derives.eq_and_hash(it.shape));
        let of_members = total.then_some([Trait::Eq, Trait::Hash]);
        let traits = of_members.into_iter().flatten();
        Self {
            variants,
            traits: traits.chain([Trait::ServiceError]).collect(),
        }
    }
}

fn variants<'m>(plan: &Plan<'m>) -> Vec<ErrorVariant<'m>> {
    let code = |(name, _)| plan.error_code(name);
    let codes: HashSet<_> = plan.generated_shapes().filter_map(code).collect();
    let mut seen = HashSet::default();
    let variants = plan.generated_shapes().filter_map(|(shape, facts)| {
        let name_too = (!codes.contains(shape)).then_some(shape);
        let codes = [plan.error_code(shape)?].into_iter().chain(name_too);
        let error = facts.error.as_ref()?;
        Some(ErrorVariant {
            shape,
            name: plan.names.error(shape)?.to_owned(),
            type_name: plan.names.shape(shape)?.type_name.clone(),
            codes: codes.filter(|code| seen.insert(*code)).collect(),
            status: match (error.http_status, error.server_fault) {
                (Some(status), _) => status,
                (None, true) => 500,
                (None, false) => ErrorVariant::CLIENT_ERROR,
            },
            sensitive_message: has_sensitive_message(plan, facts),
            retryable: error.retryable,
        })
    });
    variants.collect()
}

fn has_sensitive_message(plan: &Plan<'_>, exception: &Shape) -> bool {
    let members = exception.members().into_iter().flatten();
    let mut messages =
        members.filter(|(name, member)| is_message(plan.json_name(exception, name, member)));
    messages.any(|(_, member)| exception.sensitive || plan.is_sensitive(member))
}
