//! The tree of an organization: its root, organizational units, and where accounts are in it.

use org_types::{PolicyType, Tag};

use crate::state::Organization;

impl Organization {
    /// Puts a new account or organizational unit into the tree, with its tags and the policies that
    /// AWS attaches to each target.
    pub(crate) fn add_node(&mut self, id: &str, parent: &str, tags: &[Tag]) {
        self.hierarchy.insert(id, parent);
        let tags = tags.iter().map(|tag| (tag.key.clone(), tag.value.clone()));
        self.tags.entry(id.to_owned()).or_default().extend(tags);
        let policies = self.policy_types.iter().filter_map(full_access);
        (self.attachments.entry(id.to_owned()).or_default()).extend(policies.map(str::to_owned));
    }

    /// Removes an account or organizational unit from the tree, with its tags and attachments.
    pub(crate) fn remove_node(&mut self, id: &str) {
        self.hierarchy.remove(id);
        self.tags.remove(id);
        self.attachments.remove(id);
    }
}

/// Returns the ID of the policy of a type that AWS manages, which allows everything.
pub(crate) fn full_access(policy_type: &PolicyType) -> Option<&'static str> {
    match policy_type {
        PolicyType::ServiceControlPolicy => Some("p-FullAWSAccess"),
        PolicyType::ResourceControlPolicy => Some("p-RCPFullAWSAccess"),
        _ => None,
    }
}
