use std::error::Error;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{self, SignableBody, SignableRequest, SigningSettings};
use aws_sigv4::sign::v4::SigningParams;
use http::{HeaderValue, Request};

/// Adds the headers of a signature for this region and service
/// ([Signature Version 4](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html)).
pub(crate) fn sign(
    request: &mut Request<Vec<u8>>,
    credentials: &Credentials,
    (region, service): (&str, &str),
    time: SystemTime,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let identity = credentials.clone().into();
    let params = SigningParams::builder()
        .identity(&identity)
        .time(time)
        .region(region)
        .name(service)
        .settings(SigningSettings::default())
        .build()?
        .into();
    let headers = request.headers().iter();
    let headers = headers
        .map(|(name, value)| Ok((name.as_str(), value.to_str()?)))
        .collect::<Result<Vec<_>, http::header::ToStrError>>()?;
    let signable = SignableRequest::new(
        request.method().as_str(),
        request.uri().to_string(),
        headers.into_iter(),
        SignableBody::Bytes(request.body()),
    )?;
    let (instructions, _) = http_request::sign(signable, &params)?.into_parts();
    let (headers, _) = instructions.into_parts();
    for header in headers {
        let mut value = HeaderValue::from_str(header.value())?;
        value.set_sensitive(true);
        request.headers_mut().insert(header.name(), value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// The `Authorization` header of a request for the accounts of an organization.
    fn authorization(url: &str, token: Option<&str>) -> String {
        let mut request = Request::post(url)
            .header("content-type", "application/x-amz-json-1.1")
            .header("content-length", "17")
            .header("x-amz-target", "AWSOrganizationsV20161128.ListAccounts")
            .body(br#"{"MaxResults":20}"#.to_vec())
            .unwrap();
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let token = token.map(str::to_owned);
        let credentials = Credentials::new("AKIDEXAMPLE", secret, token, None, "test");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_482_951_659);
        sign(
            &mut request,
            &credentials,
            ("us-east-1", "organizations"),
            time,
        )
        .unwrap();
        assert_eq!(request.headers()["x-amz-date"], "20161228T190059Z");
        request.headers()["authorization"]
            .to_str()
            .unwrap()
            .to_owned()
    }

    /// The signatures are those of botocore 1.44.8: `botocore.auth.SigV4Auth` with its clock stopped.
    #[test]
    fn signs_as_botocore_does() {
        let scope = "AKIDEXAMPLE/20161228/us-east-1/organizations/aws4_request";
        assert_eq!(
            authorization("https://organizations.us-east-1.amazonaws.com/", None),
            format!(
                "AWS4-HMAC-SHA256 Credential={scope}, \
                 SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-target, \
                 Signature=0d7a339210e43e50cb9ac8f55b939267a9ce9cf185ec005d6460de3565788e8c"
            )
        );
        let token = "AQoDYXdzEPT//////////wEXAMPLE";
        assert_eq!(
            authorization("http://127.0.0.1:5000/aws/v1/a%20b", Some(token)),
            format!(
                "AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=content-length;content-type;\
                 host;x-amz-date;x-amz-security-token;x-amz-target, \
                 Signature=8424abe4981ac31958d1b67ee81e5b180957d27ad38fe924e3a44679f56a12d7"
            )
        );
    }
}
