//! The endpoints of Organizations, compared with the answers of botocore's own resolver, which
//! `cargo xtask endpoints --record` writes down.

use std::collections::BTreeSet;

use org_types::aws_json_protocol::endpoint::EndpointOptions;
use org_types::service::ENDPOINTS;

/// A line per region and variant: service, region, variant, URL, signing region, signing name.
const ANSWERS: &str = include_str!("endpoints.tsv");

/// The partitions that the endpoints are of.
const PARTITIONS: &str = include_str!("../../../../model/partitions.json");

#[test]
fn every_endpoint_is_the_one_that_botocore_gives() {
    for answer in ANSWERS.lines() {
        let mut words = answer.split('\t');
        let mut word = || words.next().unwrap();
        let (service, region, variant) = (word(), word(), word());
        let options = EndpointOptions {
            fips: variant.contains("fips"),
            dual_stack: variant.contains("dual_stack"),
        };
        let ours = match ENDPOINTS.resolve(region, options) {
            Ok(endpoint) => [
                &*endpoint.url,
                &*endpoint.signing_region,
                endpoint.signing_name.as_deref().unwrap_or("-"),
            ]
            .join("\t"),
            Err(_) => "none\t-\t-".to_owned(),
        };
        assert_eq!(format!("{service}\t{region}\t{variant}\t{ours}"), answer);
    }
}

#[test]
fn botocore_was_asked_for_each_region_and_variant() {
    let partitions: serde_json::Value = serde_json::from_str(PARTITIONS).unwrap();
    let partitions = partitions["partitions"].as_array().unwrap();
    let regions = partitions
        .iter()
        .flat_map(|partition| partition["regions"].as_object().unwrap().keys());
    let asked: BTreeSet<_> = ANSWERS
        .lines()
        .map(|answer| answer.split('\t').skip(1).take(2).collect::<Vec<_>>())
        .collect();
    assert!(partitions.len() >= 8, "{}", partitions.len());
    for region in regions {
        for variant in ["standard", "fips", "dual_stack", "fips_dual_stack"] {
            assert!(
                asked.contains(&vec![region.as_str(), variant]),
                "{region} {variant}: run `cargo xtask endpoints --record`"
            );
        }
    }
}
