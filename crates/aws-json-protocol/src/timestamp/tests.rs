use std::time::{Duration, SystemTime};

use serde::de::value::{Error as ValueError, F64Deserializer};
use serde::de::{Deserialize, IntoDeserializer};

use super::{Timestamp, TimestampError};

fn timestamp(seconds: i64, nanoseconds: u32) -> Timestamp {
    Timestamp::new(seconds, nanoseconds).unwrap()
}

fn read(json: &str) -> Result<Timestamp, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn write(value: Timestamp) -> String {
    serde_json::to_string(&value).unwrap()
}

/// Returns a moment in each fortnight of the years 1 to 9999, with all sorts of fractions.
fn sweep() -> impl Iterator<Item = Timestamp> {
    let fractions = [
        0,
        1,
        999,
        1_000,
        257_000,
        257_000_000,
        999_999_000,
        999_999_999,
    ];
    (Timestamp::MIN.seconds..=Timestamp::MAX.seconds)
        .step_by(1_203_337)
        .zip(fractions.into_iter().cycle())
        .map(|(seconds, nanoseconds)| timestamp(seconds, nanoseconds))
}

#[test]
fn text_of_every_moment_reads_back() {
    for moment in sweep() {
        assert_eq!(moment.to_string().parse(), Ok(moment));
        assert_eq!(
            Timestamp::from_http_date(&moment.to_http_date()),
            Ok(timestamp(moment.seconds, 0)),
        );
    }
}

#[test]
fn json_of_every_moment_reads_back_to_the_microsecond() {
    // Until 2106 half the distance between two f64s, and a parser's last digit, stay below half a
    // microsecond.
    let exact = -(1_i64 << 32)..(1 << 32);
    for moment in sweep() {
        let json = write(moment);
        let back = read(&json).unwrap();
        if exact.contains(&moment.seconds) {
            assert_eq!(
                back,
                timestamp(moment.seconds, moment.nanoseconds / 1_000 * 1_000),
                "{json}"
            );
        } else {
            assert!((back.seconds - moment.seconds).abs() <= 1, "{json}");
        }
        assert!(
            json.split('.')
                .nth(1)
                .is_none_or(|digits| digits.len() <= 6),
            "{json}"
        );
    }
}

#[test]
fn limits_read_back() {
    assert_eq!(Timestamp::MIN.to_string(), "0001-01-01T00:00:00Z");
    assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999999999Z");
    for limit in [Timestamp::MIN, Timestamp::MAX] {
        assert_eq!(limit.to_string().parse(), Ok(limit));
        assert_eq!(read(&write(limit)).unwrap().seconds, limit.seconds);
    }
    assert_eq!(
        Timestamp::new(Timestamp::MAX.seconds + 1, 0),
        Err(TimestampError::OutOfRange)
    );
    assert_eq!(
        Timestamp::new(Timestamp::MIN.seconds - 1, 0),
        Err(TimestampError::OutOfRange)
    );
    assert_eq!(
        Timestamp::new(0, 1_000_000_000),
        Err(TimestampError::InvalidNanoseconds(1_000_000_000)),
    );
}

