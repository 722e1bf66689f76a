//! Policies and their types.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::{Caller, Client};
use crate::pages;

const TYPE: PolicyType = PolicyType::ServiceControlPolicy;
const CONTENT: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#;

/// A type that is not enabled from the beginning.
const DISABLED: PolicyType = PolicyType::TagPolicy;

/// Creates, attaches, detaches and deletes a policy.
pub(super) fn run(
    caller: &Caller<impl Client>,
    root: &str,
    [target, ..]: &[String; 5],
) -> Result<()> {
    types(caller, root)?;
    let request = CreatePolicyRequest::new(CONTENT, "Nothing at all", "Nothing", TYPE);
    let policy = caller.call(&request)?.policy.context("no policy")?;
    caller.fails(&request, "DuplicatePolicyException")?;
    let id = policy.policy_summary.as_ref();
    let id = id.and_then(|summary| summary.id.clone()).context("no ID")?;
    let described = caller.call(&DescribePolicyRequest::new(&id))?.policy;
    ensure!(
        described.as_ref() == Some(&policy),
        "{described:?} is not {policy:?}"
    );
    let request = UpdatePolicyRequest::new(&id).description("Nothing");
    let updated = caller.call(&request)?.policy;
    let updated = updated.and_then(|policy| policy.policy_summary?.description);
    ensure!(updated.as_deref() == Some("Nothing"), "{updated:?}");
    pages::list(caller, ListPoliciesRequest::new(TYPE).max_results(1), 2, 2)?;

    caller.call(&AttachPolicyRequest::new(&id, target))?;
    let targets = caller.call(&ListTargetsForPolicyRequest::new(&id))?.targets;
    ensure!(targets.iter().flatten().count() == 1, "{targets:?}");
    let request = ListPoliciesForTargetRequest::new(target, TYPE).max_results(1);
    pages::list(caller, request, 2, 2)?;
    let delete = DeletePolicyRequest::new(&id);
    caller.fails(&delete, "PolicyInUseException")?;
    caller.call(&DetachPolicyRequest::new(&id, target))?;
    caller.call(&delete)?;

    for (id, code) in [
        ("p-00000000", "PolicyNotFoundException"),
        ("nothing", "InvalidInputException"),
    ] {
        caller.fails(&DescribePolicyRequest::new(id), code)?;
    }
    let request = ListPoliciesForTargetRequest::new("r-0000", TYPE);
    caller.fails(&request, "TargetNotFoundException")
}

fn types(caller: &Caller<impl Client>, root: &str) -> Result<()> {
    let enable = EnablePolicyTypeRequest::new(root, DISABLED);
    let enabled = caller.call(&enable)?.root;
    let enabled = enabled.and_then(|root| root.policy_types);
    let is_enabled = |it: &PolicyTypeSummary| it.r#type == Some(DISABLED);
    ensure!(enabled.is_some_and(|types| types.iter().any(is_enabled)));
    caller.fails(&enable, "PolicyTypeAlreadyEnabledException")?;
    let disable = DisablePolicyTypeRequest::new(root, DISABLED);
    caller.call(&disable)?;
    caller.fails(&disable, "PolicyTypeNotEnabledException")?;
    let nowhere = EnablePolicyTypeRequest::new("r-0000", DISABLED);
    caller.fails(&nowhere, "RootNotFoundException")
}
