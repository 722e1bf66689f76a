//! Signature Version 4, step by step as its documentation has it
//! ([create a signed request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)),
//! and nothing of the code that is tested.

use hmac_sha256::{HMAC, Hash};

use crate::server::Received;
use crate::service::SECRET;

/// Asserts that a request has the signature that the service would compute.
pub(crate) fn assert_is_signed(request: &Received, region: &str, service: &str) {
    let authorization = request.header("authorization");
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256 ").unwrap();
    let field = |name: &str| {
        let mut fields = fields.split(", ");
        let value = fields.find_map(|field| field.strip_prefix(&format!("{name}=")));
        value.unwrap_or_else(|| panic!("no {name}"))
    };
    let time = request.header("x-amz-date");
    let date = &time[..8];
    let scope = format!("{date}/{region}/{service}/aws4_request");
    assert_eq!(field("Credential"), format!("AKIDEXAMPLE/{scope}"));

    let signed_headers = field("SignedHeaders");
    for needed in [
        "host",
        "content-type",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-target",
    ] {
        assert!(
            signed_headers.split(';').any(|name| name == needed),
            "{needed} is not signed"
        );
    }
    let mut canonical = format!("{}\n{}\n\n", request.method, request.path);
    for name in signed_headers.split(';') {
        canonical += &format!("{name}:{}\n", request.header(name));
    }
    canonical += &format!("\n{signed_headers}\n{}", hex(&Hash::hash(&request.body)));

    let to_sign = format!(
        "AWS4-HMAC-SHA256\n{time}\n{scope}\n{}",
        hex(&Hash::hash(canonical.as_bytes()))
    );
    let mut key = HMAC::mac(date, format!("AWS4{SECRET}"));
    for part in [region, service, "aws4_request", &to_sign] {
        key = HMAC::mac(part, key);
    }
    assert_eq!(field("Signature"), hex(&key));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
