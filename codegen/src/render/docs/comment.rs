//! The lines of doc comments: wrapped blocks of rustdoc's Markdown.

use crate::markdown::{code_fence, words, wrapped};
use crate::problem::visible;

/// The width at which doc comments are wrapped, including their indentation and `/// `.
const WIDTH: usize = 100;

/// The minimum width of a line, however deep the nesting.
const NARROWEST: usize = 40;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocComment(Vec<Block>);

/// A block of Markdown (CommonMark 0.31, section 3). Text is a list of words, between which lines
/// can break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(Vec<String>),
    /// Items, each consisting of blocks.
    List {
        /// Whether items have numbers instead of bullets.
        ordered: bool,
        /// The items, none of them empty.
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Lines to keep as they are. They are never marked as Rust, so that they are not tested.
    Code(String),
    /// Rows of cells of text; the first row is the head.
    Table(Vec<Vec<Vec<String>>>),
}

impl Block {
    pub(crate) fn paragraph(text: &str) -> Self {
        Self::Paragraph(words(text).map(str::to_owned).collect())
    }
}

impl DocComment {
    pub(crate) fn new(paragraph: impl AsRef<str>) -> Self {
        let mut comment = Self::default();
        comment.paragraph(paragraph);
        comment
    }

    /// Creates a comment that continues a paragraph that a macro begins. Blocks that are added
    /// later are separate from that paragraph, even if `sentences` is empty.
    pub(crate) fn below(sentences: &str) -> Self {
        Self(vec![Block::paragraph(sentences)])
    }

    /// Adds a paragraph of Markdown, unless it is empty.
    pub(crate) fn paragraph(&mut self, text: impl AsRef<str>) {
        if !text.as_ref().is_empty() {
            self.0.push(Block::paragraph(text.as_ref()));
        }
    }

    pub(crate) fn blocks(&mut self, blocks: Vec<Block>) {
        self.0.extend(blocks);
    }

    /// Returns the lines, wrapped for a comment that is indented by `indentation` spaces.
    pub(crate) fn lines(&self, indentation: usize) -> Vec<String> {
        lines(&self.0, WIDTH - indentation - "/// ".len())
    }
}

/// Returns the lines of blocks, with an empty line between two blocks.
fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        if number > 0 {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(words) => lines.extend(wrapped(words, width)),
            Block::List { ordered, items } => lines.extend(list(*ordered, items, width)),
            Block::Quote(blocks) => lines.extend(nested(blocks, ("> ", "> "), width)),
            Block::Code(text) => lines.extend(code_block(text)),
            Block::Table(rows) => lines.extend(table(rows)),
        }
    }
    lines
}

/// Returns the lines of blocks inside another one, given the prefix of the first line and that of
/// the others.
fn nested(blocks: &[Block], (first, others): (&str, &str), width: usize) -> Vec<String> {
    let width = width.saturating_sub(first.len()).max(NARROWEST);
    let lines = lines(blocks, width).into_iter().enumerate();
    let prefixed = lines.map(|(number, line)| {
        let prefix = if number == 0 { first } else { others };
        format!("{prefix}{line}").trim_end().to_owned()
    });
    prefixed.collect()
}

/// Returns the lines of a list, with empty lines between the items if any item is more than a
/// paragraph.
fn list(ordered: bool, items: &[Vec<Block>], width: usize) -> Vec<String> {
    let is_loose = items
        .iter()
        .any(|item| !matches!(item.as_slice(), [Block::Paragraph(_)]));
    let mut lines = Vec::new();
    for (number, item) in (1..).zip(items) {
        if is_loose && number > 1 {
            lines.push(String::new());
        }
        let marker = match ordered {
            true => format!("{number}. "),
            false => "- ".to_owned(),
        };
        let indentation = " ".repeat(marker.len());
        lines.extend(nested(item, (&marker, &indentation), width));
    }
    lines
}

fn code_block(text: &str) -> Vec<String> {
    let fence = code_fence(text, 3);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(text.lines().map(|line| visible(line).trim_end().to_owned()));
    lines.push(fence);
    lines
}

/// Returns the lines of a table (GitHub Flavored Markdown 0.29, section 4.10): each row on one
/// line, however long.
fn table(rows: &[Vec<Vec<String>>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let mut lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let mut cells: Vec<_> = row.iter().map(|words| cell(words)).collect();
            cells.resize(columns, String::new());
            line(&cells)
        })
        .collect();
    lines.insert(1.min(lines.len()), line(&vec!["---".to_owned(); columns]));
    lines
}

/// Returns the text of a cell, in which a `|` is escaped even in code.
fn cell(words: &[String]) -> String {
    let mut text = String::new();
    for character in words.join(" ").chars() {
        if character == '|' && !text.ends_with('\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}
