//! Changes of what makes a structure an error.

use super::breaks::Breaks;
use super::pair::Pair;
use super::{Bump, Comparison, Part, Wire};
use crate::api::Api;
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::ErrorTrait;

impl Comparison<'_> {
    /// How an exception arrives that only one side has, `here`.
    pub(super) fn exception_note(&self, name: &str, here: &Api<'_>) -> Option<String> {
        let error = here.model.shapes.get(name)?.error.as_ref()?;
        let variant = here.error_variant(name).filter(|_| self.is_aws_json())?;
        let known = format!("Error::{}", variant.name);
        let unknown = "Error::Unknown";
        let (now, before) = match std::ptr::eq(here, self.new) {
            true => (known.as_str(), unknown),
            false => (unknown, known.as_str()),
        };
        let sent = error.code.as_deref().unwrap_or(name);
        let [sent, now, before] = [sent, now, before].map(code);
        Some(format!("{sent} arrives as {now}, before as {before}"))
    }

    /// Compares what makes two structures errors.
    pub(super) fn error(&mut self, pair: Pair<'_>, part: &Part) {
        let (before, after) = (&pair.old.error, &pair.new.error);
        match (before, after) {
            (None, None) => {}
            (Some(before), Some(after)) => self.error_facts(pair, part, before, after),
            _ => {
                let is_added = after.is_some();
                let side = if is_added { self.new } else { self.old };
                let has_variant = self.old.has_operations() || self.new.has_operations();
                let entry = part
                    .entry(Rule::ErrorTraitChanged)
                    .values(before, after)
                    .rust(Bump::for_item(
                        has_variant && !is_added,
                        has_variant && is_added,
                    ))
                    .behaviour(self.exception_note(pair.name, side));
                self.add(entry, [part.fact("error")]);
            }
        }
    }

    /// Compares what is known of two exceptions, members aside.
    fn error_facts(
        &mut self,
        pair: Pair<'_>,
        part: &Part,
        before: &ErrorTrait,
        after: &ErrorTrait,
    ) {
        let fact = |key: &str| pointer(&part.fact("error"), key);
        let fault = |error: &ErrorTrait| match (error.server_fault, error.sender_fault) {
            (true, false) => "server",
            (false, true) => "sender",
            (true, true) => "both",
            (false, false) => "unstated",
        };
        let [of_old, of_new] = self.messages;
        let is_other = of_old.status(before) != of_new.status(after);
        let status = pair.carried.verdict(Breaks::RESPONSES.when(is_other));
        if fault(before) != fault(after) {
            let entry = part
                .entry(Rule::FaultChanged)
                .values(&fault(before), &fault(after))
                .wire(match before.http_status == after.http_status {
                    true => status,
                    // The status has an entry of its own.
                    false => Wire::Compatible,
                });
            self.add(entry, [fact("server_fault"), fact("sender_fault")]);
        }
        if before.retryable != after.retryable {
            let entry = part
                .entry(Rule::RetryableChanged)
                .values(&before.retryable, &after.retryable);
            self.add(entry, [fact("retryable")]);
        }
        if before.http_status != after.http_status {
            let entry = part
                .entry(Rule::HttpBindingChanged)
                .values(&before.http_status, &after.http_status)
                .wire(status);
            self.add(entry, [fact("http_status")]);
        }
        if before.code != after.code {
            let [old, new] = [before, after].map(|it| it.code.as_deref().unwrap_or(pair.name));
            let entry = part
                .entry(Rule::WireNameChanged)
                .values(&before.code, &after.code)
                .wire(pair.carried.verdict(Breaks::RESPONSES.when(old != new)));
            self.add(entry, [fact("code")]);
        }
    }
}
