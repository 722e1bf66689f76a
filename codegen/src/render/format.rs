//! Members that are not written as their type alone says.

use proc_macro2::Ident;

use super::tokens::{PROTOCOL, ident};
use crate::layout::Imports;
use crate::model::{Member, ShapeKind, TimestampFormat};
use crate::plan::Plan;

/// A function of `aws-json-protocol` that goes around a member to write it.
#[derive(Clone, Copy)]
pub(super) struct Formatter {
    module: &'static str,
    name: &'static str,
}

impl Formatter {
    const FLOAT: Self = Self {
        module: PROTOCOL,
        name: "float",
    };
    const DATE_TIME: Self = Self {
        module: "aws_json_protocol::timestamp",
        name: "date_time",
    };
    const HTTP_DATE: Self = Self {
        module: "aws_json_protocol::timestamp",
        name: "http_date",
    };

    /// The function for a member, however deep in lists and maps its floats or timestamps lie.
    pub(super) fn of(plan: &Plan<'_>, member: &Member) -> Option<Self> {
        let (_, shape) = plan.innermost(member)?;
        match (&shape.kind, plan.timestamp_format(member)) {
            (ShapeKind::Float | ShapeKind::Double, _) => Some(Self::FLOAT),
            (_, Some(TimestampFormat::DateTime)) => Some(Self::DATE_TIME),
            (_, Some(TimestampFormat::HttpDate)) => Some(Self::HTTP_DATE),
            (_, Some(TimestampFormat::EpochSeconds) | None) => None,
        }
    }

    /// Its name, which is imported.
    pub(super) fn name(self, imports: &mut Imports) -> Ident {
        imports.add(self.module, self.name);
        ident(self.name)
    }
}
