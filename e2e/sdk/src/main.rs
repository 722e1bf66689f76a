//! Calls a server that stands in for AWS Organizations through `aws-sdk-organizations`, the SDK of
//! AWS. The argument is the URL of the server, which knows neither of the two accounts yet.

mod client;

use anyhow::{Context, Result, ensure};
use aws_sdk_organizations::Client;
use aws_sdk_organizations::types::{
    ActionType, HandshakeParty, HandshakePartyType, HandshakeState, OrganizationFeatureSet,
};
use client::{Log, client, refused};

/// The account that will manage the organization.
const MANAGEMENT: &str = "215000000001";

/// The account that is invited.
const INVITED: &str = "215000000002";

fn main() -> Result<()> {
    let url = std::env::args().nth(1).context("usage: e2e-sdk URL")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start Tokio")?;
    let log = Log::default();
    runtime.block_on(run(&url, &log))?;
    println!("aws-sdk-organizations: {log}");
    Ok(())
}

async fn run(url: &str, log: &Log) -> Result<()> {
    let management = client(url, MANAGEMENT, log);
    let invited = client(url, INVITED, log);
    let outcome = management.describe_organization().send().await;
    let error = refused(log, outcome)?;
    ensure!(error.is_aws_organizations_not_in_use_exception(), "{error}");

    let root = create(&management).await?;
    units(&management, &root, log).await?;
    invite(&management, &invited, log).await?;
    accounts(&management, log).await
}

/// Creates the organization; the ID of its root.
async fn create(management: &Client) -> Result<String> {
    let created = management
        .create_organization()
        .feature_set(OrganizationFeatureSet::All)
        .send()
        .await?;
    let described = management.describe_organization().send().await?;
    ensure!(
        created.organization.is_some() && created.organization == described.organization,
        "{created:?} is not {described:?}"
    );
    let roots = management.list_roots().send().await?;
    let root = roots.roots().first().context("there is no root")?;
    Ok(root.id().context("the root has no ID")?.to_owned())
}

/// Five units, which come in three pages.
async fn units(management: &Client, root: &str, log: &Log) -> Result<()> {
    for name in ["Blue", "Green", "Red", "White", "Black"] {
        let request = management.create_organizational_unit().parent_id(root);
        request.name(name).send().await?;
    }
    let request = management.create_organizational_unit().parent_id(root);
    let error = refused(log, request.name("Red").send().await)?;
    ensure!(
        error.is_duplicate_organizational_unit_exception(),
        "{error}"
    );

    let mut pages = management
        .list_organizational_units_for_parent()
        .parent_id(root)
        .into_paginator()
        .page_size(2)
        .send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await? {
        sizes.push(page.organizational_units().len());
    }
    ensure!(sizes == [2, 2, 1], "pages of {sizes:?} units");
    log.add_pages(sizes.len());
    Ok(())
}

/// A handshake from the invitation to its acceptance.
async fn invite(management: &Client, invited: &Client, log: &Log) -> Result<()> {
    let target = HandshakeParty::builder()
        .id(INVITED)
        .r#type(HandshakePartyType::Account)
        .build()?;
    let sent = management
        .invite_account_to_organization()
        .target(target)
        .notes("Join us")
        .send()
        .await?;
    let handshake = sent.handshake.context("no handshake")?;
    let id = handshake.id().context("the handshake has no ID")?;
    let described = invited.describe_handshake().handshake_id(id).send().await?;
    ensure!(
        described.handshake.as_ref() == Some(&handshake),
        "{described:?} is not {handshake:?}"
    );
    ensure!(handshake.action() == Some(&ActionType::InviteAccountToOrganization));

    let accepted = invited.accept_handshake().handshake_id(id).send().await?;
    let state = accepted.handshake.and_then(|handshake| handshake.state);
    ensure!(state == Some(HandshakeState::Accepted), "{state:?}");

    let nobody = management.describe_handshake().handshake_id("h-0123456789");
    let error = refused(log, nobody.send().await)?;
    ensure!(error.is_handshake_not_found_exception(), "{error}");
    let again = invited.accept_handshake().handshake_id(id).send().await;
    let error = refused(log, again)?;
    ensure!(error.is_handshake_already_in_state_exception(), "{error}");
    Ok(())
}

/// Both accounts, each in a page of its own.
async fn accounts(management: &Client, log: &Log) -> Result<()> {
    let mut pages = management
        .list_accounts()
        .into_paginator()
        .page_size(1)
        .send();
    let mut ids = Vec::new();
    while let Some(page) = pages.try_next().await? {
        log.add_pages(1);
        ids.extend(page.accounts().iter().filter_map(|it| it.id.clone()));
    }
    ids.sort();
    ensure!(ids == [MANAGEMENT, INVITED], "{ids:?}");
    Ok(())
}
