//! Styled text to words of rustdoc's Markdown, in which nothing has a meaning that it did not have
//! before.

use crate::markdown::code;
use crate::problem::visible;

/// A piece of text that looks alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// The text as people read it, white space and all.
    pub(super) text: String,
    pub(super) style: Style,
}

/// What a piece of text looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) code: bool,
    /// How it stands out; nothing does inside a link.
    pub(super) emphasis: Option<Emphasis>,
    /// The address it leads to: `http` or `https`.
    pub(super) link: Option<String>,
}

/// How text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    Italic,
    Bold,
}

impl Emphasis {
    fn marker(self) -> &'static str {
        match self {
            Self::Italic => "*",
            Self::Bold => "**",
        }
    }
}

/// The words of a text. Code is one word, with the spaces in it; links and emphasis are not.
pub(super) fn words(spans: &[Span]) -> Vec<String> {
    let pieces = pieces(spans);
    let runs: Vec<Run<'_>> = pieces
        .chunk_by(|one, other| {
            one.style.link == other.style.link && one.style.emphasis == other.style.emphasis
        })
        .filter_map(Run::of)
        .collect();
    let mut words: Vec<String> = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let next = runs.get(number + 1).filter(|next| !next.after_space);
        let last = words.last_mut().filter(|_| !run.after_space);
        let previous = last.as_ref().and_then(|word| word.chars().next_back());
        let marked = run.marked(previous, next.map(Run::opener));
        match (last, marked.split_first()) {
            (Some(last), Some((first, others))) => {
                glue(last, first);
                words.extend_from_slice(others);
            }
            _ => words.extend(marked),
        }
    }
    words
}

/// Puts Markdown after Markdown, with no space between.
fn glue(last: &mut String, next: &str) {
    if last.ends_with('!') && next.starts_with('[') {
        last.insert(last.len() - 1, '\\');
    } else if last.ends_with('`') && next.starts_with('`') {
        last.push(' ');
    }
    last.push_str(next);
}

/// A word of text, or a piece of code.
struct Piece<'s> {
    text: String,
    style: &'s Style,
    after_space: bool,
}

fn pieces(spans: &[Span]) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let (mut after_space, mut space_in_code) = (false, true);
    for Span { text, style } in spans {
        for character in text.chars() {
            if character.is_whitespace() {
                after_space = true;
                space_in_code &= style.code;
                continue;
            }
            match pieces.last_mut().filter(|piece| piece.style == style) {
                Some(piece) if !after_space => piece.text.push(character),
                Some(piece) if style.code && space_in_code => piece.text.extend([' ', character]),
                _ => pieces.push(Piece {
                    text: character.to_string(),
                    style,
                    after_space,
                }),
            }
            (after_space, space_in_code) = (false, true);
        }
    }
    pieces
}

/// Pieces with one link or one emphasis.
struct Run<'s> {
    words: Vec<String>,
    style: &'s Style,
    after_space: bool,
}

