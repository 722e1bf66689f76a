//! Changes of how timestamps are written.

use super::breaks::{Breaks, Carried};
use super::{Comparison, Part};
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::{Member, Model, Protocol, Shape, TimestampFormat};

/// How a timestamp is written; none where nobody can tell.
type Format = Option<TimestampFormat>;

impl Comparison<'_> {
    /// Compares what a shape or member says of how timestamps are written; `written` is how that
    /// is in the end, where it is not the same as before.
    pub(super) fn timestamp_format(
        &mut self,
        part: &Part,
        carried: Carried,
        [old, new]: [Format; 2],
        written: Option<[Format; 2]>,
    ) {
        if old == new {
            return;
        }
        let entry = part
            .entry(Rule::TimestampFormatChanged)
            .values(&old, &new)
            .wire(carried.verdict(Breaks::BOTH.when(written.is_some())))
            .behaviour(written.map(rewritten_note));
        self.add(entry, [part.fact("timestamp_format")]);
    }

    /// How timestamps were and are written whose members say nothing of it, where that differs.
    pub(super) fn rewritten(&self, name: &str, [old, new]: [Format; 2]) -> Option<[Format; 2]> {
        let formats = [written(self.old.model, old), written(self.new.model, new)];
        if formats[0] == formats[1] {
            return None;
        }
        let inherits = |(_, member): (&str, &Member)| {
            member.target == name && member.timestamp_format.is_none()
        };
        let mut users = self.old.model.shapes.iter();
        let is_inherited = users.any(|(user, shape)| {
            let user = self.renames.new_name(user).unwrap_or(user);
            let other = self.new.model.shapes.get(user);
            let mut others = other.into_iter().flat_map(Shape::references);
            let is_kept = |key: &str| others.any(|it| it.0 == key && inherits(it));
            let mut inheriting = shape.references().filter(|it| inherits(*it)).map(|it| it.0);
            inheriting.any(is_kept)
        });
        is_inherited.then_some(formats)
    }

    /// How a member's timestamps were and are written, where that differs.
    pub(super) fn rewritten_member(&self, old: &Member, new: &Member) -> Option<[Format; 2]> {
        let formats = [
            written_by(self.old.model, old),
            written_by(self.new.model, new),
        ];
        (formats[0] != formats[1]).then_some(formats)
    }
}

/// What another way to write a timestamp means for code.
pub(super) fn rewritten_note([before, after]: [Format; 2]) -> String {
    let name = |format: Format| match format {
        None => format_name(format).to_owned(),
        Some(_) => format!("as {}", code(format_name(format))),
    };
    format!(
        "the timestamp is written {}, before {}",
        name(after),
        name(before)
    )
}

/// How timestamps with this format are written: without one, as the protocol does it. Nobody can
/// tell for REST, where that depends on the part of the message.
fn written(model: &Model, format: Format) -> Format {
    use Protocol::{AwsJson1_0, AwsJson1_1, AwsQuery, Ec2Query, RestJson1, RestXml, RpcV2Cbor};

    format.or(match model.service.protocol {
        AwsJson1_0 | AwsJson1_1 | RpcV2Cbor => Some(TimestampFormat::EpochSeconds),
        AwsQuery | Ec2Query => Some(TimestampFormat::DateTime),
        RestJson1 | RestXml => None,
    })
}

/// How a member's timestamps are written: its own format comes before its shape's.
pub(super) fn written_by(model: &Model, member: &Member) -> Format {
    let shape = model.shapes.get(&member.target);
    let of_shape = || shape.and_then(|shape| shape.timestamp_format);
    written(model, member.timestamp_format.or_else(of_shape))
}

/// What a format is called, in words where it is the protocol's.
pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        None => "as the protocol does it",
        Some(TimestampFormat::EpochSeconds) => "epochSeconds",
        Some(TimestampFormat::DateTime) => "dateTime",
        Some(TimestampFormat::HttpDate) => "httpDate",
    }
}
