//! Invites an account into the organization, and waits for its answer.
//!
//! ```sh
//! AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… \
//!     cargo run -p aws-json-client --features ureq/rustls --example handshake -- 111122223333
//! ```
//!
//! A second argument is the URL of a server to ask instead of AWS.

use std::error::Error;
use std::thread;
use std::time::Duration;

use aws_json_client::blocking::Client;
use aws_json_client::{Config, EnvironmentCredentials};
use aws_json_protocol::endpoint::{Endpoint, EndpointOptions};
use org_types::{
    ActionType, DescribeHandshakeRequest, Error as ServiceError, Handshake, HandshakeParty,
    HandshakePartyType, HandshakeState, InviteAccountToOrganizationRequest,
    ListHandshakesForOrganizationRequest, service::ENDPOINTS,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let account = arguments
        .next()
        .ok_or("usage: handshake ACCOUNT_ID [URL]")?;
    let endpoint = match arguments.next() {
        Some(url) => Endpoint::new(url, "us-east-1"),
        None => ENDPOINTS.resolve("us-east-1", EndpointOptions::default())?,
    };
    let config = Config::new(endpoint, EnvironmentCredentials);
    let client = Client::new(ureq::Agent::new_with_defaults(), config);

    let mut handshake = invite(&client, &account)?;
    let id = handshake.id.clone().ok_or("the handshake has no ID")?;
    loop {
        match handshake.state {
            Some(HandshakeState::Requested | HandshakeState::Open) => {}
            Some(HandshakeState::Accepted) => break,
            // Declined, canceled or expired, or newer than this crate.
            state => return Err(format!("{account} has not joined: {state:?}").into()),
        }
        let expiration = handshake.expiration_timestamp;
        println!("{id} is open until {}", expiration.unwrap_or_default());
        thread::sleep(Duration::from_secs(60));
        let described = client.call(&DescribeHandshakeRequest::new(&id))?;
        handshake = described.handshake.ok_or("there is no handshake")?;
    }
    println!("{account} has joined");
    Ok(())
}

/// Invites the account, unless it is invited already.
fn invite(client: &Client<ureq::Agent>, account: &str) -> Result<Handshake> {
    let target = HandshakeParty::new(account, HandshakePartyType::Account);
    let request = InviteAccountToOrganizationRequest::new(target).notes("Join us.");
    match client.call(&request) {
        Ok(invited) => Ok(invited.handshake.ok_or("there is no handshake")?),
        Err(error) => match error.service_error() {
            Some(ServiceError::DuplicateHandshake(_)) => open_invitation(client, account),
            _ => Err(error.into()),
        },
    }
}

/// Finds the invitation that the account has not answered.
fn open_invitation(client: &Client<ureq::Agent>, account: &str) -> Result<Handshake> {
    for handshake in client.items(ListHandshakesForOrganizationRequest::default()) {
        let handshake = handshake?;
        let mut parties = handshake.parties.iter().flatten();
        if handshake.action == Some(ActionType::Invite)
            && handshake.state == Some(HandshakeState::Open)
            && parties.any(|party| party.id == account)
        {
            return Ok(handshake);
        }
    }
    Err(format!("{account} is invited, but the invitation is not listed").into())
}
