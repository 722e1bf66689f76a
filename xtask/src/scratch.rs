//! Workspaces of generated crates below `target/`.
//!
//! Files that differ are overwritten one after the other: unlike the files of the repository, they
//! can always be generated again.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use codegen::Files;
use codegen::model::Model;
use codegen::render::package::{self, Package};

use crate::cargo::cargo;
use crate::endpoints::EndpointTexts;
use crate::failure::{Blame, read_text};
use crate::generated::{self, files_below};
use crate::history::{Recorded, last};

/// A workspace of crates that depend on the runtime of this repository.
pub(crate) struct Scratch {
    pub(crate) folder: PathBuf,
    /// The repository.
    root: PathBuf,
}

impl Scratch {
    /// Names the folder of a workspace, which [`write_workspace`](Self::write_workspace) makes one.
    pub(crate) fn new(folder: PathBuf, root: &Path) -> Self {
        let root = root.to_owned();
        Self { folder, root }
    }

    /// Writes a file if its content differs, so that cargo does not compile an unchanged one again.
    pub(crate) fn write(&self, path: impl AsRef<Path>, text: &str) -> Result<()> {
        let path = self.folder.join(path);
        if std::fs::read_to_string(&path).is_ok_and(|current| current == text) {
            return Ok(());
        }
        std::fs::create_dir_all(path.parent().unwrap_or(&path))
            .and_then(|()| std::fs::write(&path, text))
            .or_unwritable(path.display())
    }

    /// Writes the manifest of the workspace, and a copy of the lock file of the repository, so that
    /// nothing is downloaded.
    pub(crate) fn write_workspace(&self, members: &[impl Debug]) -> Result<()> {
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:#?}\n");
        self.write("Cargo.toml", &manifest)?;
        self.write("Cargo.lock", &read_text(&self.root.join("Cargo.lock"))?)
    }

    /// Writes a copy of `org-types`, generated from the last of these revisions, as the only member
    /// of a workspace in which git ignores everything.
    pub(crate) fn write_org_types(&self, member: &str, recorded: &[Recorded]) -> Result<()> {
        let generated =
            generated::generate(&self.root, recorded, &EndpointTexts::read(&self.root)?)?;
        let mut package = self.package("org-types", &last(recorded)?.model);
        if let Some(manifest) = package.get_mut("Cargo.toml") {
            // For programs that use the crate.
            manifest.push_str("\n[dev-dependencies]\nserde = \"1\"\n");
            // The root mentions features of the crate that it is copied from.
            manifest.push_str("\n[lints.rust]\nunexpected_cfgs = \"allow\"\n");
        }
        let by_hand = read_text(&self.root.join("crates/org-types/src/lib.rs"))?;
        package.insert("src/lib.rs".to_owned(), by_hand);
        self.write(".gitignore", "*\n")?;
        self.write_workspace(&[member])?;
        self.write_files(member, &package, &generated.files)
    }

    /// Creates a command that runs cargo in the folder `member`, with a target folder in that of the
    /// workspace.
    pub(crate) fn cargo(&self, member: &str) -> Command {
        let mut cargo = cargo(&self.folder.join(member));
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo
    }

    /// Returns the path of the runtime.
    pub(crate) fn protocol(&self) -> PathBuf {
        self.root.join("crates/aws-json-protocol")
    }

    /// Returns the files of a crate beside its `src/generated`.
    pub(crate) fn package(&self, name: &str, model: &Model) -> Files {
        let protocol = self.protocol();
        let package = Package {
            name: name.to_owned(),
            protocol_path: protocol.display().to_string(),
        };
        package::files(&package, model)
    }

    /// Writes the files of a crate, and removes stale ones from its `src/generated`.
    pub(crate) fn write_files(
        &self,
        member: &str,
        package: &Files,
        generated: &Files,
    ) -> Result<()> {
        let member = Path::new(member);
        for (path, text) in package {
            self.write(member.join(path), text)?;
        }
        let folder = member.join("src/generated");
        for (path, text) in generated {
            self.write(folder.join(path), text)?;
        }
        let wanted = generated.keys().map(|path| folder.join(path)).collect();
        for stale in files_below(&self.folder, &folder)?.difference(&wanted) {
            let stale = self.folder.join(stale);
            std::fs::remove_file(&stale).or_unwritable(stale.display())?;
        }
        Ok(())
    }
}
