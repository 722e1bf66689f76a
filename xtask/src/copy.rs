//! Copies of `org-types` below `target/`, generated from other models.

use std::path::Path;

use anyhow::{Context, Result};
use codegen::Files;
use codegen::model::Model;
use codegen::render::package::{self, Package};

use crate::changes::Changes;
use crate::failure::Blame;
use crate::generated;

/// The hand-written source file of `org-types`.
const ROOT: &str = "crates/org-types/src/lib.rs";

/// The location of a copy: the only member of a workspace in which git ignores everything.
#[derive(Clone, Copy)]
pub(crate) struct Copy<'a> {
    pub(crate) parent: &'a Path,
    pub(crate) folder: &'a str,
}

impl Copy<'_> {
    /// Writes the crate, with the dependency versions of the workspace, so that nothing has to be
    /// downloaded.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be written, or if a file of the workspace at `root` cannot be
    /// read.
    pub(crate) fn write(self, model: &Model, generated: &Files, root: &Path) -> Result<()> {
        let lock = read(&root.join("Cargo.lock"))?;
        let crate_root = read(&root.join(ROOT))?;
        self.changes(model, generated, [lock, crate_root], root)
            .and_then(|changes| changes.commit())
            .or_unwritable(self.parent.display())?;
        Ok(())
    }

    fn changes(
        self,
        model: &Model,
        generated: &Files,
        [lock, crate_root]: [String; 2],
        root: &Path,
    ) -> Result<Changes> {
        std::fs::create_dir_all(self.parent)
            .with_context(|| format!("cannot create {}", self.parent.display()))?;
        let mut changes = Changes::new(self.parent)?;
        changes.write(".gitignore", "*\n")?;
        let package = Package {
            name: "org-types".to_owned(),
            protocol_path: root.join("crates/aws-json-protocol").display().to_string(),
        };
        changes.write("Cargo.toml", self.workspace())?;
        changes.write("Cargo.lock", lock)?;
        let folder = Path::new(self.folder);
        for (path, mut text) in package::files(&package, model) {
            if path == "Cargo.toml" {
                text.push_str("\n[dev-dependencies]\nserde = \"1\"\n"); // for programs that use the crate
            }
            changes.write(folder.join(path), text)?;
        }
        changes.write(folder.join("src/lib.rs"), crate_root)?;
        let sources = folder.join("src/generated");
        generated::add_folder(generated, &sources, &mut changes, self.parent)?;
        Ok(changes)
    }

    /// Returns the manifest of the workspace. Cargo distinguishes crates with the same name by
    /// their path in a workspace.
    pub(crate) fn workspace(self) -> String {
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{:?}]\n",
            self.folder
        )
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).or_unreadable(path.display())
}
