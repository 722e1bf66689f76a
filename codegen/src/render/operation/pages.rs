//! The pagination of an operation: a row for each fact, with the code that accesses the value.

use crate::api::{Pages, Place, Step};
use crate::model::Pagination;
use crate::render::layout::WIDTH;
use crate::render::table::Table;

/// Adds the block, without code if types cannot express the pagination.
pub(super) fn render(table: &mut Table<'_>, facts: &Pagination, pages: Option<&Pages>) {
    table.open("pages");
    let names = facts.input_tokens.iter().zip(&facts.output_tokens);
    for (index, (input, output)) in names.enumerate() {
        let token = pages.and_then(|pages| pages.tokens.get(index));
        let code = token.map(|it| (format!(": {} =", it.field), closure(&it.place)));
        row(table, format!("token {input:?} => {output:?}"), code);
    }
    if !facts.result_keys.is_empty() {
        let keys = facts.result_keys.iter().map(|key| format!("{key:?}"));
        let keys = keys.collect::<Vec<_>>().join(", ");
        let items = pages.and_then(|pages| pages.items.as_ref());
        let code = items.map(|it| {
            let declaration = format!(": {} =", it.items_type());
            (declaration, format!("|page| {}", taken(it)))
        });
        row(table, format!("items {keys}"), code);
    }
    if let Some(limit) = &facts.limit_key {
        row(table, format!("limit {limit:?}"), None);
    }
    if let Some(more) = &facts.more_results {
        let place = pages.and_then(|pages| pages.more.as_ref());
        let code = place.map(|it| (" =".to_owned(), closure(it)));
        row(table, format!("more {more:?}"), code);
    }
    table.close();
}

/// Adds a row, with its code on a line of its own if one line is not enough.
fn row(table: &mut Table<'_>, names: String, code: Option<(String, String)>) {
    let Some((declaration, code)) = code else {
        return table.line(&format!("{names};"));
    };
    let start = names + &declaration;
    if INDENTATION + start.len() + code.len() + " ;".len() <= WIDTH {
        table.line(&format!("{start} {code};"));
    } else {
        table.line(&start);
        table.line(&format!("    {code};"));
    }
}

const INDENTATION: usize = 8;

/// Returns a closure from a borrowed page to an `Option` of a reference to a value in it.
fn closure(place: &Place) -> String {
    let mut expression = "page".to_owned();
    // Whether the expression is an option, and whether it holds a reference already.
    let (mut optional, mut reference) = (false, false);
    for step in &place.steps {
        if optional {
            expression += if reference { "?" } else { ".as_ref()?" };
        }
        (optional, reference) = match step {
            Step::Field { name, optional } => {
                expression += &format!(".{name}");
                (*optional, false)
            }
            Step::Last => {
                expression += ".last()";
                (true, true)
            }
        };
    }
    match (optional, reference) {
        (true, true) => format!("|page| {expression}"),
        (true, false) => format!("|page| {expression}.as_ref()"),
        (false, _) => format!("|page| Some(&{expression})"),
    }
}

/// Returns an expression that moves the items out of a page.
fn taken(items: &Place) -> String {
    let (expression, optional) = moved("page".to_owned(), &items.steps);
    match (optional, items.is_collection()) {
        (true, true) => expression + ".unwrap_or_default()",
        (false, true) | (true, false) => expression,
        (false, false) => format!("Some({expression})"),
    }
}

/// Returns an expression for the value that the steps lead to, and whether it is an `Option`.
fn moved(from: String, steps: &[Step]) -> (String, bool) {
    let Some((step, rest)) = steps.split_first() else {
        return (from, false);
    };
    let (expression, optional) = match step {
        Step::Field { name, optional } => (format!("{from}.{name}"), *optional),
        Step::Last => (format!("{from}.into_iter().next_back()"), true),
    };
    match (optional, rest) {
        (_, []) => (expression, optional),
        (false, rest) => moved(expression, rest),
        (true, rest) => match moved("it".to_owned(), rest) {
            (inner, true) => (format!("{expression}.and_then(|it| {inner})"), true),
            (inner, false) => (format!("{expression}.map(|it| {inner})"), true),
        },
    }
}
