/// Creates an idempotency token, a random UUID
/// ([`idempotencyToken` trait](https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait)).
///
/// [`Operation::request`](crate::Operation::request) fills in an absent token. To send the same
/// request in several attempts, set the token of the input before the first one.
#[must_use]
pub fn idempotency_token() -> String {
    uuid::Uuid::new_v4().to_string()
}
