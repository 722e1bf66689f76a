//! Where days and months begin and end, in UTC.

use org_types::Timestamp;

use crate::state::DAY;

const MILLISECOND: u32 = 1_000_000;

pub(super) fn begins_day(moment: Timestamp) -> bool {
    moment.to_string().ends_with("T00:00:00Z")
}

pub(super) fn begins_month(moment: Timestamp) -> bool {
    moment.to_string().ends_with("-01T00:00:00Z")
}

/// Reports whether the next month begins a millisecond later.
pub(super) fn ends_month(moment: Timestamp) -> bool {
    moment.nanoseconds() == 999 * MILLISECOND
        && Timestamp::new(moment.seconds() + 1, 0).is_ok_and(begins_month)
}

/// Returns the last millisecond of the month that a moment is in.
pub(super) fn end_of_month(moment: Timestamp) -> Timestamp {
    let midnight = moment.seconds() - moment.seconds().rem_euclid(DAY);
    let mut days = (1..=31).filter_map(|days| Timestamp::new(midnight + days * DAY, 0).ok());
    let next_month = days.find(|day| begins_month(*day));
    let last =
        next_month.and_then(|next| Timestamp::new(next.seconds() - 1, 999 * MILLISECOND).ok());
    last.unwrap_or(Timestamp::MAX)
}
