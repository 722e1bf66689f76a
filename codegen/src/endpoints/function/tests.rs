//! Each function with the examples of its specification.

use super::Function;
use crate::endpoints::partition::{Partition, Partitions};
use crate::endpoints::value::Value;

fn text(text: &str) -> Option<Value> {
    Some(text.into())
}

fn flag(value: bool) -> Option<Value> {
    Some(value.into())
}

fn integer(value: u64) -> Option<Value> {
    Some(Value::Integer(value))
}

fn array(texts: &[&str]) -> Option<Value> {
    Some(Value::Array(
        texts.iter().map(|text| Value::from(*text)).collect(),
    ))
}

fn call(name: &str, arguments: &[Option<Value>]) -> Result<Option<Value>, String> {
    let function = Function::named(name).unwrap();
    assert!(function.takes(arguments.len()), "{name}");
    function.call(arguments, &Partitions::default())
}

/// Returns one attribute of a function's result for a text.
fn attribute(name: &str, of: &str, path: &str) -> Option<Value> {
    let record = call(name, &[text(of)]).unwrap();
    call("getAttr", &[record, text(path)]).unwrap()
}

#[test]
fn equality_is_of_values_that_are_set_and_of_one_type() {
    assert_eq!(
        call("booleanEquals", &[flag(true), flag(true)]),
        Ok(flag(true))
    );
    assert_eq!(
        call("booleanEquals", &[flag(true), flag(false)]),
        Ok(flag(false))
    );
    assert_eq!(
        call("stringEquals", &[text("a"), text("a")]),
        Ok(flag(true))
    );
    assert_eq!(
        call("stringEquals", &[text("a"), text("A")]),
        Ok(flag(false))
    );
    assert!(call("stringEquals", &[text("true"), flag(true)]).is_err());
    assert!(call("booleanEquals", &[None, flag(true)]).is_err());
}

#[test]
fn a_value_that_is_not_set_is_asked_for_and_replaced() {
    assert_eq!(call("isSet", &[None]), Ok(flag(false)));
    assert_eq!(call("isSet", &[flag(false)]), Ok(flag(true)));
    assert_eq!(call("not", &[flag(false)]), Ok(flag(true)));
    assert_eq!(
        call("coalesce", &[None, flag(false), flag(true)]),
        Ok(flag(false))
    );
    assert_eq!(call("coalesce", &[None, None]), Ok(None));
    assert_eq!(
        call("ite", &[flag(true), text("a"), text("b")]),
        Ok(text("a"))
    );
    assert_eq!(call("ite", &[flag(false), text("a"), None]), Ok(None));
    assert!(call("ite", &[None, text("a"), text("b")]).is_err());
}

