//! The rule that covers a fact, and the name of the fact in reports.

use super::operations::PAGINATED;
use super::{Comparison, zip};
use crate::api::ServiceError;
use crate::diff::facts::{Fact, NAME, ORDER, Part, WHOLE};
use crate::diff::rules::Rule;
use crate::model::{Shape, ShapeKind};

impl<'a> Comparison<'a> {
    pub(super) fn rule(&self, fact: &Fact<'a>) -> Option<Rule> {
        Some(match (fact.part, fact.key.as_str()) {
            (_, "derives") => fact.came_or_went(Rule::DeriveGained),
            (_, "module") => Rule::ItemMoved,
            (_, "box") => Rule::RecursionBoxChanged,
            (_, "binding") => Rule::OperationBindingChanged,
            (_, key) if key.starts_with("rust_name") => Rule::RustNameChanged,
            (_, "documentation") => Rule::ProseChanged,
            (_, "deprecated") => Rule::DeprecatedChanged,
            (_, "wire_name") => Rule::WireNameChanged,
            (_, "timestamp_format") => Rule::TimestampFormatChanged,
            (_, "default") => Rule::DefaultChanged,
            (_, "sensitive") => Rule::SensitiveChanged,
            (_, "pattern") => Rule::PatternChanged,
            (part, "bounds") => match self.bounded(part)[1]?.kind.is_number() {
                true => Rule::RangeChanged,
                false => Rule::LengthChanged,
            },
            (Part::Service, "protocol") => Rule::ProtocolChanged,
            (Part::Service, "target_prefix") => Rule::TargetPrefixChanged,
            (Part::Service, "endpoint_prefix" | "global_endpoint") => Rule::EndpointPrefixChanged,
            (
                Part::Service,
                "id" | "title" | "abbreviation" | "uid" | "api_version" | "xml_namespace"
                | "protocols" | "auth" | "signing_name" | "signature_version",
            ) => Rule::ServiceMetadataChanged,
            (Part::Service, PAGINATED) => Rule::PaginationChanged,
            (Part::Service, key) if is_other(key) => Rule::ServiceMetadataChanged,
            (Part::Operation(..), WHOLE) => fact.came_or_went(Rule::OperationAdded),
            (Part::Operation(..), "input") => Rule::OperationInputChanged,
            (Part::Operation(..), "output") => Rule::OperationOutputChanged,
            (Part::Operation(..), "pagination") => match fact.values {
                [Some(_), Some(_)] => Rule::PaginationChanged,
                _ => fact.came_or_went(Rule::PaginationAdded),
            },
            (Part::Operation(..), "http" | "other/smithy.api#http") => Rule::HttpBindingChanged,
            (Part::Operation(..), "host_prefix") => Rule::EndpointPrefixChanged,
            (Part::Operation(..), "read_only" | "idempotent") => Rule::TraitChanged,
            (Part::Listed(..), _) => fact.came_or_went(Rule::OperationErrorAdded),
            (Part::Shape(_, [old, new]), WHOLE) => fact.came_or_went(match old.or(new)?.error {
                Some(_) => Rule::ErrorShapeAdded,
                None => Rule::ShapeAdded,
            }),
            (Part::Shape(..), NAME) => Rule::ShapeRenamed,
            (Part::Shape(..), ORDER) => Rule::MemberReordered,
            (Part::Shape(_, [old, new]), "type") => match (&old?.kind, &new?.kind) {
                (ShapeKind::String, ShapeKind::Enum { .. }) => Rule::EnumAddedToString,
                (ShapeKind::Enum { .. }, ShapeKind::String) => Rule::EnumDroppedFromString,
                _ => Rule::ShapeKindChanged,
            },
            (Part::Shape(..), "sparse") => Rule::SparseChanged,
            (Part::Shape(..), "error") => Rule::ErrorTraitChanged,
            (Part::Shape(..), "error/fault") => Rule::FaultChanged,
            (Part::Shape(..), "error/http_status") => Rule::HttpBindingChanged,
            (Part::Shape(..), "error/retryable") => Rule::RetryableChanged,
            (Part::Shape(..), "error/code") => Rule::WireNameChanged,
            (Part::Member(..), WHOLE) => fact.came_or_went(Rule::MemberAdded),
            (Part::Member(..), "target") => Rule::MemberRetargeted,
            (Part::Member(_, _, [_, Some(new)]), "required") if new.required => {
                Rule::MemberRequired
            }
            (Part::Member(..), "required") => Rule::MemberOptional,
            (Part::Member(..), "http_binding") => Rule::HttpBindingChanged,
            (Part::Member(..), "idempotency_token") => Rule::IdempotencyTokenChanged,
            (Part::Value(..), WHOLE) => fact.came_or_went(Rule::EnumValueAdded),
            (Part::Value(..), "value") => Rule::WireNameChanged,
            (Part::Value(..), "name") => Rule::TraitChanged,
            (_, key) if is_other(key) => Rule::TraitChanged,
            _ => return None,
        })
    }

    /// Returns the shape whose values the constraints of a part are on.
    pub(super) fn bounded(&self, part: Part<'a>) -> [Option<&'a Shape>; 2] {
        match part {
            Part::Shape(_, shapes) => shapes,
            Part::Member(_, _, members) => {
                zip(self.models(), members).map(|(model, member)| model.shapes.get(&member?.target))
            }
            _ => [None; 2],
        }
    }
}

fn is_other(key: &str) -> bool {
    key.starts_with("other/")
}

/// Returns the name of a fact in reports: its part, with its key unless the rule implies it.
pub(super) fn path(fact: &Fact<'_>, rule: Rule) -> String {
    let key = fact.key.strip_prefix("other/").unwrap_or(&fact.key);
    let part = match fact.part {
        Part::Service if key == "derives" => ServiceError::NAME.to_owned(),
        Part::Service => "service".to_owned(),
        Part::Operation(name, _) => name.to_owned(),
        Part::Listed(name, error) => format!("{name}.errors.{error}"),
        Part::Shape([_, name], _) => name.to_owned(),
        Part::Member(pair, name, _) | Part::Value(pair, name) => format!("{}.{name}", pair.name),
    };
    match (rule, fact.part) {
        (
            Rule::ProseChanged | Rule::DeprecatedChanged | Rule::DeriveLost | Rule::DeriveGained,
            _,
        ) => part,
        (Rule::RustNameChanged, _) => part + key.trim_start_matches("rust_name"),
        (Rule::TraitChanged | Rule::Unclassified, _) => format!("{part}@{key}"),
        (_, Part::Service) if is_other(&fact.key) => format!("{part}@{key}"),
        (_, Part::Service) => format!("{part}.{key}"),
        (_, Part::Operation(..)) if matches!(key, "input" | "output" | "pagination") => {
            format!("{part}.{key}")
        }
        _ => part,
    }
}
