//! Signature Version 4, step by step as its documentation has it
//! ([create a signed request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)),
//! and nothing of the code that is tested.

use sha2::{Digest, Sha256};

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
    canonical += &format!(
        "\n{signed_headers}\n{}",
        hex(&Sha256::digest(&request.body))
    );

    let to_sign = format!(
        "AWS4-HMAC-SHA256\n{time}\n{scope}\n{}",
        hex(&Sha256::digest(&canonical))
    );
    let mut key = hmac(format!("AWS4{SECRET}").as_bytes(), date);
    for part in [region, service, "aws4_request", &to_sign] {
        key = hmac(&key, part);
    }
    assert_eq!(field("Signature"), hex(&key));
}

/// HMAC with SHA-256 ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104)), for keys of at most a block.
fn hmac(key: &[u8], message: &str) -> Vec<u8> {
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = Sha256::new()
        .chain_update(block.map(|byte| byte ^ 0x36))
        .chain_update(message);
    Sha256::new()
        .chain_update(block.map(|byte| byte ^ 0x5c))
        .chain_update(inner.finalize())
        .finalize()
        .to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
