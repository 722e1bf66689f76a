//! Names that generated items cannot have.

/// Types that generated files name, and those of Rust's prelude: a shape of the same name would
/// hide them, or mislead a reader.
#[rustfmt::skip]
pub(super) const TYPES: &[&str] = &[
    // Rust's prelude.
    "Box", "Err", "Into", "IntoIterator", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec",
    // Imported from the standard library and serde.
    "BTreeMap", "Serializer",
    // Imported from `aws-json-protocol`.
    "Blob", "DecodeError", "Document", "ErrorResponse", "Exception", "MemberDecoder", "MemberEncoder", "Members", "Number", "ObjectWriter",
    "OpenEnum", "Operation", "Pagination", "Redacted", "ServiceError", "Structure", "TaggedUnion",
    "Timestamp",
    // Generated for each service.
    "Error",
];

/// Variants that every generated enum has, or that Rust does not allow.
pub(super) const VARIANTS: &[&str] = &["Self", "Unknown"];

/// Keywords of all editions that a raw identifier makes usable.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that no raw identifier can be.
pub(super) const NEVER_RAW: &[&str] = &["crate", "self", "super"];
