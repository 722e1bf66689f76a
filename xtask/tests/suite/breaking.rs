//! `cargo xtask breaking`.

use crate::diff::workspace;

#[test]
fn the_options_choose_axis_threshold_and_format() {
    workspace().assert_transcript(
        "breaking_options",
        "breaking old new
        breaking old new --fail-on minor
        breaking old new --fail-on minor --axis wire
        breaking old new --format json
        breaking old new --format github
        breaking old new --format junit
        breaking new old
        breaking new old --fail-on none
        breaking new old --axis wire
        breaking new old --format json
        breaking new old --format github
        breaking new old --format junit
        breaking old old --fail-on minor",
    );
}

#[test]
fn the_entry_that_a_refusal_prints_allows_the_change_once_it_has_a_reason() {
    let workspace = workspace();
    let report = workspace.run("breaking new old").ends(1).stdout;
    let (_, block) = report.split_once("say why in `reason`:\n\n").unwrap();
    let decided = block.replace("reason = \"\"", "reason = \"nobody rides\"");
    let of_member = "[[allow]]\nrule = \"member-removed\"\npath = \"A\"\n";
    let stale = format!("{of_member}reason = \"it was never there\"\n");
    let new = workspace.read("new/service-2.json");
    let fly = new.replace(r#""WALK", "RIDE""#, r#""FLY""#);
    for (file, text) in [
        ("undecided.toml", block),
        ("decided.toml", &decided),
        ("stale.toml", &(decided.clone() + &stale)),
        (
            "rule.toml",
            &stale.replace("member-removed", "nothing-like-it"),
        ),
        ("misspelt.toml", &stale.replace("removed", "removd")),
        ("table.toml", &stale.replace("[[allow]]", "[allow]")),
        ("reason.toml", &format!("\n{of_member}")),
        ("key.toml", "[[allowed]]\n"),
        ("no.toml", "allow"),
        ("fly.json", &fly),
    ] {
        workspace.write(file, text);
    }
    workspace.assert_transcript(
        "breaking_allowed",
        "breaking new old --allow undecided.toml
        breaking new old --allow decided.toml
        breaking new old --allow stale.toml
        breaking new old --allow rule.toml
        breaking new old --allow misspelt.toml
        breaking new old --allow table.toml
        breaking new old --allow reason.toml
        breaking new old --allow key.toml
        breaking new old --allow no.toml
        breaking new old --allow nowhere.toml
        breaking new fly.json",
    );
}

#[test]
fn a_report_goes_to_the_named_file_and_the_gate_still_fails() {
    let workspace = workspace();
    let outcome = workspace.run("breaking new old --format junit -o gate.xml");
    assert_eq!(outcome.ends(1).stdout, "");
    let report = workspace.read("gate.xml");
    assert!(report.ends_with("</testsuites>\n"), "{report}");
}
