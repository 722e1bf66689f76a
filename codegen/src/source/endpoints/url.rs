//! URLs in endpoint rules.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::{Value, json};

/// Parses a URL; returns `None` if it is invalid or has a query, a fragment or user information.
pub(super) fn parse(text: &str) -> Option<Value> {
    let (scheme, rest) = text.split_once("://")?;
    let is_visible = |byte: u8| byte.is_ascii_graphic() && !b"?#@\\{}".contains(&byte);
    if !matches!(scheme, "http" | "https") || !rest.bytes().all(is_visible) {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host(authority)?;
    let address = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let is_ip = match address {
        Some(address) => address.parse::<Ipv6Addr>().ok().map(|_| true)?,
        None => host.parse::<Ipv4Addr>().is_ok(),
    };
    let path = if path.is_empty() { "/" } else { path };
    let slash = if path.ends_with('/') { "" } else { "/" };
    Some(json!({
        "scheme": scheme,
        "authority": authority,
        "path": path,
        "normalizedPath": format!("{path}{slash}"),
        "isIp": is_ip,
    }))
}

/// Returns the host of an authority, without its port.
fn host(authority: &str) -> Option<&str> {
    let end = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let host = match authority.get(end..)?.find(':') {
        Some(colon) => {
            let (host, port) = authority.split_at(end + colon);
            port.strip_prefix(':')?.parse::<u16>().ok()?;
            host
        }
        None => authority,
    };
    (!host.is_empty() && host.starts_with('[') == host.ends_with(']')).then_some(host)
}

/// Percent-encodes all but unreserved characters (RFC 3986, section 2).
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}
