//! `cargo xtask e2e`: runs clients against servers.

mod server;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::botocore::pip;
use crate::cargo::{cargo, run_program};
use crate::note::note;
use server::Server;

/// The folder for all files of the command, relative to the workspace.
const FOLDER: &str = "target/xtask/e2e";

/// The packages that pip installs: moto, and clients that use the same release of botocore.
const PACKAGES: [&str; 3] = ["moto[server]==5.2.5", "boto3==1.44.8", "awscli==1.46.3"];

/// Call servers that stand in for AWS Organizations: `fake-organizations` and moto.
///
/// The clients are `aws-json-client` with each of its features, boto3, the AWS CLI and
/// `aws-sdk-organizations`. boto3 takes both servers through the same steps, and the differences
/// between their answers must be those in the table `e2e/python/differences.md`, which is
/// printed.
///
/// Installs boto3, the AWS CLI and moto below `target/` with `python3 -m pip`. The servers only
/// listen on this machine, and stop when the command ends.
///
/// Exits with status 1 if a call has an unexpected result; 3 if the Python packages cannot be
/// installed.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask e2e")]
pub(crate) struct Arguments {
    /// Measure how many calls each server answers per second, instead.
    #[arg(long)]
    load: bool,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    let packages = folder.join("packages");
    pip::install(&PACKAGES, &packages)?;
    let moto = Server::moto(&packages, &folder)?;
    note(format_args!("moto is at {}", moto.url));
    if arguments.load {
        let mut bench = cargo(root);
        bench.args(["bench", "--package", "benches", "--bench"]);
        return run_program(bench.args(["load", "--", &moto.url]));
    }
    let fake = Server::fake(root, &folder)?;
    note(format_args!("fake-organizations is at {}", fake.url));
    call(&fake.url, &moto.url, &folder, root).with_context(|| {
        let (fake, moto) = (fake.log.display(), moto.log.display());
        format!("the logs are {fake} and {moto}")
    })
}

/// Runs the clients. They are separate programs, so that building this one does not include the
/// HTTP clients.
fn call(fake: &str, moto: &str, folder: &Path, root: &Path) -> Result<()> {
    for server in [["fake", fake], ["moto", moto]] {
        let arguments = ["run", "--quiet", "--package", "e2e", "--"];
        run_program(cargo(root).args(arguments).args(server))?;
    }
    for arguments in [
        &["e2e/python/tests.py"][..],
        &["e2e/python", "--fake", fake, "--moto", moto],
    ] {
        let mut python = Command::new("python3");
        // Python must leave no bytecode among the sources.
        python.arg("-B").args(arguments).current_dir(root);
        run_program(python.env("PYTHONPATH", folder.join("packages")))?;
    }
    let arguments = ["run", "--quiet", "--locked", "--manifest-path"];
    let mut sdk = cargo(root);
    sdk.args(arguments)
        .args(["e2e/sdk/Cargo.toml", "--", fake])
        .env("CARGO_TARGET_DIR", folder.join("sdk"));
    run_program(&mut sdk)
}