impl<'s> Run<'s> {
    fn of(pieces: &[Piece<'s>]) -> Option<Self> {
        let first = pieces.first()?;
        let mut words: Vec<String> = Vec::new();
        for piece in pieces {
            let text = match (piece.style.code, &piece.style.link) {
                (true, _) => code(&piece.text),
                (false, Some(_)) => escaped(&visible(&piece.text)),
                (false, None) => with_autolinks(&visible(&piece.text)),
            };
            match words.last_mut().filter(|_| !piece.after_space) {
                Some(word) => word.push_str(&text),
                None => words.push(text),
            }
        }
        Some(Self {
            words,
            style: first.style,
            after_space: first.after_space,
        })
    }

    /// The first character, as far as it matters to emphasis before it.
    fn opener(&self) -> char {
        let first = self.words.first().and_then(|word| word.chars().next());
        match self.style.link {
            Some(_) => '[',
            None => first.unwrap_or(' '),
        }
    }

    /// The words between the markers of the style; `previous` and `next` touch them.
    fn marked(&self, previous: Option<char>, next: Option<char>) -> Vec<String> {
        let (open, close) = match (&self.style.link, self.style.emphasis) {
            (Some(url), _) => ("[", format!("]({})", destination(url))),
            (None, Some(emphasis)) if self.can_be_marked(previous, next) => {
                (emphasis.marker(), emphasis.marker().to_owned())
            }
            (None, _) => ("", String::new()),
        };
        let mut words = self.words.clone();
        if let Some(first) = words.first_mut() {
            first.insert_str(0, open);
        }
        if let Some(last) = words.last_mut() {
            last.push_str(&close);
        }
        words
    }

    /// Whether markers of emphasis work there: punctuation that they touch inside has to have
    /// punctuation or nothing outside (CommonMark 0.31, section 6.2, "delimiter runs").
    fn can_be_marked(&self, previous: Option<char>, next: Option<char>) -> bool {
        let is_punctuation = |character: char| !character.is_alphanumeric();
        let fits = |inside: Option<char>, outside: Option<char>| {
            !inside.is_some_and(is_punctuation) || outside.is_none_or(is_punctuation)
        };
        let first = self.words.first().and_then(|word| word.chars().next());
        let last = self.words.last().and_then(|word| word.chars().next_back());
        previous != Some('*') && fits(first, previous) && fits(last, next)
    }
}

/// Text with a backslash before each character that Markdown or rustdoc could take for its own.
/// What matters at the start of a line only is left to [`wrapped`](super::words::wrapped).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut previous = None;
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let touches = |test: fn(char) -> bool| previous.is_some_and(test) && next.is_some_and(test);
        let needs_escape = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' | '^' => true,
            '_' => !touches(char::is_alphanumeric),
            '&' => next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
            // rustdoc bends quotation marks, which is right unless one is meant itself.
            '"' | '\'' => previous.is_none() && next.is_none(),
            // rustdoc makes a dash of two hyphens.
            '-' => next == Some('-') || previous == Some('-'),
            _ => false,
        };
        if needs_escape {
            escaped.push('\\');
        }
        escaped.push(character);
        previous = Some(character);
    }
    escaped
}

/// Text in which addresses are links, as rustdoc wants it (its lint `bare_urls`).
fn with_autolinks(text: &str) -> String {
    let mut linked = String::new();
    let mut rest = text;
    while let Some(start) = address_start(rest) {
        let (before, address) = rest.split_at(start);
        let (address, after) = address.split_at(address_length(address));
        linked.push_str(&escaped(before));
        match is_complete(address, after) {
            true => linked.push_str(&format!("<{address}>")),
            // A template of an address is not a link.
            false => linked.push_str(&escaped(address).replacen(':', "\\:", 1)),
        }
        rest = after;
    }
    linked + &escaped(rest)
}

fn address_start(text: &str) -> Option<usize> {
    let schemes = ["https://", "http://"].into_iter();
    schemes.filter_map(|scheme| text.find(scheme)).min()
}

fn address_length(text: &str) -> usize {
    let is_part =
        |character: char| character.is_ascii_alphanumeric() || "-@:%._+~#=?&/".contains(character);
    let end = text.find(|character| !is_part(character));
    let address = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    address.trim_end_matches(['.', ':', '?']).len()
}

fn is_complete(address: &str, after: &str) -> bool {
    let host = address.split_once("://").map(|(_, host)| host);
    host.is_some_and(|host| host.starts_with(|first: char| first.is_ascii_alphanumeric()))
        && !after.starts_with(['{', '<', '[', '(', '$', '*', '\\'])
}

/// An address as the destination of a link (CommonMark 0.31, section 6.3).
fn destination(url: &str) -> String {
    let mut destination = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'&' => destination.push_str("&amp;"),
            _ if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$'*+,;=%".contains(&byte) => {
                destination.push(byte.into());
            }
            _ => destination.push_str(&format!("%{byte:02X}")),
        }
    }
    destination
}
