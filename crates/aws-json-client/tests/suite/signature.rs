//! Signature Version 4, step by step as its documentation has it
//! ([create a signed request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)),
//! and nothing of the crate `aws-sigv4`, which signs.

use hmac_sha256::{HMAC, Hash};
use http::Request;

use crate::service::SECRET;

/// Asserts that a request has the signature that the service would compute.
pub(crate) fn assert_is_signed(request: &Request<Vec<u8>>, region: &str, service: &str) {
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    let authorization = header("authorization");
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256 ").unwrap();
    let field = |name: &str| {
        let mut fields = fields.split(", ");
        let value = fields.find_map(|field| field.strip_prefix(&format!("{name}=")));
        value.unwrap_or_else(|| panic!("no {name}"))
    };
    let time = header("x-amz-date");
    let date = &time[..8];
    let scope = format!("{date}/{region}/{service}/aws4_request");
    assert_eq!(field("Credential"), format!("AKIDEXAMPLE/{scope}"));

    let signed_headers = field("SignedHeaders");
    // Every service but S3 encodes the path, as the request has it, once more.
    let path = request.uri().path().replace('%', "%25");
    let mut canonical = format!("{}\n{path}\n\n", request.method());
    for name in signed_headers.split(';') {
        canonical += &format!("{name}:{}\n", header(name));
    }
    let body = hex(&Hash::hash(request.body()));
    canonical += &format!("\n{signed_headers}\n{body}");

    let canonical = hex(&Hash::hash(canonical.as_bytes()));
    let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{canonical}");
    let mut key = HMAC::mac(date, format!("AWS4{SECRET}"));
    for part in [region, service, "aws4_request", &to_sign] {
        key = HMAC::mac(part, key);
    }
    assert_eq!(field("Signature"), hex(&key));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
