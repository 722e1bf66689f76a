//! Names that must differ from each other.

use super::text::unusualness;
use crate::collections::{HashMap, HashSet};

/// The names that are taken in one scope: the types of a crate, the fields of a structure, the
/// variants of an enum.
#[derive(Default)]
pub(super) struct Scope {
    reserved: &'static [&'static str],
    suffix: &'static str,
    separator: &'static str,
    taken: HashSet<String>,
    /// The numbers to try next, by the name that they come after.
    numbers: HashMap<String, usize>,
}

impl Scope {
    /// Creates a scope of `UpperCamelCase` names, in which a reserved name gets a suffix.
    pub(super) fn camel_case(reserved: &'static [&'static str], suffix: &'static str) -> Self {
        Self {
            reserved,
            suffix,
            ..Self::default()
        }
    }

    pub(super) fn snake_case() -> Self {
        Self {
            separator: "_",
            ..Self::default()
        }
    }

    /// Returns `true` if a name can be claimed unchanged.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.reserved.contains(&name) && !self.taken.contains(name)
    }

    /// Claims a name, or the nearest free one: with the suffix if it is reserved, and with the
    /// first free number if it is taken.
    pub(super) fn claim(&mut self, name: String) -> String {
        let name = match self.reserved.contains(&name.as_str()) {
            true => name + self.suffix,
            false => name,
        };
        if self.taken.insert(name.clone()) {
            return name;
        }
        let numbered = self.numbered(name.trim_start_matches("r#").trim_end_matches('_'));
        self.taken.insert(numbered.clone());
        numbered
    }

    /// Claims the nearest free name for each text, and returns the names in the order given.
    ///
    /// If texts map to the same name, the most common spelling goes first, so that it keeps its
    /// name when another is added before it.
    pub(super) fn claim_all<'m>(
        &mut self,
        texts: impl Iterator<Item = &'m str>,
        name: fn(&str) -> String,
    ) -> Vec<String> {
        let (texts, mut names): (Vec<_>, Vec<_>) = texts.map(|text| (text, name(text))).unzip();
        self.taken.reserve(names.len());
        let mut order: Vec<usize> = (0..names.len()).collect();
        if names.iter().collect::<HashSet<_>>().len() < names.len() {
            let spellings = texts.into_iter().zip(&names);
            let spellings = spellings.map(|(text, name)| unusualness(text, name));
            let spellings: Vec<_> = spellings.collect();
            order.sort_by_key(|index| spellings.get(*index));
        }
        for index in order {
            if let Some(name) = names.get_mut(index) {
                *name = self.claim(std::mem::take(name));
            }
        }
        names
    }

    /// Returns the name with the first free number. Names are never released, so the search
    /// continues where it last ended for the same name.
    fn numbered(&mut self, name: &str) -> String {
        let mut number = self.numbers.get(name).copied().unwrap_or(2);
        loop {
            let candidate = format!("{name}{}{number}", self.separator);
            number += 1;
            if self.is_free(&candidate) {
                self.numbers.insert(name.to_owned(), number);
                return candidate;
            }
        }
    }
}
