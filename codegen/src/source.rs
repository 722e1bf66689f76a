//! Readers, which turn the bytes of a model file into a [`Model`].

mod botocore;
mod cursor;
mod endpoints;
mod format_differences;
mod json;
mod normalize;
mod smithy;

use std::cell::RefCell;

use crate::model::{Endpoints, Format, Model};
use crate::problem::{Findings, Place, Problems};
use crate::validate::validate;
use endpoints::{PARTITIONS, RULES};
pub(crate) use format_differences::without_format_differences;
use json::Node;
use normalize::normalized;
pub(crate) use smithy::PROTOCOLS;

/// A model file and the files that belong to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// The text of botocore's `service-2.json` or of a Smithy JSON AST.
    pub model: &'a [u8],
    /// The text of botocore's `paginators-1.json`, which accompanies a `service-2.json`.
    pub paginators: Option<&'a [u8]>,
    /// The text of botocore's `endpoint-rule-set-1.json`, which accompanies a `service-2.json`. A
    /// Smithy JSON AST contains the rules.
    pub endpoint_rules: Option<&'a [u8]>,
    /// The text of botocore's `partitions.json`. Without it, no endpoints are read.
    pub partitions: Option<&'a [u8]>,
    /// The service of a Smithy JSON AST to read, by shape ID or name. Needed only if it has
    /// several.
    pub service: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// Creates a source from a model file alone.
    pub fn new(model: &'a [u8]) -> Self {
        Self {
            model,
            ..Self::default()
        }
    }

    /// Creates a source from a model file and, optionally, its paginators, distinguished by their
    /// content.
    ///
    /// # Errors
    ///
    /// Returns an error if a file is not valid JSON, or unless there is one model and at most one
    /// file of paginators.
    pub fn of_files(files: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Problems> {
        let (mut models, mut paginators) = (Vec::new(), Vec::new());
        for file in files {
            match parse(file, "(model)")?.get("pagination").is_some() {
                true => paginators.push(file),
                false => models.push(file),
            }
        }
        match (models.as_slice(), paginators.as_slice()) {
            ([model], []) => Ok(Self::new(model)),
            ([model], [paginators]) => Ok(Self::new(model).with_paginators(paginators)),
            (models, paginators) => {
                let models = counted(models.len(), "model", "models");
                let files = paginators.len();
                let files = counted(files, "file of paginators", "files of paginators");
                Err(problem(
                    "(files)",
                    &format!(
                        "are {models} and {files}; expected one model and at most one file of \
                         paginators"
                    ),
                ))
            }
        }
    }

    /// Sets the paginators.
    pub fn with_paginators(mut self, paginators: &'a [u8]) -> Self {
        self.paginators = Some(paginators);
        self
    }

    /// Sets the endpoint rules.
    pub fn with_endpoint_rules(mut self, endpoint_rules: &'a [u8]) -> Self {
        self.endpoint_rules = Some(endpoint_rules);
        self
    }

    /// Sets AWS's partitions, for which endpoint rules are evaluated.
    pub fn with_partitions(mut self, partitions: &'a [u8]) -> Self {
        self.partitions = Some(partitions);
        self
    }

    /// Sets the service to read, by shape ID (`com.example#Service`) or name (`Service`).
    pub fn with_service(mut self, service: &'a str) -> Self {
        self.service = Some(service);
        self
    }
}

/// A model that was read, with warnings about unknown parts of its file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The model. Unknown traits are kept as facts that do not affect generated code
    /// ([`Traits::other`](crate::model::Traits::other)); unknown keys of traits are left out.
    pub model: Model,
    /// Warnings about unknown traits of Smithy and AWS, and unknown keys of their traits. The rest
    /// of the model does not depend on them.
    pub warnings: Problems,
}

/// Reads and checks a model strictly: a warning of [`read_with_warnings`] is a problem, too.
///
/// # Errors
///
/// Returns every problem of the model, each with its path: invalid JSON, unknown keys and traits,
/// and the problems that [`validate`] finds.
///
/// # Examples
///
/// ```
/// use codegen::source::{Source, read};
///
/// let problems = read(Source::new(br#"{"metadata": {}, "colour": "blue"}"#)).unwrap_err();
/// assert!(problems.to_string().contains("colour: unknown key"));
///
/// let problems = read(Source::new(br#"{"smithy": "2.0", "shapes": {}}"#)).unwrap_err();
/// assert!(problems.to_string().contains("shapes: hold no service"));
/// ```
pub fn read(source: Source<'_>) -> Result<Model, Problems> {
    let (model, findings) = read_and_check(source)?;
    let mut problems = findings.problems;
    problems.extend(findings.warnings);
    problems.or(model)
}

/// Reads and checks a model.
///
/// The content determines the format: a Smithy JSON AST has the top-level key `smithy`; a
/// `service-2.json` has `metadata` and no `smithy`. A leading byte-order mark is allowed. A service
/// gives the same model in either format, except for facts that only one of them can express.
///
/// Smithy and AWS add traits, and keys to their traits, before this reader supports them, and not
/// all models that AWS publishes follow Smithy's definitions. Unknown ones are therefore warnings.
/// Other unknown keys and traits are problems, including all unknown keys of a `service-2.json`, in
/// which every key can change the wire format.
///
/// # Errors
///
/// Returns the problems that [`read`] returns, except for the warnings.
pub fn read_with_warnings(source: Source<'_>) -> Result<Reading, Problems> {
    let (model, findings) = read_and_check(source)?;
    let warnings = findings.warnings;
    findings.problems.or(Reading { model, warnings })
}