#[test]
fn reads_every_spelling_services_and_tools_use() {
    let whole = timestamp(1_482_951_659, 0);
    let fraction = timestamp(1_482_951_659, 257_000_000);
    for (json, expected) in [
        ("1482951659", whole),
        ("1482951659.0", whole),
        ("1.482951659E9", whole),
        ("1482951659.257", fraction),
        ("1.482951659257E9", fraction),
        (r#""2016-12-28T19:00:59Z""#, whole),
        (r#""2016-12-28t19:00:59z""#, whole),
        (r#""2016-12-28 19:00:59Z""#, whole),
        (r#""2016-12-28T19:00:59.257000+00:00""#, fraction),
        (r#""2016-12-28T19:00:59.257000000999-00:00""#, fraction),
        (r#""2016-12-29T00:30:59.257+05:30""#, fraction),
        (r#""2016-12-28T11:00:59.257-08:00""#, fraction),
        (r#""Wed, 28 Dec 2016 19:00:59 GMT""#, whole),
        (r#""2016-12-28T19:00:59""#, whole),
        (r#""2016-12-28 19:00:59""#, whole),
        (r#""2016-12-28 19:00:59.257000+00:00""#, fraction),
        (r#""2016-12-28T19:00:59.257""#, fraction),
        (r#""2016-12-28T19:00:59+0000""#, whole),
        (r#""2016-12-29T00:30:59.257+0530""#, fraction),
        (r#""2016-12-28T19:00Z""#, timestamp(1_482_951_600, 0)),
        (r#""2016-12-28T19:00""#, timestamp(1_482_951_600, 0)),
        (r#""2016-12-28 20:00+01:00""#, timestamp(1_482_951_600, 0)),
        (r#""2016-12-28""#, timestamp(1_482_883_200, 0)),
        (r#""20161228T190059Z""#, whole),
        (r#""20161215T193015Z""#, timestamp(1_481_830_215, 0)),
        (r#""20161228T190059""#, whole),
        (r#""20161228T190059.257Z""#, fraction),
        (r#""20161228T200059.257+0100""#, fraction),
        (r#""20161228T1900Z""#, timestamp(1_482_951_600, 0)),
        (r#""1482951659""#, whole),
        (r#""1482951659.257""#, fraction),
        (r#""1.482951659257E9""#, fraction),
        (r#""-1""#, timestamp(-1, 0)),
        // Eight digits are seconds, as they are to botocore.
        (r#""20161228""#, timestamp(20_161_228, 0)),
        ("-0.5", timestamp(-1, 500_000_000)),
        ("-1", timestamp(-1, 0)),
        ("1471797437.4270003", timestamp(1_471_797_437, 427_000_000)),
        (r#""2016-12-31T23:59:60Z""#, timestamp(1_483_228_800, 0)),
        (
            r#""0000-12-31T23:30:00-01:00""#,
            timestamp(Timestamp::MIN.seconds + 1800, 0),
        ),
    ] {
        assert_eq!(read(json), Ok(expected), "{json}");
    }
}

#[test]
fn writes_a_number_without_spurious_digits() {
    assert_eq!(write(timestamp(1_482_951_659, 0)), "1482951659");
    assert_eq!(
        write(timestamp(1_482_951_659, 257_000_000)),
        "1482951659.257"
    );
    assert_eq!(
        write(timestamp(1_482_951_659, 257_123_999)),
        "1482951659.257123"
    );
    assert_eq!(write(timestamp(1_482_951_659, 999)), "1482951659");
    assert_eq!(write(timestamp(-1, 500_000_000)), "-0.5");
}

#[test]
fn hostile_json_is_a_decode_error() {
    for json in [
        "null",
        "true",
        "[]",
        "{}",
        "1e300",
        "-1e300",
        "253402300800",
        "253402300800.0",
        "-62135596801",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "-9223372036854775808",
        "9223372036854.775807",
    ] {
        assert!(read(json).is_err(), "{json}");
    }
    for number in [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
    ] {
        let deserializer: F64Deserializer<ValueError> = number.into_deserializer();
        assert!(Timestamp::deserialize(deserializer).is_err(), "{number}");
    }
}

#[test]
fn hostile_text_is_an_error() {
    for text in [
        "",
        "Z",
        "2016-12",
        "2016-12-28T",
        "2016-12-28T19",
        "2016-12-28T19Z",
        "2016-12-28T19:00:",
        "2016-12-28T19:00.5Z",
        "2016-12-28Z",
        "2016-12-28T190059Z",
        "2016-12-28T19:0059Z",
        "20161228T19:00:59Z",
        "201612-28T190059Z",
        "2016-1228T19:00:59Z",
        "20161228T190059.Z",
        "20161228T1900599Z",
        "20161228T19005Z",
        "2016-12-28T19:00:59+00",
        "2016-12-28T19:00:59+000",
        "2016-12-28T19:00:59+00000",
        "2016-12-28T19:00:59.Z",
        "2016-12-28T19:00:59,257Z",
        "2016-12-28T19:00:59+24:00",
        "2016-12-28T19:00:59+00:60",
        "2016-12-28T19:00:59ZZ",
        "2016-12-28T19:00:59Z ",
        " 2016-12-28T19:00:59Z",
        "2016-12-28T24:00:00Z",
        "2016-12-28T19:60:00Z",
        "2016-12-28T19:00:61Z",
        "2016-00-28T19:00:59Z",
        "2016-13-28T19:00:59Z",
        "2016-12-00T19:00:59Z",
        "2016-11-31T19:00:59Z",
        "2015-02-29T19:00:59Z",
        "1900-02-29T19:00:59Z",
        "+1482951659",
        "1482951659 ",
        "0x10",
        "1_000",
        "1482951659.",
        "inf",
        "Infinity",
        "nan",
        "-",
        "-inf",
        "1e400",
        "253402300800",
        "+2016-12-28T19:00:59Z",
        "-2016-12-28T19:00:59Z",
        "12016-12-28T19:00:59Z",
        "0000-12-31T23:59:59Z",
        "9999-12-31T23:59:60Z",
        "9999-12-31T23:59:59-00:01",
        "2016-12-28T19:00:5\u{0669}Z",
        "２０１６-12-28T19:00:59Z",
        "Wed, 28 Dec 2016 19:00:59.257 GMT",
        "Wed, 28 Dec 2016 19:00:59 UTC",
        "Wed, 28 Dec 2016 19:00:59",
        "Wed, 28 Dec 2016 19:00:59 GMT ",
        "Tue, 28 Dec 2016 19:00:59 GMT",
        "wed, 28 dec 2016 19:00:59 gmt",
        "Wed, 31 Nov 2016 19:00:59 GMT",
        "Wed, 28 Dec 2016 19:00:60 GMT",
        "Wednesday, 28-Dec-16 19:00:59 GMT",
        "Wed Dec 28 19:00:59 2016",
    ] {
        let json = serde_json::to_string(text).unwrap();
        assert!(read(&json).is_err(), "{text}");
    }
}

#[test]
fn errors_say_what_was_expected_and_quote_nothing() {
    assert_eq!(
        read(r#""yesterday""#).unwrap_err(),
        "at $: invalid timestamp: expected RFC 3339 (2016-12-28T19:00:59Z) or an HTTP-date \
         (Wed, 28 Dec 2016 19:00:59 GMT) at line 1 column 11",
    );
    assert_eq!(
        read("253402300800").unwrap_err(),
        "at $: invalid timestamp: outside 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z \
         at line 1 column 12",
    );
}

#[test]
fn orders_and_prints_as_time_does() {
    let before = timestamp(-1, 999_999_999);
    assert!(before < Timestamp::UNIX_EPOCH);
    assert!(timestamp(-1, 0) < before);
    assert_eq!(Timestamp::default(), Timestamp::UNIX_EPOCH);
    assert_eq!(format!("{before:?}"), "1969-12-31T23:59:59.999999999Z");
}

#[test]
fn converts_to_and_from_system_time() {
    let half_before = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
    assert_eq!(
        Timestamp::try_from(half_before),
        Ok(timestamp(-1, 500_000_000))
    );
    for moment in [
        timestamp(-2, 0),
        timestamp(-2, 1_000),
        Timestamp::UNIX_EPOCH,
        timestamp(5, 700),
    ] {
        assert_eq!(
            SystemTime::try_from(moment).and_then(Timestamp::try_from),
            Ok(moment)
        );
    }
    if let Some(far) = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1 << 40)) {
        assert_eq!(Timestamp::try_from(far), Err(TimestampError::OutOfRange));
    }
}

#[cfg(feature = "jiff")]
#[test]
fn converts_to_and_from_jiff() {
    for moment in [
        timestamp(-2, 1),
        timestamp(-1, 0),
        timestamp(0, 999_999_999),
        Timestamp::MIN,
    ] {
        let jiff = jiff::Timestamp::try_from(moment).unwrap();
        assert_eq!(Timestamp::try_from(jiff), Ok(moment));
        assert_eq!(jiff.to_string().parse(), Ok(moment));
    }
    assert_eq!(
        jiff::Timestamp::try_from(Timestamp::MAX),
        Err(TimestampError::OutOfRange)
    );
    assert_eq!(
        Timestamp::try_from(jiff::Timestamp::MIN),
        Err(TimestampError::OutOfRange)
    );
}

/// chrono has a calendar of its own, so this also checks the one under `Timestamp`.
#[cfg(feature = "chrono")]
#[test]
fn agrees_with_chrono_about_every_moment() {
    use chrono::{DateTime, Datelike, Utc};

    for moment in sweep().chain([Timestamp::MIN, Timestamp::MAX]) {
        let chrono = DateTime::<Utc>::from(moment);
        assert_eq!(Timestamp::try_from(chrono), Ok(moment));
        assert_eq!(format!("{chrono:?}"), moment.to_string());
        assert!(
            moment
                .to_http_date()
                .starts_with(&chrono.weekday().to_string())
        );
    }
    let leap = chrono::NaiveDate::from_ymd_opt(2016, 12, 31)
        .and_then(|date| date.and_hms_nano_opt(23, 59, 59, 1_500_000_000))
        .unwrap();
    assert_eq!(
        Timestamp::try_from(leap.and_utc()),
        Ok(timestamp(1_483_228_800, 500_000_000))
    );
    assert_eq!(
        Timestamp::try_from(DateTime::<Utc>::MAX_UTC),
        Err(TimestampError::OutOfRange),
    );
}

#[cfg(feature = "time")]
#[test]
fn converts_to_and_from_time() {
    use time::{OffsetDateTime, UtcOffset};

    for moment in [
        timestamp(-2, 1),
        Timestamp::UNIX_EPOCH,
        Timestamp::MIN,
        Timestamp::MAX,
    ] {
        assert_eq!(
            Timestamp::try_from(OffsetDateTime::from(moment)),
            Ok(moment)
        );
    }
    let east = OffsetDateTime::UNIX_EPOCH.to_offset(UtcOffset::from_hms(5, 30, 0).unwrap());
    assert_eq!(Timestamp::try_from(east), Ok(Timestamp::UNIX_EPOCH));
}
