//! The workflows under `.github/`, which run the commands that a person runs.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{MODEL, Programs, Workspace, outcome, repository, xtask};

/// The steps of a workflow that run a script, each with its name.
fn steps(workflow: &str) -> Vec<(String, String)> {
    let workflow: Value = yaml_serde::from_str(workflow).unwrap();
    let jobs = workflow["jobs"].as_object().unwrap().values();
    let steps = jobs.flat_map(|job| job["steps"].as_array().unwrap());
    let text = |value: &Value| Some(value.as_str()?.to_owned());
    let steps = steps.filter_map(|step| Some((text(&step["name"])?, text(&step["run"])?)));
    steps.collect()
}

#[test]
fn every_command_exists_with_its_options() {
    let mut commands = 0;
    for entry in fs::read_dir(repository().join(".github/workflows")).unwrap() {
        let workflow = fs::read_to_string(entry.unwrap().path()).unwrap();
        for (step, script) in steps(&workflow) {
            let lines = script.lines().map(str::trim);
            for line in lines.filter_map(|line| line.strip_prefix("cargo xtask ")) {
                let words: Vec<_> = line.split_whitespace().collect();
                let help = xtask(&format!("{} --help", words[0])).report();
                for option in words.iter().filter(|word| word.starts_with("--")) {
                    assert!(help.contains(option), "{step}: {line}: no {option}");
                }
                commands += 1;
            }
        }
    }
    assert!(commands >= 5, "only {commands} commands");
}

/// Runs the steps that find the sides, report and gate in another project with a model of its own,
/// with another `cargo` that runs this program.
#[cfg(unix)]
#[test]
fn the_steps_of_a_pull_request_work_elsewhere() {
    let project = Workspace::new();
    fs::remove_file(project.path("Cargo.toml")).unwrap();
    project.write("api/city.json", MODEL.replace("VALUE", r#"WALK", "RIDE"#));
    project.commit();
    project.write("api/city.json", MODEL.replace("VALUE", "WALK"));
    let program = env!("CARGO_BIN_EXE_xtask");
    let programs = Programs::new();
    programs.write("cargo", &format!("shift\nexec {program} \"$@\""));
    let workflow = repository().join(".github/workflows/api-changes.yml");
    let steps = steps(&fs::read_to_string(workflow).unwrap());
    let path = programs.before(&std::env::var("PATH").unwrap());
    project.write("environment", "");
    let run = |step: &str, status: i32| {
        let (_, script) = steps.iter().find(|(name, _)| name == step).unwrap();
        let environment = project.read("environment");
        // As GitHub calls it.
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c"])
            .arg(script)
            .envs([("BASE", "HEAD"), ("MODEL", "api/city.json")])
            .envs([("AXIS", "wire"), ("ALLOW", "allow.toml")])
            .envs(
                environment
                    .lines()
                    .map(|line| line.split_once('=').unwrap()),
            )
            .env("PATH", &path)
            .env("GITHUB_ENV", project.path("environment"))
            .env("GITHUB_STEP_SUMMARY", project.path("summary"))
            .current_dir(project.root());
        let outcome = outcome(&mut bash).ends(status);
        outcome.stdout + &outcome.stderr
    };
    assert_eq!(run("Find the sides", 0), "");
    assert_eq!(run("Report", 0), "");
    let report = project.read("report.md");
    let sides = "`HEAD:api/city.json` → `api/city.json`";
    assert!(report.contains(sides), "{report}");
    assert_eq!(project.read("summary"), report);
    let annotations = run("Annotate", 0);
    let start = "::notice title=API changes::major ";
    assert!(annotations.starts_with(start), "{annotations}");
    let refusal = run("Gate", 1);
    let start = "refused enum-value-removed Mode.RIDE  ";
    assert!(refusal.starts_with(start), "{refusal}");
    let (_, block) = refusal.split_once("`reason`:\n\n").unwrap();
    let (block, _) = block.split_once("error: ").unwrap();
    project.write("allow.toml", block.replace("\"\"", "\"nobody rides\""));
    run("Gate", 0);
}