/// Returns the format of a model file, or `None` for other JSON, such as the paginators beside one.
///
/// # Errors
///
/// Returns an error if the text is not valid JSON.
pub fn format(text: &[u8]) -> Result<Option<Format>, Problems> {
    parse(text, "(model)").map(|root| format_of(&root))
}

/// Reads and evaluates only endpoint rules, for use with several models of one service: botocore's
/// `endpoint-rule-set-1.json` and `partitions.json`.
///
/// # Errors
///
/// Returns every problem of the files, each with its path: invalid JSON, unknown keys, and anything
/// that the table of endpoints cannot express.
pub fn read_endpoints(rules: &[u8], partitions: &[u8]) -> Result<Endpoints, Problems> {
    let partitions = parse(partitions, PARTITIONS)?;
    endpoints::evaluated(RULES, &parse(rules, RULES)?, &partitions)
}

fn read_and_check(source: Source<'_>) -> Result<(Model, Findings), Problems> {
    let root = parse(source.model, "(model)")?;
    let findings = RefCell::default();
    let model = match format_of(&root) {
        Some(Format::Smithy) => read_smithy(&root, source, &findings)?,
        Some(Format::Botocore) => read_botocore(&root, source, &findings)?,
        None => {
            return Err(problem(
                "(top level)",
                "is not a model: it has neither the key `metadata` of a service-2.json nor the \
                 key `smithy` of a Smithy JSON AST",
            ));
        }
    };
    Ok((normalized(model), findings.into_inner()))
}

fn format_of(root: &Node<'_>) -> Option<Format> {
    match (root.get("smithy"), root.get("metadata")) {
        (Some(_), _) => Some(Format::Smithy),
        (None, Some(_)) => Some(Format::Botocore),
        (None, None) => None,
    }
}

fn read_smithy(
    root: &Node<'_>,
    source: Source<'_>,
    findings: &RefCell<Findings>,
) -> Result<Model, Problems> {
    let partitions = parse_some(source.partitions, PARTITIONS)?;
    let model = smithy::read(root, findings, source.service, partitions.as_ref());
    for (file, path, form) in [
        (source.endpoint_rules, RULES, "a trait"),
        (source.paginators, "(paginators)", "traits"),
    ] {
        if file.is_some() {
            Place::start(path, findings).problem(format!(
                "belong to a service-2.json; a Smithy JSON AST has them as {form}"
            ));
        }
    }
    Ok(model)
}

fn read_botocore(
    root: &Node<'_>,
    source: Source<'_>,
    findings: &RefCell<Findings>,
) -> Result<Model, Problems> {
    let paginators = parse_some(source.paginators, "(paginators)")?;
    let mut model = botocore::read(root, paginators.as_ref(), findings);
    if let (Some(rules), Some(partitions)) = (source.endpoint_rules, source.partitions) {
        let partitions = parse(partitions, PARTITIONS)?;
        let endpoints = endpoints::evaluated(RULES, &parse(rules, RULES)?, &partitions);
        model.service.endpoints = endpoints::accepted(endpoints, findings);
    }
    findings.borrow_mut().problems.extend(validate(&model));
    if source.service.is_some() {
        Place::start("(model)", findings)
            .problem("is a service-2.json, which holds one service; do not name one");
    }
    Ok(model)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// The mark that some editors put before UTF-8 text (RFC 8259, section 8.1).
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn parse<'a>(text: &'a [u8], what: &str) -> Result<Node<'a>, Problems> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    Node::parse(text).map_err(|error| match other_format(text) {
        Some(format) => problem(what, format),
        None if error.is_data() => problem(what, &format!("is too large for a model: {error}")),
        None if str::from_utf8(text).is_err() => {
            problem(what, &format!("is not JSON in UTF-8: {error}"))
        }
        None => problem(what, &format!("is not valid JSON: {error}")),
    })
}

/// Says what a file is that is named in place of JSON, if its first bytes tell, and what to do.
fn other_format(text: &[u8]) -> Option<&'static str> {
    match text {
        [] => Some("is empty; restore it, or name another file"),
        [b'P', b'K', 3, 4, ..] => {
            Some("is a zip archive, such as a wheel; unpack it, and name a model from it")
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..] => {
            Some("is UTF-16, or not text at all; convert it to UTF-8, or name another file")
        }
        [b'<', ..] => Some("is a page of HTML or XML; download the file that the page shows"),
        [b'$', ..] => Some("is in Smithy's own language; convert it to JSON with `smithy ast`"),
        _ => None,
    }
}

fn parse_some<'a>(text: Option<&'a [u8]>, what: &str) -> Result<Option<Node<'a>>, Problems> {
    text.map(|text| parse(text, what)).transpose()
}

fn problem(path: &str, message: &str) -> Problems {
    let mut problems = Problems::new();
    problems.add(path, message);
    problems
}
