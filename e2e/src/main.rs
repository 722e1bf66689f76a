//! Runs operations of a server, through both features of `aws-json-client`. The arguments are the name
//! of the server, `fake` or `moto`, and its URL. It has no organization of the accounts that call.

mod caller;
mod failures;
mod pages;
mod scenario;
mod server;

use anyhow::{Context, Result, bail};
use caller::{Blocking, Caller, OnTokio};
use server::Server;

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [name, url] = arguments.as_slice() else {
        bail!("usage: e2e fake|moto URL");
    };
    let server = Server::named(name)?;
    // Each client has an account of its own, whose organization the other one does not see.
    let blocking = Blocking::new(server, url, "100000000001");
    run("ureq", &blocking)?;
    run("reqwest", &OnTokio::new(server, url, "100000000002")?)
}

/// Runs everything, and prints how much that was.
fn run(name: &str, caller: &impl Caller) -> Result<()> {
    let failures = failures::without_organization(caller)
        .and_then(|before| Ok(before + scenario::run(caller)?))
        .with_context(|| format!("{name}, after {}", caller.log()))?;
    println!(
        "{name}, {:?}: {}, {failures} error cases as expected",
        caller.server(),
        caller.log()
    );
    Ok(())
}
