//! Floats survive a round trip bit for bit.

use aws_json_protocol::{Decode, Document};

use crate::model::{decode, write};

fn assert_single_survives(single: f32) {
    let json = write(&single);
    let bits = decode::<f32>(&json).unwrap().to_bits();
    assert_eq!(bits, single.to_bits(), "{json}");
}

fn assert_double_survives(double: f64) {
    let json = write(&double);
    let bits = decode::<f64>(&json).unwrap().to_bits();
    assert_eq!(bits, double.to_bits(), "{json}");
    let document: Document = decode(&json).unwrap();
    assert_eq!(write(&document), json);
    let bits = f64::decode(document).unwrap().to_bits();
    assert_eq!(bits, double.to_bits(), "{json}");
}

#[test]
fn a_number_that_overflows_is_an_error() {
    assert_eq!(decode::<f32>("3.4028235e38").unwrap(), f32::MAX);
    for json in ["3.4028236e38", "-1e39", "1e300"] {
        let error = decode::<f32>(json).unwrap_err().to_string();
        let is_right = error.contains("32 bits") && error.contains("found another number");
        assert!(is_right, "{error}");
    }
    for json in ["1e400", "-1e400"] {
        assert!(decode::<f32>(json).is_err(), "{json}");
        assert!(decode::<f64>(json).is_err(), "{json}");
    }
}

#[test]
fn singles_halfway_between_two_others_as_an_f64_survive() {
    let (subnormal, normal) = (0x007f_ffff, 0x0080_0000);
    for bits in [
        0x15ae_43fd,
        0x15ae_43fe,
        1,
        2,
        subnormal,
        normal,
        0x7f7f_ffff,
    ] {
        assert_single_survives(f32::from_bits(bits));
        assert_single_survives(-f32::from_bits(bits));
    }
    assert_single_survives(7.038531e-26);
    // The middle itself goes to the even one, as everywhere.
    assert_eq!(decode::<f32>("16777217.0").unwrap(), 16_777_216.0);
    assert_eq!(decode::<f32>("16777219.0").unwrap(), 16_777_220.0);
}

#[test]
fn random_floats_survive() {
    let mut random = fastrand::Rng::with_seed(7);
    let mut finite = 0;
    assert_double_survives(-0.0);
    assert_single_survives(-0.0);
    for _ in 0..50_000 {
        let double = f64::from_bits(random.u64(..));
        if double.is_finite() {
            assert_double_survives(double);
            finite += 1;
        }
        let single = f32::from_bits(random.u32(..));
        if single.is_finite() {
            assert_single_survives(single);
        }
    }
    assert!(finite > 40_000);
}

/// Takes minutes: `cargo test --release -p aws-json-protocol --test suite floats:: -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn every_single_survives() {
    for bits in 0..f32::INFINITY.to_bits() {
        assert_single_survives(f32::from_bits(bits));
    }
}
