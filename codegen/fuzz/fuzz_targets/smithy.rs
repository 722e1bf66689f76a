//! A Smithy JSON AST.
#![no_main]

use codegen::source::Source;
use codegen_fuzz::{check, mutate};

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(Source::new(data)));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate(data, size, most, seed)
});
