//! Runs the operations that a server has, through both features of `aws-json-client`. The argument is
//! the URL of the server, which has no organization yet, and has none in the end.

mod caller;
mod failures;
mod pages;
mod scenario;

use anyhow::{Context, Result};
use caller::{Blocking, Caller, Log, OnTokio};

fn main() -> Result<()> {
    let url = std::env::args().nth(1);
    let url = url.context("usage: e2e URL")?;
    run("ureq", &Blocking::new(&url, &Log::default()))?;
    run("reqwest", &OnTokio::new(&url, &Log::default())?)
}

/// Runs everything, and prints how much that was.
fn run(name: &str, caller: &impl Caller) -> Result<()> {
    let failures = failures::without_organization(caller)
        .and_then(|before| Ok(before + scenario::run(caller)?))
        .with_context(|| format!("{name}, after {}", caller.log()))?;
    println!(
        "{name}: {}, {failures} error cases as expected",
        caller.log()
    );
    Ok(())
}
