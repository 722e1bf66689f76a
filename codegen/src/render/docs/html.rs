//! Converts a model's prose, which is HTML with careless end tags and nesting, to blocks of
//! Markdown.
//!
//! Nothing in it is an error: an element without an end tag ends with the block around it, an end
//! tag without a start tag is ignored, and an unknown tag is text: an unescaped placeholder.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::comment::Block;
use super::inline::{self, Span, Style};
use super::outline::Outline;
use super::tag::Tag;

pub(crate) fn blocks(html: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    let emitter = DefaultEmitter::<usize>::new_with_span();
    // Reading from memory does not fail.
    for token in Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok) {
        match token {
            Token::StartTag(tag) => {
                let source = html.get(tag.span.start..tag.span.end);
                builder.start(&tag, source.unwrap_or_default());
            }
            Token::EndTag(tag) => builder.end(Tag::of(&text(&tag.name))),
            Token::String(string) => builder.text(&text(&string)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.finish()
}

fn text(string: &HtmlString) -> String {
    String::from_utf8_lossy(string).into_owned()
}

#[derive(Default)]
struct Builder {
    outline: Outline,
    /// The text since the last block.
    spans: Vec<Span>,
    bold: usize,
    italic: usize,
    code: usize,
    link: Option<String>,
    /// The text of a code block, if one is open.
    preformatted: Option<String>,
    /// The rows of a table, if one is open.
    table: Option<Vec<Vec<Vec<String>>>>,
}

impl Builder {
    fn start(&mut self, start: &StartTag<usize>, source: &str) {
        let name = text(&start.name);
        let attribute = |name: &str| Some(text(start.attributes.get(name.as_bytes())?));
        match Tag::of(&name) {
            Tag::Block => self.end_text(),
            Tag::Heading => {
                self.end_text();
                self.bold = 1;
            }
            tag @ (Tag::List { .. } | Tag::Notice(_) | Tag::Item | Tag::Term) => {
                self.block(|outline| outline.start(tag));
            }
            Tag::Preformatted => {
                self.end_text();
                self.preformatted.get_or_insert_default();
            }
            Tag::Table => {
                self.end_text();
                self.table.get_or_insert_default();
            }
            Tag::Row => self.start_row(),
            Tag::Cell => self.start_cell(),
            // Code has no other style inside, so that it can be copied as one piece.
            Tag::Bold | Tag::Italic if self.code > 0 => {}
            Tag::Bold => self.bold += 1,
            Tag::Italic => self.italic += 1,
            Tag::Code => self.code += 1,
            Tag::Link(key) => {
                let url = attribute(key).and_then(|url| web_address(&url));
                match url {
                    // It does not end, and has no text.
                    Some(url) if start.self_closing => self.text(&url),
                    url => self.link = url,
                }
            }
            Tag::Unknown => self.text(source),
            Tag::Text => {}
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Block | Tag::Heading | Tag::Term => self.end_text(),
            Tag::List { .. } | Tag::Notice(_) | Tag::Item => {
                self.block(|outline| outline.end(tag));
            }
            Tag::Preformatted => self.end_code(),
            Tag::Table => self.end_table(),
            Tag::Row | Tag::Cell => self.end_cell(),
            Tag::Bold | Tag::Italic if self.code > 0 => {}
            Tag::Bold => self.bold = self.bold.saturating_sub(1),
            Tag::Italic => self.italic = self.italic.saturating_sub(1),
            Tag::Code => self.code = self.code.saturating_sub(1),
            Tag::Link(_) => self.link = None,
            Tag::Text | Tag::Unknown => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.preformatted {
            Some(code) => code.push_str(text),
            None => self.spans.push(Span {
                text: text.to_owned(),
                style: self.style(),
            }),
        }
    }

    fn style(&self) -> Style {
        let emphasis = match (self.bold, self.italic) {
            _ if self.link.is_some() => None,
            (1.., _) => Some("**"),
            (_, 1..) => Some("*"),
            _ => None,
        };
        Style {
            code: self.code > 0,
            emphasis,
            link: self.link.clone(),
        }
    }

    /// Begins or ends a block, unless a table or code block is open, which cannot hold others.
    fn block(&mut self, change: impl FnOnce(&mut Outline)) {
        self.end_text();
        if self.table.is_none() && self.preformatted.is_none() {
            change(&mut self.outline);
        }
    }

    /// Ends the text so far, which becomes a paragraph. Styles end with it. In a table, the text
    /// remains part of a cell.
    fn end_text(&mut self) {
        if self.table.is_some() {
            return self.text(" ");
        }
        if self.preformatted.is_some() {
            return;
        }
        let words = self.take_words();
        if !words.is_empty() {
            self.outline.add(Block::Paragraph(words));
        }
    }

    fn take_words(&mut self) -> Vec<String> {
        (self.bold, self.italic, self.code, self.link) = (0, 0, 0, None);
        inline::words(&std::mem::take(&mut self.spans))
    }

    fn end_code(&mut self) {
        let Some(code) = self.preformatted.take() else {
            return;
        };
        let code = code.trim_matches(['\n', '\r']).trim_end();
        if !code.is_empty() {
            self.outline.add(Block::Code(code.to_owned()));
        }
    }

    fn start_row(&mut self) {
        self.end_cell();
        if let Some(rows) = &mut self.table {
            rows.push(Vec::new());
        }
    }

    fn start_cell(&mut self) {
        self.end_cell();
        if let Some(rows) = &mut self.table {
            let mut row = rows.pop().unwrap_or_default();
            row.push(Vec::new());
            rows.push(row);
        }
    }

    fn end_cell(&mut self) {
        if self.table.is_none() {
            return self.end_text();
        }
        let words = self.take_words();
        let row = self.table.as_mut().and_then(|rows| rows.last_mut());
        if let Some(cell) = row.and_then(|row| row.last_mut()) {
            cell.extend(words);
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        let mut rows = self.table.take().unwrap_or_default();
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        if !rows.is_empty() {
            self.outline.add(Block::Table(rows));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_code();
        self.end_table();
        self.end_text();
        self.outline.finish()
    }
}

/// Returns the URL if its scheme is `http` or `https`.
fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, host) = url.split_once("://")?;
    let is_web = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https");
    let has_host = host.starts_with(|first: char| first.is_ascii_alphanumeric());
    (is_web && has_host).then(|| url.to_owned())
}
