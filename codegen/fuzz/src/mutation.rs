//! Mutations that keep JSON valid: most mutations of its bytes get no further than the parser. The
//! tests of `codegen` use them, too.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Hostile texts, and the words that models are made of.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "", "*/ fn evil() {} /*", "\"; fn evil() {} //", "a\nb", "a\r\nb", "\0", "\u{1b}[31m",
    "a\u{202e}b", "\u{2066}", "`]()<script>", "\\", "\\u{202e}", "{}", "#[evil]", "```", "../../x",
    "/etc/passwd", "C:\\x", "r#type", "_", "__", "1", "self", "Self", "fn", "<p>", "<ul><li>",
    "<pre>a</pre>", "<table><tr><td>|", "&#x202e;", "[a](b)", "https://a.b/", "日", "a\u{301}",
    "\u{feff}", "ns#Input", "smithy.api#String", "smithy.api#Unit", "aws.protocols#awsJson1_1",
    "structure", "union", "list", "map", "set", "string", "enum", "intEnum", "timestamp", "blob",
    "boolean", "byte", "integer", "long", "double", "bigDecimal", "bigInteger", "document",
    "operation", "resource", "service", "apply", "json", "1.0", "1.1", "rest-json", "rest-xml",
    "query", "ec2", "iso8601", "rfc822", "date-time", "http-date", "header", "querystring", "uri",
    "statusCode", "client", "server",
];

/// Keys that the readers know.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "type", "shape", "members", "member", "key", "value", "required", "enum", "min", "max",
    "pattern", "exception", "error", "fault", "retryable", "sensitive", "deprecated",
    "deprecatedMessage", "documentation", "location", "locationName", "payload", "box", "union",
    "document", "sparse", "flattened", "timestampFormat", "idempotencyToken", "eventstream",
    "streaming", "jsonvalue", "input", "output", "errors", "http", "endpoint", "name", "target",
    "traits", "mixins", "operations", "resources", "rename", "version", "collectionOperations",
    "create", "list", "smithy.api#required", "smithy.api#mixin", "smithy.api#enum",
    "smithy.api#enumValue", "smithy.api#default", "smithy.api#length", "smithy.api#range",
    "smithy.api#pattern", "smithy.api#jsonName", "smithy.api#xmlName", "smithy.api#sensitive",
    "smithy.api#sparse", "smithy.api#error", "smithy.api#retryable", "smithy.api#paginated",
    "smithy.api#documentation", "smithy.api#deprecated", "smithy.api#timestampFormat",
    "smithy.api#streaming", "smithy.api#httpHeader", "smithy.api#httpPayload", "smithy.api#trait",
    "smithy.api#idempotencyToken", "aws.protocols#restJson1", "aws.protocols#awsQueryError",
    "aws.api#service", "aws.api#clientEndpointDiscovery",
];

/// Changes one node of a JSON value: drops, duplicates, renames, swaps, replaces or adds something.
pub(crate) fn change(value: &mut Value, random: &mut Rng) {
    let elsewhere = node(value, random).clone();
    let text = string(value, random);
    let index = random.usize(..nodes(value).len());
    let Some(node) = node_mut(value, index) else {
        return;
    };
    match node {
        Value::Object(entries) if random.usize(..5) > 0 => entry(entries, elsewhere, text, random),
        Value::Array(elements) if !elements.is_empty() && random.usize(..5) > 0 => {
            let (one, other) = (
                random.usize(..elements.len()),
                random.usize(..elements.len()),
            );
            match random.usize(..4) {
                0 => _ = elements.remove(one),
                1 => elements.push(elements[one].clone()),
                2 => elements.swap(one, other),
                _ => elements[one] = elsewhere,
            }
        }
        _ => *node = junk(elsewhere, text, random),
    }
}

fn entry(entries: &mut Map<String, Value>, elsewhere: Value, text: String, random: &mut Rng) {
    let key = random.choice(entries.keys()).cloned();
    match (random.usize(..6), key) {
        (0, Some(key)) => _ = entries.remove(&key),
        (1, Some(key)) => {
            let value = entries.remove(&key).unwrap_or_default();
            entries.insert(text, value);
        }
        (2, Some(key)) => {
            let value = entries.get(&key).cloned().unwrap_or_default();
            entries.insert(text, value);
        }
        (3, Some(key)) => _ = entries.insert(key, junk(elsewhere, text, random)),
        (4, _) => _ = entries.insert(text, elsewhere),
        _ => _ = entries.insert(one_of(KEYS, random), junk(elsewhere, text, random)),
    }
}

fn junk(elsewhere: Value, text: String, random: &mut Rng) -> Value {
    match random.usize(..16) {
        0 => json!(null),
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!(u64::MAX),
        5 => json!([]),
        6 => json!({}),
        7 => json!([text]),
        8 => json!({"target": text}),
        9 => json!({"shape": text}),
        10 | 11 => json!(one_of(TEXTS, random)),
        12 => json!(text),
        _ => elsewhere,
    }
}

/// Returns a string from anywhere in the value, or a known or hostile one.
pub(crate) fn string(value: &Value, random: &mut Rng) -> String {
    match (random.usize(..4), node(value, random)) {
        (0, _) => one_of(TEXTS, random),
        (1, Value::String(text)) => text.clone(),
        (2, Value::Object(entries)) if !entries.is_empty() => {
            random.choice(entries.keys()).cloned().unwrap_or_default()
        }
        _ => one_of(KEYS, random),
    }
}

fn node<'v>(value: &'v Value, random: &mut Rng) -> &'v Value {
    let nodes = nodes(value);
    nodes[random.usize(..nodes.len())]
}

/// Returns a value and all values in it.
pub(crate) fn nodes(value: &Value) -> Vec<&Value> {
    let mut nodes = vec![value];
    let mut next = 0;
    while let Some(node) = nodes.get(next) {
        next += 1;
        match node {
            Value::Array(elements) => nodes.extend(elements),
            Value::Object(entries) => nodes.extend(entries.values()),
            _ => {}
        }
    }
    nodes
}

/// Returns a different one of the same values for each index, in another order than [`nodes`].
pub(crate) fn node_mut(value: &mut Value, index: usize) -> Option<&mut Value> {
    let mut others = index;
    let mut to_visit = vec![value];
    while let Some(node) = to_visit.pop() {
        if others == 0 {
            return Some(node);
        }
        others -= 1;
        match node {
            Value::Array(elements) => to_visit.extend(elements),
            Value::Object(entries) => to_visit.extend(entries.values_mut()),
            _ => {}
        }
    }
    None
}

fn one_of(texts: &[&str], random: &mut Rng) -> String {
    random
        .choice(texts)
        .map(ToString::to_string)
        .unwrap_or_default()
}
