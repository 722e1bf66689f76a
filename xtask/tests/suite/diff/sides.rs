//! Every kind of side, and what is refused.

use std::fs;

use super::{PAGINATORS, SIDES, new_model, old_model, workspace};
use crate::support::{Workspace, gzipped, xtask};

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

/// The lines of a report after its two sides.
fn changes(report: &str) -> &str {
    report.split_once('\n').unwrap().1
}

#[test]
fn revisions_are_named_by_date_or_place() {
    let start = "2017-09-29 (botocore 1.7.20) → 2017-10-23 (botocore 1.7.34)\nminor (0.1.0 → 0.1.1); \
                 wire: compatible; operations: 0 new, 11 updated (1 more in errors alone), 0 removed\n";
    xtask("diff 2017-09-29 2017-10-23").begins(start).report();
    let workspace = Workspace::with_revisions();
    let by_date = workspace.run("diff 2024-01-01 2024-02-02");
    assert_eq!(workspace.run("diff previous latest"), by_date);
    let same = workspace.run("diff latest latest").report();
    assert!(same.ends_with("\nno change\n"), "{same}");
}

#[test]
fn a_model_is_the_same_wherever_it_stands() {
    let workspace = workspace();
    let start = "old/service-2.json → new/service-2.json\nminor ";
    let added = "\n  enum-value-added Mode.RIDE  [minor, wire compatible]\n";
    let from_files = workspace.run(SIDES).begins(start).prints(added).report();
    assert!(!from_files.contains("pagination"), "{from_files}");
    workspace.write("city.smithy.json", SMITHY);
    let mixed = workspace.run("diff old/service-2.json city.smithy.json");
    let mixed = mixed.prints(added).report();
    assert!(!mixed.contains("shape-"), "{mixed}");

    workspace.commit();
    fs::remove_file(workspace.path("old/service-2.json")).unwrap();
    fs::remove_file(workspace.path("old/paginators-1.json")).unwrap();
    workspace.write("old/service-2.json.gz", gzipped(&old_model()));
    workspace.write("old/paginators-1.json.gz", gzipped(PAGINATORS));
    let absolute = workspace.path("old/service-2.json.gz");
    let absolute = absolute.display().to_string();
    for old in [
        "HEAD:old/service-2.json",
        "HEAD:./old/service-2.json",
        "old/service-2.json.gz",
        &absolute,
        "old",
        "old/",
        "HEAD:old",
        "HEAD:old/",
        "HEAD:./old",
    ] {
        let report = workspace.run(&format!("diff {old} new/service-2.json"));
        assert_eq!(changes(&report.report()), changes(&from_files), "{old}");
    }
    // Without the absolute path.
    let start = "old/service-2.json.gz → HEAD:new/service-2.json\n";
    let diff = workspace.run(&format!("diff {absolute} HEAD:new/service-2.json"));
    diff.begins(start).report();
}

