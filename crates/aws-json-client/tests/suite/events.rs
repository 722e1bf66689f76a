//! What the feature `tracing` emits.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

use aws_json_client::blocking;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::canned::Canned;
use crate::service::{config, input};

/// Keeps the fields of each event, but for the duration, with the thread that it is from.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<(ThreadId, String)>>>);

impl Events {
    fn of_this_thread(&self) -> Vec<String> {
        let this = thread::current().id();
        let events = self.0.lock().unwrap();
        let events = events.iter().filter(|(thread, _)| *thread == this);
        events.map(|(_, event)| event.clone()).collect()
    }
}

impl Subscriber for Events {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        if event.metadata().target().starts_with("aws_json_client") {
            assert_eq!(*event.metadata().level(), Level::DEBUG);
            let mut fields = Fields(String::new());
            event.record(&mut fields);
            let event = (thread::current().id(), fields.0);
            self.0.lock().unwrap().push(event);
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() != "duration" {
            self.0 += &format!("{}={value:?} ", field.name());
        }
    }
}

#[test]
fn there_is_an_event_for_each_attempt() {
    let events = Events::default();
    // A subscriber of this thread alone is not asked about events that another thread is the first to emit.
    tracing::subscriber::set_global_default(events.clone()).unwrap();
    tracing::callsite::rebuild_interest_cache();
    let canned = Canned::default().error(503, "SlowDown").success();
    let client = blocking::Client::new(canned, config().random(|| 0.5));
    client.call(&input()).unwrap();
    assert_eq!(
        events.of_this_thread(),
        [
            "message=attempt of a call operation=\"DescribeAccount\" attempt=1 status=503 \
             error=DescribeAccount: SlowDown (HTTP 503) retry_in=500ms ",
            "message=attempt of a call operation=\"DescribeAccount\" attempt=2 status=200 \
             request_id=\"6a5b\" ",
        ]
    );
}
