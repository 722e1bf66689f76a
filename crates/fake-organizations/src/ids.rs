//! IDs and ARNs in the form that the service model's patterns ask for.

use crate::state::{Organization, State};

/// Numbers that have no common factor with 10 and 36, so that `counter * FACTOR` modulo a power of
/// either takes each value once before it repeats.
const FACTOR: u128 = 6_364_136_223_846_793_005;
const OFFSET: u128 = 1_442_695_040_888_963_407;

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

impl State {
    /// Returns a new ID: the prefix and `length` digits of base 36. It looks random and is the same
    /// in each run, since it is computed from a counter.
    pub(crate) fn next_id(&mut self, prefix: &str, length: u32) -> String {
        format!("{prefix}{}", self.next_number(36, length))
    }

    /// Returns the ID of a new account, which no call has mentioned so far.
    pub(crate) fn next_account_id(&mut self) -> String {
        loop {
            let id = self.next_number(10, 12);
            if self.accounts.get(&id).is_none() {
                return id;
            }
        }
    }

    fn next_number(&mut self, base: u8, length: u32) -> String {
        self.counter += 1;
        let base = u128::from(base);
        let mut rest = (u128::from(self.counter) * FACTOR + OFFSET) % base.pow(length);
        let mut digits = Vec::new();
        for _ in 0..length {
            let digit = usize::try_from(rest % base).unwrap_or_default();
            digits.extend(DIGITS.get(digit).map(|&digit| char::from(digit)));
            rest /= base;
        }
        digits.into_iter().rev().collect()
    }
}

impl Organization {
    /// Returns the ARN of something in the organization, such as `ou` with the ID `ou-…`.
    pub(crate) fn arn(&self, resource: &str, id: &str) -> String {
        arn(&self.management_account, &self.id, resource, id)
    }
}

/// Returns the ARN of something in an organization with that management account.
pub(crate) fn arn(management: &str, organization: &str, resource: &str, id: &str) -> String {
    format!("arn:aws:organizations::{management}:{resource}/{organization}/{id}")
}

/// Reports whether a text is the ID of an account: 12 digits.
pub(crate) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
