//! `cargo xtask e2e`: clients against servers.

mod client;
mod environment;
mod server;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::cargo::cargo;
use crate::note::note;
use client::client;
use environment::Environment;
use server::Server;

/// Where everything goes, below the workspace.
const FOLDER: &str = "target/xtask/e2e";

/// Call servers that stand in for AWS Organizations: `fake-organizations`, and that of moto.
///
/// The clients are `aws-json-client` through both of its features, boto3, the AWS CLI and
/// `aws-sdk-organizations`. boto3 takes both servers through the same steps; their differences have to be
/// those of the table `e2e/python/differences.json`, which is printed.
///
/// boto3, the AWS CLI and moto are installed below `target/` with `python3 -m pip`. The servers are on this
/// machine only, and stop with this command.
///
/// Exit status 1 when a call does not end as expected; 2 without Python; 3 when the Python packages
/// cannot be installed.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask e2e")]
pub(crate) struct Arguments {
    /// Measure how many calls per second each server answers, instead.
    #[arg(long)]
    load: bool,
}

/// Runs the command in the workspace at `root`.
///
/// # Errors
///
/// There is no Python, a server cannot be had or started, or a call does not end as expected.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    let environment = Environment::prepare(&folder)?;
    let moto = Server::moto(&environment, &folder)?;
    note(format_args!("moto is at {}", moto.url()));
    if arguments.load {
        let load = [
            "bench",
            "--package",
            "fake-organizations",
            "--bench",
            "load",
        ];
        return client(cargo().args(load).args(["--", moto.url()]), root);
    }
    let fake = Server::fake(&environment, root, &folder)?;
    note(format_args!("fake-organizations is at {}", fake.url()));
    call(&environment, &fake, &moto, root)
        .with_context(|| format!("the logs are {} and {}", fake.log(), moto.log()))
}

/// Runs the clients. They are programs of their own, so that this one need not wait for the HTTP clients
/// to be built.
fn call(environment: &Environment, fake: &Server, moto: &Server, root: &Path) -> Result<()> {
    for (name, server) in [("fake", fake), ("moto", moto)] {
        let arguments = ["run", "--quiet", "--package", "e2e", "--", name];
        client(cargo().args(arguments).arg(server.url()), root)?;
    }
    // No bytecode is left among the sources.
    let python = |file| {
        let mut command = Command::new(environment.python());
        command.args(["-B", file]);
        command
    };
    client(&mut python("e2e/python/tests.py"), root)?;
    let urls = ["--fake", fake.url(), "--moto", moto.url()];
    client(python("e2e/python").args(urls), root)?;
    let mut sdk = cargo();
    sdk.args(["run", "--quiet", "--locked"])
        .args(["--manifest-path", "e2e/sdk/Cargo.toml", "--", fake.url()])
        .env("CARGO_TARGET_DIR", root.join(FOLDER).join("sdk"));
    client(&mut sdk, root)
}
