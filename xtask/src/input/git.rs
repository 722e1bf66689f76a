//! Models from the history of the repository.

use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use super::folder::{models_among, the_only};
use crate::botocore::data::DataFiles;
use crate::botocore::texts::Texts;

/// Returns the object `GITREV:path`, or the model in it if it is a folder.
pub(super) fn model_file(object: &str) -> Result<String> {
    let kind = git(&["cat-file", "-t", "--end-of-options", object])?;
    if kind.stdout != b"tree\n" {
        return Ok(object.to_owned());
    }
    let list = ["ls-tree", "--full-tree", "--name-only", "-z"];
    let list = git(&[list.as_slice(), &["--end-of-options", object]].concat())?;
    let list = shown(list)?;
    let list = String::from_utf8_lossy(&list);
    let names = list.split_terminator('\0').map(str::to_owned).collect();
    let folder = match object.ends_with(['/', ':']) {
        true => object.to_owned(),
        false => format!("{object}/"),
    };
    let mut objects = Objects { named: object };
    let models = models_among(names, |name| objects.data(&format!("{folder}{name}")));
    Ok(folder + &the_only(models)?)
}

/// Reads the model file `GITREV:path` and the files that belong to it.
pub(super) fn read(object: &str) -> Result<Texts> {
    Texts::read(&mut Objects { named: object }, object)
}

/// The objects of the repository.
struct Objects<'o> {
    /// The object that the command line names, for which git has the best error message.
    named: &'o str,
}

impl DataFiles for Objects<'_> {
    fn read(&mut self, object: &str) -> Result<Option<Vec<u8>>> {
        let exists = ["cat-file", "-e", "--end-of-options", object];
        if object != self.named && !git(&exists)?.status.success() {
            return Ok(None);
        }
        let show = ["show", "--no-textconv", "--end-of-options", object];
        shown(git(&show)?).map(Some)
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

/// Runs git in the current folder, so that `GITREV:./path` is relative to it, as for git itself.
fn git(arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new("git");
    command.args(arguments).env("LC_ALL", "C");
    command.output().context("cannot run git")
}
