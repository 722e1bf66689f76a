//! The functions, templates and regular expressions of rules, with the examples of the
//! specification.

use codegen::source::read_endpoints;
use serde_json::{Value, json};

use super::{cases, endpoint, evaluated, fixture, rows, rule_set};

fn call(name: &str, arguments: Value) -> Value {
    json!({"fn": name, "argv": arguments})
}

/// Regions with the names of their partitions.
const PARTITIONS: [(&str, &str); 7] = [
    ("us-east-1", "aws"),
    ("us-west-99", "aws"),
    ("us-gov-west-1", "aws-us-gov"),
    ("us-gov-odd-7", "aws-us-gov"),
    ("aws-global", "aws"),
    ("nowhere", "aws"),
    ("", "aws"),
];

/// Asserts that a condition holds for each region and variant.
fn assert_holds(condition: Value) {
    let rules = json!([endpoint(&json!([condition]), &json!("https://held"))]);
    let held = ["* Standard https://held", "* Fips https://held"];
    assert_eq!(rows(&rules), held, "{condition}");
}

#[test]
fn each_function_returns_its_value() {
    for (name, arguments, value) in cases::<(String, Value, bool)>("calls.json") {
        let call = call(&name, arguments);
        assert_holds(self::call("booleanEquals", json!([call, value])));
    }
    for (region, name) in PARTITIONS {
        let partition = call("aws.partition", json!([region]));
        let found = call("getAttr", json!([partition, "name"]));
        assert_holds(call("stringEquals", json!([found, name])));
    }
    for (name, arguments, message) in cases::<(String, Value, String)>("broken_calls.json") {
        let call = json!([call(&name, arguments)]);
        let problems = evaluated(&json!([endpoint(&call, &json!("https://never"))])).unwrap_err();
        assert!(problems.contains(&message), "{call}: {problems}");
    }
}

/// Regular expressions with the prefixes that they give the regions of a partition.
#[test]
fn a_partition_has_prefixes_and_regions_of_another_form() {
    let many = format!(r"^{}\-\w+\-\d+$", "(a|b)".repeat(40));
    let rules = json!([endpoint(&json!([]), &json!("https://tea"))]);
    let rules = rule_set(&rules).to_string();
    let partition = |regex: &str, regions: Value| {
        let mut partitions = fixture("partitions.json");
        partitions["partitions"].as_array_mut().unwrap().truncate(1);
        partitions["partitions"][0]["regionRegex"] = json!(regex);
        partitions["partitions"][0]["regions"] = regions;
        let endpoints = read_endpoints(rules.as_bytes(), partitions.to_string().as_bytes());
        endpoints.map(|mut endpoints| endpoints.partitions.remove(0))
    };
    for (regex, expected) in [
        (r"^(us|eu)\-\w+\-\d+$", Some("us eu")),
        (r"^us\-gov\-\w+\-\d+$", Some("us-gov")),
        (r"^eusc\-(de)\-\w+\-\d+$", Some("eusc-de")),
        (r"^(a|b)\-(c|d)\-\w+\-\d+$", Some("a-c a-d b-c b-d")),
        ("", None),
        (r"^\-\w+\-\d+", None),
        (r"^\w+\-\w+\-\d+$", None),
        (r"^(us|)\-\w+\-\d+$", None),
        (r"^(us\-\w+\-\d+$", None),
        (r"^u.\-\w+\-\d+$", None),
        (r"^us|eu\-\w+\-\d+$", None),
        (r"^us\-\w+\-\d$", None),
        (r"us\-\w+\-\d+$", None),
        (r"^\-\w+\-\d+$x", None),
        (&many, None),
    ] {
        match partition(regex, json!({})) {
            Ok(partition) => assert_eq!(Some(&*partition.prefixes.join(" ")), expected, "{regex}"),
            Err(problems) => {
                let problems = problems.to_string();
                assert!(expected.is_none(), "{regex}: {problems}");
                assert!(problems.contains("is not of the form"), "{problems}");
            }
        }
    }
    let of_the_form = ["us-east-1", "us-central-12", "us-e_1-0"];
    let others = "us us- useast-1 us-east us-east- us--1 us-east-1a us-gov-east-1 us-é-1";
    let others: Vec<_> = others.split(' ').collect();
    let regions: Value = of_the_form
        .iter()
        .chain(&others)
        .map(|region| ((*region).to_owned(), json!({})))
        .collect();
    let partition = partition(r"^us\-\w+\-\d+$", regions).unwrap();
    let mut found = partition.others;
    found.sort();
    let mut expected = others;
    expected.sort_unstable();
    assert_eq!(found, expected);
}
