//! The functions, templates and regular expressions of rules, with the examples of the
//! specification.

use codegen::source::read_endpoints;
use serde_json::{Value, json};

use super::{endpoint, evaluated, fixture, rows, rule_set};

/// Calls with their results: a function, its arguments, and its value, which is `null` if it is not
/// set, and of a record some of the attributes.
const CALLS: &str = r#"[
    ["booleanEquals", [true, true], true],
    ["booleanEquals", [true, false], false],
    ["stringEquals", ["a", "a"], true],
    ["stringEquals", ["a", "A"], false],
    ["isSet", [{"ref": "Unset"}], false],
    ["isSet", [false], true],
    ["not", [false], true],
    ["coalesce", [{"ref": "Unset"}, false, true, 1, "a", true, true, true, true], false],
    ["coalesce", [{"ref": "Unset"}, {"ref": "Unset"}], null],
    ["ite", [true, "a", "b"], "a"],
    ["ite", [false, "a", {"ref": "Unset"}], null],
    ["getAttr", [["x"], "[0]"], "x"],
    ["getAttr", [["x"], "[1]"], null],
    ["getAttr", [["x"], "[1].name"], null],
    ["getAttr", [{"fn": "aws.parseArn", "argv": ["arn:aws:x:::a:b"]}, "resourceId[1]"], "b"],
    ["getAttr", [{"fn": "aws.parseArn", "argv": ["arn:aws:x:::a:b"]}, "resourceId[2]"], null],
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
    ["isValidHostLabel", ["a.-b", true], false],
    ["aws.isVirtualHostableS3Bucket", ["bucket-name", false], true],
    ["aws.isVirtualHostableS3Bucket", ["123", false], true],
    ["aws.isVirtualHostableS3Bucket", ["ab", false], false],
    ["aws.isVirtualHostableS3Bucket", ["Bucket", false], false],
    ["aws.isVirtualHostableS3Bucket", ["my.bucket", false], false],
    ["aws.isVirtualHostableS3Bucket", ["my-a.bucket", true], true],
    ["aws.isVirtualHostableS3Bucket", ["192.168.5.4", true], false],
    ["aws.isVirtualHostableS3Bucket", ["my..bucket", true], false],
    ["parseURL", ["https://example.com"], {"scheme": "https", "authority": "example.com", "path": "/", "normalizedPath": "/", "isIp": false}],
    ["parseURL", ["http://example.com:80/foo/bar"], {"authority": "example.com:80", "path": "/foo/bar", "normalizedPath": "/foo/bar/", "isIp": false}],
    ["parseURL", ["https://127.0.0.1"], {"authority": "127.0.0.1", "isIp": true}],
    ["parseURL", ["https://1.2.3.4:80"], {"authority": "1.2.3.4:80", "isIp": true}],
    ["parseURL", ["https://[fe80::1]"], {"authority": "[fe80::1]", "isIp": true}],
    ["parseURL", ["https://[fe80::1]:8443/a/"], {"authority": "[fe80::1]:8443", "normalizedPath": "/a/", "isIp": true}],
    ["parseURL", ["https://example.com:8443?foo=bar&faz=baz"], null],
    ["parseURL", ["https://example.com/a#b"], null],
    ["parseURL", ["https://"], null],
    ["parseURL", ["https://user@example.com"], null],
    ["parseURL", ["https://example.com:http"], null],
    ["parseURL", ["https://[fe80::1"], null],
    ["parseURL", ["ftp://example.com"], null],
    ["parseURL", ["example.com"], null],
    ["parseURL", ["https://exa mple.com"], null],
    ["uriEncode", ["aZ09-_.~"], "aZ09-_.~"],
    ["uriEncode", ["a b/é"], "a%20b%2F%C3%A9"],
    ["uriEncode", ["/:,?#[]{{}}|@! $&'()*+;=%<>\"^`\\"], "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C"],
    ["split", ["a--b--c", "--", 0], ["a", "b", "c"]],
    ["split", ["a--b--c", "--", 2], ["a", "b--c"]],
    ["split", ["a--b--c", "--", 1], ["a--b--c"]],
    ["split", ["", "--", 0], [""]],
    ["split", ["----", "--", 0], ["", "", ""]],
    ["split", ["--x-s3--azid--suffix", "--", 0], ["", "x-s3", "azid", "suffix"]],
    ["split", ["--x-s3--azid--suffix", "--", 2], ["", "x-s3--azid--suffix"]],
    ["substring", ["abcdef", 0, 4, false], "abcd"],
    ["substring", ["abcdef", 0, 4, true], "cdef"],
    ["substring", ["abcdef", 1, 3, true], "de"],
    ["substring", ["abcd", 0, 4, false], "abcd"],
    ["substring", ["abc", 0, 4, false], null],
    ["substring", ["abc", 0, 4, true], null],
    ["substring", ["abc", 2, 2, false], null],
    ["substring", ["abc", 2, 1, false], null],
    ["substring", ["abcdé", 0, 3, false], null],
    ["aws.parseArn", ["arn:aws:sns:us-west-2:012345678910:topic"], {"partition": "aws", "service": "sns", "region": "us-west-2", "accountId": "012345678910", "resourceId[0]": "topic"}],
    ["aws.parseArn", ["arn:aws:iam::012345678910:user/johndoe"], {"region": "", "resourceId[0]": "user", "resourceId[1]": "johndoe"}],
    ["aws.parseArn", ["arn:aws:x:::a:b/c"], {"accountId": "", "resourceId": ["a", "b", "c"]}],
    ["aws.parseArn", ["11111111-2222-3333-4444-555555555555"], null],
    ["aws.parseArn", ["arn:aws:s3:::"], null],
    ["aws.parseArn", ["arn::s3:::a"], null],
    ["aws.parseArn", ["arn:aws::::a"], null],
    ["aws.parseArn", ["arn:aws:s3:a"], null],
    ["aws.parseArn", ["Arn:aws:s3:::a"], null],
    ["aws.partition", ["us-east-1"], {"name": "aws", "supportsFIPS": true}],
    ["aws.partition", ["us-west-99"], {"name": "aws"}],
    ["aws.partition", ["us-gov-west-1"], {"name": "aws-us-gov"}],
    ["aws.partition", ["us-gov-odd-7"], {"name": "aws-us-gov"}],
    ["aws.partition", ["aws-global"], {"name": "aws"}],
    ["aws.partition", ["nowhere"], {"name": "aws"}],
    ["aws.partition", [""], {"name": "aws"}]
]"#;

