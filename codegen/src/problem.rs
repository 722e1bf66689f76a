//! Problems of a model, each with its place.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use thiserror::Error;

/// A problem of a model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The place in the model, as a path of keys: `shapes.Handshake.members.Action`.
    pub path: String,
    /// The problem, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// All problems of a model; never empty as an error.
///
/// The first hundred problems are listed and the others only counted, so that a completely wrong
/// file fills neither the screen nor the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
pub struct Problems {
    listed: Vec<Problem>,
    others: usize,
}

const MOST_LISTED: usize = 100;

impl Problems {
    /// Creates an empty list of problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem, unless it is listed already. Characters that would break the line or mislead
    /// a reader are escaped.
    pub fn add(&mut self, path: impl fmt::Display, message: impl AsRef<str>) {
        // The others are not even formatted.
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

    /// Adds the problems of another check.
    pub fn extend(&mut self, others: Self) {
        for Problem { path, message } in others.listed {
            self.add(path, message);
        }
        self.others += others.others;
    }

    /// Returns the problems that are listed, in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.listed.iter()
    }

    /// Returns the number of problems, listed or not. A problem that is not listed counts each time
    /// it is found.
    pub fn len(&self) -> usize {
        self.listed.len() + self.others
    }

    /// Returns `true` if there are no problems.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Returns the same problems with other paths.
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

    /// Returns `value`, if there are no problems.
    ///
    /// # Errors
    ///
    /// Returns the problems, if there are any.
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
        let lines: Vec<_> = self.listed.iter().map(Problem::to_string).collect();
        f.write_str(&lines.join("\n"))?;
        match self.others {
            0 => Ok(()),
            others => write!(f, "\nand {others} more"),
        }
    }
}

/// The problems of a model, for which it is rejected, and warnings, for which it need not be.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Problems,
    pub(crate) warnings: Problems,
}

/// A place in a model, to report problems at. It is formatted only if there is a problem.
#[derive(Clone)]
pub(crate) struct Place<'a> {
    path: Path<'a>,
    findings: &'a RefCell<Findings>,
}

/// The steps to a place.
#[derive(Clone)]
enum Path<'a> {
    /// The top level of a file, whose name stands only for the file as a whole.
    TopLevel(&'a str),
    /// The start of a path, which may itself have several steps.
    Start(&'a str),
    Below(Rc<Path<'a>>, Step<'a>),
}

/// A step to a value in an object or array.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// Returns the top level of a file. The paths of its keys do not have its name.
    pub(crate) fn top_level(name: &'a str, findings: &'a RefCell<Findings>) -> Self {
        let path = Path::TopLevel(name);
        Self { path, findings }
    }

    /// Returns the place with which a path starts: a top-level key, a file or another path.
    pub(crate) fn start(path: &'a str, findings: &'a RefCell<Findings>) -> Self {
        let path = Path::Start(path);
        Self { path, findings }
    }

    /// Returns the place of `key` in the object at this place.
    pub(crate) fn key(&self, key: &'a str) -> Self {
        self.below()(Step::Key(key))
    }

    /// Returns the place of the element at `index` in the array at this place.
    pub(crate) fn index(&self, index: usize) -> Self {
        self.below()(Step::Index(index))
    }

    /// Returns the function from a step to the place that it leads to. These places share the path to this
    /// one.
    pub(crate) fn below(&self) -> impl Fn(Step<'a>) -> Self + use<'a> {
        let (parent, findings) = (Rc::new(self.path.clone()), self.findings);
        move |step| Self {
            path: Path::Below(parent.clone(), step),
            findings,
        }
    }

    pub(crate) fn problem(&self, message: impl AsRef<str>) {
        self.findings.borrow_mut().problems.add(self, message);
    }

    pub(crate) fn warning(&self, message: impl AsRef<str>) {
        self.findings.borrow_mut().warnings.add(self, message);
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::TopLevel(name) | Path::Start(name) => f.write_str(name),
            Path::Below(parent, Step::Key(key)) if matches!(**parent, Path::TopLevel(_)) => {
                f.write_str(&shown(key))
            }
            Path::Below(parent, Step::Key(key)) => write!(f, "{parent}.{}", shown(key)),
            Path::Below(parent, Step::Index(index)) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Returns a key as shown in a path: an empty one is quoted.
fn shown(key: &str) -> String {
    match key {
        "" => "\"\"".to_owned(),
        key => printable(key),
    }
}

/// Returns the start of a text, escaped for a message.
pub(crate) fn printable(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => visible(text.get(..end).unwrap_or_default()) + "…",
        None => visible(text),
    }
}

/// Returns a list of names to choose from: "`a`, `b` or `c`".
pub(crate) fn alternatives<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        names => names.concat(),
    }
}

/// Returns the name of a kind of shape with its article: `an enum`, `a list`.
pub(crate) fn with_article(name: &str) -> String {
    let article = match name.starts_with(['a', 'e', 'i', 'o']) {
        true => "an",
        false => "a",
    };
    format!("{article} {name}")
}

/// Returns text with a capital letter at its start.
pub(crate) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + characters.as_str(),
        None => String::new(),
    }
}

/// Returns text on one line, with an escape for each invisible or misleading character.
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if misleads(character) {
            visible.extend(character.escape_unicode());
        } else {
            visible.push(character);
        }
    }
    visible
}

/// Returns `true` if a character misleads a reader: it changes the direction of the surrounding
/// text (Unicode Standard Annex #9, explicit directional formatting characters), breaks the line,
/// or is invisible (control characters, byte-order mark, tags).
#[rustfmt::skip]
pub(crate) fn misleads(character: char) -> bool {
    character.is_control() || matches!(
        character,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}
