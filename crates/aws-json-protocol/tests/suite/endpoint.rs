//! Finding the endpoint for a region in a table.

use aws_json_protocol::endpoint::{EndpointError, EndpointOptions};
use aws_json_protocol::endpoints;

use crate::model::assert_starts;

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

/// Resolves the endpoint for a region and a variant: URL, region and service to sign for.
fn resolve(region: &str, variant: &str) -> Result<String, EndpointError> {
    let options = EndpointOptions {
        fips: variant.contains("fips"),
        dual_stack: variant.contains("dual_stack"),
    };
    let endpoint = ENDPOINTS.resolve(region, options)?;
    let signing_name = endpoint.signing_name.as_deref().unwrap_or("-");
    Ok(format!(
        "{} {} {signing_name}",
        endpoint.url, endpoint.signing_region
    ))
}

#[test]
fn the_row_for_the_region_comes_before_the_row_for_all() {
    for row in [
        "us-west-2 standard https://tea.us-west-2.amazonaws.com/us-west-2 us-west-2 -",
        "eu-west-1 standard https://old-tea.amazonaws.com eu-west-1 old-tea",
        "us-odd standard https://odd.amazonaws.com us-east-1 odd",
        "us-west-2 fips https://tea-fips.us-east-1.amazonaws.com us-east-1 -",
        "us-gov-west-1 dual_stack https://tea.us-gov-west-1.api.aws us-gov-west-1 -",
        "us-secret-a-12 fips_dual_stack https://tea-fips.us-secret-a-12.api.aws us-secret-a-12 -",
    ] {
        let mut words = row.splitn(3, ' ');
        let (region, variant) = (words.next().unwrap(), words.next().unwrap());
        assert_eq!(resolve(region, variant).ok().as_deref(), words.next());
    }
}

#[test]
fn an_unknown_region_is_in_the_first_partition() {
    for region in "local us-gov-west us-gov-west-1a US-GOV-WEST-1 us-west--1".split(' ') {
        assert_starts(resolve(region, "standard").unwrap(), "https://tea.");
    }
}

#[test]
fn an_endpoint_that_is_not_in_the_table_is_an_error() {
    for (region, partition, variant, kind) in [
        ("us-west-2", "aws", "dual_stack", "dual-stack endpoint"),
        ("eu-west-1", "aws", "fips", "FIPS endpoint"),
        ("us-gov-west-1", "aws-us-gov", "standard", "endpoint"),
        (
            "aws-global",
            "aws",
            "fips_dual_stack",
            "dual-stack FIPS endpoint",
        ),
    ] {
        let error = resolve(region, variant).unwrap_err();
        assert!(matches!(error, EndpointError::Unsupported { .. }));
        let expected = format!("the service has no {kind} in the region `{region}` of {partition}");
        assert_eq!(error.to_string(), expected);
    }
}

/// Whatever a region held besides would get into the host name, the port or the path.
#[test]
fn a_region_must_be_a_host_label() {
    let long = "a".repeat(64);
    for region in [
        "", "-", "us-", "-us", "us east", "us.east", "us/east", "us@east", "us:1", "us#", "é",
        "us\n", "{region}", &long,
    ] {
        let error = resolve(region, "standard").unwrap_err();
        assert_eq!(error, EndpointError::InvalidRegion(region.to_owned()));
        assert!(error.to_string().contains("is not a valid region"));
        assert!(!error.to_string().contains('\n'));
    }
}
