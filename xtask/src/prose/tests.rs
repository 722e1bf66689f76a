use super::*;

fn parse(text: &str) -> Json {
    Json::parse(text.as_bytes()).unwrap()
}

fn stripped(text: &str) -> String {
    let mut model = parse(text);
    strip_service_model(&mut model).unwrap();
    serde_json::to_string(&model).unwrap()
}

#[test]
fn prose_goes_from_every_place_and_the_rest_stays_in_order() {
    let text = r#"{
        "metadata": {"apiVersion": "2016-11-28"},
        "documentation": "d",
        "deprecatedMessage": "d",
        "examples": {"a": [{"title": "t"}]},
        "clientContextParams": {"P": {"documentation": "d", "type": "string"}},
        "operations": {
            "Z": {
                "name": "Z",
                "input": {"shape": "S", "documentation": "d"},
                "output": {"shape": "S", "documentation": "d"},
                "errors": [{"shape": "E", "documentation": "d"}],
                "documentation": "d",
                "deprecated": true,
                "deprecatedMessage": "d",
                "deprecatedSince": "2026-01-01"
            },
            "A": {"name": "A"}
        },
        "shapes": {
            "S": {
                "type": "structure",
                "documentation": "d",
                "members": {"M": {"shape": "L", "documentation": "d", "deprecatedMessage": "d"}, "B": {"shape": "Map"}}
            },
            "L": {"type": "list", "member": {"shape": "T", "documentation": "d"}, "max": 5},
            "Map": {"type": "map", "key": {"shape": "T", "documentation": "d"}, "value": {"shape": "T", "documentation": "d"}}
        }
    }"#;
    let expected = r#"{
        "metadata": {"apiVersion": "2016-11-28"},
        "clientContextParams": {"P": {"type": "string"}},
        "operations": {
            "Z": {
                "name": "Z",
                "input": {"shape": "S"},
                "output": {"shape": "S"},
                "errors": [{"shape": "E"}],
                "deprecated": true,
                "deprecatedSince": "2026-01-01"
            },
            "A": {"name": "A"}
        },
        "shapes": {
            "S": {
                "type": "structure",
                "members": {"M": {"shape": "L"}, "B": {"shape": "Map"}}
            },
            "L": {"type": "list", "member": {"shape": "T"}, "max": 5},
            "Map": {"type": "map", "key": {"shape": "T"}, "value": {"shape": "T"}}
        }
    }"#;
    assert_eq!(
        stripped(text),
        serde_json::to_string(&parse(expected)).unwrap()
    );
}

#[test]
fn shapes_operations_and_members_may_be_called_like_prose() {
    let text = concat!(
        r#"{"clientContextParams":{"documentation":{"type":"string"}},"#,
        r#""operations":{"documentation":{"name":"documentation"},"examples":{"name":"examples"}},"#,
        r#""shapes":{"documentation":{"type":"structure","required":["documentation"],"#,
        r#""members":{"documentation":{"shape":"deprecatedMessage"},"deprecatedMessage":{"shape":"documentation"}}},"#,
        r#""deprecatedMessage":{"type":"string","enum":["documentation"]}}}"#,
    );
    assert_eq!(stripped(text), text);
}

#[test]
fn prose_in_a_new_place_is_refused_with_its_path() {
    let mut model = parse(r#"{"shapes":{"S":{"values":[{"name":"a","documentation":"d"}]}}}"#);
    let error = strip_service_model(&mut model).unwrap_err().to_string();
    assert!(
        error.starts_with("shapes.S.values.0.documentation: prose in a new place"),
        "{error}"
    );
}

#[test]
fn endpoint_rules_lose_their_sentences_at_every_depth() {
    let mut endpoints = parse(
        r#"{"version":"1.0","parameters":{"Region":{"type":"string","documentation":"d"}},"rules":[
            {"conditions":[],"documentation":"d","type":"tree","rules":[
                {"conditions":[],"error":"A sentence.","type":"error"},
                {"conditions":[],"endpoint":{"url":"https://x"},"type":"endpoint"}]},
            {"conditions":[],"error":"Another.","type":"error"}]}"#,
    );
    strip_endpoints(&mut endpoints).unwrap();
    let expected = parse(
        r#"{"version":"1.0","parameters":{"Region":{"type":"string"}},"rules":[
            {"conditions":[],"type":"tree","rules":[
                {"conditions":[],"error":"","type":"error"},
                {"conditions":[],"endpoint":{"url":"https://x"},"type":"endpoint"}]},
            {"conditions":[],"error":"","type":"error"}]}"#,
    );
    assert_eq!(
        serde_json::to_string(&endpoints).unwrap(),
        serde_json::to_string(&expected).unwrap()
    );
}