#[test]
fn an_attribute_is_at_the_end_of_a_path() {
    let record = |key: &str, value: Option<Value>| {
        let value = value.unwrap();
        Some(Value::Record([(key.to_owned(), value)].into()))
    };
    let nested = record("a", record("b", array(&["x", "y"])));
    let at = |path: &str| call("getAttr", &[nested.clone(), text(path)]);
    assert_eq!(at("a.b"), Ok(array(&["x", "y"])));
    assert_eq!(at("a.b[1]"), Ok(text("y")));
    assert_eq!(at("a.b[2]"), Ok(None));
    assert_eq!(
        call("getAttr", &[array(&["x"]), text("[0]")]),
        Ok(text("x"))
    );
    for wrong in ["c", "a[0]", "a.b.c", "a..b", "", "a[", "a[-1]"] {
        assert!(at(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_host_label_has_letters_digits_and_inner_hyphens() {
    let is_label = |value: &str, dots: bool| call("isValidHostLabel", &[text(value), flag(dots)]);
    let longest = "a".repeat(63);
    for label in ["a", "us-east-1", "0", "A-b", &longest] {
        assert_eq!(is_label(label, false), Ok(flag(true)), "{label}");
    }
    for label in [
        "",
        "-a",
        "a-",
        "a_b",
        "a.b",
        "a b",
        "é",
        &format!("{longest}a"),
    ] {
        assert_eq!(is_label(label, false), Ok(flag(false)), "{label}");
    }
    assert_eq!(is_label("a.b-c.d", true), Ok(flag(true)));
    for labels in ["", "a.", ".a", "a..b", "a.-b"] {
        assert_eq!(is_label(labels, true), Ok(flag(false)), "{labels}");
    }
}

#[test]
fn a_bucket_that_can_be_a_host_is_lower_case_and_no_address() {
    let is_bucket =
        |value: &str, dots: bool| call("aws.isVirtualHostableS3Bucket", &[text(value), flag(dots)]);
    for bucket in ["bucket-name", "abc", "123"] {
        assert_eq!(is_bucket(bucket, false), Ok(flag(true)), "{bucket}");
    }
    for bucket in ["ab", "Bucket", "my.bucket", "my_bucket", "-abc"] {
        assert_eq!(is_bucket(bucket, false), Ok(flag(false)), "{bucket}");
    }
    assert_eq!(is_bucket("my-a.bucket", true), Ok(flag(true)));
    for bucket in ["192.168.5.4", "my.Bucket", "my..bucket"] {
        assert_eq!(is_bucket(bucket, true), Ok(flag(false)), "{bucket}");
    }
}

/// The table of the specification, `parseURL`.
#[test]
fn a_url_is_taken_apart() {
    for (url, scheme, authority, path, normalized, is_ip) in [
        (
            "https://example.com",
            "https",
            "example.com",
            "/",
            "/",
            false,
        ),
        (
            "http://example.com:80/foo/bar",
            "http",
            "example.com:80",
            "/foo/bar",
            "/foo/bar/",
            false,
        ),
        ("https://127.0.0.1", "https", "127.0.0.1", "/", "/", true),
        ("https://[fe80::1]", "https", "[fe80::1]", "/", "/", true),
        (
            "https://[fe80::1]:8443/a/",
            "https",
            "[fe80::1]:8443",
            "/a/",
            "/a/",
            true,
        ),
        ("https://1.2.3.4:80", "https", "1.2.3.4:80", "/", "/", true),
    ] {
        for (key, value) in [
            ("scheme", text(scheme)),
            ("authority", text(authority)),
            ("path", text(path)),
            ("normalizedPath", text(normalized)),
            ("isIp", flag(is_ip)),
        ] {
            assert_eq!(attribute("parseURL", url, key), value, "{url} {key}");
        }
    }
    for url in [
        "https://example.com:8443?foo=bar&faz=baz",
        "https://example.com/a#b",
        "https://",
        "https://user@example.com",
        "https://example.com:http",
        "https://[fe80::1",
        "ftp://example.com",
        "example.com",
        "https://exa mple.com",
    ] {
        assert_eq!(call("parseURL", &[text(url)]), Ok(None), "{url}");
    }
}

#[test]
fn all_but_unreserved_characters_are_encoded() {
    let encoded = |value: &str| call("uriEncode", &[text(value)]);
    assert_eq!(encoded("aZ09-_.~"), Ok(text("aZ09-_.~")));
    assert_eq!(encoded("a b/é"), Ok(text("a%20b%2F%C3%A9")));
    let reserved = "/:,?#[]{}|@! $&'()*+;=%<>\"^`\\";
    let expected: String = reserved
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    assert_eq!(encoded(reserved), Ok(text(&expected)));
}

/// The table of the specification, `split`.
#[test]
fn a_text_is_split() {
    for (value, limit, parts) in [
        ("a--b--c", 0, &["a", "b", "c"] as &[&str]),
        ("a--b--c", 2, &["a", "b--c"]),
        ("a--b--c", 1, &["a--b--c"]),
        ("", 0, &[""]),
        ("--", 0, &["", ""]),
        ("----", 0, &["", "", ""]),
        ("--b--", 0, &["", "b", ""]),
        ("--x-s3--azid--suffix", 0, &["", "x-s3", "azid", "suffix"]),
        ("--x-s3--azid--suffix", 2, &["", "x-s3--azid--suffix"]),
        ("mybucket", 1, &["mybucket"]),
    ] {
        let arguments = [text(value), text("--"), integer(limit)];
        assert_eq!(
            call("split", &arguments),
            Ok(array(parts)),
            "{value} {limit}"
        );
    }
    assert!(call("split", &[text("a"), text(""), integer(0)]).is_err());
}

#[test]
fn a_substring_is_whole_or_nothing() {
    let part = |value: &str, start, end, reverse| {
        call(
            "substring",
            &[text(value), integer(start), integer(end), flag(reverse)],
        )
    };
    assert_eq!(part("abcdef", 0, 4, false), Ok(text("abcd")));
    assert_eq!(part("abcdef", 0, 4, true), Ok(text("cdef")));
    assert_eq!(part("abcdef", 1, 3, true), Ok(text("de")));
    assert_eq!(part("abcd", 0, 4, false), Ok(text("abcd")));
    assert_eq!(part("abc", 0, 4, false), Ok(None));
    assert_eq!(part("abc", 0, 4, true), Ok(None));
    assert_eq!(part("abc", 2, 2, false), Ok(None));
    assert_eq!(part("abc", 2, 1, false), Ok(None));
    assert_eq!(part("abcdé", 0, 3, false), Ok(None));
}

/// The table of the specification, `aws.parseArn`.
#[test]
fn an_arn_is_taken_apart() {
    for (arn, parts, resource) in [
        (
            "arn:aws:sns:us-west-2:012345678910:example-sns-topic-name",
            ["aws", "sns", "us-west-2", "012345678910"],
            &["example-sns-topic-name"] as &[&str],
        ),
        (
            "arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e9801d129EXAMPLE",
            ["aws", "ec2", "us-east-1", "012345678910"],
            &["vpc", "vpc-0e9801d129EXAMPLE"],
        ),
        (
            "arn:aws:iam::012345678910:user/johndoe",
            ["aws", "iam", "", "012345678910"],
            &["user", "johndoe"],
        ),
        (
            "arn:aws:s3:::bucket_name",
            ["aws", "s3", "", ""],
            &["bucket_name"],
        ),
        ("arn:aws:x:::a:b/c", ["aws", "x", "", ""], &["a", "b", "c"]),
    ] {
        let keys = ["partition", "service", "region", "accountId"];
        for (key, part) in keys.into_iter().zip(parts) {
            assert_eq!(
                attribute("aws.parseArn", arn, key),
                text(part),
                "{arn} {key}"
            );
        }
        assert_eq!(
            attribute("aws.parseArn", arn, "resourceId"),
            array(resource),
            "{arn}"
        );
    }
    for arn in [
        "11111111-2222-3333-4444-555555555555",
        "arn:aws:s3:::",
        "arn::s3:::a",
        "arn:aws::::a",
        "arn:aws:s3:a",
        "Arn:aws:s3:::a",
    ] {
        assert_eq!(call("aws.parseArn", &[text(arn)]), Ok(None), "{arn}");
    }
}

#[test]
fn a_region_is_of_the_partition_that_lists_it_or_has_its_form_or_of_the_first() {
    let partition = |id: &str, prefix: &str, region: &str| Partition {
        id: id.to_owned(),
        prefixes: vec![prefix.to_owned()],
        regions: vec![region.to_owned()],
        outputs: [("name".to_owned(), id.into())].into(),
    };
    let partitions = Partitions(vec![
        partition("aws", "us", "us-east-1"),
        partition("aws-us-gov", "us-gov", "us-gov-global"),
        partition("odd", "xx", "us-odd-1"),
    ]);
    for (region, expected) in [
        ("us-east-1", "aws"),
        ("us-west-99", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-gov-global", "aws-us-gov"),
        ("us-odd-1", "odd"),
        ("nowhere", "aws"),
        ("", "aws"),
    ] {
        let found = Function::Partition
            .call(&[text(region)], &partitions)
            .unwrap();
        let Some(Value::Record(found)) = found else {
            panic!("{region}: {found:?}")
        };
        assert_eq!(found["name"], expected.into(), "{region}");
    }
    assert_eq!(call("aws.partition", &[text("us-east-1")]), Ok(None));
}

#[test]
fn a_function_has_one_name_and_a_number_of_arguments() {
    assert_eq!(Function::named("parseUrl"), None);
    assert!(!Function::Not.takes(0) && !Function::Not.takes(2));
    assert!(!Function::Coalesce.takes(1) && Function::Coalesce.takes(9));
}
