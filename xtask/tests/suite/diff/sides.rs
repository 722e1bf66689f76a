//! Every kind of side, and what is refused.

use std::fs;
use std::process::Command;

use super::{MODEL, PAGINATORS, SIDES, SMITHY, new_model, workspace};
use crate::support::{Workspace, assert_transcript, gzipped, outcome, program, repository};

/// The lines of a report after its two sides.
fn changes(report: &str) -> &str {
    report.split_once('\n').unwrap().1
}

#[test]
fn revisions_are_named_by_date_or_place() {
    let workspace = Workspace::with_revisions();
    workspace.assert_transcript(
        "diff_revisions",
        "diff 2024-01-01 2024-02-02
        diff latest latest",
    );
    let by_date = workspace.run("diff 2024-01-01 2024-02-02");
    assert_eq!(workspace.run("diff previous latest"), by_date);
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
    workspace.write("old/service-2.json.gz", gzipped(MODEL));
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
    fs::create_dir(workspace.path("below")).unwrap();
    for old in ["HEAD:old", "HEAD:../old", "../old"] {
        let line = format!("diff {old} ../new/service-2.json");
        let report = outcome(&mut program(&workspace.path("below"), &line)).report();
        assert_eq!(changes(&report), changes(&from_files), "{old}");
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
    workspace.assert_transcript("diff_without_pagination", sides);
    // As do botocore's additions.
    let extras = format!(r#"{{"version": 1.0, "merge": {PAGINATORS}}}"#);
    workspace.write("old/paginators-1.sdk-extras.json", extras);
    workspace.assert_transcript("diff_with_extras", sides);
}

#[test]
fn pagination_is_not_compared_if_one_side_has_no_paginators() {
    let workspace = workspace();
    fs::remove_file(workspace.path("old/paginators-1.json")).unwrap();
    let output = r#""output": {"target": "city#ListResponse"}"#;
    let paginated = r#""traits": {"smithy.api#paginated": {"inputToken": "NextToken", "outputToken": "NextToken", "items": "Modes"}}"#;
    let smithy = SMITHY.replace(output, &format!("{output}, {paginated}"));
    workspace.write("city.smithy.json", smithy);
    workspace.assert_transcript(
        "diff_without_paginators",
        "diff old/service-2.json new/service-2.json
        diff new/service-2.json old/service-2.json
        diff old/service-2.json city.smithy.json
        diff city.smithy.json old/service-2.json",
    );
    // Without pagination on either side, nothing is left out.
    workspace.write("new/paginators-1.json", r#"{"pagination": {}}"#);
    let report = workspace.run(SIDES).report();
    fs::remove_file(workspace.path("new/paginators-1.json")).unwrap();
    assert_eq!(workspace.run(SIDES).report(), report);
}

#[test]
fn a_side_that_cannot_be_read_is_refused() {
    let workspace = workspace();
    let with = |from: &str, to: &str| MODEL.replace(from, to);
    for (file, text) in [
        ("cut.json", MODEL.split_at(300).0),
        ("list.json", "[]"),
        ("other.json", r#"{"shapes": {}}"#),
        (
            "unknown.json",
            &with(r#""enum""#, r#""taste": "sweet", "enum""#),
        ),
        (
            "dangling.json",
            &with(r#"{"shape": "Mode"}"#, r#"{"shape": "Nowhere"}"#),
        ),
        ("empty/README", ""),
        ("several/a.json", SMITHY),
        ("several/b.json.gz", MODEL),
        ("several/c.json", "cut"),
        ("several/d.json", MODEL),
        ("other/endpoints.json", "{}"),
        ("other/list.json", "[]"),
        ("data/README", ""),
        ("data/city/v1/service-2.json", MODEL),
        ("data/town/service-2.json.gz", MODEL),
        ("data/port/port.json", SMITHY),
        ("data/village/service-2.json", MODEL),
    ] {
        workspace.write(file, text);
    }
    workspace.write("cut.json.gz", gzipped(MODEL).split_at(100).0);
    for (file, bytes) in [
        ("utf16.json", b"\xff\xfe{\0".as_slice()),
        ("utf16-without-mark.json", b"{\0"),
        ("latin1.json", b"{\"metadata\": \"\xe9\"}"),
        ("archive.whl", b"PK\x03\x04"),
        ("page.json", b"<!DOCTYPE html>"),
        ("model.smithy", b"$version: \"2\""),
        ("nothing.json", b""),
    ] {
        workspace.write(file, bytes);
    }
    workspace.commit();
    workspace.assert_transcript(
        "diff_unreadable_sides",
        "diff nowhere.json new
        diff 2017-13-01 new
        diff empty new
        diff several new
        diff other new
        diff HEAD:several new
        diff data new
        diff zebra.json new
        diff cut.json/x new
        diff https://example.com/service-2.json new
        diff latst new
        diff cut.jsn new
        diff new/service-3.json new
        diff cut.json new
        diff list.json new
        diff other.json new
        diff unknown.json new
        diff dangling.json new
        diff cut.json.gz new
        diff utf16.json new
        diff utf16-without-mark.json new
        diff latin1.json new
        diff archive.whl new
        diff page.json new
        diff model.smithy new
        diff nothing.json new
        diff HEAD:older/x.json new
        diff latest new
        diff 2024-01-01 new
        breaking new cut.json",
    );
}

#[test]
fn similar_or_nearest_revisions_are_suggested_for_another_date() {
    assert_transcript(
        "diff_unknown_dates",
        repository(),
        "diff 2017-9-29 latest
        diff 20170929 latest
        diff 2017/09/29 latest
        diff 2017.9.29 latest
        diff 2017-10-1 latest
        diff 2021-2-25 latest
        diff 2017-10-01 latest
        diff 2016-01-01 latest",
    );
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
    elsewhere[0].write(file, MODEL);
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
    symlink("../new/service-2.json", workspace.path("old/linked.json")).unwrap();
    // A pipe has no file beside it, and is read once.
    let line = "cat old/service-2.json | \"$0\" diff /dev/fd/0 old/service-2.json";
    let mut piped = Command::new("sh");
    let piped = piped.args(["-c", line, env!("CARGO_BIN_EXE_xtask")]);
    let report = outcome(piped.current_dir(workspace.root())).ends(0).stdout;
    assert_eq!(changes(&report), "no change\n");
    symlink("nowhere.json", workspace.path("dangling.json")).unwrap();
    workspace.assert_transcript(
        "diff_links",
        "diff old/linked.json new
        diff dangling.json new",
    );
}

/// Whichever command reads it.
#[test]
fn the_model_of_a_folder_is_the_one_with_the_content_of_a_model() {
    let workspace = workspace();
    workspace.write("ast/city.json", SMITHY);
    workspace.write("ast/endpoints.json", r#"{"partitions": []}"#);
    workspace.write("ast/names.json", "[]");
    workspace.commit();
    for line in [
        "diff ast HEAD:ast",
        "breaking ast HEAD:ast",
        "generate --model ast --out target/city",
        "corpus --dir ast",
    ] {
        workspace.run(line).ends(0);
    }
    workspace
        .run("diff ast HEAD:ast")
        .begins("ast/city.json → HEAD:ast/city.json\n");
}

/// Models from before 2017-10 have no service ID: the first fact that both sides have decides.
#[test]
fn two_services_are_compared_only_with_force() {
    let workspace = workspace();
    let id = r#""serviceId": "City""#;
    for (file, metadata) in [
        ("old.json", r#""endpointPrefix": "city""#),
        ("new.json", &format!(r#""endpointPrefix": "city", {id}"#)),
        (
            "renamed.json",
            &format!(r#""endpointPrefix": "cities", {id}"#),
        ),
        (
            "town.json",
            r#""endpointPrefix": "town", "serviceId": "Town""#,
        ),
    ] {
        workspace.write(file, new_model().replace(id, metadata));
    }
    workspace.assert_transcript(
        "diff_two_services",
        "diff old.json new.json
        diff new.json renamed.json
        diff new.json town.json
        diff old.json town.json
        diff new.json town.json --force",
    );
}
