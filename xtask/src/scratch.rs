//! Generated crates below `target/`, or elsewhere outside of the repository.
//!
//! Files that differ are overwritten one after the other: unlike the files of the repository, they
//! can always be generated again.

use std::path::Path;

use anyhow::Result;
use codegen::Files;
use codegen::model::Model;
use codegen::render::package::{self, Package};

use crate::failure::{Blame, read_text};
use crate::generated::{self, files_below};
use crate::history::{Recorded, last};

/// Writes a file if its content differs, so that cargo does not compile an unchanged one again.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|current| current == text) {
        return Ok(());
    }
    let written = match path.parent() {
        Some(folder) => std::fs::create_dir_all(folder),
        None => Ok(()),
    };
    written
        .and_then(|()| std::fs::write(path, text))
        .or_unwritable(path.display())
}

/// Writes the manifest of a workspace in `folder`, which begins with `header`, and a copy of the
/// lock file of the workspace at `root`, so that nothing is downloaded.
pub(crate) fn write_workspace(
    folder: &Path,
    header: &str,
    members: &[impl AsRef<str>],
    root: &Path,
) -> Result<()> {
    let members = members.iter().map(AsRef::as_ref);
    let members = members.map(|member| format!("    {member:?},\n"));
    let members: String = members.collect();
    let manifest = format!("{header}[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(
        &folder.join("Cargo.lock"),
        &read_text(&root.join("Cargo.lock"))?,
    )
}

/// Writes a crate that depends on the runtime of the workspace at `root`, and removes stale files
/// from its `src/generated`.
pub(crate) fn write_crate(
    folder: &Path,
    name: &str,
    model: &Model,
    generated: &Files,
    root: &Path,
) -> Result<()> {
    write_files(folder, &package(name, model, root), generated)
}

/// Writes a copy of `org-types`, generated from the last of these revisions, as the only member of a
/// workspace in which git ignores everything.
pub(crate) fn write_org_types(
    workspace: &Path,
    member: &str,
    recorded: &[Recorded],
    root: &Path,
) -> Result<()> {
    let generated = generated::generate(root, recorded)?;
    let mut package = package("org-types", &last(recorded)?.model, root);
    if let Some(manifest) = package.get_mut("Cargo.toml") {
        // For programs that use the crate.
        manifest.push_str("\n[dev-dependencies]\nserde = \"1\"\n");
    }
    let by_hand = read_text(&root.join("crates/org-types/src/lib.rs"))?;
    package.insert("src/lib.rs".to_owned(), by_hand);
    write(&workspace.join(".gitignore"), "*\n")?;
    write_workspace(workspace, "", &[member], root)?;
    write_files(&workspace.join(member), &package, &generated.files)
}

fn package(name: &str, model: &Model, root: &Path) -> Files {
    let package = Package {
        name: name.to_owned(),
        protocol_path: root.join("crates/aws-json-protocol").display().to_string(),
    };
    package::files(&package, model)
}

fn write_files(folder: &Path, package: &Files, generated: &Files) -> Result<()> {
    for (path, text) in package {
        write(&folder.join(path), text)?;
    }
    let folder = folder.join("src/generated");
    for (path, text) in generated {
        write(&folder.join(path), text)?;
    }
    let wanted = generated.keys().map(|path| folder.join(path)).collect();
    for stale in files_below(Path::new(""), &folder, false)?.difference(&wanted) {
        std::fs::remove_file(stale).or_unwritable(stale.display())?;
    }
    Ok(())
}
