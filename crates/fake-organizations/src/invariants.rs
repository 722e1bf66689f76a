//! What is true of the state after every call. Checked in debug builds.

use org_types::ChildType;

use crate::hierarchy::child_type;
use crate::state::{Organization, State};
use crate::tree::MAX_DEPTH;

impl State {
    /// Returns a sentence for each invariant that does not hold.
    pub(crate) fn broken_invariants(&self) -> Vec<String> {
        let mut broken = Vec::new();
        let mut check = |holds: bool, id: &str, what: &str| {
            if !holds {
                broken.push(format!("{id}: {what}"));
            }
        };
        for account in self.accounts.iter() {
            let id = account.organization.as_ref();
            let is_member = id.is_none_or(|id| {
                let organization = self.organizations.get(id);
                organization.is_some_and(|it| it.members.contains_key(&account.id))
            });
            check(is_member, &account.id, "is in the organization it names");
        }
        for organization in self.organizations.values() {
            for id in organization.members.keys() {
                let account = self.accounts.get(id);
                let back = account.and_then(|account| account.organization.as_ref());
                let is_known = back == Some(&organization.id);
                check(is_known, id, "names the organization that it is in");
            }
            organization.check(&mut check);
        }
        for (id, handshake) in &self.handshakes {
            check(*id == handshake.id, id, "is the key of its handshake");
            let transfer = handshake.transfer.as_ref();
            let exists = transfer.is_none_or(|id| self.transfers.contains_key(id));
            check(exists, id, "is about a responsibility transfer that exists");
        }
        broken
    }
}

impl Organization {
    fn check(&self, check: &mut dyn FnMut(bool, &str, &str)) {
        let is_managed = self.members.contains_key(&self.management_account);
        check(is_managed, &self.id, "is managed by a member");
        for child in self.members.keys().chain(self.units.keys()) {
            // The longest path has the node itself, five units and the root; a circle has no end.
            let top = self.hierarchy.path_up(child).take(MAX_DEPTH + 2).last();
            check(top == Some(&self.root), child, "is below the root");
        }
        for (child, parent) in self.hierarchy.iter() {
            check(self.is_target(child), child, "exists, with a parent");
            check(self.is_target(parent), parent, "exists, with children");
            let can_have_children =
                *parent == *self.root || child_type(parent) == ChildType::OrganizationalUnit;
            check(can_have_children, parent, "can have children");
        }
        for (target, policies) in &self.attachments {
            check(self.is_target(target), target, "exists, with policies");
            for id in policies {
                let policy = self.policies.get(id);
                let is_enabled = policy.is_some_and(|it| self.policy_types.contains(&it.r#type));
                check(is_enabled, id, "is of an enabled policy type");
            }
        }
        for id in self.tags.keys() {
            let policy = self.resource_policy.as_ref();
            let exists = self.is_target(id)
                || self.policies.contains_key(id)
                || policy.is_some_and(|policy| policy.id == *id)
                || id.starts_with("rt-");
            check(exists, id, "exists, with tags");
        }
        for account in self.delegations.keys() {
            let is_member = self.members.contains_key(account);
            check(is_member, account, "is a member, to administer");
        }
    }
}
