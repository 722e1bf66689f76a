//! Who is below whom in an organization: accounts and organizational units below the root.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use org_types::ChildType;
use serde::{Deserialize, Serialize};

/// The parent of each account and organizational unit, with the children of each parent as an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub(crate) struct Hierarchy {
    parents: BTreeMap<String, String>,
    children: BTreeSet<(String, String)>,
}

impl Hierarchy {
    pub(crate) fn parent(&self, child: &str) -> Option<&str> {
        self.parents.get(child).map(String::as_str)
    }

    /// Returns the IDs from a node up to the root, which is last. The node itself is first.
    pub(crate) fn path_up<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(Some(node), |node| self.parent(node))
    }

    /// Returns the IDs of a parent's children of one type that come after an ID, in order.
    pub(crate) fn children<'a>(
        &'a self,
        parent: &'a str,
        kind: &'a ChildType,
        after: Option<&str>,
    ) -> impl Iterator<Item = &'a str> {
        // Account IDs are digits, which come before the `ou-` of units.
        let is_unit = *kind == ChildType::OrganizationalUnit;
        let first = if is_unit { "ou-" } else { "" };
        let after = after.map_or(first, |after| after.max(first));
        let start = Bound::Excluded((parent.to_owned(), after.to_owned()));
        (self.children.range((start, Bound::Unbounded)))
            .take_while(move |(above, child)| above == parent && child_type(child) == *kind)
            .map(|(_, child)| child.as_str())
    }

    pub(crate) fn has_children(&self, parent: &str) -> bool {
        let start = (parent.to_owned(), String::new());
        let next = self.children.range(start..).next();
        next.is_some_and(|(above, _)| above == parent)
    }

    /// Puts a child below a parent, and no longer below another.
    pub(crate) fn insert(&mut self, child: &str, parent: &str) {
        self.remove(child);
        self.parents.insert(child.to_owned(), parent.to_owned());
        self.children.insert((parent.to_owned(), child.to_owned()));
    }

    pub(crate) fn remove(&mut self, child: &str) {
        if let Some(parent) = self.parents.remove(child) {
            self.children.remove(&(parent, child.to_owned()));
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.parents.iter();
        pairs.map(|(child, parent)| (child.as_str(), parent.as_str()))
    }
}

pub(crate) fn child_type(id: &str) -> ChildType {
    if id.starts_with("ou-") {
        ChildType::OrganizationalUnit
    } else {
        ChildType::Account
    }
}

impl From<BTreeMap<String, String>> for Hierarchy {
    fn from(parents: BTreeMap<String, String>) -> Self {
        let mut hierarchy = Self::default();
        for (child, parent) in &parents {
            hierarchy.insert(child, parent);
        }
        hierarchy
    }
}

impl From<Hierarchy> for BTreeMap<String, String> {
    fn from(hierarchy: Hierarchy) -> Self {
        hierarchy.parents
    }
}
