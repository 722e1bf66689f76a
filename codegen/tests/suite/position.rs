//! The lines of a model to which a report attaches annotations.

use codegen::diff::position::Positions;

const MODEL: &str = r#"{
  "metadata": {
    "serviceFullName": "AWS \"Example\", {braces}"
  },
  "operations": {
    "ListRoots": {
      "input": {"shape": "ListRootsRequest"},
      "errors": [
        {"shape": "Refused"},
        {"shape": "TooMany"}
      ]
    }
  },
  "shapes": {
    "ActionType": {
      "enum": [
        "INVITE",
        "a.b@c"
      ]
    },
    "ListRootsRequest": {
      "members": {
        "MaxResults": {"shape": "ActionType"}
      }
    }
  }
}"#;

#[test]
fn each_part_is_on_the_line_of_its_key() {
    let positions = Positions::of(MODEL);
    let line_of = |text: &str| {
        let mut lines = MODEL.lines();
        lines
            .position(|line| line.contains(text))
            .map(|line| line + 1)
    };
    for (path, text) in [
        ("service.title", "serviceFullName"),
        ("service", "metadata"),
        ("ListRoots", "\"ListRoots\""),
        ("ListRoots.input", "\"input\""),
        ("ListRoots.errors.TooMany", "\"TooMany\""),
        ("ActionType", "\"ActionType\": {"),
        ("ActionType.INVITE", "INVITE"),
        ("ActionType.a.b@c", "a.b@c"),
        ("ListRootsRequest.MaxResults", "MaxResults"),
    ] {
        assert_eq!(positions.line(path), line_of(text), "{path}");
    }
}

#[test]
fn a_missing_part_is_on_the_line_of_what_it_was_part_of() {
    let positions = Positions::of(MODEL);
    let line = |path| positions.line(path);
    assert_eq!(line("ActionType.GONE"), line("ActionType"));
    assert_eq!(line("ListRoots@alias"), line("ListRoots"));
    assert_eq!(line("Gone"), None);
}

#[test]
fn broken_text_does_not_panic() {
    for text in [
        "",
        "\"",
        "{\"a",
        "{\"a\": \"\\",
        "]}",
        "{\"\u{e9}\": [\"\\ud800\"]}",
    ] {
        Positions::of(text);
    }
}
