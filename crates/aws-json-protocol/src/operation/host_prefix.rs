//! Host prefixes of operations.

use std::net::Ipv4Addr;

use http::Uri;
use http::uri::PathAndQuery;

use crate::RequestError;
use crate::endpoint::is_host_label;

/// Adds an operation's prefix to the host name of the endpoint, given a function that finds the members
/// that it names.
pub(super) fn with_host_prefix<'a>(
    prefix: &'static str,
    host_label: &dyn Fn(&str) -> Option<&'a str>,
    endpoint: &Uri,
) -> Result<Uri, RequestError> {
    let (Some(scheme), Some(authority)) = (endpoint.scheme(), endpoint.authority()) else {
        return Err(RequestError::endpoint(format_args!(
            "{endpoint} has no scheme and host, such as https://example.com"
        )));
    };
    if authority.as_str().contains('@') {
        return Err(RequestError::endpoint(
            "it has a user name, which a request cannot carry",
        ));
    }
    let is_address =
        authority.host().starts_with('[') || authority.host().parse::<Ipv4Addr>().is_ok();
    let prefix = match is_address {
        true => String::new(),
        false => expand(prefix, host_label)?,
    };
    let path = endpoint.path_and_query().map_or("/", PathAndQuery::path);
    Uri::builder()
        .scheme(scheme.clone())
        .authority(format!("{prefix}{authority}"))
        .path_and_query(path)
        .build()
        .map_err(RequestError::endpoint)
}

/// Replaces the members in braces in the host prefix by their values.
fn expand<'a>(
    prefix: &'static str,
    host_label: &dyn Fn(&str) -> Option<&'a str>,
) -> Result<String, RequestError> {
    let mut expanded = String::new();
    let mut rest = prefix;
    while let Some((before, (member, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let label = host_label(member).filter(|label| is_host_label(label));
        expanded += before;
        expanded += label.ok_or_else(|| not_a_label(member))?;
        rest = after;
    }
    Ok(expanded + rest)
}

fn not_a_label(member: &str) -> RequestError {
    let reason = format!(
        "{member} cannot be part of a host name: it takes 1 to 63 letters, digits and hyphens, \
         with no hyphen first or last"
    );
    RequestError { reason }
}