#[test]
fn paginators_beside_the_model_belong_to_it() {
    let workspace = workspace();
    workspace.commit();
    workspace.write("old/paginators-1.json", r#"{"pagination": {}}"#);
    let sides = "diff HEAD:old/service-2.json old/service-2.json";
    let removed = "  pagination-removed List.pagination  [major, wire compatible]\n";
    workspace.run(sides).ends(0).prints(removed);
    // As do botocore's additions.
    let extras = format!(r#"{{"version": 1.0, "merge": {PAGINATORS}}}"#);
    workspace.write("old/paginators-1.sdk-extras.json", extras);
    assert_eq!(changes(&workspace.run(sides).report()), "no change\n");
}

#[test]
fn pagination_is_not_compared_if_one_side_has_no_paginators() {
    let workspace = workspace();
    fs::remove_file(workspace.path("old/paginators-1.json")).unwrap();
    let note =
        "note: old/service-2.json has no paginators-1.json beside it; pagination is not compared\n";
    let output = r#""output": {"target": "city#ListResponse"}"#;
    let paginated = r#""traits": {"smithy.api#paginated": {"inputToken": "NextToken", "outputToken": "NextToken", "items": "Modes"}}"#;
    let smithy = SMITHY.replace(output, &format!("{output}, {paginated}"));
    workspace.write("city.smithy.json", smithy);
    for sides in [
        "old/service-2.json new/service-2.json",
        "new/service-2.json old/service-2.json",
        "old/service-2.json city.smithy.json",
        "city.smithy.json old/service-2.json",
    ] {
        let outcome = workspace.run(&format!("diff {sides}")).ends(0);
        assert_eq!(outcome.stderr, note);
        assert!(!outcome.stdout.contains("pagination-"), "{sides}");
    }
    // Without pagination on either side, there is nothing to note.
    workspace.write("new/paginators-1.json", r#"{"pagination": {}}"#);
    let report = workspace.run(SIDES).prints("enum-value-added").report();
    fs::remove_file(workspace.path("new/paginators-1.json")).unwrap();
    assert_eq!(workspace.run(SIDES).report(), report);
}

#[test]
fn a_side_that_cannot_be_read_is_refused_in_one_line() {
    let workspace = workspace();
    workspace.commit();
    let broken = |from: &str, to: &str| {
        let broken = old_model().replace(from, to);
        assert_ne!(broken, old_model());
        broken
    };
    for (file, text) in [
        ("cut.json", old_model().split_at(300).0.to_owned()),
        ("list.json", "[]".to_owned()),
        ("other.json", r#"{"shapes": {}}"#.to_owned()),
        (
            "unknown.json",
            broken(r#""enum": ["#, r#""taste": "sweet", "enum": ["#),
        ),
        (
            "dangling.json",
            broken(r#"{"shape": "Mode"}"#, r#"{"shape": "Nowhere"}"#),
        ),
        ("empty/README", String::new()),
        ("several/a.json", String::new()),
        ("several/b.json.gz", String::new()),
        ("data/README", String::new()),
        ("data/city/v1/service-2.json", old_model()),
        ("data/town/service-2.json.gz", old_model()),
    ] {
        workspace.write(file, text);
    }
    workspace.write("cut.json.gz", gzipped(&old_model()).split_at(100).0);
    workspace.write("bytes.json", [0xff, 0xfe, 0x00]);
    let not_a_file = |side: &str| format!("cannot read {side}: it is not a file, `latest`, ");
    let several = "it is a folder with several JSON files (a.json, b.json.gz) and no service-2.json: name one of them";
    let unknown = "cannot read unknown.json: shapes.Mode.taste: unknown key";
    for (side, message) in [
        ("nowhere.json", &*not_a_file("nowhere.json")),
        (
            "2017-13-01",
            "cannot read 2017-13-01: it is not a date: expected one such as 2025-11-21\n",
        ),
        (
            "empty",
            "it is a folder without a service-2.json or a Smithy JSON AST\n",
        ),
        (
            "data",
            "without a service-2.json or a Smithy JSON AST; these folders have one: data/city/v1, data/town\n",
        ),
        ("zebra.json", "GITREV:path\n"),
        ("cut.json/x", "cannot read cut.json/x: Not a directory"),
        ("several", several),
        ("latst", "; did you mean `latest`?"),
        ("cut.jsn", "; did you mean `cut.json`"),
        ("new/service-3.json", "; did you mean `new/service-2.json`?"),
        (
            "cut.json",
            "cannot read cut.json: (model): is not valid JSON",
        ),
        ("list.json", "is not a model"),
        ("other.json", "is not a model"),
        ("unknown.json", unknown),
        ("dangling.json", "refers to `Nowhere`"),
        (
            "cut.json.gz",
            "cannot read cut.json.gz: cannot unpack it: incomplete",
        ),
        ("bytes.json", "cannot read bytes.json: "),
        ("HEAD:older/x.json", "cannot read HEAD:older/x.json: git: "),
        ("latest", "cannot read latest: no revision is recorded"),
        (
            "2024-01-01",
            "cannot read 2024-01-01: no revision is recorded",
        ),
    ] {
        for line in [
            format!("diff {side} new/service-2.json"),
            format!("breaking new/service-2.json {side}"),
        ] {
            let outcome = workspace.run(&line).notes(message);
            assert!(outcome.refusal(3).starts_with("error: "), "{side}");
        }
    }
}

#[test]
fn similar_or_nearest_revisions_are_suggested_for_another_date() {
    for date in ["2017-9-29", "20170929", "2017/09/29", "2017.9.29"] {
        let refusal = xtask(&format!("diff {date} latest")).refusal(3);
        let message =
            "it is not a date: expected one such as 2025-11-21; did you mean `2017-09-29`?\n";
        assert_eq!(refusal, format!("error: cannot read {date}: {message}"));
    }
    for (date, nearest) in [
        ("2017-10-01", "nearest are 2017-09-29 and 2017-10-23"),
        ("2016-01-01", "nearest is 2017-02-27"),
    ] {
        let refusal = xtask(&format!("diff {date} latest")).refusal(3);
        let error =
            format!("error: cannot read {date}: there is no revision {date}; the {nearest}\n");
        assert_eq!(refusal, error);
    }
    // A file of that name takes precedence.
    let workspace = workspace();
    workspace.write("2017-9-29", new_model());
    let report = workspace.run("diff 2017-9-29 2017-9-29").report();
    assert_eq!(report, "2017-9-29 → 2017-9-29\nno change\n");
}

#[test]
fn two_files_have_different_names_in_reports() {
    let workspace = workspace();
    let elsewhere = [Workspace::new(), Workspace::new()];
    let file = "city/v1/service-2.json";
    elsewhere[0].write(file, old_model());
    elsewhere[1].write(file, new_model());
    let [one, other] = elsewhere
        .each_ref()
        .map(|it| it.path(file).display().to_string());
    let report = workspace.run(&format!("diff {one} {other}")).report();
    let (old, new) = report.lines().next().unwrap().split_once(" → ").unwrap();
    assert_ne!(old, new);
    for (path, id) in [(&one, old), (&other, new)] {
        // As much as distinguishes them, and no absolute path.
        assert_eq!(id.matches('/').count(), 3, "{id}");
        assert!(path.ends_with(&format!("/{id}")), "{id}");
    }
    // For one file, the last two components suffice.
    let same = workspace.run(&format!("diff {one} {one}"));
    same.begins("v1/service-2.json → v1/service-2.json\n");
}

/// The paginators are beside the target of a link.
#[cfg(unix)]
#[test]
fn links_to_models_are_followed_or_explained() {
    use std::os::unix::fs::symlink;
    let workspace = workspace();
    workspace.write("new/paginators-1.json", PAGINATORS);
    symlink("../new/service-2.json", workspace.path("old/linked.json")).unwrap();
    let line = "diff old/linked.json new";
    let report = workspace.run(line).report();
    assert_eq!(changes(&report), "no change\n");
    symlink("nowhere.json", workspace.path("dangling.json")).unwrap();
    let refusal = workspace.run("diff dangling.json new").refusal(3);
    let message = "it is a symbolic link to nowhere.json, which does not exist";
    assert_eq!(
        refusal,
        format!("error: cannot read dangling.json: {message}\n")
    );
}

/// Models from before 2017-10 have no service ID: the first fact that both sides have decides.
#[test]
fn two_services_are_compared_only_with_force() {
    let workspace = workspace();
    for (file, metadata) in [
        ("old.json", r#""endpointPrefix": "city""#),
        (
            "new.json",
            r#""endpointPrefix": "city", "serviceId": "City""#,
        ),
        (
            "renamed.json",
            r#""endpointPrefix": "cities", "serviceId": "City""#,
        ),
        (
            "town.json",
            r#""endpointPrefix": "town", "serviceId": "Town""#,
        ),
    ] {
        let model = new_model().replace(r#""serviceId": "City""#, metadata);
        workspace.write(file, model);
    }
    for (old, new, services) in [
        ("old.json", "new.json", None),
        ("new.json", "renamed.json", None),
        ("new.json", "town.json", Some(["City", "Town"])),
        ("old.json", "town.json", Some(["city", "town"])),
    ] {
        let outcome = workspace.run(&format!("diff {old} {new}"));
        let Some([one, other]) = services else {
            outcome.report();
            continue;
        };
        let message = format!("{old} is of {one} and {new} is of {other}");
        let refusal = outcome.refusal(3);
        let end = format!("{message}: to compare different services, add `--force`\n");
        assert!(refusal.ends_with(&end), "{refusal}");
        let forced = workspace.run(&format!("diff {old} {new} --force")).ends(0);
        let note = format!("note: {message}; they are compared because of `--force`\n");
        assert_eq!(forced.stderr, note);
    }
    let forced = workspace.run("diff new.json town.json --force").ends(0);
    forced.prints("  service-metadata-changed service.id");
}
