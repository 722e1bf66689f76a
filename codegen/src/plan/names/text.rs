//! Conversion of a name or value of the model to the nearest Rust name, before reserved and taken
//! names are considered.

use std::cell::RefCell;
use std::thread::LocalKey;

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::is_keyword;
use super::reserved::{DEVICES, FUNCTIONS, KEYWORDS, NEVER_RAW};
use crate::collections::HashMap;

/// Returns the name of the type for a shape or operation.
pub(super) fn type_name(name: &str) -> String {
    let name = converted(&CAMEL_CASE, name, camel_case);
    not_starting_with_a_digit(name, "Shape")
}

/// Returns the name of the variant for an enum value or a union's member. A value can be any text.
pub(super) fn variant_name(value: &str) -> String {
    let name = match converted(&CAMEL_CASE, value, camel_case) {
        name if name.is_empty() => spelled(value),
        name => name,
    };
    not_starting_with_a_digit(name, "Value")
}

/// Returns the name of the field for a structure's member, and of its setter.
pub(super) fn field_name(name: &str) -> String {
    let name = snake_case(name);
    if NEVER_RAW.contains(&name.as_str()) || FUNCTIONS.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// Returns the name of the module for an operation. It also names a file, so two kinds of names get
/// a suffix: keywords, since `mod.rs` has a meaning, and devices, which Windows cannot check out.
pub(super) fn module_name(name: &str) -> String {
    let name = snake_case(name);
    match is_keyword(&name) || DEVICES.contains(&name.as_str()) {
        true => name + "_",
        false => name,
    }
}

/// Returns how far a text is from the usual spellings of its Rust name: 0 for `FooBar`, then
/// `FOO_BAR`, `fooBar`, `foo_bar`, `foo-bar`, and finally any other.
pub(super) fn unusualness(text: &str, name: &str) -> usize {
    let spellings: [fn(&str) -> String; 5] = [
        str::to_upper_camel_case,
        str::to_shouty_snake_case,
        str::to_lower_camel_case,
        str::to_snake_case,
        str::to_kebab_case,
    ];
    let position = spellings.iter().position(|spelling| spelling(name) == text);
    position.unwrap_or(spellings.len())
}

/// Texts that were converted, each with the result. Each thread has its own, so that none waits for
/// another.
type Converted = RefCell<HashMap<String, String>>;

thread_local! {
    static CAMEL_CASE: Converted = Converted::default();
    static SNAKE_CASE: Converted = Converted::default();
}

/// How many texts a thread remembers before it starts over; Organizations has 600.
const MOST_REMEMBERED: usize = 10_000;

/// Converts a text, once: structures have most names of members in common, and the revisions of a
/// service nearly all names.
fn converted(
    known: &'static LocalKey<Converted>,
    text: &str,
    convert: fn(&str) -> String,
) -> String {
    known.with_borrow_mut(|known| match known.get(text) {
        Some(name) => name.clone(),
        None => {
            let name = convert(text);
            if known.len() == MOST_REMEMBERED {
                known.clear();
            }
            known.insert(text.to_owned(), name.clone());
            name
        }
    })
}

fn snake_case(text: &str) -> String {
    let name = converted(&SNAKE_CASE, text, str::to_snake_case);
    not_starting_with_a_digit(name, "_")
}

fn not_starting_with_a_digit(name: String, prefix: &str) -> String {
    match name.starts_with(|character: char| character.is_ascii_digit()) {
        true => format!("{prefix}{name}"),
        false => name,
    }
}

/// Converts a text to `UpperCamelCase` of ASCII letters and digits. Digits on either side of a
/// symbol stay apart, so that `1.15` and `11.5` differ.
fn camel_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let words = text.split(|character: char| !character.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let word = word.to_upper_camel_case();
        let is_digit = |character: char| character.is_ascii_digit();
        if name.ends_with(is_digit) && word.starts_with(is_digit) {
            name.push('_');
        }
        name.push_str(&word);
    }
    name
}

/// Returns the names of the characters of a text without letters and digits.
fn spelled(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    text.chars().map(spelled_character).collect()
}

/// The names of ASCII's symbols: runs of them in the order of their codes, each from its first.
const SYMBOLS: [(char, &str); 4] = [
    (
        ' ',
        "Space Not Quote Hash Dollar Percent And Apostrophe Parenthesis Parenthesis Asterisk Plus \
         Comma Minus Dot Slash",
    ),
    (':', "Colon Semicolon Less Equal Greater Question At"),
    ('[', "Bracket Backslash Bracket Caret Underscore Backtick"),
    ('{', "Brace Or Brace Tilde"),
];

fn spelled_character(character: char) -> String {
    let name = SYMBOLS.iter().find_map(|(first, names)| {
        (*first..)
            .zip(names.split(' '))
            .find_map(|(it, name)| (it == character).then_some(name))
    });
    name.map_or_else(|| format!("U{:04X}", u32::from(character)), str::to_owned)
}
