//! A JSON value at its place in the model: it yields what is asked for, or notes a problem there.

use std::cell::RefCell;
use std::collections::HashSet;

use serde_json::{Number, Value};

use super::findings::Findings;
use super::json::Node;
use crate::model::Retryable;
use crate::problem::{Place, Problems, printable};

/// What keys are that the reader does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownKeys {
    /// Reasons to refuse the model.
    Problems,
    /// Warnings, and left out.
    Warnings,
}

/// A JSON value, its place in the model, and where problems are noted.
///
/// What is not as it should be is noted and read as if it were absent, so that one pass over a
/// model finds all its problems.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'c, 'n> {
    node: &'n Node<'n>,
    place: Place<'c>,
    unknown_keys: UnknownKeys,
    findings: &'c RefCell<Findings>,
}

impl<'c, 'n> Cursor<'c, 'n> {
    /// The value of a top-level key.
    pub(crate) fn root(key: &'c str, node: &'n Node<'n>, findings: &'c RefCell<Findings>) -> Self {
        Self {
            node,
            place: Place::root(key),
            unknown_keys: UnknownKeys::Problems,
            findings,
        }
    }

    /// The value that these keys lead to from the top level.
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

    /// The same, where unknown keys are problems.
    pub(crate) fn strict(&self) -> Self {
        Self {
            unknown_keys: UnknownKeys::Problems,
            ..*self
        }
    }

    /// The value of a key of this object, as [`entries`](Self::entries) yields it.
    pub(crate) fn key(&'c self, key: &'c str, node: &'n Node<'n>) -> Self {
        Self {
            node,
            place: self.place.key(key),
            ..*self
        }
    }

    /// An element of this array, as [`elements`](Self::elements) yields it.
    pub(crate) fn index(&'c self, index: usize, node: &'n Node<'n>) -> Self {
        Self {
            node,
            place: self.place.index(index),
            ..*self
        }
    }

    /// Notes a problem at this place.
    pub(crate) fn problem(&self, message: impl AsRef<str>) {
        self.findings.borrow_mut().problem(self.place, message);
    }

    /// Notes problems that know their places.
    pub(crate) fn problems(&self, problems: Problems) {
        self.findings.borrow_mut().problems.extend(problems);
    }

    /// Whether no problem is noted, here or elsewhere.
    pub(crate) fn is_sound(&self) -> bool {
        self.findings.borrow().problems.is_empty()
    }

    /// The place, written out.
    pub(crate) fn path(&self) -> String {
        self.place.to_string()
    }

    /// The value as the file has it.
    pub(crate) fn node(&self) -> &'n Node<'n> {
        self.node
    }

    /// Notes a warning at this place.
    pub(crate) fn warning(&self, message: impl AsRef<str>) {
        self.findings.borrow_mut().warning(self.place, message);
    }

    /// Notes that this key is not part of the format.
    pub(crate) fn unknown_key(&self) {
        let message = "unknown key; fix the spelling, or add support if the format gained it";
        match self.unknown_keys {
            UnknownKeys::Problems => self.problem(message),
            UnknownKeys::Warnings => self.warning(message),
        }
    }

    /// The keys and values of an object, in order. A key that stands there twice is a problem.
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

    /// What the one key that this object can have leads to, if it is there.
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

    /// The elements of an array, with their indices.
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

    /// Whether this is an object without the key. That it is none is noted where it is read.
    pub(crate) fn lacks_key(&self, key: &str) -> bool {
        matches!(self.node, Node::Object(_)) && !self.node.has_key(key)
    }

    /// A string, borrowed and not empty.
    pub(crate) fn text(&self) -> Option<&'n str> {
        let text = self.str();
        if text.is_empty() && matches!(self.node, Node::String(_)) {
            self.problem("is empty; give it a value");
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A string, borrowed; empty where there is none.
    pub(crate) fn str(&self) -> &'n str {
        match self.node {
            Node::String(text) => text,
            _ => {
                self.expected("a string");
                ""
            }
        }
    }

    /// A string; empty where there is none.
    pub(crate) fn string(&self) -> String {
        self.str().to_owned()
    }

    /// Each string of an array.
    pub(crate) fn strings(&self) -> Vec<String> {
        self.elements()
            .map(|(index, node)| self.index(index, node).string())
            .collect()
    }

    /// A string, or each string of an array.
    pub(crate) fn one_or_more_strings(&self) -> Vec<String> {
        match self.node {
            Node::String(text) => vec![text.to_string()],
            _ => self.strings(),
        }
    }

    /// True or false.
    pub(crate) fn flag(&self) -> bool {
        match self.node {
            Node::Bool(value) => *value,
            _ => {
                self.expected("a boolean");
                false
            }
        }
    }

    /// Whether a trait is there that says all by being there: an object, as a rule without keys
    /// (Smithy 2.0, "Annotation traits").
    pub(crate) fn annotation(&self) -> bool {
        let is_object = matches!(self.node, Node::Object(_));
        if !is_object {
            self.expected("an object; write `{}`, or remove the trait");
        }
        is_object
    }

    /// A number.
    pub(crate) fn number(&self) -> Option<Number> {
        match self.node {
            Node::Number(number) => Some(number.clone()),
            _ => {
                self.expected("a number");
                None
            }
        }
    }

    /// An HTTP status.
    pub(crate) fn status(&self) -> Option<u16> {
        let status = self
            .number()?
            .as_u64()
            .and_then(|number| u16::try_from(number).ok());
        if !status.is_some_and(|status| (100..600).contains(&status)) {
            self.problem("is no HTTP status; expected an integer from 100 to 599");
            return None;
        }
        status
    }

    /// What makes an error retryable, which both formats write alike.
    pub(crate) fn retryable(&self) -> Retryable {
        let throttling = self.only("throttling", |throttling| throttling.flag());
        Retryable {
            throttling: throttling.unwrap_or_default(),
        }
    }

    /// The value itself.
    pub(crate) fn value(&self) -> Value {
        self.node.to_value()
    }

    fn expected(&self, expected: &str) {
        self.problem(format!("is {}; expected {expected}", self.node.type_name()));
    }

    fn note_duplicates(&self, keys: impl Iterator<Item = &'n str> + Clone) {
        const FEW: usize = 16;
        let mut seen = HashSet::new();
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
