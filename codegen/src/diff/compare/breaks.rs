//! The messages that a difference breaks.

use crate::diff::change::Direction;
use crate::diff::verdict::Wire;
use crate::model::Protocol;

/// The messages that a difference breaks if they carry it or, for a part of a model, the messages
/// that carry it on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breaks {
    /// Requests that were valid may be refused.
    pub(super) request: bool,
    /// An old reader may fail or lose data.
    pub(super) response: bool,
    /// It was not decided whether requests that were valid may be refused.
    pub(super) unknown: bool,
}

impl Breaks {
    pub(super) const NOTHING: Self = Self::new(false, false);
    pub(super) const REQUESTS: Self = Self::new(true, false);
    pub(super) const RESPONSES: Self = Self::new(false, true);
    pub(super) const BOTH: Self = Self::new(true, true);
    pub(super) const UNKNOWN: Self = Self {
        unknown: true,
        ..Self::NOTHING
    };

    pub(super) const fn new(request: bool, response: bool) -> Self {
        Self {
            request,
            response,
            unknown: false,
        }
    }

    /// Returns the messages that are documents of XML; the query protocols send forms.
    pub(super) fn of_xml(protocol: Protocol) -> Self {
        match protocol {
            Protocol::RestXml => Self::BOTH,
            Protocol::AwsQuery | Protocol::Ec2Query => Self::RESPONSES,
            _ => Self::NOTHING,
        }
    }

    pub(super) fn when(self, condition: bool) -> Self {
        if condition { self } else { Self::NOTHING }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            request: self.request || other.request,
            response: self.response || other.response,
            unknown: self.unknown || other.unknown,
        }
    }

    /// Returns the breaks in messages that are carried.
    pub(super) fn within(self, carried: Self) -> Self {
        Self {
            request: self.request && carried.request,
            response: self.response && carried.response,
            unknown: self.unknown && carried.request,
        }
    }

    pub(super) fn towards(direction: Direction) -> Self {
        match direction {
            Direction::Request => Self::REQUESTS,
            Direction::Response | Direction::Error => Self::RESPONSES,
        }
    }

    pub(super) fn directions(self) -> Vec<Direction> {
        let request = self.request.then_some(Direction::Request);
        let response = self.response.then_some(Direction::Response);
        request.into_iter().chain(response).collect()
    }

    /// Returns the verdict, provided that every broken message is sent.
    pub(super) fn verdict(self) -> Wire {
        match (self.request, self.response) {
            (false, false) if self.unknown => Wire::Unknown,
            (false, false) => Wire::Compatible,
            (true, false) => Wire::RequestBreaking,
            (false, true) => Wire::ResponseBreaking,
            (true, true) => Wire::Breaking,
        }
    }
}
