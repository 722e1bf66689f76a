//! `cargo xtask e2e`: the client against a server.

mod environment;
mod server;

use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::cargo::cargo;
use crate::note::note;
use environment::Environment;
use server::Server;

/// Where everything goes, below the workspace.
const FOLDER: &str = "target/xtask/e2e";

/// Call a server that stands in for AWS Organizations, through both HTTP clients.
///
/// The server is that of moto, a Python package, which is installed below `target/` with
/// `python3 -m pip`. It is on this machine only, and stops with this command.
///
/// Exit status 1 when a call does not end as expected; 2 without Python; 3 when moto cannot be
/// installed.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask e2e")]
pub(crate) struct Arguments {}

/// Runs the command in the workspace at `root`.
///
/// # Errors
///
/// There is no Python, the server cannot be had or started, or a call does not end as expected.
pub(crate) fn run(_: &Arguments, root: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    let environment = Environment::prepare(&folder)?;
    let server = Server::start(&environment, &folder)?;
    note(format_args!("moto is at {}", server.url()));
    call(server.url(), root).with_context(|| format!("the server's log is {}", server.log()))
}

/// Runs the package that has the calls. It is a program of its own, so that this one need not wait for
/// the HTTP clients to be built.
fn call(url: &str, root: &Path) -> Result<()> {
    let status = cargo()
        .args(["run", "--quiet", "--package", "e2e", "--", url])
        .current_dir(root)
        .status()
        .context("cannot run cargo")?;
    match status.success() {
        true => Ok(()),
        false => bail!("a call did not end as expected: see above"),
    }
}
