//! What happens as time passes.

use org_types::Timestamp;

use crate::state::State;

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
