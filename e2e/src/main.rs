//! Runs operations of a server, through both features of `aws-json-client`. The arguments are the name
//! of the server, `fake` or `moto`, and its URL. It has no organization of the accounts that call.

mod caller;
mod pages;
mod scenario;
mod server;

use anyhow::{Context, Result, bail};
use aws_json_client::blocking;
use caller::{Caller, Client, OnTokio};
use server::Server;

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [name, url] = arguments.as_slice() else {
        bail!("usage: e2e fake|moto URL");
    };
    let server = Server::named(name)?;
    // Each client has an account of its own, whose organization the other one does not see.
    run::<blocking::Client<ureq::Agent>>("ureq", server, url, "100000000001")?;
    run::<OnTokio>("reqwest", server, url, "100000000002")
}

/// Runs everything, and prints how much that was.
fn run<C: Client>(name: &str, server: Server, url: &str, account: &'static str) -> Result<()> {
    let caller = Caller::<C>::new(server, url, account)?;
    scenario::run(&caller).with_context(|| format!("{name}, after {caller}"))?;
    println!("{name}, {server:?}: {caller}");
    Ok(())
}
