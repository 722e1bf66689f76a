//! The lines of an item that a macro of `aws-json-protocol` generates from a table, one row on each
//! line, so that a change to one member changes one line.

use super::constraint;
use super::docs::{self, DocComment};
use super::layout::{Imports, SourceFile};
use crate::api::{Api, Field, Trait, Type};
use crate::model::{Member, ShapeKind, TimestampFormat, Traits};
use crate::plan::RustType;

/// The crate that generated code depends on.
pub(super) const PROTOCOL: &str = "aws_json_protocol";

/// The text of an item, built line by line.
pub(super) struct Table<'f> {
    file: &'f mut SourceFile,
    text: String,
    /// The number of open blocks, which is the level of indentation.
    depth: usize,
}

impl<'f> Table<'f> {
    /// Begins an item of a file that a macro generates, and imports the macro.
    pub(super) fn new(macro_name: &str, file: &'f mut SourceFile) -> Self {
        file.imports.add(PROTOCOL, macro_name);
        let mut table = Self {
            file,
            text: String::new(),
            depth: 0,
        };
        table.open(&format!("{macro_name}!"));
        table
    }

    pub(super) fn imports(&mut self) -> &mut Imports {
        &mut self.file.imports
    }

    pub(super) fn import(&mut self, rust_type: &RustType) {
        for part in rust_type.parts() {
            match part {
                RustType::Map(..) => self.imports().add("std::collections", "BTreeMap"),
                RustType::Protocol(name) => self.imports().add(PROTOCOL, *name),
                RustType::Generated { module, name } => self.imports().add(module.path(), name),
                RustType::Simple(_) | RustType::Vec(_) | RustType::Box(_) | RustType::Option(_) => {
                }
            }
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        let indentation = 4 * self.depth;
        self.text.push_str(&format!("{:indentation$}{line}\n", ""));
    }

    pub(super) fn open(&mut self, line: &str) {
        self.line(&format!("{line} {{"));
        self.depth += 1;
    }

    pub(super) fn close(&mut self) {
        self.depth -= 1;
        self.line("}");
    }

    /// Adds the documentation of the next line, and the attribute if it is deprecated.
    pub(super) fn attributes(&mut self, documentation: &DocComment, facts: &Traits) {
        for line in documentation.lines(4 * self.depth) {
            self.line(format!("/// {line}").trim_end());
        }
        if let Some(deprecated) = &facts.deprecated {
            self.line(&match docs::deprecation(deprecated) {
                Some(note) => format!("#[deprecated = {note:?}]"),
                None => "#[deprecated]".to_owned(),
            });
        }
    }

    /// Adds the traits that a type derives: all but those that the macro implements.
    pub(super) fn derives(&mut self, traits: &[Trait], by_macro: &[Trait]) {
        let derived = traits.iter().filter(|it| !by_macro.contains(it));
        let names: Vec<_> = derived.map(|it| it.name()).collect();
        if !names.is_empty() {
            self.line(&format!("#[derive({})]", names.join(", ")));
        }
    }

    /// Adds the row of a field or of a union's variant: its declaration, then its key and marks.
    pub(super) fn row(
        &mut self,
        (api, item): (&Api<'_>, &Type<'_>),
        field: &Field<'_>,
        declaration: &str,
    ) {
        self.import(&field.value);
        self.attributes(&docs::member(api, item, field), &field.facts.traits);
        let mut row = format!("{declaration} = {:?}", field.wire_name);
        for alias in &field.aliases {
            row += &format!(" | {alias:?}");
        }
        if let Some(default) = super::default::expression(api, field) {
            row += &format!(" (default {default})");
        }
        if field.sensitive {
            row += " sensitive";
        }
        row += format_mark(api, field.facts);
        row += &constraint::constraints(api.model, field.facts);
        self.line(&format!("{row},"));
    }

    pub(super) fn finish(mut self) {
        self.close();
        self.file.items.push(self.text);
    }
}

/// Returns the mark of a format that the type of a member's values does not determine, at any depth
/// in lists and maps.
fn format_mark(api: &Api<'_>, member: &Member) -> &'static str {
    let innermost = api.model.innermost(member);
    let kind = innermost.map(|(_, shape)| &shape.kind);
    match (kind, api.plan.timestamp_format(member)) {
        (Some(ShapeKind::Float | ShapeKind::Double), _) => " float",
        (_, Some(TimestampFormat::DateTime)) => " date_time",
        (_, Some(TimestampFormat::HttpDate)) => " http_date",
        (_, Some(TimestampFormat::EpochSeconds) | None) => "",
    }
}
