//! Which messages a difference breaks.

use super::{Direction, Wire};

/// Which messages a difference breaks, where they carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breaks {
    /// Requests that were valid may be refused.
    pub(super) request: bool,
    /// An old reader may fail or lose data.
    pub(super) response: bool,
    /// It was not decided whether requests that were valid may be refused.
    pub(super) request_unknown: bool,
}

impl Breaks {
    /// No message.
    pub(super) const NOTHING: Self = Self {
        request: false,
        response: false,
        request_unknown: false,
    };
    /// Requests.
    pub(super) const REQUESTS: Self = Self {
        request: true,
        ..Self::NOTHING
    };
    /// Responses.
    pub(super) const RESPONSES: Self = Self {
        response: true,
        ..Self::NOTHING
    };
    /// Every message.
    pub(super) const BOTH: Self = Self {
        request: true,
        response: true,
        ..Self::NOTHING
    };
    /// Requests, perhaps.
    pub(super) const UNKNOWN: Self = Self {
        request_unknown: true,
        ..Self::NOTHING
    };

    /// This where `condition` holds.
    pub(super) fn when(self, condition: bool) -> Self {
        if condition { self } else { Self::NOTHING }
    }

    /// Both differences together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            request: self.request || other.request,
            response: self.response || other.response,
            request_unknown: self.request_unknown || other.request_unknown,
        }
    }

    /// The directions that it is about.
    pub(super) fn directions(self) -> Vec<Direction> {
        let request = self.request.then_some(Direction::Request);
        let response = self.response.then_some(Direction::Response);
        request.into_iter().chain(response).collect()
    }

    /// The verdict where every message that it breaks is sent.
    pub(super) fn verdict(self) -> Wire {
        match (self.request, self.response) {
            (false, false) if self.request_unknown => Wire::Unknown,
            (false, false) => Wire::Compatible,
            (true, false) => Wire::RequestBreaking,
            (false, true) => Wire::ResponseBreaking,
            (true, true) => Wire::Breaking,
        }
    }
}

/// Which messages carry a part of the model on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Carried {
    pub(super) requests: bool,
    pub(super) responses: bool,
}

impl Carried {
    /// The verdict for a difference in what these messages carry.
    pub(super) fn verdict(self, breaks: Breaks) -> Wire {
        self.of(breaks).verdict()
    }

    /// What a difference breaks in these messages.
    pub(super) fn of(self, breaks: Breaks) -> Breaks {
        Breaks {
            request: breaks.request && self.requests,
            response: breaks.response && self.responses,
            request_unknown: breaks.request_unknown && self.requests,
        }
    }
}
