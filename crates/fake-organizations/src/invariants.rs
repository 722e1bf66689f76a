//! What is true of the state after every call. Checked in debug builds.

use org_types::ChildType;

use crate::hierarchy::child_type;
use crate::state::{Organization, State};
use crate::tree::MAX_DEPTH;

impl State {
    /// Returns a sentence for each invariant that does not hold.
    pub(crate) fn broken_invariants(&self) -> Vec<String> {
        let mut broken = Vec::new();
        let mut check = |holds: bool, what: &dyn Fn() -> String| {
            if !holds {
                broken.push(what());
            }
        };
        for account in self.accounts.iter() {
            let is_member = match &account.organization {
                Some(organization) => (self.organizations.get(organization))
                    .is_some_and(|organization| organization.members.contains_key(&account.id)),
                None => true,
            };
            check(is_member, &|| {
                format!("account {}: its organization lists it", account.id)
            });
        }
        for organization in self.organizations.values() {
            for id in organization.members.keys() {
                let account = self.accounts.get(id);
                let back = account.and_then(|account| account.organization.as_ref());
                check(back == Some(&organization.id), &|| {
                    format!(
                        "member {id}: the account knows its organization {}",
                        organization.id
                    )
                });
            }
            organization.check(&mut check);
        }
        for (id, handshake) in &self.handshakes {
            check(*id == handshake.id, &|| {
                format!("handshake {id}: its key is its ID")
            });
            let transfer = handshake.transfer.as_ref();
            check(
                transfer.is_none_or(|id| self.transfers.contains_key(id)),
                &|| format!("handshake {id}: its responsibility transfer exists"),
            );
        }
        broken
    }
}

impl Organization {
    fn check(&self, check: &mut dyn FnMut(bool, &dyn Fn() -> String)) {
        let Self {
            id,
            management_account,
            root,
            ..
        } = self;
        check(self.members.contains_key(management_account), &|| {
            format!("organization {id}: its management account is a member")
        });
        let exists = |id: &str| {
            *id == **root || self.members.contains_key(id) || self.units.contains_key(id)
        };
        for child in self.members.keys().chain(self.units.keys()) {
            // The longest path has the node itself, five units and the root; a circle has no end.
            let top = self.hierarchy.path_up(child).take(MAX_DEPTH + 2).last();
            check(top == Some(root), &|| {
                format!("{child}: is below the root {root}")
            });
        }
        for (child, parent) in self.hierarchy.iter() {
            check(exists(child), &|| {
                format!("{child} below {parent}: the child exists")
            });
            let fits = exists(parent)
                && (parent == root || child_type(parent) == ChildType::OrganizationalUnit);
            check(fits, &|| {
                format!("{child} below {parent}: the parent is the root or a unit")
            });
        }
        for (target, policies) in &self.attachments {
            check(exists(target), &|| {
                format!("attachments of {target}: the target exists")
            });
            for policy in policies {
                let policy_type = self.policies.get(policy).map(|policy| &policy.r#type);
                let is_enabled = policy_type.is_some_and(|it| self.policy_types.contains(it));
                check(is_enabled, &|| {
                    format!("{policy} at {target}: the policy exists and its type is enabled")
                });
            }
        }
        for resource in self.tags.keys() {
            let is_resource = exists(resource)
                || self.policies.contains_key(resource)
                || self
                    .resource_policy
                    .as_ref()
                    .is_some_and(|policy| policy.id == *resource)
                || resource.starts_with("rt-");
            check(is_resource, &|| {
                format!("tags of {resource}: the resource exists")
            });
        }
        for account in self.delegations.keys() {
            check(self.members.contains_key(account), &|| {
                format!("delegated administrator {account}: is a member")
            });
        }
    }
}
