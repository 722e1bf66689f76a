//! Responses of `ListAccounts`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| org_types_fuzz::check::<org_types::ListAccounts>(data));
