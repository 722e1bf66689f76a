//! Names that must differ from each other.

use std::collections::HashSet;

/// The names that are taken in one place: the types of a crate, the fields of a structure, the
/// variants of an enum.
#[derive(Default)]
pub(super) struct Scope {
    reserved: &'static [&'static str],
    suffix: &'static str,
    separator: &'static str,
    taken: HashSet<String>,
}

impl Scope {
    /// A place for `UpperCamelCase` names, in which a reserved name gets a suffix.
    pub(super) fn camel_case(reserved: &'static [&'static str], suffix: &'static str) -> Self {
        Self {
            reserved,
            suffix,
            ..Self::default()
        }
    }

    /// A place for `snake_case` names.
    pub(super) fn snake_case() -> Self {
        Self {
            separator: "_",
            ..Self::default()
        }
    }

    /// Whether a name can be claimed as it is.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.reserved.contains(&name) && !self.taken.contains(name)
    }

    /// Takes a name, or the nearest one that is free: with the suffix where it is reserved, and
    /// with the first free number where it is taken.
    pub(super) fn claim(&mut self, name: String) -> String {
        let name = match self.reserved.contains(&name.as_str()) {
            true => name + self.suffix,
            false => name,
        };
        let claimed = match self.taken.contains(&name) {
            true => self.numbered(name.trim_start_matches("r#").trim_end_matches('_')),
            false => name,
        };
        self.taken.insert(claimed.clone());
        claimed
    }

    fn numbered(&self, name: &str) -> String {
        let mut number: usize = 2;
        loop {
            let candidate = format!("{name}{}{number}", self.separator);
            if self.is_free(&candidate) {
                return candidate;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_reserved_name_gets_the_suffix_and_a_taken_one_a_number() {
        let mut scope = Scope::camel_case(&["Self"], "Value");
        let names =
            ["Self", "SelfValue", "Blue", "Blue2", "Blue"].map(|name| scope.claim(name.to_owned()));
        assert_eq!(names, ["SelfValue", "SelfValue2", "Blue", "Blue2", "Blue3"]);
    }

    #[test]
    fn a_number_does_not_make_a_raw_identifier() {
        let mut scope = Scope::snake_case();
        let names = ["r#type", "r#type", "self_", "self_"].map(|name| scope.claim(name.to_owned()));
        assert_eq!(names, ["r#type", "type_2", "self_", "self_2"]);
    }
}
