//! The workflows under `.github/`: they run the commands that a person runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Workspace, outcome, repository, xtask};

/// Each workflow by name.
fn workflows() -> Vec<(String, String)> {
    let folder = repository().join(".github/workflows");
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
                let help = xtask(&format!("{} --help", words[0])).report();
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
    const MODEL: &str = r#"{"metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
      "operations": {"Get": {"input": {"shape": "GetRequest"}}},
      "shapes": {"GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}}}, "Mode": {"type": "string", "enum": ["WALK"RIDE]}}}"#;
    let project = Workspace::new();
    fs::remove_file(project.path("Cargo.toml")).unwrap();
    project.write("api/city.json", MODEL.replace("RIDE", r#", "RIDE""#));
    project.commit();
    project.write("api/city.json", MODEL.replace("RIDE", ""));
    let program = env!("CARGO_BIN_EXE_xtask");
    let cargo = format!("#!/bin/sh\nshift\nexec {program} \"$@\"\n");
    project.write_program("cargo", &cargo);
    let workflow = workflow("api-changes.yml");
    let [summary, environment] = ["summary", "environment"].map(|file| project.path(file));
    let bin = project.path("bin").display().to_string();
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap());
    let mut known: Vec<_> = [
        ("BASE", "HEAD"),
        ("MODEL", "api/city.json"),
        ("AXIS", "wire"),
        ("ALLOW", "allow.toml"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let run = |step: &str, known: &[(String, String)], status: i32| {
        // As GitHub calls it.
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c"])
            .arg(script(&workflow, step))
            .envs(known.iter().map(|(name, value)| (name, value)))
            .env("PATH", &path)
            .env("GITHUB_ENV", &environment)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .current_dir(project.root());
        let outcome = outcome(&mut bash).ends(status);
        outcome.stdout + &outcome.stderr
    };
    assert_eq!(run("Find the sides", &known, 0), "");
    known.extend(variables(&environment));
    assert_eq!(run("Report", &known, 0), "");
    let report = project.read("report.md");
    let sides = "`HEAD:api/city.json` → `api/city.json`";
    assert!(report.contains(sides), "{report}");
    assert_eq!(project.read("summary"), report);
    let annotations = run("Annotate", &known, 0);
    let start = "::notice title=API changes::major ";
    assert!(annotations.starts_with(start), "{annotations}");
    let refusal = run("Gate", &known, 1);
    let start = "refused enum-value-removed Mode.RIDE  ";
    assert!(refusal.starts_with(start), "{refusal}");
    let (_, block) = refusal.split_once("`reason`:\n\n").unwrap();
    let (block, _) = block.split_once("error: ").unwrap();
    project.write("allow.toml", block.replace("\"\"", "\"nobody rides\""));
    run("Gate", &known, 0);
}
