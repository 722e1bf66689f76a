//! Iterators over pages and over their items.

use std::iter::FusedIterator;
use std::{fmt, mem};

use super::{Paginated, RepeatedToken};
use crate::{Operation, OperationInput};

/// The pages of an operation from this input on, each sent for when it is asked for.
///
/// `send` gets the input of a page and returns the response, whatever client it uses. The pages end
/// with the last one, and after an error: that of `send`, or a [`RepeatedToken`], which comes after
/// the page that has it. Where the type of an input does not say its operation, because several take
/// it, [`Pages::new`] does.
///
/// ```
/// # use aws_json_protocol::{operation, service_error, structure};
/// # service_error! { /// E.
/// # pub enum Error {} }
/// # structure! { /// I.
/// # #[derive(Default)]
/// # pub struct ListRootsRequest for ListRoots { optional { next_token: String = "NextToken", } } }
/// # structure! { /// O.
/// # #[derive(Default)]
/// # pub struct ListRootsResponse { optional {
/// #     roots: Vec<String> = "Roots",
/// #     next_token: String = "NextToken",
/// # } } }
/// # operation! { /// L.
/// #     pub struct ListRoots: ListRootsRequest => ListRootsResponse, Error;
/// #     target "Service.ListRoots";
/// #     pages {
/// #         token "NextToken" => "NextToken": next_token = |page| page.next_token.as_ref();
/// #         items "Roots": Vec<String> = |page| page.roots.unwrap_or_default();
/// #     }
/// # }
/// use aws_json_protocol::{RepeatedToken, pages};
///
/// /// What a client would do over the network.
/// fn send(input: &ListRootsRequest) -> Result<ListRootsResponse, RepeatedToken> {
///     Ok(match &input.next_token {
///         None => ListRootsResponse::default().roots(["r-1", "r-2"]).next_token("more"),
///         Some(_) => ListRootsResponse::default().roots(["r-3"]),
///     })
/// }
///
/// for page in pages(ListRootsRequest::default(), send) {
///     println!("{} roots", page?.roots.unwrap_or_default().len());
/// }
/// # Ok::<(), RepeatedToken>(())
/// ```
pub fn pages<I, F, E>(input: I, send: F) -> Pages<I::Operation, F>
where
    I: OperationInput<Operation: Paginated>,
    F: FnMut(&I) -> Result<<I::Operation as Operation>::Output, E>,
    E: From<RepeatedToken>,
{
    Pages::new(input, send)
}

/// The items of the pages that [`pages`] has, one by one.
///
/// ```
/// use aws_json_protocol::{Operation, OperationInput, Paginated, RepeatedToken, items};
///
/// /// How many items there are; `send` is what the client of your choice does.
/// fn count<I: OperationInput<Operation: Paginated>, E: From<RepeatedToken>>(
///     input: I,
///     send: impl FnMut(&I) -> Result<<I::Operation as Operation>::Output, E>,
/// ) -> Result<usize, E> {
///     let mut count = 0;
///     for item in items(input, send) {
///         item?;
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
pub fn items<I, F, E>(input: I, send: F) -> Items<I::Operation, F>
where
    I: OperationInput<Operation: Paginated>,
    F: FnMut(&I) -> Result<<I::Operation as Operation>::Output, E>,
    E: From<RepeatedToken>,
{
    Items::new(input, send)
}

/// An iterator over the pages of an operation, which [`pages`] makes.
#[must_use = "nothing is sent until the first page is asked for"]
pub struct Pages<O: Paginated, F> {
    next: Result<Option<O::Input>, RepeatedToken>,
    send: F,
}

impl<O: Paginated, F> Pages<O, F> {
    /// The pages of an operation that is named: `Pages::<ListRoots, _>::new(input, send)`.
    pub fn new(input: O::Input, send: F) -> Self {
        Self {
            next: Ok(Some(input)),
            send,
        }
    }
}

impl<O, F, E> Iterator for Pages<O, F>
where
    O: Paginated,
    F: FnMut(&O::Input) -> Result<O::Output, E>,
    E: From<RepeatedToken>,
{
    type Item = Result<O::Output, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let input = match mem::replace(&mut self.next, Ok(None)) {
            Ok(input) => input?,
            Err(repeated) => return Some(Err(repeated.into())),
        };
        let page = (self.send)(&input);
        if let Ok(page) = &page {
            self.next = O::next_input(&input, page);
        }
        Some(page)
    }
}

impl<O, F, E> FusedIterator for Pages<O, F>
where
    O: Paginated,
    F: FnMut(&O::Input) -> Result<O::Output, E>,
    E: From<RepeatedToken>,
{
}

impl<O: Paginated, F> fmt::Debug for Pages<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pages = f.debug_struct("Pages");
        pages.field("next", &self.next).finish_non_exhaustive()
    }
}

/// An iterator over the items of the pages of an operation, which [`items`] makes.
#[must_use = "nothing is sent until the first item is asked for"]
pub struct Items<O: Paginated, F> {
    page: Option<<O::Items as IntoIterator>::IntoIter>,
    pages: Pages<O, F>,
}

impl<O: Paginated, F> Items<O, F> {
    /// The items of an operation that is named: `Items::<ListRoots, _>::new(input, send)`.
    pub fn new(input: O::Input, send: F) -> Self {
        Self {
            page: None,
            pages: Pages::new(input, send),
        }
    }
}

impl<O, F, E> Iterator for Items<O, F>
where
    O: Paginated,
    F: FnMut(&O::Input) -> Result<O::Output, E>,
    E: From<RepeatedToken>,
{
    type Item = Result<<O::Items as IntoIterator>::Item, E>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.as_mut().and_then(Iterator::next) {
                return Some(Ok(item));
            }
            self.page = None;
            match self.pages.next()? {
                Ok(page) => self.page = Some(O::items(page).into_iter()),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<O, F, E> FusedIterator for Items<O, F>
where
    O: Paginated,
    F: FnMut(&O::Input) -> Result<O::Output, E>,
    E: From<RepeatedToken>,
{
}

impl<O: Paginated, F> fmt::Debug for Items<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut items = f.debug_struct("Items");
        items.field("pages", &self.pages).finish_non_exhaustive()
    }
}
