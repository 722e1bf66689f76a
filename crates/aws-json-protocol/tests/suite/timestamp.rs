//! Timestamps: their text, their JSON, and their conversions.

use std::time::{Duration, SystemTime};

use aws_json_protocol::{Decode, Timestamp, TimestampError};

fn timestamp(seconds: i64, nanoseconds: u32) -> Timestamp {
    Timestamp::new(seconds, nanoseconds).unwrap()
}

fn read(json: &str) -> Result<Timestamp, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn write(value: Timestamp) -> String {
    serde_json::to_string(&value).unwrap()
}

/// Returns a moment in each season of the years 1 to 9999, with all sorts of fractions.
fn sweep() -> impl Iterator<Item = Timestamp> {
    let fractions = [0, 1, 999, 1_000, 257_000, 257_000_000, 999_999_999];
    (Timestamp::MIN.seconds()..=Timestamp::MAX.seconds())
        .step_by(7_654_321)
        .zip(fractions.into_iter().cycle())
        .map(|(seconds, nanoseconds)| timestamp(seconds, nanoseconds))
        .chain([Timestamp::MIN, Timestamp::MAX])
}

#[test]
fn every_moment_reads_back() {
    // Until 2106 half the distance between two f64s, and a parser's last digit, stay below half a
    // microsecond.
    let exact = -(1_i64 << 32)..(1 << 32);
    for moment in sweep() {
        assert_eq!(moment.to_string().parse(), Ok(moment));
        let http_date = Timestamp::from_http_date(&moment.to_http_date());
        assert_eq!(http_date, Ok(timestamp(moment.seconds(), 0)));

        let json = write(moment);
        let back = read(&json).unwrap();
        if exact.contains(&moment.seconds()) {
            let microseconds = moment.nanoseconds() / 1_000 * 1_000;
            assert_eq!(back, timestamp(moment.seconds(), microseconds), "{json}");
        } else {
            assert!((back.seconds() - moment.seconds()).abs() <= 1, "{json}");
        }
        let fraction = json.split_once('.').map_or("", |(_, digits)| digits);
        assert!(fraction.len() <= 6, "{json}");
    }
}

#[test]
fn timestamps_are_limited_to_the_years_1_to_9999() {
    let (min, max) = (Timestamp::MIN, Timestamp::MAX);
    assert_eq!(min.to_string(), "0001-01-01T00:00:00Z");
    assert_eq!(max.to_string(), "9999-12-31T23:59:59.999999999Z");
    for seconds in [max.seconds() + 1, min.seconds() - 1] {
        assert_eq!(Timestamp::new(seconds, 0), Err(TimestampError::OutOfRange));
    }
    let error = TimestampError::InvalidNanoseconds(1_000_000_000);
    assert_eq!(Timestamp::new(0, 1_000_000_000), Err(error));
}

#[test]
fn every_format_of_services_and_tools_is_read() {
    let whole = timestamp(1_482_951_659, 0);
    let fraction = timestamp(1_482_951_659, 257_000_000);
    let minute = timestamp(1_482_951_600, 0);
    for (spellings, expected) in [
        ("1482951659 | 1482951659.0 | 1.482951659E9", whole),
        ("1482951659.257 | 1.482951659257E9", fraction),
        ("-0.5", timestamp(-1, 500_000_000)),
        ("-1", timestamp(-1, 0)),
        ("1471797437.4270003", timestamp(1_471_797_437, 427_000_000)),
        // RFC 3339.
        ("2016-12-28T19:00:59Z | 2016-12-28t19:00:59z", whole),
        ("2016-12-28T19:00:59.257000+00:00", fraction),
        ("2016-12-28T19:00:59.257000000999-00:00", fraction),
        ("2016-12-29T00:30:59.257+05:30", fraction),
        ("2016-12-28T11:00:59.257-08:00", fraction),
        ("2016-12-31T23:59:60Z", timestamp(1_483_228_800, 0)),
        ("0001-01-01T00:30:00+00:30", Timestamp::MIN),
        // HTTP-date.
        ("Wed, 28 Dec 2016 19:00:59 GMT", whole),
        // Forms of ISO 8601.
        ("2016-12-28 19:00:59Z | 2016-12-28 19:00:59", whole),
        ("2016-12-28T19:00:59 | 2016-12-28T19:00:59+0000", whole),
        ("2016-12-28 19:00:59.257000+00:00", fraction),
        ("2016-12-28T19:00:59.257", fraction),
        ("2016-12-29T00:30:59.257+0530", fraction),
        ("2016-12-28T19:00Z | 2016-12-28T19:00", minute),
        ("2016-12-28 20:00+01:00", minute),
        ("2016-12-28", timestamp(1_482_883_200, 0)),
        ("20161228T190059Z | 20161228T190059", whole),
        ("20161228T190059.257Z", fraction),
        ("20161228T200059.257+0100", fraction),
        ("20161228T1900Z", minute),
        // Eight digits are seconds, as they are to botocore.
        ("20161228", timestamp(20_161_228, 0)),
    ] {
        for spelling in spellings.split(" | ") {
            let text = format!("{spelling:?}");
            assert_eq!(read(&text), Ok(expected), "{text}");
            if spelling.parse::<f64>().is_ok() {
                assert_eq!(read(spelling), Ok(expected), "{spelling}");
            }
        }
    }
    let before_the_year_1 = "0000-12-31T23:30:00-01:00";
    let first = timestamp(Timestamp::MIN.seconds() + 1800, 0);
    assert_eq!(before_the_year_1.parse(), Ok(first));
}

