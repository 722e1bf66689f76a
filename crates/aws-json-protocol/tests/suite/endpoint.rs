//! Finding the endpoint for a region in a table.

use aws_json_protocol::endpoint::{Endpoint, EndpointError, EndpointOptions};
use aws_json_protocol::endpoints;

endpoints! {
    /// The endpoints of a service.
    pub const ENDPOINTS;
    partition "aws" {
        regions "us", "eu";
        others "aws-global", "us-odd";
        standard "https://tea.{region}.amazonaws.com/{region}";
        "eu-west-1" standard "https://old-tea.amazonaws.com" name "old-tea";
        "us-odd" standard "https://odd.amazonaws.com" sign "us-east-1" name "odd";
        fips "https://tea-fips.us-east-1.amazonaws.com" sign "us-east-1";
        "eu-west-1" fips none;
    }
    partition "aws-us-gov" {
        regions "us-gov", "us-secret";
        others;
        dual_stack "https://tea.{region}.api.aws";
        fips_dual_stack "https://tea-fips.{region}.api.aws";
    }
}

const STANDARD: EndpointOptions = EndpointOptions::new();
const FIPS: EndpointOptions = EndpointOptions::new().fips(true);
const DUAL_STACK: EndpointOptions = EndpointOptions::new().dual_stack(true);
const BOTH: EndpointOptions = FIPS.dual_stack(true);

#[test]
fn the_row_for_the_region_comes_before_the_row_for_all() {
    for (region, options, url, signing_region, signing_name) in [
        (
            "us-west-2",
            STANDARD,
            "https://tea.us-west-2.amazonaws.com/us-west-2",
            "us-west-2",
            None,
        ),
        (
            "eu-west-1",
            STANDARD,
            "https://old-tea.amazonaws.com",
            "eu-west-1",
            Some("old-tea"),
        ),
        (
            "us-odd",
            STANDARD,
            "https://odd.amazonaws.com",
            "us-east-1",
            Some("odd"),
        ),
        (
            "us-west-2",
            FIPS,
            "https://tea-fips.us-east-1.amazonaws.com",
            "us-east-1",
            None,
        ),
        (
            "us-gov-west-1",
            DUAL_STACK,
            "https://tea.us-gov-west-1.api.aws",
            "us-gov-west-1",
            None,
        ),
        (
            "us-secret-east-12",
            BOTH,
            "https://tea-fips.us-secret-east-12.api.aws",
            "us-secret-east-12",
            None,
        ),
    ] {
        let endpoint = ENDPOINTS.resolve(region, options).unwrap();
        assert_eq!(endpoint.url(), url);
        assert_eq!(endpoint.signing_region(), signing_region, "{url}");
        assert_eq!(endpoint.signing_name(), signing_name, "{url}");
    }
}

#[test]
fn a_region_that_no_partition_has_is_taken_for_one_of_the_first() {
    for region in [
        "local",
        "us-gov-west",
        "us-gov-west-1a",
        "US-GOV-WEST-1",
        "us-west--1",
    ] {
        let endpoint = ENDPOINTS.resolve(region, STANDARD).unwrap();
        assert!(endpoint.url().starts_with("https://tea."), "{region}");
    }
}

#[test]
fn what_the_table_does_not_have_is_an_error() {
    for (region, options, message) in [
        (
            "us-west-2",
            DUAL_STACK,
            "the service has no dual-stack endpoint in the region `us-west-2` of aws",
        ),
        (
            "eu-west-1",
            FIPS,
            "the service has no FIPS endpoint in the region `eu-west-1` of aws",
        ),
        (
            "us-gov-west-1",
            STANDARD,
            "the service has no endpoint in the region `us-gov-west-1` of aws-us-gov",
        ),
        (
            "aws-global",
            BOTH,
            "the service has no dual-stack FIPS endpoint in the region `aws-global` of aws",
        ),
    ] {
        let error = ENDPOINTS.resolve(region, options).unwrap_err();
        assert!(matches!(error, EndpointError::Unsupported { .. }));
        assert_eq!(error.to_string(), message);
    }
}

/// Whatever a region held besides would get into the host name, the port or the path.
#[test]
fn a_region_is_a_label_of_a_host_name() {
    let long = "a".repeat(64);
    for region in [
        "", "-", "us-", "-us", "us east", "us.east", "us/east", "us@east", "us:1", "us#", "é",
        "us\n", "{region}", &long,
    ] {
        let error = ENDPOINTS.resolve(region, STANDARD).unwrap_err();
        assert_eq!(error, EndpointError::InvalidRegion(region.to_owned()));
        assert!(error.to_string().contains("is not a valid region"));
        assert!(!error.to_string().contains('\n'));
    }
}

#[test]
fn an_endpoint_can_be_one_of_no_table() {
    let endpoint = Endpoint::new("http://localhost:5000".to_owned(), "us-east-1");
    assert_eq!(endpoint.signing_name(), None);
    let endpoint = endpoint.with_signing_name("tea");
    assert_eq!(endpoint.url(), "http://localhost:5000");
    assert_eq!(endpoint.signing_region(), "us-east-1");
    assert_eq!(endpoint.signing_name(), Some("tea"));
}
