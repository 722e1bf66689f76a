//! Prints the tree of an organization: units, accounts and their tags.
//!
//! ```sh
//! AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… \
//!     cargo run -p aws-json-client --features ureq/rustls --example organization_tree
//! ```
//!
//! With the URL of a server as its argument, it asks that server.

use std::error::Error;

use aws_json_client::blocking::Client;
use aws_json_client::{Config, EnvironmentCredentials};
use aws_json_protocol::endpoint::{Endpoint, EndpointOptions};
use org_types::{
    ListAccountsForParentRequest, ListOrganizationalUnitsForParentRequest, ListRootsRequest,
    ListTagsForResourceRequest, service::ENDPOINTS,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let endpoint = match std::env::args().nth(1) {
        Some(url) => Endpoint::new(url, "us-east-1"),
        None => ENDPOINTS.resolve("us-east-1", EndpointOptions::default())?,
    };
    let config = Config::new(endpoint, EnvironmentCredentials);
    let tree = Tree(Client::new(ureq::Agent::new_with_defaults(), config));
    for root in tree.0.items(ListRootsRequest::default()) {
        let root = root?;
        let id = root.id.unwrap_or_default();
        tree.print(0, root.name, &id)?;
        tree.print_below(1, &id)?;
    }
    Ok(())
}

struct Tree(Client<ureq::Agent>);

impl Tree {
    /// Prints what is in a root or unit.
    fn print_below(&self, depth: usize, parent: &str) -> Result<()> {
        for unit in (self.0).items(ListOrganizationalUnitsForParentRequest::new(parent)) {
            let unit = unit?;
            let id = unit.id.unwrap_or_default();
            self.print(depth, unit.name, &id)?;
            self.print_below(depth + 1, &id)?;
        }
        for account in self.0.items(ListAccountsForParentRequest::new(parent)) {
            let account = account?;
            self.print(depth, account.name, &account.id.unwrap_or_default())?;
        }
        Ok(())
    }

    /// Prints a line: name, ID and tags.
    fn print(&self, depth: usize, name: Option<String>, id: &str) -> Result<()> {
        let indent = "  ".repeat(depth);
        print!("{indent}{} ({id})", name.unwrap_or_default());
        for tag in self.0.items(ListTagsForResourceRequest::new(id)) {
            let tag = tag?;
            print!(" {}={}", tag.key, tag.value);
        }
        println!();
        Ok(())
    }
}
