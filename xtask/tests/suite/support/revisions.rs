//! A workspace with two revisions of a small service, in which a test runs the program.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A service with one operation; `VALUE` stands for an enum value.
pub(crate) const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2016-11-28", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {
    "Get": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "GetRequest"}},
    "Put": {"http": {"method": "POST", "requestUri": "/"}}
  },
  "shapes": {
    "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}}},
    "Mode": {"type": "string", "enum": ["VALUE"]}
  }
}"#;

/// A workspace with two revisions: `OLD` is a value of the first, `NEW` of the second.
pub(crate) struct Workspace(pub(crate) TempDir);

impl Workspace {
    pub(crate) fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("Cargo.toml", "[workspace]\n");
        let mut list = String::new();
        for (date, release, value) in [
            ("2024-01-01", "1.0.0", "OLD"),
            ("2024-02-02", "1.0.1", "NEW"),
        ] {
            let folder = format!("model/organizations/{date}");
            workspace.write(
                &format!("{folder}/service-2.json"),
                &MODEL.replace("VALUE", value),
            );
            workspace.write(
                &format!("{folder}/paginators-1.json"),
                r#"{"pagination": {}}"#,
            );
            let digest = "0".repeat(64);
            list += &format!(
                "[[revision]]\ndate = \"{date}\"\nbotocore = \"{release}\"\nsha256 = \"{digest}\"\n"
            );
        }
        workspace.write("model/organizations/revisions.toml", &list);
        workspace
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    /// Every file but those of cargo and of the journal.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files_below(self.0.path())
            .filter(|path| !path.starts_with(self.path("target")))
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect()
    }
}

pub(crate) fn files_below(folder: &Path) -> Box<dyn Iterator<Item = PathBuf>> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    Box::new(entries.flat_map(|path| match path.is_dir() {
        true => files_below(&path),
        false => Box::new([path].into_iter()),
    }))
}
