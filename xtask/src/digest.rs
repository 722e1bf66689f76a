//! SHA-256 digests in text form: 64 lower-case hexadecimal digits.

use hmac_sha256::Hash;

/// Returns the digest of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Hash::hash(bytes).map(|byte| format!("{byte:02x}")).concat()
}
