//! Operations in the notation of AWS's own change log and boto3's documentation: requests and
//! responses as Python literals, with their additions.

mod writer;

use serde::{Serialize, Serializer};

use crate::model::{Model, Operation};
use writer::{Part, Writer, joined};

/// An operation that is new, or whose request or response has additions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedOperation {
    /// The name of the operation.
    pub operation: String,
    /// Whether the old model does not have it.
    pub is_new: bool,
    /// Its request, if it has one.
    pub request: Option<Syntax>,
    /// Its response, if it has one.
    pub response: Option<Syntax>,
}

/// A message of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Syntax {
    /// The additions, on one line; `None` if there are none.
    ///
    /// They are shown with the members that lead to them, without the brackets of lists and maps:
    /// `{'Handshakes': {'Action': {'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE'}}}`. A new member is
    /// shown with all its contents: `{'Tags': [{'Key': 'string', 'Value': 'string'}]}`.
    pub new: Option<String>,
    /// The complete message, on several lines, if it was requested.
    #[serde(serialize_with = "plain", skip_serializing_if = "Vec::is_empty")]
    pub whole: Vec<Piece>,
}

/// A text that is either entirely new or not new. A message that is new as a whole is one piece
/// that is not marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, which may have several lines.
    pub text: String,
    /// Whether the old message does not have it.
    pub is_new: bool,
}

/// Returns the operations that are new, or whose request or response has a new member or enum
/// value, in the order of the new model.
///
/// Removals and other changes are not shown, as in AWS's change log. The complete messages are
/// only included if `syntax` is set.
pub fn changed_operations(old: &Model, new: &Model, syntax: bool) -> Vec<ChangedOperation> {
    let operations = new.operations.iter().map(|(name, operation)| {
        let before = old.operations.get(name);
        let message = |root: fn(&Operation) -> &Option<String>| {
            let after = root(operation).as_deref()?;
            let before = before.and_then(|before| root(before).as_deref());
            let part = Part { before, after };
            let mut whole = match syntax {
                true => Writer::new(old, new, true).whole(part),
                false => Vec::new(),
            };
            if let [only] = whole.as_mut_slice() {
                only.is_new = false;
            }
            let new = Writer::new(old, new, false).additions(part);
            Some(Syntax { new, whole })
        };
        ChangedOperation {
            operation: name.clone(),
            is_new: before.is_none(),
            request: message(|operation| &operation.input),
            response: message(|operation| &operation.output),
        }
    });
    operations.filter(ChangedOperation::is_changed).collect()
}

impl ChangedOperation {
    fn is_changed(&self) -> bool {
        let mut messages = [&self.request, &self.response].into_iter().flatten();
        self.is_new || messages.any(|message| message.new.is_some())
    }
}

/// Writes the text of all pieces.
fn plain<S: Serializer>(pieces: &[Piece], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&joined(pieces))
}
