//! The functions, templates and regular expressions of rules, with the examples of the
//! specification.

use codegen::source::read_endpoints;
use serde_json::{Value, json};

use super::{endpoint, evaluated, fixture, rows, rule_set};

/// Calls with their results.
const CALLS: &str = r#"[
    ["booleanEquals", [true, true], true],
    ["booleanEquals", [true, false], false],
    ["stringEquals", ["a", "a"], true],
    ["stringEquals", ["a", "A"], false],
    ["stringEquals", ["{Region}.{Default}", "{Region}.https://tea"], true],
    ["isSet", [{"ref": "Unset"}], false],
    ["isSet", [false], true],
    ["not", [false], true],
    ["isValidHostLabel", ["a", false], true],
    ["isValidHostLabel", ["us-east-1", false], true],
    ["isValidHostLabel", ["A-0", false], true],
    ["isValidHostLabel", ["", false], false],
    ["isValidHostLabel", ["-a", false], false],
    ["isValidHostLabel", ["a-", false], false],
    ["isValidHostLabel", ["a_b", false], false],
    ["isValidHostLabel", ["a.b", false], false],
    ["isValidHostLabel", ["é", false], false],
    ["isValidHostLabel", ["a.b-c.d", true], true],
    ["isValidHostLabel", ["a..b", true], false],
    ["isValidHostLabel", ["a.-b", true], false]
]"#;

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

/// Calls that make the rules invalid, with the message.
const BROKEN: &str = r#"[
    ["stringEquals", ["true", true], "calls the function `stringEquals` with [\"true\",true]"],
    ["booleanEquals", [{"ref": "Unset"}, true], "calls the function `booleanEquals` with [null,true]"],
    ["getAttr", [["x"], "a{{b}}"], "calls the function `getAttr` with [[\"x\"],\"a{b}\"]"],
    ["getAttr", [{"fn": "aws.partition", "argv": [""]}, "lost"], "calls the function `getAttr`"],
    ["parseUrl", ["a"], "calls the function `parseUrl` with [\"a\"]"],
    ["not", [], "calls the function `not` with []"],
    ["not", [true, true], "calls the function `not` with [true,true]"],
    ["isSet", ["{"], "has an unmatched brace"],
    ["isSet", ["{a"], "has an unmatched brace"],
    ["isSet", ["a}b"], "has an unmatched brace"],
    ["isSet", ["{}"], "`` is neither a parameter nor a variable"],
    ["isSet", ["{Region#name}"], "`Region#name` is not a string, or not set"],
    ["isSet", ["{UseFIPS}"], "`UseFIPS` is not a string, or not set"]
]"#;

fn cases(text: &str) -> Vec<(Value, Value)> {
    let cases: Vec<(String, Value, Value)> = serde_json::from_str(text).unwrap();
    let cases = cases.into_iter();
    cases
        .map(|(name, arguments, result)| (call(&name, arguments), result))
        .collect()
}

fn call(name: &str, arguments: Value) -> Value {
    json!({"fn": name, "argv": arguments})
}

/// Asserts that a condition holds for each region and variant.
fn assert_holds(condition: Value) {
    let rules = json!([endpoint(&json!([condition]), &json!("https://held"))]);
    let held = ["* Standard https://held", "* Fips https://held"];
    assert_eq!(rows(&rules), held, "{condition}");
}

#[test]
fn each_function_returns_its_value() {
    for (call, value) in cases(CALLS) {
        assert_holds(self::call("booleanEquals", json!([call, value])));
    }
    for (region, name) in PARTITIONS {
        let partition = call("aws.partition", json!([region]));
        let found = call("getAttr", json!([partition, "name"]));
        assert_holds(call("stringEquals", json!([found, name])));
    }
    for (call, message) in cases(BROKEN) {
        let message = message.as_str().unwrap();
        let rules = json!([endpoint(&json!([call]), &json!("https://never"))]);
        let problems = evaluated(&rules).unwrap_err();
        assert!(problems.contains(message), "{call}: {problems}");
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
