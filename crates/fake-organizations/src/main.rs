//! Serves AWS Organizations for tests until it is stopped.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

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

fn main() -> ExitCode {
    match serve(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: &Arguments) -> Result<(), String> {
    let service = match &arguments.state {
        Some(path) => FakeOrganizations::open(path).map_err(|error| {
            let path = path.display();
            format!("cannot use {path}: {error}; name a file that this program wrote, or a new one")
        })?,
        None => FakeOrganizations::new(),
    };
    let port = arguments.port;
    let server = service.serve(port).map_err(|error| {
        format!("cannot listen on port {port}: {error}; without --port, it is a free one")
    })?;
    writeln!(io::stdout(), "{}", server.endpoint())
        .map_err(|error| format!("cannot print the address: {error}"))?;
    server.wait();
    Ok(())
}
