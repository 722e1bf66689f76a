//! Host names (RFC 1123, section 2.1).

use std::net::Ipv4Addr;

/// Returns `true` if a text is a label of a host name or, with dots, several.
pub(super) fn is_label(text: &str, with_dots: bool) -> bool {
    match with_dots {
        true => text.split('.').all(|label| is_label(label, false)),
        false => {
            let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            (1..=63).contains(&text.len())
                && text.bytes().all(is_inner)
                && !text.starts_with('-')
                && !text.ends_with('-')
        }
    }
}

/// Returns `true` if a text is a bucket name that can be a label of a host name or, with dots,
/// several: in lower case, at least three characters long, and not an IP address.
pub(super) fn is_bucket(text: &str, with_dots: bool) -> bool {
    text.len() >= 3
        && !text.bytes().any(|byte| byte.is_ascii_uppercase())
        && text.parse::<Ipv4Addr>().is_err()
        && is_label(text, with_dots)
}
