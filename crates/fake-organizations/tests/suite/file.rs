//! The file with the state.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use aws_json_client::blocking::Client;
use aws_json_client::{Config, Credentials};
use fake_organizations::FakeOrganizations;
use org_types::aws_json_protocol::endpoint::Endpoint;
use org_types::*;
use serde_json::Value;

use crate::world::{MANAGER, STRANGER, World};

#[test]
fn a_saved_state_is_loaded_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let world = World::new();
    let id = world.invite(STRANGER);
    world.0.save(&path).unwrap();
    let loaded = World(FakeOrganizations::open(&path).unwrap());
    assert_eq!(loaded.0.to_json().unwrap(), world.0.to_json().unwrap());
    loaded.0.stop_clock("2026-12-01T00:00:00Z".parse().unwrap());
    loaded.ok_by(STRANGER, AcceptHandshakeRequest::new(id));
    let saved = fs::read_to_string(&path).unwrap();
    assert_eq!(saved, loaded.0.to_json().unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_that_does_not_hold_a_state_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    fs::write(&path, "{").unwrap();
    assert!(FakeOrganizations::open(&path).is_err());
    let json = World::new().0.to_json().unwrap();
    let broken = json.replacen(
        r#""hierarchy":{"111111111111""#,
        r#""hierarchy":{"111111111112""#,
        1,
    );
    assert_ne!(broken, json);
    let error = FakeOrganizations::from_json(&broken)
        .unwrap_err()
        .to_string();
    assert!(error.contains("111111111111: is below the root"), "{error}");
    assert!(FakeOrganizations::open(&folder.path().join("none/state.json")).is_err());

    let world = World::new();
    let outer = world.unit(&world.root(), "outer");
    let inner = world.unit(&outer, "inner");
    let mut circle: Value = serde_json::from_str(&world.0.to_json().unwrap()).unwrap();
    circle["organizations"][world.id()]["hierarchy"][outer] = Value::from(inner);
    assert!(FakeOrganizations::from_json(&circle.to_string()).is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_ends_if_nobody_can_learn_its_address() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = program()
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.starts_with("error: cannot print the address: "),
        "{error}"
    );
}

/// The program, which is killed at the latest when this is dropped.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_fake-organizations"))
}

/// Starts the program and returns it with the URL that it prints.
fn start(state: &Path) -> (Program, String) {
    let mut command = program();
    let command = command
        .args(["--port", "0", "--state"])
        .arg(state)
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    (Program(child), url.trim_end().to_owned())
}

#[test]
fn a_program_that_cannot_start_names_the_file_or_the_port() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    fs::write(&path, "{").unwrap();
    let state = path.to_str().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    for (option, value) in [("--state", state), ("--port", &port)] {
        let output = program().args([option, value]).output().unwrap();
        let problem = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{problem}");
        assert!(problem.starts_with("error: cannot "), "{problem}");
        assert!(problem.contains(&format!(" {value}: ")), "{problem}");
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

#[test]
fn a_program_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let world = World::new();
    let root = world.root();
    // The larger the file, the likelier it is being written when the program is killed.
    for number in 0..500 {
        world.unit(&root, &format!("{number:0128}"));
    }
    world.0.save(&path).unwrap();
    for round in 0..15 {
        let (mut program, url) = start(&path);
        let endpoint = Endpoint::new(url, "us-east-1");
        let credentials = Credentials::new(MANAGER, "secret", None, None, "test");
        let config = Config::new(endpoint, credentials).max_attempts(1);
        let client = Client::new(ureq::Agent::new_with_defaults(), config);
        let root = root.clone();
        let calls = std::thread::spawn(move || {
            let names = (0..).map(|number| format!("round {round} unit {number}"));
            let create = |name: &String| CreateOrganizationalUnitRequest::new(&root, name);
            names
                .take_while(|name| client.call(&create(name)).is_ok())
                .last()
        });
        std::thread::sleep(Duration::from_millis(20 + 7 * round));
        program.0.kill().unwrap();
        let last = calls.join().unwrap();
        let state = fs::read_to_string(&path).unwrap();
        FakeOrganizations::from_json(&state).unwrap();
        if let Some(last) = last {
            let is_saved = state.contains(&format!("\"{last}\""));
            assert!(is_saved, "{last} was answered and is not saved");
        }
    }
}
