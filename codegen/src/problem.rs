//! What is wrong with a model, and where.

use std::fmt;

use thiserror::Error;

/// One thing that is wrong with a model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The place in the model, as a path of keys: `shapes.Handshake.members.Action`.
    pub path: String,
    /// What is wrong there, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// Everything that is wrong with a model; never empty when it is an error.
///
/// The first hundred problems are listed, the others only counted, so that a file that is not at all
/// what it should be fills neither the screen nor the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
pub struct Problems {
    listed: Vec<Problem>,
    others: usize,
}

/// How many problems are listed.
const MOST_LISTED: usize = 100;

impl Problems {
    /// No problem yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem, unless it is listed already. What it quotes of the model cannot break its line
    /// or mislead its reader.
    pub fn add(&mut self, path: impl fmt::Display, message: impl AsRef<str>) {
        // The others are not even written out.
        if self.listed.len() >= MOST_LISTED {
            self.others += 1;
            return;
        }
        let problem = Problem {
            path: visible(&path.to_string()),
            message: visible(message.as_ref()),
        };
        if !self.listed.contains(&problem) {
            self.listed.push(problem);
        }
    }

    /// Adds those of another check.
    pub fn extend(&mut self, others: Self) {
        for Problem { path, message } in others.listed {
            self.add(path, message);
        }
        self.others += others.others;
    }

    /// The problems that are listed, in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.listed.iter()
    }

    /// How many problems there are, listed or not. One that is not listed counts as often as it was
    /// found.
    pub fn len(&self) -> usize {
        self.listed.len() + self.others
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The same problems with other paths.
    pub(crate) fn with_paths(self, path: impl Fn(&str) -> String) -> Self {
        let mut changed = Self {
            others: self.others,
            ..Self::default()
        };
        for problem in self.listed {
            changed.add(path(&problem.path), problem.message);
        }
        changed
    }

    /// `value`, if there is no problem.
    ///
    /// # Errors
    ///
    /// The problems, if there are any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.listed.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        match self.others {
            0 => Ok(()),
            others => write!(f, "\nand {others} more"),
        }
    }
}

/// A place in a model, built only while it is walked and written out only when something is wrong
/// there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Key(&'a str),
    Keys(&'a [&'a str]),
    Index(usize),
}

impl<'a> Place<'a> {
    /// A top-level key of the model.
    pub(crate) fn root(key: &'a str) -> Self {
        Self {
            parent: None,
            step: Step::Key(key),
        }
    }

    /// A top-level key of the model, and the keys below it that lead to the place.
    pub(crate) fn keys(keys: &'a [&'a str]) -> Self {
        Self {
            parent: None,
            step: Step::Keys(keys),
        }
    }

    /// The value of `key` in the object at this place.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// The element at `index` of the array at this place.
    pub(crate) fn index(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            step: Step::Index(index),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}")?;
        }
        match self.step {
            Step::Key(key) if self.parent.is_some() => write!(f, ".{}", shown(key)),
            Step::Key(key) => f.write_str(&shown(key)),
            Step::Keys(keys) => {
                let keys: Vec<_> = keys.iter().map(|key| shown(key)).collect();
                f.write_str(&keys.join("."))
            }
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// A key in a path: one that is empty can be seen.
fn shown(key: &str) -> String {
    match key {
        "" => "\"\"".to_owned(),
        key => printable(key),
    }
}

/// The start of a text, as it may stand in a message.
pub(crate) fn printable(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => visible(text.get(..end).unwrap_or_default()) + "…",
        None => visible(text),
    }
}

/// The name of a kind of shape with its article: `an enum`, `a list`.
pub(crate) fn with_article(name: &str) -> String {
    let article = match name.starts_with(['a', 'e', 'i', 'o']) {
        true => "an",
        false => "a",
    };
    format!("{article} {name}")
}

/// Text on one line, with an escape for each character that would not show or would mislead.
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || misleads(character) {
            visible.extend(character.escape_unicode());
        } else {
            visible.push(character);
        }
    }
    visible
}

/// Whether a character misleads a reader: it changes the direction of the text around it (Unicode
/// Standard Annex #9, explicit directional formatting characters), breaks the line, or is text
/// that nobody sees (byte order mark, tags).
#[rustfmt::skip]
fn misleads(character: char) -> bool {
    matches!(
        character,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}
