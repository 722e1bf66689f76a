//! The formats of the report, and its options.

use std::fs;
use std::process::Command;

use super::{MODEL, SIDES, SMITHY, with_values, workspace};
use crate::support::{Workspace, outcome, repository, xtask};

/// With values of that length, the report does not fit the largest comment.
#[test]
fn the_command_for_the_full_report_works_as_it_stands() {
    let workspace = workspace();
    let values = (0..300).map(|value| format!(r#", "VALUE{value:0>250}""#));
    let model = with_values(&values.collect::<String>());
    workspace.write("new/service-2.json", &model);
    workspace.write("with space.json", &model);
    workspace.write("city.smithy.json", SMITHY);
    let elsewhere = Workspace::new();
    elsewhere.write("new/service-2.json", &model);
    let elsewhere = elsewhere.path("new/service-2.json");
    let works = "`cargo xtask diff old/service-2.json new/service-2.json --force --rust`";
    let other = "the same command with `--format text`";
    let (old, one_of_several) = ("old/service-2.json", "--service City city.smithy.json");
    for (old, new, command) in [
        (old, "new/service-2.json", works),
        (old, "with space.json", other),
        (old, elsewhere.to_str().unwrap(), other),
        (one_of_several, "new/service-2.json", other),
    ] {
        let line = format!("diff --force --rust --format markdown {old}");
        let mut diff = workspace.command(&line);
        let report = outcome(diff.arg(new)).ends(0);
        let report = report.prints(&format!(
            "this comment is at its limit. The full report: {command}."
        ));
        let length = report.stdout.chars().count();
        assert!(length <= 65_000, "a workflow adds to {length}");
    }
}

#[test]
fn the_documented_examples_are_what_is_printed() {
    let page = fs::read_to_string(repository().join("docs/reviewing.md")).unwrap();
    for format in ["text", "json"] {
        let report = xtask(&format!("diff 2025-09-09 2025-10-28 --format {format}")).report();
        let example = format!("\n```{format}\n{report}```\n");
        assert!(page.contains(&example), "{example}");
    }
}

/// What the reports show in full is tested in codegen. What was removed is on a line of the old model.
#[test]
fn options_choose_what_is_shown() {
    workspace().assert_transcript(
        "diff_options",
        "diff old new --errors
        diff old new --by operation
        diff old new --by operation --format json
        diff old new --syntax
        diff old new --syntax --format markdown
        diff old new --format github
        diff new old --format github
        diff old new --crate-version 1.4.2 --format json
        diff old new --rust
        diff old new --rust --format markdown
        diff old old --rust
        diff old old --rust --format markdown",
    );
}

/// Unlike a removed shape, one that lost a part still has a line there.
#[test]
fn what_a_shape_lost_is_on_its_line_of_the_new_model() {
    let workspace = workspace();
    let token = r#""Token": {"type": "string""#;
    let bounded = MODEL.replace(token, &format!(r#"{token}, "max": 9"#));
    workspace.write("new/service-2.json", bounded);
    let report = workspace.run("diff new old --format github").ends(0);
    report.prints("file=old/service-2.json,line=11,title=length-changed Token::");
}

#[test]
fn a_report_goes_to_the_named_file() {
    let workspace = workspace();
    workspace.write("report.txt", "before");
    let printed = workspace.run(SIDES).report();
    let quiet = workspace.run(&format!("{SIDES} -o report.txt")).report();
    assert_eq!(quiet, "");
    assert_eq!(workspace.read("report.txt"), printed);
    // An input that cannot be read leaves the last report.
    let unread = "diff old/service-2.json nowhere.json -o report.txt";
    workspace.run(unread).refusal(3);
    assert_eq!(workspace.read("report.txt"), printed);
    let line = format!("{SIDES} -o no/such/folder/report.txt");
    let start = "error: cannot write no/such/folder/report.txt: its folder does not exist";
    workspace.run(&line).notes(start).refusal(4);
    assert!(!workspace.path("no").exists());
}

#[cfg(unix)]
#[test]
fn a_report_that_does_not_fit_leaves_the_last_one() {
    let workspace = workspace();
    workspace.write("report.txt", "before");
    let before = workspace.files();
    let full = outcome(&mut workspace.full_disk(&format!("{SIDES} -o report.txt")));
    let message = "error: cannot write report.txt: File too large (os error 27)\n";
    assert_eq!(full.refusal(4), message);
    assert_eq!(workspace.files(), before);
}

#[cfg(unix)]
#[test]
fn a_report_is_written_to_the_target_of_a_link() {
    let workspace = workspace();
    workspace.write("deep/README", "");
    std::os::unix::fs::symlink("deep/report.txt", workspace.path("link.txt")).unwrap();
    for _ in 0..2 {
        workspace.run(&format!("{SIDES} -o link.txt")).report();
        assert!(workspace.path("link.txt").is_symlink());
        let report = workspace.read("deep/report.txt");
        assert!(report.starts_with("old/service-2.json → "), "{report}");
        workspace.write("deep/report.txt", "before");
    }
}

/// The shell's `>(cat)` is such a pipe: its path is a link, whose target is not a path.
#[cfg(unix)]
#[test]
fn a_report_is_written_to_a_pipe() {
    let workspace = workspace();
    let mut line = workspace.command(&format!("{SIDES} -o /dev/fd/1"));
    assert_eq!(outcome(&mut line).report(), workspace.run(SIDES).report());
}

#[test]
fn the_largest_step_reads_in_a_minute() {
    let report = xtask("diff 2025-10-28 2025-11-20").report();
    assert!(report.lines().count() <= 120, "{}", report.lines().count());
}

#[test]
fn colours_are_used_only_on_request_outside_a_terminal() {
    let workspace = workspace();
    let has_colour = |line: &str, no_color: Option<&str>| {
        let mut command = workspace.command(line);
        command.env_remove("CLICOLOR_FORCE");
        command.envs(no_color.map(|value| ("NO_COLOR", value)));
        outcome(&mut command).stdout.contains('\u{1b}')
    };
    let gate = SIDES.replace("diff", "breaking --fail-on minor");
    for line in [SIDES, &format!("{SIDES} --syntax"), &gate] {
        for (options, expected) in [
            ("", false),
            ("--color auto", false),
            ("--color never", false),
            ("--color always", true),
        ] {
            let line = format!("{line} {options}");
            assert_eq!(has_colour(&line, None), expected, "{line}");
        }
        assert!(has_colour(&format!("{line} --color always"), Some("1")));
    }
    for format in ["json", "github"] {
        let line = format!("{SIDES} --color always --format {format}");
        assert!(!has_colour(&line, None), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn colours_are_used_in_a_terminal_unless_no_color_is_set() {
    let workspace = workspace();
    let run = |no_color: Option<&str>| {
        let line = format!("{} {SIDES}", env!("CARGO_BIN_EXE_xtask"));
        let mut command = Command::new("script");
        command
            .args(["--quiet", "--return", "--command", &line, "/dev/null"])
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR")
            .envs(no_color.map(|value| ("NO_COLOR", value)))
            .current_dir(workspace.root());
        let output = command.output().ok()?;
        Some(String::from_utf8(output.stdout).unwrap())
    };
    let Some(colored) = run(None) else {
        eprintln!("skipped: there is no `script` to make a terminal with");
        return;
    };
    assert!(colored.contains("\u{1b}[1m"), "{colored}");
    assert!(!run(Some("1")).unwrap().contains('\u{1b}'));
}