/// Calls that make the rules invalid, with the message.
const BROKEN: &str = r#"[
    ["stringEquals", ["true", true], "argument 2 is a boolean; expected a string"],
    ["booleanEquals", [{"ref": "Unset"}, true], "argument 1 is not set"],
    ["ite", [{"ref": "Unset"}, "a", "b"], "argument 1 is not set"],
    ["split", ["a", "", 0], "the delimiter is empty"],
    ["substring", ["a", "0", 1, false], "argument 2 is a string; expected an integer"],
    ["getAttr", [{"fn": "aws.partition", "argv": [""]}, "lost"], "the value is an object, which has no attribute `lost`"],
    ["getAttr", [{"fn": "aws.partition", "argv": [""]}, "name[0]"], "the value is a string, which has no elements"],
    ["getAttr", [{"fn": "aws.partition", "argv": [""]}, "name.x"], "the value is a string, which has no attribute `x`"],
    ["getAttr", [["x"], "a..b"], "`a..b` is not a valid path"],
    ["getAttr", [["x"], ""], "`` is not a valid path"],
    ["getAttr", [["x"], "a["], "`a[` is not a valid path"],
    ["getAttr", [["x"], "a[-1]"], "`a[-1]` is not a valid path"],
    ["parseUrl", ["a"], "is the unknown function `parseUrl`"],
    ["not", [], "has the wrong number of arguments"],
    ["not", [true, true], "has the wrong number of arguments"],
    ["coalesce", ["a"], "has the wrong number of arguments"],
    ["uriEncode", ["{"], "has an unmatched brace"],
    ["uriEncode", ["{a"], "has an unmatched brace"],
    ["uriEncode", ["a}b"], "has an unmatched brace"],
    ["uriEncode", ["{}"], "has no valid name or path between braces"],
    ["uriEncode", ["{#a}"], "has no valid name or path between braces"],
    ["uriEncode", ["{a#}"], "has no valid name or path between braces"],
    ["uriEncode", ["{a#b[}"], "has no valid name or path between braces"],
    ["uriEncode", ["{a#b[x]}"], "has no valid name or path between braces"]
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

/// Conditions that hold if a call has a value.
fn conditions(call_of_function: &Value, value: &Value) -> Vec<Value> {
    let equal = |function| vec![call(function, json!([call_of_function, value]))];
    let attribute = |path: String, value: &Value| {
        conditions(&call("getAttr", json!([call_of_function, path])), value)
    };
    let is_set = call("isSet", json!([call_of_function]));
    match value {
        Value::Null => vec![call("not", json!([is_set]))],
        Value::Bool(_) => equal("booleanEquals"),
        Value::Array(elements) => {
            let end = [Value::Null];
            let elements = elements.iter().chain(&end).enumerate();
            elements
                .flat_map(|(index, element)| attribute(format!("[{index}]"), element))
                .collect()
        }
        Value::Object(record) => record
            .iter()
            .flat_map(|(key, value)| attribute(key.clone(), value))
            .collect(),
        _ => equal("stringEquals"),
    }
}

#[test]
fn each_function_returns_its_value() {
    for (call, value) in cases(CALLS) {
        let conditions = json!(conditions(&call, &value));
        let rules = json!([endpoint(&conditions, &json!("https://held"))]);
        let held = ["* Standard https://held", "* Fips https://held"];
        assert_eq!(rows(&rules), held, "{call} {value}");
    }
    for (call, message) in cases(BROKEN) {
        let message = message.as_str().unwrap();
        let rules = json!([endpoint(&json!([call]), &json!("https://never"))]);
        let problems = evaluated(&rules).unwrap_err();
        assert!(problems.contains(message), "{call}: {problems}");
    }
}

#[test]
fn a_template_is_text_with_values() {
    let arn = json!({"fn": "aws.parseArn", "argv": ["arn:aws:x:::a:b"], "assign": "Arn"});
    let text = "{Arn#partition}.{{x}}.{Arn#resourceId[1]}{Arn#service}";
    let equals = call("stringEquals", json!([text, "aws.{{x}}.bx"]));
    let rules = json!([endpoint(&json!([arn, equals]), &json!("https://held"))]);
    assert_eq!(rows(&rules).len(), 2);
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
