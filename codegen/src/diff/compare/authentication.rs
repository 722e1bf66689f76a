//! Changes of how requests are signed (Smithy 2.0, "Authentication traits"; botocore's `auth`,
//! `authtype` and `signatureVersion`).

use std::collections::BTreeSet;

use serde_json::Value;

use super::breaks::Breaks;
use super::messages::is_set;
use super::{Bump, Comparison, Part};
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Operation, Service};

const ANONYMOUS: &str = "smithy.api#noAuth";
/// The trait whose settings say where a key stands in requests.
pub(super) const API_KEY: &str = "smithy.api#httpApiKeyAuth";

/// The facts of an operation that say how its requests are signed.
pub(super) const OF_OPERATIONS: [&str; 3] = ["auth", "authtype", "unsignedPayload"];

impl Comparison<'_> {
    /// Compares how requests are signed, where operations do not say it themselves.
    pub(super) fn authentication(&mut self, old: &Service, new: &Service) {
        let is_refused = self.refuses_signatures();
        let signing_names = [old, new].map(|service| {
            let name = service.signing_name.as_ref();
            name.or(service.endpoint_prefix.as_ref())
        });
        let is_resigned = signing_names[0] != signing_names[1] && self.is_signed();
        let constant = self.constant_level("SIGNING_NAME");
        self.metadatum(
            "signing_name",
            (&old.signing_name, &new.signing_name),
            (Breaks::REQUESTS.when(is_resigned), constant),
        );
        let breaks = Breaks::REQUESTS.when(is_refused);
        let patch = Bump::Patch;
        self.metadatum("auth", (&old.auth, &new.auth), (breaks, patch));
        // Clients that do not know `auth` go by it alone.
        let versions = (&old.signature_version, &new.signature_version);
        let is_other = matches!(versions, (Some(old), Some(new)) if scheme(old) != scheme(new));
        let breaks = Breaks::REQUESTS.when(is_refused || is_other);
        self.metadatum("signature_version", versions, (breaks, patch));
    }

    /// What keys in requests break that stand in another place; nothing where the scheme itself
    /// came or went, which its own entry says.
    pub(super) fn api_key(&mut self, service: &Part, [before, after]: [Option<&Value>; 2]) {
        let lists = [self.old, self.new].map(|api| {
            let auth = &api.model.service.auth;
            auth.iter().any(|scheme| scheme == API_KEY)
        });
        let fact = pointer(&service.fact("other"), API_KEY);
        if lists[0] != lists[1] {
            return self.claims.add(fact);
        }
        let setting = |settings: Option<&Value>, key: &str| {
            let text = settings?.get(key)?.as_str()?;
            Some(match key {
                "name" => text.to_ascii_lowercase(),
                _ => text.to_owned(),
            })
        };
        let is_moved = ["name", "in", "scheme"]
            .iter()
            .any(|key| setting(before, key) != setting(after, key));
        let is_used = before.is_some() && self.offers(API_KEY);
        let entry = service
            .entry_at(Rule::ServiceMetadataChanged, API_KEY)
            .values(&before, &after)
            .wire(Breaks::REQUESTS.when(is_moved && is_used).verdict());
        self.add(entry, [fact]);
    }

    /// What another way to sign the requests of an operation breaks.
    pub(super) fn signature_breaks(&self, old: &Operation, new: &Operation) -> Breaks {
        let (before, after) = (
            schemes(&self.old.model.service, Some(old)),
            schemes(&self.new.model.service, Some(new)),
        );
        let is_unsigned = |operation: &Operation| {
            is_set(&operation.traits, "unsignedPayload") || auth_type(operation) == Some(UNSIGNED)
        };
        let is_signed_now = is_unsigned(old) && !is_unsigned(new) && !is_anonymous(&after);
        Breaks::REQUESTS.when(is_signed_now || is_refused(&before, &after))
    }

    /// Whether an operation that follows the service on both sides refuses a signature that it
    /// took.
    fn refuses_signatures(&self) -> bool {
        let [before, after] = [self.old, self.new].map(|api| schemes(&api.model.service, None));
        let (old, new) = (&self.old.model.operations, &self.new.model.operations);
        let follows = |operation: &Operation| own_schemes(operation).is_none();
        let mut kept = old
            .iter()
            .filter_map(|(name, it)| Some((it, new.get(name)?)));
        is_refused(&before, &after) && kept.any(|(old, new)| follows(old) && follows(new))
    }

    /// Whether requests are signed for a name, before and after.
    fn is_signed(&self) -> bool {
        self.offers("aws.auth#sigv4") || self.offers("aws.auth#sigv4a")
    }

    /// Whether an operation that both sides have takes a scheme before and after.
    fn offers(&self, scheme: &str) -> bool {
        let (old, new) = (self.old.model, self.new.model);
        let mut operations = old.operations.iter();
        operations.any(|(name, operation)| {
            new.operations.get(name).is_some_and(|other| {
                schemes(&old.service, Some(operation)).contains(scheme)
                    && schemes(&new.service, Some(other)).contains(scheme)
            })
        })
    }
}

/// What botocore calls a signature that leaves out the body.
const UNSIGNED: &str = "v4-unsigned-body";

/// Whether a request that was signed in a way of before may be refused. Who takes anonymous
/// requests alone looks at no signature.
fn is_refused(before: &BTreeSet<&str>, after: &BTreeSet<&str>) -> bool {
    !is_anonymous(after) && !before.is_subset(after)
}

fn is_anonymous(schemes: &BTreeSet<&str>) -> bool {
    schemes.iter().all(|scheme| *scheme == ANONYMOUS)
}

/// The schemes that requests to an operation can be signed by.
fn schemes<'m>(service: &'m Service, operation: Option<&'m Operation>) -> BTreeSet<&'m str> {
    if let Some(own) = operation.and_then(own_schemes) {
        return own;
    }
    match &service.signature_version {
        _ if !service.auth.is_empty() => service.auth.iter().map(String::as_str).collect(),
        Some(version) => [scheme(version)].into(),
        None => [ANONYMOUS].into(),
    }
}

/// Those that an operation says itself.
fn own_schemes(operation: &Operation) -> Option<BTreeSet<&str>> {
    if let Some(Value::Array(schemes)) = operation.traits.other.get("auth") {
        return Some(schemes.iter().filter_map(Value::as_str).collect());
    }
    auth_type(operation).map(|auth_type| [scheme(auth_type)].into())
}

fn auth_type(operation: &Operation) -> Option<&str> {
    let auth_type = operation.traits.other.get("authtype")?.as_str();
    auth_type.filter(|auth_type| !auth_type.is_empty())
}

/// The scheme that botocore has another name for.
fn scheme(version: &str) -> &str {
    match version {
        "v4" | "s3" | "s3v4" | UNSIGNED => "aws.auth#sigv4",
        "v4a" => "aws.auth#sigv4a",
        "bearer" => "smithy.api#httpBearerAuth",
        "none" => ANONYMOUS,
        other => other,
    }
}
