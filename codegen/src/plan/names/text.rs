//! Conversion of a name or value of the model to the nearest Rust name, before reserved and taken
//! names are considered.

use super::is_keyword;
use super::reserved::{DEVICES, FUNCTIONS, KEYWORDS, NEVER_RAW};

/// Returns the name of the type for a shape or operation.
pub(super) fn type_name(name: &str) -> String {
    not_starting_with_a_digit(camel_case(name), "Shape")
}

/// Returns the name of the variant for an enum value or a union's member. A value can be any text.
pub(super) fn variant_name(value: &str) -> String {
    let name = match camel_case(value) {
        name if name.is_empty() => spelled(value),
        name => name,
    };
    not_starting_with_a_digit(name, "Value")
}

/// Returns the name of the field for a structure's member, and of its setter.
pub(super) fn field_name(name: &str) -> String {
    let name = not_starting_with_a_digit(snake_case(name), "_");
    if NEVER_RAW.contains(&name.as_str()) || FUNCTIONS.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// Returns the name of the module for an operation. It also names a file, so two kinds of names get
/// a suffix: keywords, since `mod.rs` has a meaning, and devices, which Windows cannot check out.
pub(super) fn module_name(name: &str) -> String {
    let name = not_starting_with_a_digit(snake_case(name), "_");
    match is_keyword(&name) || DEVICES.contains(&name.as_str()) {
        true => name + "_",
        false => name,
    }
}

/// Returns how far a text is from the usual spellings of its Rust name: 0 for `FooBar`, then
/// `FOO_BAR`, `fooBar`, `foo_bar`, `foo-bar`, and finally any other.
pub(super) fn unusualness(text: &str, name: &str) -> usize {
    let capitalized = |skipped| {
        let mut camel = String::new();
        words(name)
            .skip(skipped)
            .for_each(|word| push_capitalized(&mut camel, word));
        camel
    };
    let first = words(name).next().unwrap_or_default();
    let snake = snake_case(name);
    let spellings = [
        capitalized(0),
        snake.to_ascii_uppercase(),
        first.to_ascii_lowercase() + &capitalized(1),
        snake.clone(),
        snake.replace('_', "-"),
    ];
    let position = spellings.iter().position(|spelling| spelling == text);
    position.unwrap_or(spellings.len())
}

fn not_starting_with_a_digit(name: String, prefix: &str) -> String {
    match name.starts_with(|character: char| character.is_ascii_digit()) {
        true => format!("{prefix}{name}"),
        false => name,
    }
}

/// Converts a text to `UpperCamelCase` of ASCII letters and digits. Digits on either side of a
/// symbol stay apart, so that `1.15` and `11.5` differ.
fn camel_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in words(text) {
        let starts_with_digit = word.starts_with(|first: char| first.is_ascii_digit());
        if starts_with_digit && name.ends_with(|last: char| last.is_ascii_digit()) {
            name.push('_');
        }
        push_capitalized(&mut name, word);
    }
    name
}

/// Appends a word of ASCII letters and digits.
fn push_capitalized(name: &mut String, word: &str) {
    let mut letters = word.chars();
    name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
    name.extend(letters.map(|letter| letter.to_ascii_lowercase()));
}

/// Converts a text to `snake_case`.
fn snake_case(text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 8);
    for word in words(text) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    }
    name.make_ascii_lowercase();
    name
}

/// Splits a text into words of ASCII letters and digits. An acronym is a word: `AWSAccess` is
/// `AWS` and `Access`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|character: char| !character.is_ascii_alphanumeric());
    runs.flat_map(|run| {
        let mut rest = run;
        std::iter::from_fn(move || {
            let word;
            (word, rest) = rest.split_at_checked(first_word(rest.as_bytes()))?;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// Returns the length of the first word of letters and digits. The next word starts with a capital
/// that follows a small letter, or that a small letter follows.
fn first_word(text: &[u8]) -> usize {
    let mut last_letter = None;
    for (index, [this, next]) in text.array_windows().enumerate() {
        let before = last_letter;
        if this.is_ascii_alphabetic() {
            last_letter = Some(this);
        }
        if next.is_ascii_uppercase() && last_letter.is_some_and(u8::is_ascii_lowercase) {
            return index + 1;
        }
        let is_capital = this.is_ascii_uppercase() && next.is_ascii_lowercase();
        if is_capital && before.is_some_and(u8::is_ascii_uppercase) {
            return index;
        }
    }
    text.len()
}

/// Returns the names of the characters of a text without letters and digits.
fn spelled(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    text.chars().map(spelled_character).collect()
}

fn spelled_character(character: char) -> String {
    let name = match character {
        ' ' => "Space",
        '!' => "Not",
        '"' => "Quote",
        '#' => "Hash",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '\'' => "Apostrophe",
        '(' | ')' => "Parenthesis",
        '*' => "Asterisk",
        '+' => "Plus",
        ',' => "Comma",
        '-' => "Minus",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        ';' => "Semicolon",
        '<' => "Less",
        '=' => "Equal",
        '>' => "Greater",
        '?' => "Question",
        '@' => "At",
        '[' | ']' => "Bracket",
        '\\' => "Backslash",
        '^' => "Caret",
        '_' => "Underscore",
        '`' => "Backtick",
        '{' | '}' => "Brace",
        '|' => "Or",
        '~' => "Tilde",
        other => return format!("U{:04X}", u32::from(other)),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{field_name, module_name, type_name, variant_name, words};

    #[test]
    fn words_end_at_symbols_and_where_the_case_changes() {
        for (text, expected) in [
            ("ListAWSAccounts", "List AWS Accounts"),
            ("ABc", "A Bc"),
            ("aB1C2d", "a B1C2d"),
            ("x86Mode_v2.1", "x86 Mode v2 1"),
            ("__", ""),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>().join(" "), expected);
        }
    }

    #[test]
    fn acronyms_are_words() {
        assert_eq!(
            type_name("EnableAWSServiceAccess"),
            "EnableAwsServiceAccess"
        );
        assert_eq!(
            field_name("IAMUserAccessToBilling"),
            "iam_user_access_to_billing"
        );
        assert_eq!(variant_name("ENABLE_ALL_FEATURES"), "EnableAllFeatures");
        assert_eq!(type_name("__ListOf__string"), "ListOfString");
    }

    #[test]
    fn keywords_become_raw_or_get_a_suffix() {
        assert_eq!(field_name("Type"), "r#type");
        assert_eq!(field_name("self"), "self_");
        assert_eq!(field_name("Crate"), "crate_");
        assert_eq!(module_name("Mod"), "mod_");
    }

    #[test]
    fn a_setter_hides_no_function_that_every_structure_has() {
        for name in ["New", "Clone", "Default"] {
            assert_eq!(field_name(name), name.to_lowercase() + "_");
        }
    }

    #[test]
    fn no_file_is_called_like_a_device_of_windows() {
        for name in ["Aux", "Con", "Nul", "PRN", "Com1", "LPT9"] {
            assert_eq!(module_name(name), name.to_lowercase() + "_");
        }
        assert_eq!(module_name("Console"), "console");
    }

    #[test]
    fn values_may_hold_digits_and_symbols() {
        assert_eq!(
            variant_name("ecs:service:DesiredCount"),
            "EcsServiceDesiredCount"
        );
        assert_eq!(variant_name("5.1"), "Value5_1");
        assert_eq!(variant_name("db.r5.2xlarge"), "DbR5_2xlarge");
        assert_eq!(variant_name(">="), "GreaterEqual");
        assert_eq!(variant_name(""), "Empty");
        assert_eq!(variant_name("日"), "U65E5");
    }
}
