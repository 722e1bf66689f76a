//! Policies and their types.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::failures::fails;
use crate::pages;

const TYPE: PolicyType = PolicyType::ServiceControlPolicy;
const CONTENT: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#;

/// A type that is not enabled from the beginning.
const DISABLED: PolicyType = PolicyType::TagPolicy;

/// How many errors there were.
pub(super) fn run(caller: &impl Caller, root: &str, accounts: &[String]) -> Result<usize> {
    let mut failures = types(caller, root)?;
    let request = CreatePolicyRequest::new(CONTENT, "Nothing at all", "Nothing", TYPE);
    let policy = caller.call(&request)?.policy.context("no policy")?;
    fails!(failures, DuplicatePolicy, caller.call(&request));
    let id = policy
        .policy_summary
        .as_ref()
        .and_then(|summary| summary.id.clone());
    let id = id.context("no ID")?;
    let described = caller.call(&DescribePolicyRequest::new(&id))?.policy;
    ensure!(
        described.as_ref() == Some(&policy),
        "{described:?} is not {policy:?}"
    );
    let updated = caller
        .call(&UpdatePolicyRequest::new(&id).description("Nothing"))?
        .policy;
    let updated = updated.and_then(|policy| policy.policy_summary?.description);
    ensure!(updated.as_deref() == Some("Nothing"), "{updated:?}");
    pages::list(caller, ListPoliciesRequest::new(TYPE).max_results(1), 2, 2)?;

    let target = accounts.first().context("no account")?;
    caller.call(&AttachPolicyRequest::new(&id, target))?;
    let targets = caller
        .call(&ListTargetsForPolicyRequest::new(&id))?
        .targets
        .unwrap_or_default();
    ensure!(targets.len() == 1, "{targets:?}");
    let request = ListPoliciesForTargetRequest::new(target, TYPE).max_results(1);
    pages::list(caller, request, 2, 2)?;
    fails!(
        failures,
        PolicyInUse,
        caller.call(&DeletePolicyRequest::new(&id))
    );
    caller.call(&DetachPolicyRequest::new(&id, target))?;
    caller.call(&DeletePolicyRequest::new(&id))?;

    fails!(
        failures,
        PolicyNotFound,
        caller.call(&DescribePolicyRequest::new("p-00000000"))
    );
    fails!(
        failures,
        InvalidInput,
        caller.call(&DescribePolicyRequest::new("nothing"))
    );
    let request = ListPoliciesForTargetRequest::new("r-0000", TYPE);
    fails!(failures, TargetNotFound, caller.call(&request));
    Ok(failures)
}

fn types(caller: &impl Caller, root: &str) -> Result<usize> {
    let mut failures = 0;
    let enable = EnablePolicyTypeRequest::new(root, DISABLED);
    let enabled = caller
        .call(&enable)?
        .root
        .and_then(|root| root.policy_types);
    let is_enabled = |it: &PolicyTypeSummary| it.r#type == Some(DISABLED);
    ensure!(enabled.is_some_and(|types| types.iter().any(is_enabled)));
    fails!(failures, PolicyTypeAlreadyEnabled, caller.call(&enable));
    caller.call(&DisablePolicyTypeRequest::new(root, DISABLED))?;
    let disable = DisablePolicyTypeRequest::new(root, DISABLED);
    fails!(failures, PolicyTypeNotEnabled, caller.call(&disable));
    let nowhere = EnablePolicyTypeRequest::new("r-0000", DISABLED);
    fails!(failures, RootNotFound, caller.call(&nowhere));
    Ok(failures)
}
