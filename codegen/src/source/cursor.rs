//! A JSON value with its place in the model, to read as the expected type or report a problem.

use std::borrow::Cow;

use serde_json::{Number, Value};

use super::json::Node;
use super::normalize::integral;
use crate::collections::HashSet;
use crate::model::{Http, Retryable};
use crate::problem::{Place, Step, alternatives, printable};

/// A JSON value with its place in the model.
///
/// An invalid value is reported and read as if it were absent, so that one pass over a model finds
/// all its problems.
#[derive(Clone)]
pub(crate) struct Cursor<'n> {
    pub(crate) node: &'n Node<'n>,
    pub(crate) place: Place<'n>,
    is_lenient: bool,
}

impl<'n> Cursor<'n> {
    /// Creates a cursor in which unknown keys are problems.
    pub(crate) fn new(place: Place<'n>, node: &'n Node<'n>) -> Self {
        Self {
            node,
            place,
            is_lenient: false,
        }
    }

    /// Returns the same cursor, in which unknown keys are warnings and left out.
    pub(crate) fn lenient(&self) -> Self {
        Self {
            is_lenient: true,
            ..self.clone()
        }
    }

    /// Returns the function from a step, and the value that it leads to, to the cursor there.
    fn below(&self) -> impl Fn(Step<'n>, &'n Node<'n>) -> Self + use<'n> {
        let (place, is_lenient) = (self.place.below(), self.is_lenient);
        move |step, node| Self {
            node,
            place: place(step),
            is_lenient,
        }
    }

    pub(crate) fn problem(&self, message: impl AsRef<str>) {
        self.place.problem(message);
    }

    /// Reports that this key is unknown.
    pub(crate) fn unknown_key(&self) {
        let message = "unknown key; fix the spelling, or add support if the format gained it";
        match self.is_lenient {
            true => self.place.warning(message),
            false => self.problem(message),
        }
    }

    /// Returns the keys and values of an object, in order. A duplicate key is a problem.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'n str, Self)> + use<'n> {
        let entries = match self.node {
            Node::Object(entries) => entries.as_slice(),
            _ => self.expected("an object"),
        };
        self.note_duplicates(entries);
        let (below, entries) = (self.below(), entries.iter());
        entries.map(move |(key, node)| (key.as_ref(), below(Step::Key(key), node)))
    }

    /// Returns the value of a key of an object, the first one if the key is duplicated.
    pub(crate) fn key(&self, key: &'n str) -> Option<Self> {
        let node = self.node.get(key)?;
        Some(self.below()(Step::Key(key), node))
    }

    /// Returns the values of the keys that this object can have, and reports all others.
    pub(crate) fn keys<const N: usize>(&self, known: [&str; N]) -> [Option<Self>; N] {
        let mut values = [const { None }; N];
        for (key, cursor) in self.entries() {
            let mut values = known.iter().zip(&mut values);
            match values.find(|(known, _)| **known == key) {
                Some((_, value)) => _ = value.get_or_insert(cursor),
                None => cursor.unknown_key(),
            }
        }
        values
    }

    /// Returns the values of some keys of an object that can have others, too.
    pub(crate) fn some_keys<const N: usize>(&self, keys: [&'n str; N]) -> [Option<Self>; N] {
        self.entries().for_each(drop);
        keys.map(|key| self.key(key))
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = Self> + use<'n> {
        let elements = match self.node {
            Node::Array(elements) => elements.as_slice(),
            _ => self.expected("an array"),
        };
        let (below, elements) = (self.below(), elements.iter().enumerate());
        elements.map(move |(index, node)| below(Step::Index(index), node))
    }

    /// Reports the absence of a key of this object. A value that is not an object is reported where
    /// it is read.
    pub(crate) fn needs(&self, key: &str, message: impl AsRef<str>) {
        if matches!(self.node, Node::Object(_)) && self.node.get(key).is_none() {
            self.problem(message);
        }
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
            _ => self.expected("a string"),
        }
    }

