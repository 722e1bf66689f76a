//! Pages of lists: how long they are, and the tokens that lead from one to the next.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Bound;

use org_types::{Operation, OperationInput};
use serde_json::Value;

use crate::errors::*;
use crate::state::State;

/// The model's maximum of `MaxResults`, also the default.
const MAX_PAGE_SIZE: usize = 20;

/// A part of a list, and the token of the next part if there is one.
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next_token: Option<String>,
}

impl State {
    /// Returns the page of a map that a request asks for: what `item` makes of keys and values.
    pub(crate) fn page<V, T>(
        &self,
        input: &impl OperationInput,
        map: &BTreeMap<String, V>,
        item: impl Fn(&str, &V) -> Option<T>,
    ) -> Result<Page<T>> {
        let pager = Pager::new(&self.caller, input)?;
        let start = pager.after().map_or(Bound::Unbounded, Bound::Excluded);
        let entries = map.range::<str, _>((start, Bound::Unbounded));
        Ok(pager.page(entries.filter_map(|(key, value)| Some((key, item(key, value)?)))))
    }
}

/// The page that a request asks for.
///
/// A token holds the key of the page's last item, so the next page starts there in time that does
/// not depend on the page's number. It also holds a hash of that key and of the request without
/// `NextToken` and `MaxResults`: only the same caller can use it, for the same list.
pub(crate) struct Pager {
    request: String,
    size: usize,
    after: Option<String>,
}

impl Pager {
    /// Reads `NextToken` and `MaxResults` from a request.
    pub(crate) fn new<I: OperationInput>(caller: &str, input: &I) -> Result<Self> {
        let Ok(Value::Object(mut members)) = serde_json::to_value(input) else {
            return Err(service("The request cannot be written as JSON."));
        };
        let token = members.remove("NextToken");
        let size = members.remove("MaxResults").and_then(|size| size.as_u64());
        let size = size.and_then(|size| size.try_into().ok());
        let size = size.unwrap_or(MAX_PAGE_SIZE);
        let members = Value::Object(members);
        let mut pager = Self {
            request: format!("{} {caller} {members}", I::Operation::NAME),
            size,
            after: None,
        };
        if let Some(Value::String(token)) = token {
            let key = token.get(16..).filter(|key| pager.token(key) == token);
            pager.after = Some(InvalidInput::InvalidNextToken.if_none(key)?.to_owned());
        }
        Ok(pager)
    }

    /// Returns the key after which the page begins, or `None` for the first page.
    pub(crate) fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// Takes a page of items, and the token of the next page if there are more. The items begin
    /// after [`after`](Self::after) and are in the order of their keys.
    pub(crate) fn page<K: AsRef<str>, T>(&self, list: impl Iterator<Item = (K, T)>) -> Page<T> {
        let mut list = list.fuse();
        let (keys, items): (Vec<_>, _) = list.by_ref().take(self.size).unzip();
        let last = list.next().and(keys.last());
        let next_token = last.map(|key| self.token(key.as_ref()));
        Page { items, next_token }
    }

    fn token(&self, key: &str) -> String {
        let mut hasher = DefaultHasher::new();
        (key, &self.request).hash(&mut hasher);
        format!("{:016x}{key}", hasher.finish())
    }
}