#[test]
fn writes_a_number_without_spurious_digits() {
    for (seconds, nanoseconds, json) in [
        (1_482_951_659, 0, "1482951659"),
        (1_482_951_659, 257_000_000, "1482951659.257"),
        (1_482_951_659, 257_123_999, "1482951659.257123"),
        (1_482_951_659, 999, "1482951659"),
        (-1, 500_000_000, "-0.5"),
    ] {
        assert_eq!(write(timestamp(seconds, nanoseconds)), json);
    }
}

#[test]
fn any_other_json_is_an_error() {
    for json in [
        "null | true | [] | {} | 1e300 | -1e300",
        "253402300800 | 253402300800.0 | -62135596801 | 9223372036854.775807",
        "9223372036854775807 | 9223372036854775808 | 18446744073709551615 | -9223372036854775808",
    ] {
        for json in json.split(" | ") {
            assert!(read(json).is_err(), "{json}");
        }
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX] {
        let number: serde::de::value::F64Deserializer<serde::de::value::Error> =
            serde::de::IntoDeserializer::into_deserializer(number);
        assert!(Timestamp::decode(number).is_err());
    }
}

#[test]
fn any_other_text_is_an_error() {
    for texts in [
        // Parts are missing.
        "|Z|2016-12|2016-12-28T|2016-12-28T19|2016-12-28T19Z|2016-12-28T19:00:|2016-12-28T19:00.5Z",
        "2016-12-28Z|20161228T190059.Z|2016-12-28T19:00:59.Z|2016-12-28T19:00:59+00",
        "2016-12-28T19:00:59+000|20161228T19005Z",
        // The compact form and the other are mixed.
        "2016-12-28T190059Z|2016-12-28T19:0059Z|20161228T19:00:59Z|201612-28T190059Z",
        "2016-1228T19:00:59Z",
        // There is more, or another digit.
        "20161228T1900599Z|2016-12-28T19:00:59+00000|2016-12-28T19:00:59,257Z",
        "2016-12-28T19:00:59ZZ|2016-12-28T19:00:59Z | 2016-12-28T19:00:59Z",
        "+2016-12-28T19:00:59Z|-2016-12-28T19:00:59Z|12016-12-28T19:00:59Z",
        "2016-12-28T19:00:5\u{0669}Z|２０１６-12-28T19:00:59Z",
        // There is no such day or time.
        "2016-00-28T19:00:59Z|2016-13-28T19:00:59Z|2016-12-00T19:00:59Z|2016-11-31T19:00:59Z",
        "2015-02-29T19:00:59Z|1900-02-29T19:00:59Z|2016-12-28T24:00:00Z|2016-12-28T19:60:00Z",
        "2016-12-28T19:00:61Z|2016-12-28T19:00:59+24:00|2016-12-28T19:00:59+00:60",
        // It is out of range.
        "0000-12-31T23:59:59Z|9999-12-31T23:59:60Z|9999-12-31T23:59:59-00:01|253402300800",
        // It is a number that JSON does not have.
        "+1482951659|1482951659 |0x10|1_000|1482951659.|inf|Infinity|nan|-|-inf|1e400",
        // It is an HTTP-date of another form.
        "Wed, 28 Dec 2016 19:00:59.257 GMT|Wed, 28 Dec 2016 19:00:59 UTC|Wed, 28 Dec 2016 19:00:59",
        "Wed, 28 Dec 2016 19:00:59 GMT |Tue, 28 Dec 2016 19:00:59 GMT|wed, 28 dec 2016 19:00:59 gmt",
        "Wed, 31 Nov 2016 19:00:59 GMT|Wed, 28 Dec 2016 19:00:60 GMT",
        "Wednesday, 28-Dec-16 19:00:59 GMT|Wed Dec 28 19:00:59 2016",
    ] {
        for text in texts.split('|') {
            let json = serde_json::to_string(text).unwrap();
            assert!(read(&json).is_err(), "{text}");
        }
    }
}

