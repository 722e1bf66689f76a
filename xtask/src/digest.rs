//! SHA-256 digests in text form: 64 lower-case hexadecimal digits.

use hmac_sha256::Hash;

/// Returns the digest of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Hash::hash(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one-block message of FIPS 180-2, appendix B.1.
    #[test]
    fn digest_of_the_standards_example() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
