//! Markdown in doc comments and reports: code spans, and line breaks between words.

use crate::problem::visible;

/// Returns text as a code span, whatever it contains (CommonMark 0.31, section 6.1).
pub(crate) fn code(text: &str) -> String {
    let text = visible(text);
    let fence = code_fence(&text, 1);
    let needs_padding = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let padding = if needs_padding { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// Returns at least `shortest` backticks, a run that does not occur in the text.
pub(crate) fn code_fence(text: &str, shortest: usize) -> String {
    let runs = text.split(|character| character != '`').map(str::len);
    "`".repeat(runs.fold(shortest, |length, run| length.max(run + 1)))
}

/// Returns the words of a text; a code span or link is part of one word, with the spaces in it.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    // The backticks that opened the code span, and those just before the character.
    let (mut open, mut backticks) = (0, 0);
    let mut in_link = false;
    text.split(move |character| {
        if character == '`' {
            backticks += 1;
            return false;
        }
        match std::mem::take(&mut backticks) {
            0 => {}
            opening if open == 0 => open = opening,
            closing if open == closing => open = 0,
            _ => {}
        }
        match character {
            '[' if open == 0 => in_link = true,
            ']' if open == 0 => in_link = false,
            _ => {}
        }
        character == ' ' && open == 0 && !in_link
    })
    .filter(|word| !word.is_empty())
}

/// Wraps words into lines of at most `width` characters; a longer word has a line of its own.
pub(crate) fn wrapped(words: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in words {
        let word_length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + word_length <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + word_length;
            }
            _ => {
                let word = at_line_start(word);
                length = word.chars().count();
                lines.push(word);
            }
        }
    }
    lines
}

/// Escapes a word if it would start a heading, a quote, a list item or the like at the start of a
/// line (CommonMark 0.31, sections 4 and 5).
fn at_line_start(word: &str) -> String {
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{number}\\{}", word.trim_start_matches(number));
    }
    match word.starts_with(['#', '+', '-', '=', '>']) {
        true => format!("\\{word}"),
        false => word.to_owned(),
    }
}

/// Escapes a text for HTML or XML, outside of attributes.
pub(crate) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}
