//! Names that generated items cannot have.

/// Types that generated files name, and those of Rust's prelude: a shape with the same name would
/// shadow them or mislead readers.
#[rustfmt::skip]
pub(super) const TYPES: &[&str] = &[
    // Rust's prelude.
    "Box", "Err", "Into", "IntoIterator", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec",
    // Imported from the standard library.
    "BTreeMap",
    // Imported from `aws-json-protocol`, or exported beside the types.
    "Blob", "CallError", "CallErrorKind", "Document", "ErrorResponse", "Exception", "Number", "OpenEnum", "Operation",
    "OperationInput", "Paginated", "Pagination", "RepeatedToken", "ServiceError", "Timestamp", "TimestampError",
    // Generated for each service.
    "Error",
];

/// Types that stand beside the trait of a service.
pub(super) const SERVICES: &[&str] = &["Error", "Self", "TowerService"];

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

/// Fields whose setters would hide a function that every structure has, or that callers expect.
pub(super) const FUNCTIONS: &[&str] = &["clone", "default", "new"];

/// The names of devices, which cannot be file names on Windows, whatever the extension.
pub(super) const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Keywords that cannot be raw identifiers.
pub(super) const NEVER_RAW: &[&str] = &["crate", "self", "super"];
