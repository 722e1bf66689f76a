//! Changes of how timestamps are written.

use super::breaks::Breaks;
use super::messages::Form;
use super::users::Kept;
use super::{Comparison, Part};
use crate::diff::change::Direction;
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::TimestampFormat;

/// How timestamps were and are written, where that differs, and what it breaks.
pub(super) struct Rewritten {
    formats: [Option<TimestampFormat>; 2],
    breaks: Breaks,
}

impl Rewritten {
    /// What it means for code.
    pub(super) fn note(&self) -> String {
        let [before, after] = self.formats.map(|format| code(format_name(format)));
        format!("the timestamp is written as {after}, before as {before}")
    }
}

impl<'a> Comparison<'a> {
    /// Compares what a shape or member says of how timestamps are written.
    pub(super) fn timestamp_format(
        &mut self,
        part: &Part,
        [old, new]: [Option<TimestampFormat>; 2],
        rewritten: Option<Rewritten>,
    ) {
        let breaks = rewritten.as_ref().map_or(Breaks::NOTHING, |it| it.breaks);
        let entry = part
            .entry(Rule::TimestampFormatChanged)
            .values(&old, &new)
            .wire(breaks.verdict())
            .behaviour(rewritten.map(|it| it.note()));
        self.add(entry, [part.fact("timestamp_format")]);
    }

    /// How the timestamps of these members were and are written, where that differs.
    pub(super) fn rewritten(&self, members: &[Kept<'a>]) -> Option<Rewritten> {
        let mut rewritten: Option<Rewritten> = None;
        for kept in members {
            let breaks = self.form_breaks(*kept, Form::is_rewritten);
            if breaks == Breaks::NOTHING {
                continue;
            }
            let direction = match breaks.request {
                true => Direction::Request,
                false => Direction::Response,
            };
            let formats = self.forms(*kept, direction).map(|form| form.timestamp);
            let found = rewritten.get_or_insert(Rewritten {
                formats,
                breaks: Breaks::NOTHING,
            });
            found.breaks = found.breaks.and(kept.carried.of(breaks));
        }
        rewritten
    }
}

/// What a format is called; nothing where the value is not a timestamp.
pub(super) fn format_name(format: Option<TimestampFormat>) -> &'static str {
    match format {
        None => "none",
        Some(TimestampFormat::EpochSeconds) => "epochSeconds",
        Some(TimestampFormat::DateTime) => "dateTime",
        Some(TimestampFormat::HttpDate) => "httpDate",
    }
}
