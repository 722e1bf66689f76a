//! The lines of a model file on which the parts of the model are, for annotations.

use std::collections::BTreeMap;

use heck::ToLowerCamelCase;

/// The lines of a model file on which its parts begin.
///
/// Every key and every listed text is found, both in botocore's `service-2.json` and in the Smithy
/// JSON AST.
///
/// # Examples
///
/// ```
/// use codegen::diff::position::Positions;
///
/// let text = "{\n  \"shapes\": {\n    \"ActionType\": {\n      \"enum\": [\n        \"INVITE\"\n      ]\n    }\n  }\n}";
/// let positions = Positions::of(text);
/// assert_eq!(positions.line("ActionType.INVITE"), Some(5));
/// assert_eq!(positions.line("ActionType"), Some(3));
/// assert_eq!(positions.line("ListRoots"), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// The lines, by the keys that lead there.
    lines: BTreeMap<Vec<String>, usize>,
}

impl Positions {
    /// Finds the positions in a JSON text, up to the first string that is not valid JSON.
    pub fn of(text: &str) -> Self {
        let mut scanner = Scanner {
            text,
            line: 1,
            open: Vec::new(),
            positions: Self::default(),
        };
        scanner.scan();
        scanner.positions
    }

    /// Returns the line, counted from 1, of what a [change's path](super::Change::path) names; of
    /// what is not in this file, the line of what it was part of.
    pub fn line(&self, path: &str) -> Option<usize> {
        let without_trait = path.rsplit_once('@').map_or(path, |(part, _)| part);
        let candidates = [path, without_trait].into_iter().flat_map(candidates);
        let lines = candidates.filter_map(|keys| Some((keys.len(), *self.lines.get(&keys)?)));
        lines
            .max_by_key(|(length, _)| *length)
            .map(|(_, line)| line)
    }
}

/// Returns the keys that may lead to what a path names, and to what it is part of.
fn candidates(path: &str) -> Vec<Vec<String>> {
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    if name == "service" {
        return vec![
            keys(&["metadata"]),
            keys(&["metadata", &metadata_key(rest)]),
        ];
    }
    let (role, error) = rest.split_once('.').unwrap_or((rest, ""));
    vec![
        keys(&["operations", name]),
        keys(&["shapes", name]),
        keys(&["shapes", name, "members", rest]),
        keys(&["shapes", name, "enum", rest]),
        keys(&["shapes", name, rest]),
        keys(&["operations", name, role]),
        keys(&["operations", name, role, error]),
    ]
}

/// Returns botocore's name for a fact about the service.
fn metadata_key(fact: &str) -> String {
    match fact {
        "abbreviation" => "serviceAbbreviation".to_owned(),
        "id" => "serviceId".to_owned(),
        "title" => "serviceFullName".to_owned(),
        other => other.to_lower_camel_case(),
    }
}

/// A single pass over a JSON text.
struct Scanner<'t> {
    text: &'t str,
    line: usize,
    /// The objects and arrays around the current place.
    open: Vec<Container>,
    positions: Positions,
}

enum Container {
    /// An object, with the key whose value is next; `None` if a key is next.
    Object(Option<String>),
    Array,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        let mut rest = self.text;
        while let Some(character) = rest.chars().next() {
            let at = rest;
            rest = at.get(character.len_utf8()..).unwrap_or_default();
            match character {
                '\n' => self.line += 1,
                '{' => self.open.push(Container::Object(None)),
                '[' => self.open.push(Container::Array),
                '}' | ']' => _ = self.open.pop(),
                ',' => {
                    if let Some(Container::Object(key)) = self.open.last_mut() {
                        *key = None;
                    }
                }
                '"' => {
                    let mut strings = serde_json::Deserializer::from_str(at).into_iter();
                    let Some(Ok(string)) = strings.next() else {
                        return;
                    };
                    rest = at.get(strings.byte_offset()..).unwrap_or_default();
                    self.string(string);
                }
                _ => {}
            }
        }
    }

    fn string(&mut self, text: String) {
        match self.open.last_mut() {
            Some(Container::Object(key @ None)) => {
                *key = Some(text);
                self.note(self.path());
            }
            Some(Container::Array) => {
                let mut path = self.path();
                path.push(text);
                self.note(path);
            }
            // An element of `errors` is known by the shape it names.
            Some(Container::Object(Some(key))) if key == "shape" => {
                let mut path = self.path();
                path.pop();
                path.push(text);
                self.note(path);
            }
            _ => {}
        }
    }

    /// Returns the keys that lead to the current place. Arrays have none, and of a Smithy shape ID
    /// the name counts.
    fn path(&self) -> Vec<String> {
        let keys = self.open.iter().filter_map(|container| match container {
            Container::Object(key) => key.as_deref(),
            Container::Array => None,
        });
        keys.map(|key| key.rsplit('#').next().unwrap_or(key).to_owned())
            .collect()
    }

    fn note(&mut self, path: Vec<String>) {
        self.positions.lines.entry(path).or_insert(self.line);
    }
}
