//! The workflows under `.github/`: they run the commands that a person runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::process::{Workspace, xtask};

/// Each workflow by name.
fn workflows() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let mut workflows: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    workflows.sort();
    workflows
}

fn workflow(name: &str) -> String {
    let mut workflows = workflows().into_iter();
    workflows.find(|(other, _)| other == name).unwrap().1
}

/// The script of each step, by the step's name: what stands after `run:`, or below it and further
/// in.
fn scripts(workflow: &str) -> Vec<(String, String)> {
    let mut scripts = Vec::new();
    let mut step = "";
    let mut lines = workflow.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = |line: &str| line.len() - line.trim_start().len();
        step = line.trim().strip_prefix("- name: ").unwrap_or(step);
        match line.trim().strip_prefix("run: ") {
            Some("|") => {
                let is_below = |below: &&str| below.is_empty() || indent(below) > indent(line);
                let script: Vec<_> = std::iter::from_fn(|| lines.next_if(is_below)).collect();
                scripts.push((step.to_owned(), script.join("\n")));
            }
            Some(command) => scripts.push((step.to_owned(), command.to_owned())),
            None => {}
        }
    }
    scripts
}

fn script(workflow: &str, step: &str) -> String {
    let mut scripts = scripts(workflow).into_iter();
    scripts.find(|(name, _)| name == step).unwrap().1
}

#[test]
fn every_command_is_one_that_a_person_has() {
    let mut commands = 0;
    for (workflow, content) in workflows() {
        for (_, script) in scripts(&content) {
            let lines = script
                .lines()
                .filter_map(|line| line.trim().strip_prefix("cargo xtask "));
            for line in lines {
                let words: Vec<_> = line.split_whitespace().collect();
                let help = xtask(&[words[0], "--help"]).report();
                for option in words.iter().filter(|word| word.starts_with("--")) {
                    assert!(help.contains(option), "{workflow}: {line}: no {option}");
                }
                commands += 1;
            }
        }
    }
    assert!(commands >= 5, "only {commands} commands");
}

/// What a step leaves for those after it.
fn variables(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| line.split_once('=').unwrap());
    lines
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Runs the steps that find the sides, report and gate, in another project with a model of its own,
/// as its workflow does; with another `cargo` that runs this program.
#[cfg(unix)]
#[test]
fn the_steps_of_a_pull_request_work_elsewhere() {
    use std::os::unix::fs::PermissionsExt as _;

    const MODEL: &str = r#"{"metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
      "operations": {"Get": {"input": {"shape": "GetRequest"}}},
      "shapes": {"GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}}}, "Mode": {"type": "string", "enum": ["WALK"RIDE]}}}"#;
    let project = Workspace::new();
    fs::remove_file(project.path("Cargo.toml")).unwrap();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
        let mut git = Command::new("git");
        git.args(identity)
            .args(arguments)
            .current_dir(project.path(""));
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    project.write("api/city.json", MODEL.replace("RIDE", r#", "RIDE""#));
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "Base"]);
    project.write("api/city.json", MODEL.replace("RIDE", ""));
    let cargo = format!(
        "#!/bin/sh\nshift\nexec {} \"$@\"\n",
        env!("CARGO_BIN_EXE_xtask")
    );
    project.write("bin/cargo", cargo);
    fs::set_permissions(project.path("bin/cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let workflow = workflow("api-changes.yml");
    let summary = project.path("summary");
    let environment = project.path("environment");
    let mut known = vec![
        ("BASE".to_owned(), "HEAD".to_owned()),
        ("MODEL".to_owned(), "api/city.json".to_owned()),
        ("AXIS".to_owned(), "wire".to_owned()),
        ("ALLOW".to_owned(), "allow.toml".to_owned()),
    ];
    let run = |step: &str, known: &[(String, String)]| {
        let path = format!(
            "{}:{}",
            project.path("bin").display(),
            std::env::var("PATH").unwrap()
        );
        let output = Command::new("bash")
            // As GitHub calls it.
            .args([
                "--noprofile",
                "--norc",
                "-e",
                "-o",
                "pipefail",
                "-c",
                &script(&workflow, step),
            ])
            .envs(known.iter().map(|(name, value)| (name, value)))
            .env("PATH", path)
            .env("GITHUB_ENV", &environment)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .current_dir(project.path(""))
            .output()
            .unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code().unwrap(), text)
    };
    assert_eq!(run("Find the sides", &known), (0, String::new()));
    known.extend(variables(&environment));
    assert_eq!(run("Report", &known), (0, String::new()));
    let report = fs::read_to_string(project.path("report.md")).unwrap();
    assert!(
        report.contains("`HEAD:api/city.json` → `api/city.json`"),
        "{report}"
    );
    assert_eq!(fs::read_to_string(&summary).unwrap(), report);
    let (status, annotations) = run("Annotate", &known);
    assert_eq!(status, 0);
    assert!(
        annotations.starts_with("::notice title=API changes::major "),
        "{annotations}"
    );
    let (status, refusal) = run("Gate", &known);
    assert_eq!(status, 1, "{refusal}");
    assert!(
        refusal.starts_with("refused enum-value-removed Mode.RIDE  "),
        "{refusal}"
    );
    let (_, block) = refusal.split_once("`reason`:\n\n").unwrap();
    let (block, _) = block.split_once("error: ").unwrap();
    project.write("allow.toml", block.replace("\"\"", "\"nobody rides\""));
    let (status, report) = run("Gate", &known);
    assert_eq!(status, 0, "{report}");
}
