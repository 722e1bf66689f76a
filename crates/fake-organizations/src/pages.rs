//! Pages of lists: how long they are, and the tokens that lead from one to the next.

use std::ops::Bound;

use org_types::{Error, InvalidInputExceptionReason, Operation, OperationInput};
use serde_json::Value;

use crate::errors::{invalid_input, service};

/// The model's maximum of `MaxResults`, also the default.
const MAX_PAGE_SIZE: usize = 20;

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
    ///
    /// # Errors
    ///
    /// Returns `InvalidInputException` with the reason `INVALID_NEXT_TOKEN` for a token that no
    /// page of this list had.
    pub(crate) fn new<I: OperationInput>(caller: &str, input: &I) -> Result<Self, Error> {
        let mut members = serde_json::to_value(input)
            .map_err(|error| service(format!("The request cannot be written as JSON: {error}.")))?;
        let mut take = |name| {
            members
                .as_object_mut()
                .and_then(|members| members.remove(name))
        };
        let token = take("NextToken");
        let size = take("MaxResults").and_then(|size| size.as_u64());
        let mut pager = Self {
            request: format!("{} {caller} {members}", I::Operation::NAME),
            size: size.map_or(MAX_PAGE_SIZE, |size| {
                usize::try_from(size).unwrap_or(MAX_PAGE_SIZE)
            }),
            after: None,
        };
        if let Some(Value::String(token)) = token {
            let key = pager.key(&token).ok_or_else(|| {
                invalid_input(
                    InvalidInputExceptionReason::InvalidNextToken,
                    "NextToken is not from a page of this list: start again without it.",
                )
            })?;
            pager.after = Some(key);
        }
        Ok(pager)
    }

    /// Returns the key after which the page begins, or `None` for the first page.
    pub(crate) fn after(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// Returns the range of a map's or set's keys from the page's first to the list's last.
    pub(crate) fn range(&self) -> (Bound<&str>, Bound<&str>) {
        (
            self.after().map_or(Bound::Unbounded, Bound::Excluded),
            Bound::Unbounded,
        )
    }

    /// Takes a page of items, and the token of the next page if there are more. The items begin
    /// after [`after`](Self::after) and are in the order of their keys.
    pub(crate) fn page<K: AsRef<str>, T>(
        &self,
        items: impl IntoIterator<Item = (K, T)>,
    ) -> (Vec<T>, Option<String>) {
        let mut items = items.into_iter();
        let mut page = Vec::new();
        let mut last = None;
        for (key, item) in items.by_ref().take(self.size) {
            page.push(item);
            last = Some(key);
        }
        let next = items.next().and(last).map(|key| self.token(key.as_ref()));
        (page, next)
    }

    fn token(&self, key: &str) -> String {
        let hash = fnv_1a(&format!("{key} {}", self.request));
        let key: String = key.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("{hash:016x}{key}")
    }

    fn key(&self, token: &str) -> Option<String> {
        let digits = token.get(16..)?.as_bytes();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Option<Vec<_>> = digits.chunks(2).map(byte).collect();
        let key = String::from_utf8(bytes?).ok()?;
        (self.token(&key) == token).then_some(key)
    }
}

/// The [FNV-1a](https://datatracker.ietf.org/doc/html/draft-eastlake-fnv) hash of a text.
fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Returns the response of a list, given its type, the member with the items, and a pair of the items
/// and the next token.
macro_rules! list_response {
    ($response:ident, $items:ident, $page:expr $(,)?) => {{
        let (items, token) = $page;
        let mut response = $response::default().$items(items);
        response.next_token = token;
        Ok(response)
    }};
}

pub(crate) use list_response;
