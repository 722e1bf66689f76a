//! The top-level members of a body that may not be JSON throughout.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

/// The members of an object whose values are strings, in the order of the text, as far as it can be
/// read. Nothing inside of other values is looked at but where they end, so that it may be anything:
/// nested without end, numbers without bounds, escapes that stand for nothing.
pub(super) fn text_members(body: &str) -> Vec<(String, String)> {
    let mut scanner = Scanner(body.trim_start_matches('\u{feff}'));
    let mut members = Vec::new();
    let mut separator = '{';
    while scanner.skip(separator).is_some() {
        let Some(name) = scanner.text().filter(|_| scanner.skip(':').is_some()) else {
            break;
        };
        match scanner.text() {
            Some(value) => members.push((name, value)),
            None => scanner.skip_value(),
        }
        separator = ',';
    }
    members
}

/// What is left to read.
struct Scanner<'a>(&'a str);

impl Scanner<'_> {
    /// Takes a character off the front, after white space.
    fn skip(&mut self, expected: char) -> Option<()> {
        self.0 = self.0.trim_start().strip_prefix(expected)?;
        Some(())
    }

    /// Takes a string off the front that has an end.
    fn text(&mut self) -> Option<String> {
        let literal = self.0.trim_start();
        let end = end_of_text(literal)?;
        let (literal, rest) = literal.split_at_checked(end)?;
        self.0 = rest;
        Some(unescape(literal))
    }

    /// Takes a value off the front that is not a string: all up to the comma or brace behind it.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.0.chars().next() {
            match next {
                '"' => {
                    let end = end_of_text(self.0).unwrap_or(self.0.len());
                    self.0 = self.0.get(end..).unwrap_or_default();
                    continue;
                }
                ',' | '}' | ']' if depth == 0 => return,
                '{' | '[' => depth += 1,
                '}' | ']' => depth -= 1,
                _ => {}
            }
            self.0 = self.0.get(next.len_utf8()..).unwrap_or_default();
        }
    }
}

/// Where the string ends that the text begins with.
fn end_of_text(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let inside = text.strip_prefix('"')?;
    let end = inside.find(|next| {
        let is_end = next == '"' && !is_escaped;
        is_escaped = next == '\\' && !is_escaped;
        is_end
    })?;
    Some(end + 2)
}

/// What a string stands for. A surrogate alone becomes the replacement character; a string with an
/// escape that JSON does not have is taken as it is.
fn unescape(literal: &str) -> String {
    serde_json::Deserializer::from_str(literal)
        .deserialize_bytes(Lossy)
        .unwrap_or_else(|_| literal.trim_matches('"').to_owned())
}

/// Takes a string as bytes, which serde_json hands over even where they are not valid UTF-8.
struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}
