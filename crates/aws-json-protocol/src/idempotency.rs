/// A new idempotency token: a random UUID
/// ([`idempotencyToken` trait](https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait)).
///
/// [`Operation::request`](crate::Operation::request) fills in a token that is absent. Whoever sends the
/// same request in several attempts of their own gives the input one before the first.
#[must_use]
pub fn idempotency_token() -> String {
    uuid::Uuid::new_v4().to_string()
}
