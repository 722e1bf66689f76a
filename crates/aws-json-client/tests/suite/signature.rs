//! Signature Version 4, step by step as its documentation has it
//! ([create a signed request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)),
//! and nothing of the code that is tested.

use hmac_sha256::{HMAC, Hash};
use http::Request;

use crate::service::{SECRET, TOKEN};

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
    // The path is encoded once more.
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

/// The signatures are those of botocore 1.44.8: `botocore.auth.SigV4Auth` with its clock stopped.
#[test]
fn the_check_of_signatures_accepts_those_of_botocore() {
    for (url, token, signed_headers, signature) in [
        (
            "https://organizations.us-east-1.amazonaws.com/",
            "",
            "content-length;content-type;host;x-amz-date;x-amz-target",
            "0d7a339210e43e50cb9ac8f55b939267a9ce9cf185ec005d6460de3565788e8c",
        ),
        (
            "http://127.0.0.1:5000/aws/v1/a%20b",
            TOKEN,
            "content-length;content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
            "8424abe4981ac31958d1b67ee81e5b180957d27ad38fe924e3a44679f56a12d7",
        ),
    ] {
        let authorization = format!(
            "AWS4-HMAC-SHA256 \
             Credential=AKIDEXAMPLE/20161228/us-east-1/organizations/aws4_request, \
             SignedHeaders={signed_headers}, Signature={signature}"
        );
        let request = Request::post(url)
            .header("content-type", "application/x-amz-json-1.1")
            .header("content-length", "17")
            .header("x-amz-target", "AWSOrganizationsV20161128.ListAccounts")
            .header("x-amz-date", "20161228T190059Z")
            .header("x-amz-security-token", token)
            .header("authorization", authorization);
        let mut request = request.body(br#"{"MaxResults":20}"#.to_vec()).unwrap();
        let host = request.uri().authority().unwrap().as_str().parse().unwrap();
        request.headers_mut().insert("host", host);
        assert_is_signed(&request, "us-east-1", "organizations");
    }
}
