//! Facts and sentences to the lines of doc comments, in rustdoc's Markdown.

use crate::problem::visible;

/// The width that doc comments wrap at, their indentation and `/// ` included.
const WIDTH: usize = 100;

/// The lines of a doc comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocComment(Vec<String>);

impl DocComment {
    /// A comment of one paragraph.
    pub(crate) fn new(paragraph: impl AsRef<str>) -> Self {
        let mut comment = Self::default();
        comment.paragraph(paragraph);
        comment
    }

    /// Adds a paragraph; an empty one adds nothing.
    pub(crate) fn paragraph(&mut self, text: impl AsRef<str>) {
        if text.as_ref().is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.push(text.as_ref().to_owned());
    }

    /// The lines, wrapped for a comment that stands `indentation` spaces from the margin.
    pub(crate) fn lines(&self, indentation: usize) -> Vec<String> {
        let width = WIDTH - indentation - "/// ".len();
        self.0
            .iter()
            .flat_map(|paragraph| wrapped(paragraph, width))
            .collect()
    }
}

/// Text in a code span, whatever it holds (CommonMark 0.31, section 6.1).
pub(crate) fn code(text: &str) -> String {
    let text = visible(text);
    let longest_run = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    let needs_padding = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let padding = if needs_padding { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// Lines of at most `width` characters, broken between words; a longer word keeps its own line.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in words(text) {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > width {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += word_length;
        }
    }
    lines
}

/// The words of a text; a code span or link belongs to one word, with the spaces in it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    let mut in_link = false;
    text.split(move |character| {
        match character {
            '`' => in_code = !in_code,
            '[' if !in_code => in_link = true,
            ']' if !in_code => in_link = false,
            _ => {}
        }
        character == ' ' && !in_code && !in_link
    })
    .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{DocComment, code};

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("[a-z]+"), "`[a-z]+`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb\u{202e}"), "`a\\u{a}b\\u{202e}`");
    }

    #[test]
    fn lines_break_between_words_but_not_in_code() {
        let comment = DocComment::new(format!(
            "{} `a pattern with spaces` end",
            "word ".repeat(16)
        ));
        let lines = comment.lines(4);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].starts_with("`a pattern with spaces`"), "{lines:?}");
        assert!(lines.iter().all(|line| line.len() <= 92));
    }
}
