//! Reading responses that leave out what the model requires.

use serde::{Deserialize, Deserializer};

/// Reads null as the zero value of a required member, for `#[serde(deserialize_with = "...")]`.
///
/// A service may stop sending a required member that an older client still expects. Smithy has the
/// client fill in a zero value instead of failing
/// ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)):
/// `#[serde(default)]` on the structure does so for a member that is absent, this function for one
/// that is null.
///
/// # Errors
///
/// Those of the deserializer.
///
/// ```
/// use aws_json_protocol::zero_if_null;
/// use serde::Deserialize;
///
/// #[derive(Default, Deserialize)]
/// #[serde(default, rename_all = "PascalCase")]
/// struct Organization {
///     #[serde(deserialize_with = "zero_if_null")]
///     id: String,
///     #[serde(deserialize_with = "zero_if_null")]
///     available_policy_types: Vec<String>,
/// }
///
/// let organization: Organization = serde_json::from_str(r#"{"Id": null}"#)?;
/// assert_eq!(organization.id, "");
/// assert!(organization.available_policy_types.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn zero_if_null<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