    pub(crate) fn string(&self) -> String {
        self.str().to_owned()
    }

    pub(crate) fn strings(&self) -> Vec<String> {
        self.elements().map(|element| element.string()).collect()
    }

    pub(crate) fn one_or_more_strings(&self) -> Vec<String> {
        match self.node {
            Node::String(text) => vec![text.to_string()],
            _ => self.strings(),
        }
    }

    pub(crate) fn flag(&self) -> bool {
        match self.node {
            Node::Bool(value) => *value,
            _ => self.expected("a boolean"),
        }
    }

    pub(crate) fn number(&self) -> Option<Number> {
        match self.node {
            Node::Number(number) => Some(integral(number)),
            _ => self.expected("a number"),
        }
    }

    pub(crate) fn status(&self) -> Option<u16> {
        let status = self.number()?.as_u64();
        let status = status.and_then(|number| u16::try_from(number).ok());
        let status = status.filter(|status| (100..1000).contains(status));
        if status.is_none() {
            self.problem("is not an HTTP status; expected an integer from 100 to 999");
        }
        status
    }

    /// Reads one of a few names, each of which stands for a value.
    pub(crate) fn one_of<T: Copy>(&self, what: &str, names: &[(&str, T)]) -> Option<T> {
        let name = self.str();
        let found = names.iter().find(|(known, _)| *known == name);
        if found.is_none() && matches!(self.node, Node::String(_)) {
            let expected = alternatives(names.iter().map(|(name, _)| *name));
            self.problem(format!("is not {what}; expected {expected}"));
        }
        found.map(|(_, value)| *value)
    }

    pub(crate) fn value(&self) -> Value {
        self.node.to_value()
    }

    /// Reports a value of another type, and returns what is read in its place.
    fn expected<T: Default>(&self, expected: &str) -> T {
        self.problem(format!("is {}; expected {expected}", self.node.type_name()));
        T::default()
    }

    fn note_duplicates(&self, entries: &[(Cow<'n, str>, Node<'n>)]) {
        // A few keys are compared faster than hashed.
        const FEW: usize = 16;
        let mut seen = HashSet::default();
        for (index, (key, _)) in entries.iter().enumerate() {
            let mut earlier = entries.iter().take(index);
            let is_duplicate = match entries.len() <= FEW {
                true => earlier.any(|(earlier, _)| earlier == key),
                false => !seen.insert(key),
            };
            if is_duplicate {
                let key = printable(key);
                self.problem(format!("has the key `{key}` twice; remove one"));
            }
        }
    }
}

/// What both formats write alike.
impl<'n> Cursor<'n> {
    /// Reads a trait that takes effect by being present: an object, usually without keys (Smithy
    /// 2.0, "Annotation traits").
    pub(crate) fn annotation(&self) -> bool {
        match self.node {
            Node::Object(_) => true,
            _ => self.expected("an object; write `{}`, or remove the trait"),
        }
    }

    /// Reads the value that replaces an absent one. Null means that there is none.
    pub(crate) fn default(&self) -> Option<Value> {
        Some(self.value()).filter(|value| !value.is_null())
    }

    /// Reads the retryable trait of an error.
    pub(crate) fn retryable(&self) -> Retryable {
        let [throttling] = self.keys(["throttling"]);
        Retryable {
            throttling: throttling.is_some_and(|it| it.flag()),
        }
    }

    /// Reads an HTTP binding, of which the formats call the keys differently.
    pub(crate) fn http(&self, uri: &'n str, status: &'n str) -> Http {
        let [method, uri, status] = self.keys(["method", uri, status]);
        let text = |it: Option<Self>| it.map(|it| it.string()).unwrap_or_default();
        Http {
            method: text(method),
            uri: text(uri),
            status: status.and_then(|it| it.status()),
        }
    }
}
