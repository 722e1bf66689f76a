//! The lines of a model file on which the parts of the model begin, for annotations.

use std::collections::BTreeMap;

use heck::ToLowerCamelCase as _;

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
        let mut positions = Self::default();
        let mut open = Vec::new();
        let (mut line, mut rest) = (1, text);
        while let Some(character) = rest.chars().next() {
            let at = rest;
            rest = at.get(character.len_utf8()..).unwrap_or_default();
            match character {
                '\n' => line += 1,
                '{' => open.push(Container::Object(None)),
                '[' => open.push(Container::Array),
                '}' | ']' => _ = open.pop(),
                ',' => {
                    if let Some(Container::Object(key)) = open.last_mut() {
                        *key = None;
                    }
                }
                '"' => {
                    let mut strings = serde_json::Deserializer::from_str(at).into_iter();
                    let Some(Ok(string)) = strings.next() else {
                        break;
                    };
                    rest = at.get(strings.byte_offset()..).unwrap_or_default();
                    if let Some(keys) = named_by(string, &mut open) {
                        positions.lines.entry(keys).or_insert(line);
                    }
                }
                _ => {}
            }
        }
        positions
    }

    /// Returns the line, counted from 1, of the part that a [change's path](super::Change::path)
    /// names. If the file does not have that part, returns the line of what contained it.
    pub fn line(&self, path: &str) -> Option<usize> {
        let without_trait = path.rsplit_once('@').map_or(path, |(part, _)| part);
        let candidates = [path, without_trait].into_iter().flat_map(candidates);
        let lines = candidates.filter_map(|keys| Some((keys.len(), *self.lines.get(&keys)?)));
        lines
            .max_by_key(|(length, _)| *length)
            .map(|(_, line)| line)
    }
}

/// Returns the keys that may lead to the part that a path names, and to what contains it.
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

/// An object or array around a place in a JSON text.
enum Container {
    /// An object, with the key whose value is next; `None` if a key is next.
    Object(Option<String>),
    Array,
}

/// Returns the keys that lead to the part that a string names: a key, or an element of an array.
/// Arrays have no keys, and of a Smithy shape ID the name counts.
fn named_by(text: String, open: &mut [Container]) -> Option<Vec<String>> {
    let around = open.iter().filter_map(|container| match container {
        Container::Object(key) => key.clone(),
        Container::Array => None,
    });
    let mut keys: Vec<_> = around.collect();
    match open.last_mut()? {
        Container::Array => keys.push(text),
        // An element of `errors` is known by the shape it names.
        Container::Object(Some(key)) if key == "shape" => *keys.last_mut()? = text,
        Container::Object(Some(_)) => return None,
        Container::Object(key) => {
            let name = text.rsplit('#').next().unwrap_or(&text);
            keys.push(name.to_owned());
            *key = Some(name.to_owned());
        }
    }
    Some(keys)
}
