//! `cargo xtask diff` as a process: every kind of side, every format, and what it refuses.
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::support::process::{Workspace, xtask};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

/// A service with one operation; `VALUE` stands for an enum value.
const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2016-11-28", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {
    "List": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "ListRequest"}, "output": {"shape": "ListResponse"}}
  },
  "shapes": {
    "ListRequest": {"type": "structure", "members": {"NextToken": {"shape": "Token"}, "Mode": {"shape": "Mode"}}},
    "ListResponse": {"type": "structure", "members": {"NextToken": {"shape": "Token"}, "Modes": {"shape": "Modes"}}},
    "Modes": {"type": "list", "member": {"shape": "Mode"}},
    "Token": {"type": "string"},
    "Mode": {"type": "string", "enum": ["WALK"VALUE]}
  }
}"#;

const PAGINATORS: &str = r#"{"pagination": {"List": {"input_token": "NextToken", "output_token": "NextToken", "result_key": "Modes"}}}"#;

/// The same service and operation as a Smithy JSON AST, with the value that `new_model` adds.
const SMITHY: &str = r##"{
  "smithy": "2.0",
  "shapes": {
    "city#City": {
      "type": "service", "version": "2016-11-28", "operations": [{"target": "city#List"}],
      "traits": {"aws.api#service": {"sdkId": "City", "arnNamespace": "city", "endpointPrefix": "city"}, "aws.protocols#awsJson1_1": {}}
    },
    "city#List": {"type": "operation", "input": {"target": "city#ListRequest"}, "output": {"target": "city#ListResponse"}},
    "city#ListRequest": {"type": "structure", "members": {"NextToken": {"target": "city#Token"}, "Mode": {"target": "city#Mode"}}, "traits": {"smithy.api#input": {}}},
    "city#ListResponse": {"type": "structure", "members": {"NextToken": {"target": "city#Token"}, "Modes": {"target": "city#Modes"}}, "traits": {"smithy.api#output": {}}},
    "city#Modes": {"type": "list", "member": {"target": "city#Mode"}},
    "city#Token": {"type": "string"},
    "city#Mode": {"type": "enum", "members": {
      "WALK": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "WALK"}},
      "RIDE": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "RIDE"}}
    }}
  }
}"##;

fn old_model() -> String {
    MODEL.replace("VALUE", "")
}

fn new_model() -> String {
    MODEL.replace("VALUE", r#", "RIDE""#)
}

/// A workspace with two models, `old` and `new` by folder.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (folder, model) in [("old", old_model()), ("new", new_model())] {
        workspace.write(&format!("{folder}/service-2.json"), model);
        workspace.write(&format!("{folder}/paginators-1.json"), PAGINATORS);
    }
    workspace
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn git(workspace: &Workspace, arguments: &[&str]) {
    let identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
    let mut command = Command::new("git");
    command
        .args(identity)
        .args(arguments)
        .current_dir(workspace.path(""));
    assert!(command.output().unwrap().status.success(), "{arguments:?}");
}

/// The lines of a report after its two sides.
fn changes(report: &str) -> &str {
    report.split_once('\n').unwrap().1
}

