//! A JSON value with its place in the model, to read as the expected type or report a problem.

use std::cell::RefCell;

use serde_json::{Number, Value};

use super::findings::Findings;
use super::json::Node;
use crate::collections::HashSet;
use crate::model::Retryable;
use crate::problem::{Place, Problems, printable};

/// The treatment of unknown keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownKeys {
    /// Unknown keys are problems.
    Problems,
    /// Unknown keys are warnings, and are left out.
    Warnings,
}

/// A JSON value with its place in the model and the findings to report problems to.
///
/// An invalid value is reported and read as if it were absent, so that one pass over a model finds
/// all its problems.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'c, 'n> {
    node: &'n Node<'n>,
    place: Place<'c>,
    unknown_keys: UnknownKeys,
    findings: &'c RefCell<Findings>,
}

impl<'c, 'n> Cursor<'c, 'n> {
    /// Creates a cursor for the value of a top-level key.
    pub(crate) fn root(key: &'c str, node: &'n Node<'n>, findings: &'c RefCell<Findings>) -> Self {
        Self {
            node,
            place: Place::root(key),
            unknown_keys: UnknownKeys::Problems,
            findings,
        }
    }

    /// Creates a cursor for the value that these keys lead to from the top level.
    pub(crate) fn at(
        keys: &'c [&'c str],
        node: &'n Node<'n>,
        unknown_keys: UnknownKeys,
        findings: &'c RefCell<Findings>,
    ) -> Self {
        Self {
            node,
            place: Place::keys(keys),
            unknown_keys,
            findings,
        }
    }

    /// Returns the same cursor, but with unknown keys as problems.
    pub(crate) fn strict(&self) -> Self {
        Self {
            unknown_keys: UnknownKeys::Problems,
            ..*self
        }
    }

    /// Returns a cursor for the value of a key of this object, as [`entries`](Self::entries) yields
    /// it.
    pub(crate) fn key(&'c self, key: &'c str, node: &'n Node<'n>) -> Self {
        Self {
            node,
            place: self.place.key(key),
            ..*self
        }
    }

    /// Returns a cursor for an element of this array, as [`elements`](Self::elements) yields it.
    pub(crate) fn index(&'c self, index: usize, node: &'n Node<'n>) -> Self {
        Self {
            node,
            place: self.place.index(index),
            ..*self
        }
    }

    /// Reports a problem at this place.
    pub(crate) fn problem(&self, message: impl AsRef<str>) {
        self.findings.borrow_mut().problem(self.place, message);
    }

    /// Reports problems that have places of their own.
    pub(crate) fn problems(&self, problems: Problems) {
        self.findings.borrow_mut().problems.extend(problems);
    }

    /// Returns `true` if no problem has been reported, here or elsewhere.
    pub(crate) fn is_sound(&self) -> bool {
        self.findings.borrow().problems.is_empty()
    }

    /// Returns the path of the place.
    pub(crate) fn path(&self) -> String {
        self.place.to_string()
    }

    /// Returns the value as written in the file.
    pub(crate) fn node(&self) -> &'n Node<'n> {
        self.node
    }

    /// Reports a warning at this place.
    pub(crate) fn warning(&self, message: impl AsRef<str>) {
        self.findings.borrow_mut().warning(self.place, message);
    }

    /// Reports that this key is unknown.
    pub(crate) fn unknown_key(&self) {
        let message = "unknown key; fix the spelling, or add support if the format gained it";
        match self.unknown_keys {
            UnknownKeys::Problems => self.problem(message),
            UnknownKeys::Warnings => self.warning(message),
        }
    }

    /// Returns the keys and values of an object, in order. A duplicate key is a problem.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'n str, &'n Node<'n>)> + use<'n> {
        let entries = match self.node {
            Node::Object(entries) => entries.as_slice(),
            _ => {
                self.expected("an object");
                &[]
            }
        };
        self.note_duplicates(entries.iter().map(|(key, _)| key.as_ref()));
        entries.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// Reads the value of the only key that this object can have, if it is present.
    pub(crate) fn only<T>(&self, key: &str, read: impl Fn(&Cursor<'_, 'n>) -> T) -> Option<T> {
        let mut value = None;
        for (name, node) in self.entries() {
            let cursor = self.key(name, node);
            match name == key {
                true => value = Some(read(&cursor)),
                false => cursor.unknown_key(),
            }
        }
        value
    }

    /// Returns the elements of an array, with their indices.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (usize, &'n Node<'n>)> + use<'n> {
        let elements = match self.node {
            Node::Array(elements) => elements.as_slice(),
            _ => {
                self.expected("an array");
                &[]
            }
        };
        elements.iter().enumerate()
    }

    /// Returns `true` if this is an object without the key. A value that is not an object is
    /// reported where it is read.
    pub(crate) fn lacks_key(&self, key: &str) -> bool {
        matches!(self.node, Node::Object(_)) && !self.node.has_key(key)
    }

    /// Reads a string, borrowed and not empty.
    pub(crate) fn text(&self) -> Option<&'n str> {
        let text = self.str();
        if text.is_empty() && matches!(self.node, Node::String(_)) {
            self.problem("is empty; give it a value");
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Reads a string, borrowed; empty if there is none.
    pub(crate) fn str(&self) -> &'n str {
        match self.node {
            Node::String(text) => text,
            _ => {
                self.expected("a string");
                ""
            }
        }
    }

    /// Reads a string; empty if there is none.
    pub(crate) fn string(&self) -> String {
        self.str().to_owned()
    }

    /// Reads an array of strings.
    pub(crate) fn strings(&self) -> Vec<String> {
        self.elements()
            .map(|(index, node)| self.index(index, node).string())
            .collect()
    }

    /// Reads a string or an array of strings.
    pub(crate) fn one_or_more_strings(&self) -> Vec<String> {
        match self.node {
            Node::String(text) => vec![text.to_string()],
            _ => self.strings(),
        }
    }

    /// Reads a boolean.
    pub(crate) fn flag(&self) -> bool {
        match self.node {
            Node::Bool(value) => *value,
            _ => {
                self.expected("a boolean");
                false
            }
        }
    }

    /// Reads a trait that takes effect by being present: an object, usually without keys (Smithy
    /// 2.0, "Annotation traits").
    pub(crate) fn annotation(&self) -> bool {
        let is_object = matches!(self.node, Node::Object(_));
        if !is_object {
            self.expected("an object; write `{}`, or remove the trait");
        }
        is_object
    }

    /// Reads a number.
    pub(crate) fn number(&self) -> Option<Number> {
        match self.node {
            Node::Number(number) => Some(number.clone()),
            _ => {
                self.expected("a number");
                None
            }
        }
    }

    /// Reads an HTTP status.
    pub(crate) fn status(&self) -> Option<u16> {
        let status = self
            .number()?
            .as_u64()
            .and_then(|number| u16::try_from(number).ok());
        if !status.is_some_and(|status| (100..600).contains(&status)) {
            self.problem("is not an HTTP status; expected an integer from 100 to 599");
            return None;
        }
        status
    }

    /// Reads the retryable trait of an error, which both formats write alike.
    pub(crate) fn retryable(&self) -> Retryable {
        let throttling = self.only("throttling", |throttling| throttling.flag());
        Retryable {
            throttling: throttling.unwrap_or_default(),
        }
    }

    /// Returns the value itself.
    pub(crate) fn value(&self) -> Value {
        self.node.to_value()
    }

    fn expected(&self, expected: &str) {
        self.problem(format!("is {}; expected {expected}", self.node.type_name()));
    }

    fn note_duplicates(&self, keys: impl Iterator<Item = &'n str> + Clone) {
        const FEW: usize = 16;
        let mut seen = HashSet::default();
        for (index, key) in keys.clone().enumerate() {
            let duplicate = if index < FEW {
                keys.clone().take(index).any(|earlier| earlier == key)
            } else {
                if seen.is_empty() {
                    seen.extend(keys.clone().take(index));
                }
                !seen.insert(key)
            };
            if duplicate {
                self.problem(format!(
                    "has the key `{}` twice; remove one",
                    printable(key)
                ));
            }
        }
    }
}
