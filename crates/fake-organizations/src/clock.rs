//! The time, and what happens as it passes.

use std::time::{Duration, Instant, SystemTime};

use org_types::Timestamp;

use crate::state::State;

/// A clock that runs or stands still, and that tests can move forward.
#[derive(Debug)]
pub(crate) struct Clock {
    /// The time at `since`, or the time at which the clock stands.
    time: Timestamp,
    since: Option<Instant>,
}

impl Clock {
    /// Creates a clock that runs from the time of the system, or from a later time.
    pub(crate) fn from(earliest: Timestamp) -> Self {
        let system = Timestamp::try_from(SystemTime::now()).unwrap_or_default();
        Self {
            time: system.max(earliest),
            since: Some(Instant::now()),
        }
    }

    /// Returns the time in whole milliseconds, as AWS does.
    pub(crate) fn now(&self) -> Timestamp {
        let elapsed = self.since.map_or(Duration::ZERO, |since| since.elapsed());
        let now = after(self.time, elapsed);
        let milliseconds = now.nanoseconds() / 1_000_000;
        Timestamp::new(now.seconds(), milliseconds * 1_000_000).unwrap_or(now)
    }

    pub(crate) fn advance(&mut self, duration: Duration) {
        self.time = after(self.time, duration);
    }

    pub(crate) fn stop_at(&mut self, time: Timestamp) {
        *self = Self { time, since: None };
    }
}

/// Returns the moment that is that long after another, or the last one there is.
fn after(time: Timestamp, duration: Duration) -> Timestamp {
    let nanoseconds = time.nanoseconds() + duration.subsec_nanos();
    let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    let seconds = time.seconds().saturating_add(seconds);
    let seconds = seconds.saturating_add(i64::from(nanoseconds / 1_000_000_000));
    Timestamp::new(seconds, nanoseconds % 1_000_000_000).unwrap_or(Timestamp::MAX)
}

impl State {
    /// Moves the time forward. What was due happens at its own time, in order: account creations and
    /// closures proceed, and handshakes expire.
    pub(crate) fn advance_to(&mut self, now: Timestamp) {
        while let Some((time, id)) = self.deadlines.pop_first() {
            if time > now {
                self.deadlines.insert((time, id));
                break;
            }
            self.now = self.now.max(time);
            match id.split_once('-') {
                Some(("h", _)) => self.expire_handshake(&id),
                Some(("car", _)) => self.end_creation(&id),
                _ => self.proceed_with_closure(&id),
            }
        }
        self.now = self.now.max(now);
    }
}