#[test]
fn revisions_are_named_by_date_or_place() {
    let report = xtask(&["diff", "2017-09-29", "2017-10-23"]).report();
    assert!(
        report.starts_with(
            "2017-09-29 (botocore 1.7.20) → 2017-10-23 (botocore 1.7.34)\nminor (0.1.0 → 0.1.1); \
             wire: compatible; operations: 0 new, 11 updated (1 more in errors alone), 0 removed\n"
        ),
        "{report}"
    );
    let history = xtask(&["history", "--format", "json"]).report();
    let history: Value = serde_json::from_str(&history).unwrap();
    let date = |from_last: usize| {
        let revisions = history.as_array().unwrap();
        revisions[revisions.len() - 1 - from_last]["date"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        xtask(&["diff", "previous", "latest"]),
        xtask(&["diff", &date(1), &date(0)])
    );
    assert!(
        xtask(&["diff", "latest", "latest"])
            .report()
            .ends_with("\nno change\n")
    );
}

#[test]
fn a_model_is_the_same_wherever_it_stands() {
    let workspace = workspace();
    let from_files = workspace
        .run(&["diff", "old/service-2.json", "new/service-2.json"])
        .report();
    assert!(
        from_files.starts_with("old/service-2.json → new/service-2.json\nminor "),
        "{from_files}"
    );
    assert!(
        from_files.contains("\n  enum-value-added Mode.RIDE  [minor, wire compatible]\n"),
        "{from_files}"
    );
    assert!(!from_files.contains("pagination"), "{from_files}");

    git(&workspace, &["init", "--quiet"]);
    git(&workspace, &["add", "."]);
    git(&workspace, &["commit", "--quiet", "--message", "Both"]);
    fs::remove_file(workspace.path("old/service-2.json")).unwrap();
    fs::remove_file(workspace.path("old/paginators-1.json")).unwrap();
    workspace.write("old/service-2.json.gz", gzipped(&old_model()));
    workspace.write("old/paginators-1.json.gz", gzipped(PAGINATORS));
    let absolute = workspace.path("old/service-2.json.gz");
    for old in [
        "HEAD:old/service-2.json",
        "HEAD:./old/service-2.json",
        "old/service-2.json.gz",
        absolute.to_str().unwrap(),
        "old",
        "old/",
        "HEAD:old",
        "HEAD:old/",
        "HEAD:./old",
    ] {
        let report = workspace.run(&["diff", old, "new/service-2.json"]).report();
        assert_eq!(changes(&report), changes(&from_files), "{old}");
    }
    let report = workspace
        .run(&[
            "diff",
            absolute.to_str().unwrap(),
            "HEAD:new/service-2.json",
        ])
        .report();
    assert!(
        report.starts_with("old/service-2.json.gz → HEAD:new/service-2.json\n"),
        "no absolute path: {report}"
    );
}

#[test]
fn paginators_count_where_they_stand_beside_the_model() {
    let workspace = workspace();
    git(&workspace, &["init", "--quiet"]);
    git(&workspace, &["add", "."]);
    git(
        &workspace,
        &["commit", "--quiet", "--message", "With paginators"],
    );
    workspace.write("old/paginators-1.json", r#"{"pagination": {}}"#);
    let report = workspace
        .run(&["diff", "HEAD:old/service-2.json", "old/service-2.json"])
        .report();
    assert!(
        report.contains("  pagination-removed List.pagination  [major, wire compatible]\n"),
        "{report}"
    );
    // What botocore adds to its own files counts as well.
    let extras = format!(r#"{{"version": 1.0, "merge": {PAGINATORS}}}"#);
    workspace.write("old/paginators-1.sdk-extras.json", extras);
    let report = workspace
        .run(&["diff", "HEAD:old/service-2.json", "old/service-2.json"])
        .report();
    assert_eq!(changes(&report), "no change\n");
}

#[test]
fn without_paginators_on_one_side_pagination_is_not_compared() {
    let workspace = workspace();
    fs::remove_file(workspace.path("old/paginators-1.json")).unwrap();
    let note =
        "note: old/service-2.json has no paginators-1.json beside it; pagination is not compared\n";
    let output = r#""output": {"target": "city#ListResponse"}"#;
    let paginated = r#""traits": {"smithy.api#paginated": {"inputToken": "NextToken", "outputToken": "NextToken", "items": "Modes"}}"#;
    let smithy = SMITHY.replace(output, &format!("{output}, {paginated}"));
    workspace.write("city.smithy.json", smithy);
    for other in ["new/service-2.json", "city.smithy.json"] {
        for sides in [["old/service-2.json", other], [other, "old/service-2.json"]] {
            let outcome = workspace.run(&["diff", sides[0], sides[1]]);
            assert_eq!((outcome.status, outcome.stderr.as_str()), (0, note));
            assert!(
                !outcome.stdout.contains("pagination-"),
                "{}",
                outcome.stdout
            );
        }
    }
    // Without any on both sides there is nothing to tell.
    fs::remove_file(workspace.path("new/paginators-1.json")).unwrap();
    let report = workspace
        .run(&["diff", "old/service-2.json", "new/service-2.json"])
        .report();
    assert!(report.contains("enum-value-added"), "{report}");
}

#[test]
fn formats_can_be_mixed() {
    let workspace = workspace();
    workspace.write("city.smithy.json", SMITHY);
    let report = workspace
        .run(&["diff", "old/service-2.json", "city.smithy.json"])
        .report();
    assert!(
        report.contains("  enum-value-added Mode.RIDE  [minor, wire compatible]\n"),
        "{report}"
    );
    assert!(!report.contains("shape-"), "{report}");
}

#[test]
fn markdown_begins_with_a_summary_and_folds_operations() {
    let report = xtask(&["diff", "2017-09-29", "2017-10-23", "--format", "markdown"]).report();
    assert!(
        report.starts_with(
            "**minor (0.1.0 → 0.1.1); wire: compatible; operations: 0 new, 11 updated"
        ),
        "{report}"
    );
    assert!(
        report.contains("<details><summary>8 operations</summary>"),
        "{report}"
    );
    assert_eq!(
        report.matches("<details>").count(),
        report.matches("</details>").count()
    );
    let whole = xtask(&[
        "diff",
        "2017-02-27",
        "latest",
        "--format",
        "markdown",
        "--rust",
    ])
    .report();
    assert!(whole.chars().count() <= 65_536);
    assert!(whole.contains("more lines not shown: `cargo xtask diff 2017-02-27 "));
    assert_eq!(
        whole.matches("<details>").count(),
        whole.matches("</details>").count()
    );
}

/// With that many enum values, the report of the largest comment is cut.
#[test]
fn the_command_for_the_full_report_works_as_it_stands() {
    let workspace = workspace();
    let values: String = (0..2000)
        .map(|value| format!(r#", "VALUE{value}""#))
        .collect();
    let model = MODEL.replace("VALUE", &values);
    workspace.write("new/service-2.json", &model);
    workspace.write("with space.json", &model);
    let elsewhere = Workspace::new();
    elsewhere.write("new/service-2.json", &model);
    let elsewhere = elsewhere.path("new/service-2.json");
    let other = "the same command with `--format text`";
    for (new, pointer) in [
        (
            "new/service-2.json",
            "`cargo xtask diff old/service-2.json new/service-2.json --force`",
        ),
        ("with space.json", other),
        (elsewhere.to_str().unwrap(), other),
    ] {
        let report = workspace
            .run(&[
                "diff",
                "old/service-2.json",
                new,
                "--force",
                "--format",
                "markdown",
            ])
            .stdout;
        let pointer = format!("this comment is at its limit. The full report: {pointer}.");
        assert!(report.contains(&pointer), "{new}: {report}");
    }
}

#[test]
fn the_examples_of_the_documentation_are_what_is_printed() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reviewing.md");
    let page = fs::read_to_string(page).unwrap();
    for format in ["text", "json"] {
        let report = xtask(&["diff", "2025-09-09", "2025-10-28", "--format", format]).report();
        let example = format!("\n```{format}\n{report}```\n");
        assert!(page.contains(&example), "{example}");
    }
}

#[test]
fn json_has_the_documented_keys() {
    let report = xtask(&["diff", "2017-09-29", "2017-10-23", "--format", "json"]).report();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        report["from"],
        serde_json::json!({"id": "2017-09-29", "botocore": "1.7.20"})
    );
    assert_eq!(report["bump"], "minor");
    assert_eq!(report["operations"]["added"], serde_json::json!([]));
    let [messages, errors] = ["updated", "updated_in_errors"]
        .map(|key| report["operations"][key].as_array().unwrap().clone());
    assert_eq!(
        (messages.len(), errors),
        (11, vec!["CreateOrganization".into()])
    );
    let changes = report["changes"].as_array().unwrap();
    let change = changes
        .iter()
        .find(|change| change["path"] == "ActionType.ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE")
        .unwrap();
    assert_eq!(change["rule"], "enum-value-added");
    assert_eq!(
        (&change["before"], &change["wire"], &change["rust"]),
        (&Value::Null, &"compatible".into(), &"minor".into())
    );
    assert_eq!(
        change["reaches"][0],
        serde_json::json!({"operation": "AcceptHandshake", "direction": "response", "path": "Handshake.Action"})
    );
    let keys: Vec<_> = report
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert!(!keys.contains(&"generated"), "{keys:?}");
    let report = xtask(&[
        "diff",
        "2017-09-29",
        "2017-10-23",
        "--format",
        "json",
        "--rust",
    ])
    .report();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert!(
        report["generated"]
            .as_str()
            .unwrap()
            .starts_with("--- a/enums.rs\n+++ b/enums.rs\n")
    );
}

#[test]
fn annotations_stand_on_the_line_that_changed() {
    let line_of = |date: &str, text: &str| {
        let path = format!("model/organizations/{date}/service-2.json");
        let file = fs::read_to_string(format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let line = file.lines().position(|line| line.contains(text)).unwrap() + 1;
        format!("file={path},line={line},")
    };
    let value = "\"ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE\"";
    let place = line_of("2017-10-23", value);
    let added = xtask(&["diff", "2017-09-29", "2017-10-23", "--format", "github"]).report();
    assert!(
        added.contains(&format!(
            "::notice {place}title=enum-value-added ActionType."
        )),
        "{added}"
    );
    // What is gone stands in the old model.
    let removed = xtask(&["diff", "2017-10-23", "2017-09-29", "--format", "github"]).report();
    assert!(
        removed.contains(&format!(
            "::warning {place}title=enum-value-removed ActionType."
        )),
        "{removed}"
    );
    // Of what lost a fact, the rest stands in the new one.
    let place = line_of("2020-06-23", "\"HandshakeNotes\": {");
    let dropped = xtask(&["diff", "2020-06-24", "2020-06-23", "--format", "github"]).report();
    assert!(
        dropped.contains(&format!(
            "::notice {place}title=pattern-changed HandshakeNotes::"
        )),
        "{dropped}"
    );
}

#[test]
fn rust_is_what_the_generated_files_gain() {
    let report = xtask(&["diff", "2020-08-07", "2020-09-15", "--rust"]).report();
    let (_, generated) = report.split_once("\ngenerated code:\n\n").unwrap();
    assert!(
        generated.contains("\n+            tags: Vec<Tag> = \"Tags\","),
        "{generated}"
    );
    assert!(generated.contains("Since 2020-09-15."), "{generated}");
    let workspace = workspace();
    let report = workspace
        .run(&["diff", "old/service-2.json", "new/service-2.json", "--rust"])
        .report();
    let lines: Vec<_> = report
        .lines()
        .filter(|line| line.starts_with('+'))
        .collect();
    assert_eq!(lines, ["+++ b/enums.rs", "+        Ride = \"RIDE\",",]);
    let same = workspace
        .run(&["diff", "old/service-2.json", "old/service-2.json", "--rust"])
        .report();
    assert!(same.ends_with("\ngenerated code: no change\n"), "{same}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["text", "markdown", "json"] {
        let arguments = [
            "diff",
            "2025-10-28",
            "2025-11-20",
            "--rust",
            "--format",
            format,
        ];
        assert_eq!(xtask(&arguments), xtask(&arguments));
    }
}

#[test]
fn a_report_goes_to_the_file_it_is_told() {
    let workspace = workspace();
    workspace.write("report.txt", "before");
    let sides = ["diff", "old/service-2.json", "new/service-2.json"];
    let printed = workspace.run(&sides).report();
    let quiet = workspace
        .run(&[&sides[..], &["-o", "report.txt"]].concat())
        .report();
    assert_eq!(quiet, "");
    assert_eq!(
        fs::read_to_string(workspace.path("report.txt")).unwrap(),
        printed
    );
    // An input that cannot be read leaves the last report.
    workspace
        .run(&[
            "diff",
            "old/service-2.json",
            "nowhere.json",
            "-o",
            "report.txt",
        ])
        .refusal(3);
    assert_eq!(
        fs::read_to_string(workspace.path("report.txt")).unwrap(),
        printed
    );
    let refusal = workspace
        .run(&[&sides[..], &["-o", "no/such/folder/report.txt"]].concat())
        .refusal(4);
    assert!(
        refusal.starts_with("error: cannot write no/such/folder/report.txt: there is no folder /"),
        "{refusal}"
    );
    assert!(!workspace.path("no").exists());
}

#[test]
fn what_cannot_be_read_is_refused_in_one_line() {
    let workspace = workspace();
    git(&workspace, &["init", "--quiet"]);
    let broken = |from: &str, to: &str| {
        let broken = old_model().replace(from, to);
        assert_ne!(broken, old_model());
        broken
    };
    workspace.write("cut.json", old_model().split_at(300).0);
    workspace.write("list.json", "[]");
    workspace.write("other.json", r#"{"shapes": {}}"#);
    workspace.write(
        "unknown.json",
        broken(r#""enum": ["#, r#""taste": "sweet", "enum": ["#),
    );
    workspace.write(
        "dangling.json",
        broken(r#"{"shape": "Mode"}"#, r#"{"shape": "Nowhere"}"#),
    );
    workspace.write("cut.json.gz", gzipped(&old_model()).split_at(100).0);
    workspace.write("bytes.json", [0xff, 0xfe, 0x00]);
    workspace.write("empty/README", "");
    workspace.write("several/a.json", "");
    workspace.write("several/b.json.gz", "");
    for (side, what) in [
        (
            "nowhere.json",
            "cannot read nowhere.json: it is not a file, `latest`, ",
        ),
        (
            "2017-13-01",
            "cannot read 2017-13-01: it is not a file, `latest`, ",
        ),
        (
            "empty",
            "it is a folder without a service-2.json or a Smithy JSON AST",
        ),
        (
            "several",
            "it is a folder with several JSON files (a.json, b.json.gz) and no service-2.json: name one of them",
        ),
        ("latst", "; did you mean `latest`?"),
        ("cut.jsn", "; did you mean `cut.json`"),
        ("new/service-3.json", "; did you mean `new/service-2.json`?"),
        (
            "cut.json",
            "cannot read cut.json: (model): is not valid JSON",
        ),
        ("list.json", "is not a model"),
        ("other.json", "is not a model"),
        (
            "unknown.json",
            "cannot read unknown.json: shapes.Mode.taste: unknown key",
        ),
        ("dangling.json", "refers to `Nowhere`"),
        ("cut.json.gz", "cannot read cut.json.gz: cannot unpack it"),
        ("bytes.json", "cannot read bytes.json: "),
        (
            "HEAD:old/service-2.json",
            "cannot read HEAD:old/service-2.json: git: ",
        ),
        ("latest", "there is no revision"),
        ("2024-01-01", "there is no revision 2024-01-01"),
    ] {
        for sides in [[side, "new/service-2.json"], ["new/service-2.json", side]] {
            let message = workspace.run(&["diff", sides[0], sides[1]]).refusal(3);
            assert!(
                message.starts_with("error: ") && message.contains(what),
                "{side}: {message}"
            );
            let message = workspace.run(&["breaking", sides[0], sides[1]]).refusal(3);
            assert!(message.contains(what), "{side}: {message}");
        }
    }
}

#[test]
fn a_date_in_another_form_names_the_revision_that_is_meant() {
    for date in ["2017-9-29", "20170929", "2017/09/29", "2017.9.29"] {
        for command in ["diff", "breaking"] {
            let message = xtask(&[command, date, "latest"]).refusal(3);
            assert_eq!(
                message,
                format!(
                    "error: cannot read {date}: `{date}` is not a revision date; did you mean `2017-09-29`?\n"
                )
            );
        }
    }
    let message = xtask(&["diff", "2017-10-1", "latest"]).refusal(3);
    assert!(
        message.ends_with(
            "`2017-10-1` is not a revision date such as 2017-10-01, and there is no revision 2017-10-01; \
             the nearest are 2017-09-29 and 2017-10-23\n"
        ),
        "{message}"
    );
    // A file of that name is meant.
    let workspace = workspace();
    workspace.write("2017-9-29", new_model());
    let report = workspace.run(&["diff", "2017-9-29", "2017-9-29"]).report();
    assert_eq!(report, "2017-9-29 → 2017-9-29\nno change\n");
}

#[test]
fn two_files_are_named_apart() {
    let workspace = workspace();
    let elsewhere = [Workspace::new(), Workspace::new()];
    let path = |index: usize, path: &str| elsewhere[index].path(path).to_str().unwrap().to_owned();
    for (index, model) in [old_model(), new_model()].into_iter().enumerate() {
        elsewhere[index].write("city/v1/service-2.json", model);
    }
    let file = "city/v1/service-2.json";
    let report = workspace
        .run(&["diff", &path(0, file), &path(1, file)])
        .report();
    let (old, new) = report.lines().next().unwrap().split_once(" → ").unwrap();
    assert_ne!(old, new);
    for (index, id) in [old, new].into_iter().enumerate() {
        // As much as tells them apart, and no absolute path.
        assert_eq!(id.matches('/').count(), 3, "{id}");
        assert!(path(index, file).ends_with(&format!("/{id}")), "{id}");
    }
    // In the same folder, the last two parts do.
    let same = workspace
        .run(&["diff", &path(0, file), &path(0, file)])
        .report();
    assert!(
        same.starts_with("v1/service-2.json → v1/service-2.json\n"),
        "{same}"
    );
}

#[test]
fn an_unknown_revision_names_the_nearest() {
    let message = xtask(&["diff", "2017-10-01", "latest"]).refusal(3);
    assert_eq!(
        message,
        "error: cannot read the model: there is no revision 2017-10-01; the nearest are 2017-09-29 and 2017-10-23\n"
    );
    let message = xtask(&["diff", "2016-01-01", "latest"]).refusal(3);
    assert!(
        message.ends_with("there is no revision 2016-01-01; the nearest is 2017-02-27\n"),
        "{message}"
    );
}

#[test]
fn two_services_are_compared_only_by_force() {
    let workspace = workspace();
    workspace.write(
        "town.json",
        new_model().replace(r#""serviceId": "City""#, r#""serviceId": "Town""#),
    );
    let sides = ["diff", "old/service-2.json", "town.json"];
    let message = workspace.run(&sides).refusal(3);
    assert!(
        message.ends_with("old/service-2.json is of City and town.json is of Town: to compare different services, add `--force`\n"),
        "{message}"
    );
    let forced = workspace.run(&[&sides[..], &["--force"]].concat());
    assert_eq!(forced.status, 0);
    assert!(
        forced
            .stdout
            .contains("  service-metadata-changed service.id"),
        "{}",
        forced.stdout
    );
    assert!(
        forced.stderr.starts_with("note: ") && forced.stderr.contains("because of `--force`"),
        "{}",
        forced.stderr
    );
}

#[test]
fn usage_errors_exit_with_2() {
    for arguments in [
        &["diff"][..],
        &["diff", "latest"],
        &["diff", "latest", ""],
        &["diff", "previous", "latest", "--format", "html"],
        &["diff", "previous", "latest", "--format", "github", "--rust"],
        &[
            "diff",
            "previous",
            "latest",
            "--format",
            "github",
            "--by",
            "operation",
        ],
        &["diff", "previous", "latest", "--by", "shape"],
        &["diff", "previous", "latest", "--color", "sometimes"],
        &["diff", "previous", "latest", "--crate-version", "1.0"],
        &["breaking", "previous", "latest", "--format", "html"],
        &["diff", "previous", "latest", "everything"],
        &["breaking", "previous", "latest", "--fail-on", "patch"],
        &["breaking", "previous", "latest", "--axis", "prose"],
        &["history", "--format", "markdown"],
        &["since"],
        &["explain"],
        &["explain", "enum-value-vanished"],
    ] {
        let outcome = xtask(arguments);
        assert_eq!(
            (outcome.status, outcome.stdout.as_str()),
            (2, ""),
            "{arguments:?}"
        );
    }
}
