//! Serves AWS Organizations for tests until it is stopped.

use std::io;
use std::path::PathBuf;

use clap::Parser;
use fake_organizations::FakeOrganizations;

/// Serves AWS Organizations for tests, in memory, and prints its address.
#[derive(Parser)]
struct Arguments {
    /// The port of this machine to listen on; 0 chooses a free one
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// The file that holds the state: loaded at the start, and saved after each change
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let service = match &arguments.state {
        Some(path) => FakeOrganizations::open(path)?,
        None => FakeOrganizations::new(),
    };
    let server = service.serve(arguments.port)?;
    println!("{}", server.endpoint());
    server.wait();
    Ok(())
}
