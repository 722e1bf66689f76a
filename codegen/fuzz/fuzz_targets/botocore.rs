//! Botocore's format: a `service-2.json` and, after a zero byte, optionally a `paginators-1.json`.
#![no_main]

use codegen::source::Source;
use codegen_fuzz::{check, mutate};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let source = Source::new(parts.next().unwrap_or_default());
    check(match parts.next() {
        Some(paginators) => source.with_paginators(paginators),
        None => source,
    });
});

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(data, size, most, seed)
});
