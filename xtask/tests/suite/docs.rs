//! `cargo xtask docs` as a process: the real program, in a workspace and on wheels that the tests
//! make.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::process::{assert_status, assert_told, stdout, target_folder};
use crate::support::wheel::WheelFile;
use hmac_sha256::Hash;
use tempfile::TempDir;

/// A service with one operation; `TEXT` stands for the prose about it.
const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2016-11-28", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {
    "Get": {"http": {"method": "POST", "requestUri": "/"}, "documentation": "TEXT"}
  },
  "shapes": {}
}"#;

/// The same with prose, as upstream would have it.
fn upstream(text: &str) -> String {
    MODEL.replace("TEXT", text)
}

/// A workspace with two revisions, and a repository around it that ignores nothing.
struct Workspace {
    root: TempDir,
    wheels: TempDir,
}

impl Workspace {
    fn new() -> Self {
        let [root, wheels] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let workspace = Self { root, wheels };
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut manifest = fs::read_to_string(repository.join("Cargo.toml")).unwrap();
        for members in [r#""codegen", "#, r#", "e2e""#, r#", "xtask""#] {
            manifest = manifest.replace(members, "");
        }
        workspace.write("Cargo.toml", &manifest);
        let protocol = files_below(&repository.join("crates/aws-json-protocol"));
        for path in protocol.into_iter().chain([repository.join("Cargo.lock")]) {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(repository).unwrap();
            workspace.write(path.to_str().unwrap(), &text);
        }
        workspace.write(
            "crates/org-types/src/lib.rs",
            "//! By hand.\n#[rustfmt::skip]\nmod generated;\npub use generated::{error, operation, service};\n",
        );
        let mut list = String::new();
        for (date, release, text) in [
            ("2024-01-01", "1.0.0", "<p>First words.</p>"),
            ("2024-02-02", "1.0.1", "<p>Fetches <i>it</i>.</p>"),
        ] {
            let folder = format!("model/organizations/{date}");
            let facts = MODEL.replace(r#", "documentation": "TEXT""#, "");
            workspace.write(&format!("{folder}/service-2.json"), &facts);
            workspace.write(
                &format!("{folder}/paginators-1.json"),
                r#"{"pagination": {}}"#,
            );
            let digest: String = Hash::hash(upstream(text).as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            list += &format!(
                "[[revision]]\ndate = \"{date}\"\nbotocore = \"{release}\"\nsha256 = \"{digest}\"\n"
            );
            workspace.wheel(release, text);
        }
        workspace.write("model/organizations/revisions.toml", &list);
        workspace.git(&["init", "--quiet"]);
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Makes the wheel of a release whose model has that prose.
    fn wheel(&self, release: &str, text: &str) -> String {
        let wheel = WheelFile::new(release, (2024, 1, 1))
            .service("organizations", &upstream(text))
            .compressed();
        let path = wheel.write(self.wheels.path());
        path.to_str().unwrap().to_owned()
    }

    fn wheel_of(&self, release: &str) -> String {
        let name = format!("botocore-{release}-py3-none-any.whl");
        self.wheels.path().join(name).to_str().unwrap().to_owned()
    }

    fn docs(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .arg("docs")
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_BUILD_BUILD_DIR", target_folder())
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
            .env("RUSTDOCFLAGS", "-Dwarnings");
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(&self.root)
            .output()
            .unwrap();
        stdout(&output).to_owned()
    }

    /// What git would take into a commit, with the content of each file.
    fn tree(&self) -> Vec<(String, Vec<u8>)> {
        let list = self.git(&["ls-files", "--others", "--exclude-standard"]);
        list.lines()
            .map(|path| {
                (
                    path.to_owned(),
                    fs::read(self.root.path().join(path)).unwrap(),
                )
            })
            .collect()
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files_below(&path),
            false => vec![path],
        })
        .collect()
}

#[test]
fn the_prose_is_documented_and_cannot_land_in_the_tree() {
    let workspace = Workspace::new();
    let before = workspace.tree();
    assert!(before.len() > 10, "git sees the workspace");

    let output = workspace.docs(&["--wheel", &workspace.wheel_of("1.0.1")]);
    assert_status(&output, 0);
    let page = PathBuf::from(stdout(&output).trim_end());
    assert!(page.starts_with(workspace.root.path().canonicalize().unwrap().join("target")));
    assert!(fs::read_to_string(&page).unwrap().contains("By hand."));
    let operation = page.with_file_name("operation").join("struct.Get.html");
    let operation = fs::read_to_string(operation).unwrap();
    assert!(operation.contains("Fetches <em>it</em>."), "{operation}");
    assert_eq!(workspace.tree(), before);

    let first = ["--revision", "2024-01-01", "--wheel"];
    let output = workspace.docs(&[&first[..], &[&workspace.wheel_of("1.0.0")]].concat());
    assert_status(&output, 0);
    let operation = page.with_file_name("operation").join("struct.Get.html");
    assert!(
        fs::read_to_string(operation)
            .unwrap()
            .contains("First words.")
    );
    assert_eq!(workspace.tree(), before);
}

#[test]
fn a_wheel_that_the_revision_was_not_imported_from_is_refused() {
    let workspace = Workspace::new();
    let before = files_below(workspace.root.path());
    let other = workspace.wheel("1.0.2", "<p>Other words.</p>");
    for (wheel, hint) in [
        (other, "use the wheel of botocore 1.0.1"),
        (workspace.wheel_of("1.0.0"), "add `--revision 2024-01-01`"),
    ] {
        let output = workspace.docs(&["--wheel", &wheel]);
        assert_status(&output, 3);
        assert_told(&output, hint);
    }
    assert_eq!(files_below(workspace.root.path()), before);
}

#[test]
fn what_cannot_be_read_has_its_own_status() {
    let workspace = Workspace::new();
    for arguments in [
        &["--wheel", "missing.whl"][..],
        &["--revision", "2023-01-01", "--wheel", "missing.whl"],
    ] {
        assert_eq!(workspace.docs(arguments).status.code(), Some(3));
    }
}

#[test]
fn pages_that_cannot_be_made_have_their_own_status() {
    let workspace = Workspace::new();
    let mut docs = workspace.command(&["--wheel", &workspace.wheel_of("1.0.1")]);
    let output = docs.env("CARGO", "false").output().unwrap();
    assert_status(&output, 4);
    assert_told(&output, "cargo doc failed: see above");
}
