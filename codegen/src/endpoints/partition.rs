//! The partitions of AWS and their regions.

use serde_json::{Map, Value};

/// All partitions, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Partitions(pub(crate) Vec<Partition>);

#[derive(Clone, Debug)]
pub(crate) struct Partition {
    pub(crate) id: String,
    /// The prefixes of its region names, each followed by a hyphen, a word, a hyphen and a number.
    pub(crate) prefixes: Vec<String>,
    /// The known regions.
    pub(crate) regions: Vec<String>,
    /// The attributes that `aws.partition` returns.
    pub(crate) outputs: Map<String, Value>,
}

impl Partitions {
    /// Returns the partition of a region, as botocore does: the one that lists it, else the one
    /// whose region names have its form, else the first, `aws`.
    pub(crate) fn of(&self, region: &str) -> Option<&Partition> {
        let lists = |it: &&Partition| it.regions.iter().any(|listed| listed == region);
        let partitions = || self.0.iter();
        let found = partitions().find(lists);
        found
            .or_else(|| partitions().find(|it| it.has_form(region)))
            .or_else(|| self.0.first())
    }
}

impl Partition {
    /// Returns `true` if the name of a region has the form of those in the partition.
    pub(crate) fn has_form(&self, region: &str) -> bool {
        let mut rests = self.prefixes.iter();
        rests.any(|prefix| {
            region
                .strip_prefix(prefix.as_str())
                .is_some_and(ends_region)
        })
    }
}

/// Returns `true` if a text is a hyphen, a word, a hyphen and a number.
fn ends_region(text: &str) -> bool {
    let parts = text.strip_prefix('-').and_then(|text| text.split_once('-'));
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    parts.is_some_and(|(word, number)| {
        !word.is_empty()
            && word.chars().all(is_word)
            && !number.is_empty()
            && number.chars().all(|character| character.is_ascii_digit())
    })
}

/// The maximum number of prefixes of a partition. AWS has 9.
const MOST_PREFIXES: usize = 200;

/// Returns the prefixes in a `regionRegex` such as `^(us|eu)\-\w+\-\d+$`, or `None` if it has
/// another form.
pub(crate) fn prefixes(regex: &str) -> Option<Vec<String>> {
    let inside = regex.strip_prefix('^')?;
    let mut rest = inside.strip_suffix(r"\-\w+\-\d+$")?;
    let mut prefixes = vec![String::new()];
    while !rest.is_empty() {
        let (choices, after) = choices(rest)?;
        if choices.iter().any(|choice| choice.is_empty())
            || prefixes.len() * choices.len() > MOST_PREFIXES
        {
            return None;
        }
        let longer = prefixes.iter().flat_map(|prefix| {
            let choices = choices.iter();
            choices.map(move |choice| format!("{prefix}{choice}"))
        });
        prefixes = longer.collect();
        rest = after;
    }
    Some(prefixes).filter(|prefixes| prefixes.iter().all(|prefix| !prefix.is_empty()))
}

/// Returns the alternatives at the start of a regular expression, and the rest of it.
fn choices(regex: &str) -> Option<(Vec<&str>, &str)> {
    if let Some(regex) = regex.strip_prefix(r"\-") {
        return Some((vec!["-"], regex));
    }
    let is_plain = |text: &str| {
        text.chars()
            .all(|character| character.is_ascii_alphanumeric())
    };
    if let Some(group) = regex.strip_prefix('(') {
        let (inside, after) = group.split_once(')')?;
        let choices: Vec<_> = inside.split('|').collect();
        return choices
            .iter()
            .all(|choice| is_plain(choice))
            .then_some((choices, after));
    }
    let end = regex.find(|character: char| !character.is_ascii_alphanumeric());
    let (plain, after) = regex.split_at(end.unwrap_or(regex.len()));
    (!plain.is_empty()).then_some((vec![plain], after))
}
