//! Models from the history of the repository.

use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use super::folder::model_among;
use crate::botocore::data::DataFiles;
use crate::botocore::service_files::{self, Texts};

/// Returns the object `GITREV:path`, or the model in it if it is a folder.
pub(super) fn model_file(object: &str) -> Result<String> {
    let kind = git(&["cat-file", "-t", "--end-of-options", object])?;
    if kind.stdout != b"tree\n" {
        return Ok(object.to_owned());
    }
    let list = shown(git(&[
        "ls-tree",
        "--name-only",
        "-z",
        "--end-of-options",
        object,
    ])?)?;
    let list = String::from_utf8_lossy(&list);
    let names: Vec<_> = list.split_terminator('\0').map(str::to_owned).collect();
    let slash = if object.ends_with(['/', ':']) {
        ""
    } else {
        "/"
    };
    Ok(format!("{object}{slash}{}", model_among(&names)?))
}

/// Reads the model file `GITREV:path` and the files that belong to it.
pub(super) fn read(object: &str) -> Result<Texts> {
    let folder_length = object.rfind(['/', ':']).map_or(0, |slash| slash + 1);
    let (folder, name) = object.split_at(folder_length);
    service_files::texts(&mut Beside { folder, name }, name)
}

/// The files in the folder of a file.
struct Beside<'o> {
    folder: &'o str,
    name: &'o str,
}

impl DataFiles for Beside<'_> {
    fn read(&mut self, file: &str) -> Result<Option<Vec<u8>>> {
        let object = format!("{}{file}", self.folder);
        // Git has the best error message for the file that was named.
        (file == self.name || exists(&object)?)
            .then(|| {
                shown(git(&[
                    "show",
                    "--no-textconv",
                    "--end-of-options",
                    &object,
                ])?)
            })
            .transpose()
    }
}

/// Returns git's output.
fn shown(output: Output) -> Result<Vec<u8>> {
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let line = message.lines().next().unwrap_or("it cannot be shown");
        bail!("git: {}", line.trim_start_matches("fatal: "));
    }
    Ok(output.stdout)
}

fn exists(object: &str) -> Result<bool> {
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        object,
    ];
    Ok(git(&arguments)?.status.success())
}

/// Runs git in the current folder, so that `GITREV:./path` is relative to it, as for git itself.
fn git(arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new("git");
    command.args(arguments).env("LC_ALL", "C");
    command.output().context("cannot run git")
}
