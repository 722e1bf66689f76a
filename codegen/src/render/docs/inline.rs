//! Converts styled text to words of rustdoc's Markdown, escaped so that no character gains a
//! meaning.

use crate::markdown::code;
use crate::problem::visible;

/// A piece of text with one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// The text as it is read, including white space.
    pub(super) text: String,
    pub(super) style: Style,
}

/// The style of a piece of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) code: bool,
    /// The marker of emphasis, `*` or `**`; always `None` inside a link.
    pub(super) emphasis: Option<&'static str>,
    /// The `http` or `https` URL of a link.
    pub(super) link: Option<String>,
}

/// Returns the words of a text. Code is one word, including its spaces; links and emphasis can have
/// several words.
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

/// Appends Markdown to Markdown, without a space between them.
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

    /// Returns the first character that emphasis before it would touch.
    fn opener(&self) -> char {
        let first = self.words.first().and_then(|word| word.chars().next());
        match self.style.link {
            Some(_) => '[',
            None => first.unwrap_or(' '),
        }
    }

    /// Returns the words between the markers of the style, given the characters before and after
    /// them.
    fn marked(&self, previous: Option<char>, next: Option<char>) -> Vec<String> {
        let (open, close) = match (&self.style.link, self.style.emphasis) {
            (Some(url), _) => ("[", format!("]({})", destination(url))),
            (None, Some(marker)) if self.can_be_marked(previous, next) => {
                (marker, marker.to_owned())
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

    /// Returns `true` if markers of emphasis work here: a marker with punctuation on its inner side
    /// must have punctuation or nothing on its outer side (CommonMark 0.31, section 6.2, "delimiter
    /// runs").
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

/// Escapes each character that Markdown or rustdoc could interpret. Characters that matter only at
/// the start of a line are left to [`wrapped`](crate::markdown::wrapped).
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
            // rustdoc makes quotation marks curly, which is right unless a mark stands alone.
            '"' | '\'' => previous.is_none() && next.is_none(),
            // rustdoc turns two hyphens into a dash.
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

/// Returns text in which URLs are links, as rustdoc's lint `bare_urls` requires.
fn with_autolinks(text: &str) -> String {
    let mut linked = String::new();
    let mut rest = text;
    while let Some(start) = address_start(rest) {
        let (before, address) = rest.split_at(start);
        let (address, after) = address.split_at(address_length(address));
        linked.push_str(&escaped(before));
        match is_complete(address, after) {
            true => linked.push_str(&format!("<{address}>")),
            // A template of a URL is not a link.
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

/// Returns a URL as the destination of a link (CommonMark 0.31, section 6.3).
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