#[test]
fn errors_report_what_was_expected_and_quote_nothing() {
    for (json, expected) in [
        (
            r#""yesterday""#,
            "expected RFC 3339 (2016-12-28T19:00:59Z) or an HTTP-date \
             (Wed, 28 Dec 2016 19:00:59 GMT) at line 1 column 11",
        ),
        (
            "253402300800",
            "outside 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z at line 1 column 12",
        ),
    ] {
        let expected = format!("at $: invalid timestamp: {expected}");
        assert_eq!(read(json), Err(expected));
    }
}

#[test]
fn timestamps_are_ordered_and_printed_chronologically() {
    let before = timestamp(-1, 999_999_999);
    assert!(timestamp(-1, 0) < before && before < Timestamp::UNIX_EPOCH);
    assert_eq!(Timestamp::default(), Timestamp::UNIX_EPOCH);
    assert_eq!(format!("{before:?}"), "1969-12-31T23:59:59.999999999Z");
}

#[test]
fn converts_to_and_from_system_time() {
    let half_before = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
    assert_eq!(half_before.try_into(), Ok(timestamp(-1, 500_000_000)));
    for (seconds, nanoseconds) in [(-2, 0), (-2, 1_000), (0, 0), (5, 700)] {
        let moment = timestamp(seconds, nanoseconds);
        let back = SystemTime::try_from(moment).and_then(Timestamp::try_from);
        assert_eq!(back, Ok(moment));
    }
    if let Some(far) = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1 << 40)) {
        assert_eq!(Timestamp::try_from(far), Err(TimestampError::OutOfRange));
    }
}

#[cfg(feature = "jiff")]
#[test]
fn converts_to_and_from_jiff() {
    use jiff::Timestamp as Jiff;

    let before = timestamp(-2, 1);
    for moment in [before, timestamp(0, 999_999_999), Timestamp::MIN] {
        let jiff = Jiff::try_from(moment).unwrap();
        assert_eq!(jiff.try_into(), Ok(moment));
        assert_eq!(jiff.to_string().parse(), Ok(moment));
    }
    let out_of_range = Err(TimestampError::OutOfRange);
    assert_eq!(Jiff::try_from(Timestamp::MAX), out_of_range);
    assert_eq!(
        Timestamp::try_from(Jiff::MIN),
        out_of_range.map(|_: Jiff| before)
    );
}

/// chrono has a calendar of its own, so this also checks the one under `Timestamp`.
#[cfg(feature = "chrono")]
#[test]
fn agrees_with_chrono_about_every_moment() {
    use chrono::{DateTime, Datelike, NaiveDate, Utc};

    for moment in sweep() {
        let chrono = DateTime::<Utc>::from(moment);
        assert_eq!(chrono.try_into(), Ok(moment));
        assert_eq!(format!("{chrono:?}"), moment.to_string());
        let weekday = chrono.weekday().to_string();
        assert!(moment.to_http_date().starts_with(&weekday));
    }
    let leap = NaiveDate::from_ymd_opt(2016, 12, 31)
        .and_then(|date| date.and_hms_nano_opt(23, 59, 59, 1_500_000_000))
        .unwrap();
    let after = timestamp(1_483_228_800, 500_000_000);
    assert_eq!(leap.and_utc().try_into(), Ok(after));
    let far = Timestamp::try_from(DateTime::<Utc>::MAX_UTC);
    assert_eq!(far, Err(TimestampError::OutOfRange));
}

#[cfg(feature = "time")]
#[test]
fn converts_to_and_from_time() {
    use time::{OffsetDateTime, UtcOffset};

    for moment in [timestamp(-2, 1), Timestamp::MIN, Timestamp::MAX] {
        assert_eq!(OffsetDateTime::from(moment).try_into(), Ok(moment));
    }
    let east = UtcOffset::from_hms(5, 30, 0).unwrap();
    let east = OffsetDateTime::UNIX_EPOCH.to_offset(east);
    assert_eq!(east.try_into(), Ok(Timestamp::UNIX_EPOCH));
}
