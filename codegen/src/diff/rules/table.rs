//! Each rule with its name, what undoes it, and what it means. Each text is written here once;
//! reports, annotations and `explain` take it from here.

use serde::{Deserialize, Serialize};

use super::Explanation;
use crate::diff::verdict::Bump::{self, Major, Minor, Patch};
use crate::diff::verdict::Wire::{
    self, Breaking, Compatible, RequestBreaking, ResponseBreaking, Unknown,
};

rules! {
    OperationAdded "operation-added" reversed OperationRemoved {
        "The service has a new operation.",
        wire: [Compatible] "Compatible: nobody has called it yet.",
        rust: [Minor] "Minor: a new type that implements `Operation`.",
        stops_compiling: None,
    }
    OperationRemoved "operation-removed" reversed OperationAdded {
        "The service has an operation no more.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Request-breaking: a client that still calls it is refused. REST sends no name of an operation: where a new one has its method and path, by the difference of the two.",
        rust: [Major] "Major: the operation's types are gone.",
        stops_compiling: Some("use org_types::operation::CancelHandshake;"),
    }
    OperationInputChanged "operation-input-changed" reversed OperationInputChanged {
        "An operation takes another structure, or gained or lost its input.",
        wire: [Compatible, RequestBreaking] "By content: request-breaking where a request that was valid may be refused.",
        rust: [Patch, Minor, Major] "Major: `Operation::Input` is another type. Minor where the type keeps its name and derived traits, and only gains members.",
        stops_compiling: Some("let request: <CreateAccount as Operation>::Input = CreateAccountRequest::new(\"ana@example.com\", \"Ana\");"),
    }
    OperationOutputChanged "operation-output-changed" reversed OperationOutputChanged {
        "An operation returns another structure, or gained or lost its output.",
        wire: [Compatible, ResponseBreaking] "By content: response-breaking where an old reader may fail or lose data.",
        rust: [Patch, Minor, Major] "Major: `Operation::Output` is another type. Minor where the type keeps its name and derived traits, and only gains members.",
        stops_compiling: Some("let response: <CreateAccount as Operation>::Output = CreateAccountResponse::default();"),
    }
    OperationErrorAdded "operation-error-added" reversed OperationErrorRemoved {
        "An operation lists another exception among its errors.",
        wire: [Compatible] "Compatible: every client must handle errors that it does not know.",
        rust: [Patch] "Patch: the list of errors and the documentation change; there is one `Error` for the whole service.",
        stops_compiling: None,
    }
    OperationErrorRemoved "operation-error-removed" reversed OperationErrorAdded {
        "An operation lists an exception among its errors no more.",
        wire: [Compatible] "Compatible: the error just stops coming.",
        rust: [Patch] "Patch: the list of errors and the documentation change; there is one `Error` for the whole service.",
        stops_compiling: None,
    }
    OperationBindingChanged "operation-binding-changed" reversed OperationBindingChanged {
        "An operation of AWS JSON came to stream events, or does so no more.",
        wire: [RequestBreaking, ResponseBreaking, Breaking] "Breaking in each direction that streams on one side only: there, one reads a document where the other sends events.",
        rust: [Patch, Minor, Major] "Major where the type that implements `Operation` goes, minor where it comes.",
        stops_compiling: Some("use org_types::operation::ListAccounts;"),
    }
    PaginationAdded "pagination-added" reversed PaginationRemoved {
        "An operation's results can be asked for page by page.",
        wire: [Compatible] "Compatible: the members that hold the tokens have entries of their own.",
        rust: [Patch, Minor] "Minor: the operation gains what it takes to follow its pages.",
        stops_compiling: None,
    }
    PaginationChanged "pagination-changed" reversed PaginationChanged {
        "The members that lead to the next page are others.",
        wire: [Compatible] "Compatible: the members themselves have entries of their own.",
        rust: [Patch, Minor, Major] "Major: code that follows pages meets other members. Minor where only the limit of a page came. Patch where only the members differ that are the same on each page, which the crate does not tell.",
        stops_compiling: Some("const LIMIT: &str = ListAccounts::PAGINATION.unwrap().limit_key.unwrap();"),
    }
    PaginationRemoved "pagination-removed" reversed PaginationAdded {
        "An operation's results cannot be asked for page by page any more.",
        wire: [Compatible] "Compatible: the members that held the tokens have entries of their own.",
        rust: [Patch, Major] "Major: the operation loses what it takes to follow its pages.",
        stops_compiling: Some("const PAGES: Pagination = ListAccounts::PAGINATION.unwrap();"),
    }
    HttpBindingChanged "http-binding-changed" reversed HttpBindingChanged {
        "The HTTP method, path or status, or the part of the message that a member is bound to, is another.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Compatible for all but REST protocols, which alone put members elsewhere than into the body. For these request-breaking where the method or path changes, whatever its labels are called, response-breaking where the status does, 200 if the model says none, and breaking in each direction that carries a member of a message in another place. The status of an exception is 500 or 400, by its fault, where the model says none.",
        rust: [Patch] "Patch: no item depends on it.",
        stops_compiling: None,
    }
    ErrorShapeAdded "error-shape-added" reversed ErrorShapeRemoved {
        "The service has a new exception.",
        wire: [Compatible] "Compatible: every client must handle errors that it does not know.",
        rust: [Minor] "Minor: a new structure and a new variant of the non-exhaustive `Error`.",
        stops_compiling: None,
    }
    ErrorShapeRemoved "error-shape-removed" reversed ErrorShapeAdded {
        "The service has an exception no more.",
        wire: [Compatible, ResponseBreaking] "Compatible where the error just stops coming. Response-breaking where an operation that listed it lists one now that is new to the service, by which a client built before does not know the failure.",
        rust: [Major] "Major: its structure and its variant of `Error` are gone.",
        stops_compiling: Some("if let Error::HandshakeNotFound(exception) = error {}"),
    }
    ErrorTraitChanged "error-trait-changed" reversed ErrorTraitChanged {
        "A structure became an exception, or is none any more.",
        wire: [Compatible] "Compatible: what carries the structure has entries of its own.",
        rust: [Patch, Minor, Major] "Major where its variant of `Error` goes, minor where one comes.",
        stops_compiling: Some("if let Error::HandshakeNotFound(exception) = error {}"),
    }
    ShapeAdded "shape-added" reversed ShapeRemoved {
        "The model has a new shape.",
        wire: [Compatible] "Compatible: what uses the shape has entries of its own.",
        rust: [Patch, Minor] "Minor where the shape brings a type, patch where it is a plain string, number, list or map.",
        stops_compiling: None,
    }
    ShapeRemoved "shape-removed" reversed ShapeAdded {
        "The model has a shape no more.",
        wire: [Compatible] "Compatible: what used the shape has entries of its own.",
        rust: [Patch, Major] "Major where a type goes with it, patch where it was a plain string, number, list or map.",
        stops_compiling: Some("use org_types::types::HandshakeParty;"),
    }
    ShapeRenamed "shape-renamed" reversed ShapeRenamed {
        "A shape has another name and the same content, wherever it was used.",
        wire: [Compatible, ResponseBreaking] "Compatible: names of shapes are not sent. Response-breaking for an exception, whose name is.",
        rust: [Patch, Major] "Major where a type has its name, patch where it is a plain string, number, list or map.",
        stops_compiling: Some("use org_types::types::HandshakeParty;"),
    }
    ShapeKindChanged "shape-kind-changed" reversed ShapeKindChanged {
        "The values of a shape are made of something else: a string became a structure.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Breaking in each direction that carries the shape. A wider number breaks only readers, a narrower one only requests.",
        rust: [Patch, Major] "Major: another Rust type. Patch where the Rust type stays the same.",
        stops_compiling: Some("let id: Option<String> = account.id;"),
    }
    MemberAdded "member-added" reversed MemberRemoved {
        "A structure or union has a new member.",
        wire: [Compatible, RequestBreaking] "Compatible where it is optional; a required one in a request is request-breaking, unless it has a default, or a removed member had its place in messages. An old reader drops a new member of a structure, and keeps one of a union as one that it does not know.",
        rust: [Patch, Minor, Major] "Minor for an optional member, as structures and unions are non-exhaustive. Major for a required one where `new` gets longer by it or `Default` goes, which is so in requests; a structure that only responses carry keeps `Default`. Patch where a removed member's field has the same name and type.",
        stops_compiling: Some("let request = CreateAccountRequest::new(\"ana@example.com\", \"Ana\"); // `new` takes one more"),
    }
    MemberRemoved "member-removed" reversed MemberAdded {
        "A structure or union has a member no more.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Breaking in each direction that carries it: a request that has it may be refused, a reader misses it. Where a new member has its place in messages, by the difference of the two.",
        rust: [Patch, Major] "Major: the field or variant is gone. Patch where a new member's field has the same name and type, as when `Id` becomes `ID`.",
        stops_compiling: Some("let tags = request.tags;"),
    }
    MemberRequired "member-required" reversed MemberOptional {
        "An optional member became required.",
        wire: [Compatible, RequestBreaking] "Request-breaking: a request without it is refused. Compatible where a default or a token that clients make up stands in for it.",
        rust: [Patch, Major] "Major: `Option<T>` becomes `T`, and `new` takes it.",
        stops_compiling: Some("let name: Option<String> = request.name;"),
    }
    MemberOptional "member-optional" reversed MemberRequired {
        "A required member became optional.",
        wire: [Compatible, ResponseBreaking] "Response-breaking: an old reader counts on it. Compatible where a default took its place, or where `clientOptional` said that it might go.",
        rust: [Patch, Major] "Major: `T` becomes `Option<T>`, and `new` no longer takes it.",
        stops_compiling: Some("let policy_id: String = request.policy_id;"),
    }
    MemberRetargeted "member-retargeted" reversed MemberRetargeted {
        "A member, or the element of a list or map, refers to another shape.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking, Unknown] "By the difference of the two shapes, all that is in them and how messages write it: what is not the same on the wire is breaking, a tighter constraint request-breaking. A member's own traits supersede its target's.",
        rust: [Patch, Major] "Patch where the Rust type is the same, major otherwise.",
        stops_compiling: Some("let email: Option<String> = account.email;"),
    }
    MemberReordered "member-reordered" reversed MemberReordered {
        "The members of a structure or union, or the values of an enum, have another order.",
        wire: [Compatible] "Compatible: order means nothing in a JSON object.",
        rust: [Patch, Major] "Patch. Major where required members change places, as `new` takes them in order.",
        stops_compiling: Some("CreatePolicyRequest::new(content, description, name, PolicyType::BackupPolicy);"),
    }
    EnumValueAdded "enum-value-added" reversed EnumValueRemoved {
        "An enum has a new value.",
        wire: [Compatible] "Compatible: an old reader keeps the value as one that it does not know.",
        rust: [Patch, Minor] "Minor: a new variant of a non-exhaustive enum. Patch where a removed value's variant has the same name.",
        stops_compiling: None,
    }
    EnumValueRemoved "enum-value-removed" reversed EnumValueAdded {
        "An enum has a value no more.",
        wire: [Compatible, RequestBreaking] "Request-breaking: a request with the value may be refused. Compatible where only the name of an integer went.",
        rust: [Patch, Major] "Major: the variant is gone. Patch where a new value's variant has the same name, as when `ACTIVE` becomes `active`.",
        stops_compiling: Some("let action = ActionType::EnableAllFeatures;"),
    }
    EnumAddedToString "enum-added-to-string" reversed EnumDroppedFromString {
        "A string takes only listed values now.",
        wire: [Compatible, RequestBreaking] "Request-breaking: a request with another value may be refused.",
        rust: [Patch, Major] "Major: `String` becomes an enum.",
        stops_compiling: Some("let name: Option<String> = account.name;"),
    }
    EnumDroppedFromString "enum-dropped-from-string" reversed EnumAddedToString {
        "A string takes any value now.",
        wire: [Compatible] "Compatible: an old reader keeps a value that it does not know.",
        rust: [Patch, Major] "Major: an enum becomes `String`.",
        stops_compiling: Some("if status == AccountStatus::Active {}"),
    }
    LengthChanged "length-changed" reversed LengthChanged {
        "Another number of characters, bytes or elements is valid.",
        wire: [Compatible, RequestBreaking] "Request-breaking where it is tighter, or neither tighter nor looser; compatible where it is looser. What a member says supersedes its target: only what is in force counts.",
        rust: [Patch] "Patch: only documentation has it.",
        stops_compiling: None,
    }
    RangeChanged "range-changed" reversed RangeChanged {
        "Other numbers are valid.",
        wire: [Compatible, RequestBreaking] "Request-breaking where it is tighter, or neither tighter nor looser; compatible where it is looser. What a member says supersedes its target: only what is in force counts.",
        rust: [Patch] "Patch: only documentation has it.",
        stops_compiling: None,
    }
    PatternChanged "pattern-changed" reversed PatternChanged {
        "The regular expression that a string matches is another.",
        wire: [Compatible, RequestBreaking, Unknown] "Request-breaking where it is tighter, or neither tighter nor looser, which a text shows that was accepted and is refused now; compatible where it is looser, or the same texts match. Unknown where that cannot be decided: a pattern looks around or back, is not one of ECMAScript, or takes too long. The whole text has to match; where a match anywhere in it gives another verdict, a note says so.",
        rust: [Patch] "Patch: only documentation has it.",
        stops_compiling: None,
    }
    SensitiveChanged "sensitive-changed" reversed SensitiveChanged {
        "Values became sensitive, or are so no more.",
        wire: [Compatible] "Compatible: the same bytes are sent.",
        rust: [Patch] "Patch: `Debug` shows the value or hides it.",
        stops_compiling: None,
    }
    DeprecatedChanged "deprecated-changed" reversed DeprecatedChanged {
        "Something was deprecated, or is so no more.",
        wire: [Compatible] "Compatible: it still works.",
        rust: [Patch, Minor] "Minor: `#[deprecated]` makes the compiler warn. Patch where only the date of it differs.",
        stops_compiling: None,
    }
    FaultChanged "fault-changed" reversed FaultChanged {
        "Another side is at fault for an exception.",
        wire: [Compatible, ResponseBreaking] "Compatible in AWS JSON. Response-breaking in other protocols where the status changes with it: 500 or 400, where the model says none.",
        rust: [Patch] "Patch: only documentation has it.",
        stops_compiling: None,
    }
    RetryableChanged "retryable-changed" reversed RetryableChanged {
        "Trying again after an exception may help now, or does so no more.",
        wire: [Compatible] "Compatible: the same bytes are sent.",
        rust: [Patch] "Patch: only documentation has it.",
        stops_compiling: None,
    }
    IdempotencyTokenChanged "idempotency-token-changed" reversed IdempotencyTokenChanged {
        "A member became a token that clients make up, or is so no more.",
        wire: [Compatible] "Compatible: the same bytes are sent.",
        rust: [Patch] "Patch: only documentation has it.",
        stops_compiling: None,
    }
    DefaultChanged "default-changed" reversed DefaultChanged {
        "Another value stands for an absent one, or there is one where there was none.",
        wire: [Compatible, RequestBreaking] "Compatible: an absent value is still allowed. Request-breaking where a required member no longer has a default.",
        rust: [Patch] "Patch: fields are optional by whether they are required, not by their default.",
        stops_compiling: None,
    }
    SparseChanged "sparse-changed" reversed SparseChanged {
        "The elements of a list or map may be null now, or no more.",
        wire: [Compatible, RequestBreaking, ResponseBreaking] "Response-breaking where an old reader meets null, request-breaking where null is refused.",
        rust: [Patch, Major] "Major: `Vec<T>` becomes `Vec<Option<T>>`, or the reverse.",
        stops_compiling: Some("let tag_keys: Vec<String> = request.tag_keys;"),
    }
    WireNameChanged "wire-name-changed" reversed WireNameChanged {
        "An operation, member, exception or integer value is called something else on the wire, or what says so has changed.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Breaking in each direction that carries it. Compatible where the same is sent in the end: an exception's code that repeats its name, a header in another case, the name of a label, of an operation in REST or of an element in JSON, and any name of a member in AWS JSON, which has none but the model's.",
        rust: [Patch] "Patch: the Rust name follows the model's name.",
        stops_compiling: None,
    }
    TimestampFormatChanged "timestamp-format-changed" reversed TimestampFormatChanged {
        "A timestamp is written in another way, or what says so has changed.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Breaking in each direction that carries it. Compatible where the format stays the same: a member's own comes before its shape's, and that before the protocol's, which is another in headers and paths.",
        rust: [Patch] "Patch: the Rust type is the same.",
        stops_compiling: None,
    }
    ProtocolChanged "protocol-changed" reversed ProtocolChanged {
        "The service speaks another protocol.",
        wire: [Compatible, Breaking] "Breaking both ways. Compatible where the service still offers the protocol of before.",
        rust: [Patch, Minor, Major] "Patch between versions of AWS JSON. Operations are generated for AWS JSON alone: major where they go, minor where they come.",
        stops_compiling: Some("use org_types::operation::DescribeOrganization;"),
    }
    TargetPrefixChanged "target-prefix-changed" reversed TargetPrefixChanged {
        "Something else stands before the operation's name in `X-Amz-Target`.",
        wire: [Compatible, RequestBreaking] "Request-breaking: the service does not know the operation by its old target. Compatible in protocols that send none.",
        rust: [Patch] "Patch: the value of a constant.",
        stops_compiling: None,
    }
    EndpointPrefixChanged "endpoint-prefix-changed" reversed EndpointPrefixChanged {
        "The service, or one operation of it, is at another host.",
        wire: [RequestBreaking] "Request-breaking: requests go to the wrong place.",
        rust: [Patch, Minor, Major] "Patch: the value of a constant. Major where the constant goes, minor where it comes.",
        stops_compiling: Some("use org_types::service::ENDPOINT_PREFIX;"),
    }
    RecursionBoxChanged "recursion-box-changed" reversed RecursionBoxChanged {
        "A member's structure came to contain itself, or does so no more, through another member.",
        wire: [Compatible] "Compatible: a box is not sent.",
        rust: [Major] "Major: a published field gains or loses its `Box`.",
        stops_compiling: Some("let summary: Option<PolicySummary> = policy.policy_summary;"),
    }
    DeriveLost "derive-lost" reversed DeriveGained {
        "A type has `Eq` and `Hash`, or `Default`, no more, because of a member or of where it is used.",
        wire: [Compatible] "Compatible: the same bytes are sent.",
        rust: [Major] "Major: code that needs the trait does not compile.",
        stops_compiling: Some("let request = ListAccountsRequest::default();"),
    }
    DeriveGained "derive-gained" reversed DeriveLost {
        "A type has `Eq` and `Hash`, or `Default`, because of a member or of where it is used.",
        wire: [Compatible] "Compatible: the same bytes are sent.",
        rust: [Minor] "Minor: more code compiles.",
        stops_compiling: None,
    }
    ItemMoved "item-moved" reversed ItemMoved {
        "A type stands in another public module, because of where the structure is used.",
        wire: [Compatible] "Compatible: modules are not sent.",
        rust: [Major] "Major: the old module path is gone, although the re-export at the root of the crate stays.",
        stops_compiling: Some("use org_types::operation::TagResourceRequest;"),
    }
    RustNameChanged "rust-name-changed" reversed RustNameChanged {
        "Something that the model calls the same has another Rust name, because another name came into its way or out of it.",
        wire: [Compatible] "Compatible: Rust names are not sent.",
        rust: [Major] "Major: the old name is gone.",
        stops_compiling: Some("use org_types::types::Parent;"),
    }
    TraitChanged "trait-changed" reversed TraitChanged {
        "A fact that no generated code depends on has changed.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "By what the fact means. Request-breaking: fewer ways to sign a request, unsigned bodies and anonymous calls among them; a checksum, the discovery of the endpoint or the length of a stream that became required; elements that must differ; fewer valid values of a member. Breaking in each direction that carries it: another part of an event, and in XML an attribute, a flattened list, or a namespace; in requests of EC2 a query name. Response-breaking: an error's code in the query protocol, where messages have it. Compatible: all else.",
        rust: [Patch] "Patch: no item depends on it.",
        stops_compiling: None,
    }
    ProseChanged "prose-changed" reversed ProseChanged {
        "The model's prose says something else; told only where both models carry prose.",
        wire: [Compatible] "Compatible: prose is not sent.",
        rust: [Patch] "Patch: documentation.",
        stops_compiling: None,
    }
    ServiceMetadataChanged "service-metadata-changed" reversed ServiceMetadataChanged {
        "What the service is called, how its requests are signed, or which protocols it offers besides, has changed.",
        wire: [Compatible, RequestBreaking, ResponseBreaking, Breaking] "Request-breaking where a client built before is refused: an authentication scheme or protocol is gone, the signing name or the place of an API key is another, or the API version is, which the query protocols send. Response-breaking where its reader fails: the header of `awsQueryCompatible` is gone, or errors in XML are wrapped otherwise. An XML namespace is both, where messages are XML. Compatible: all else, such as a scheme or protocol that came, or their order.",
        rust: [Patch, Minor, Major] "Patch: the value of a constant. Major where the constant goes, minor where it comes.",
        stops_compiling: Some("use org_types::service::SIGNING_NAME;"),
    }
    Unclassified "unclassified" reversed Unclassified {
        "The models differ in a fact that no rule knows. The diff needs a new rule.",
        wire: [Unknown] "Unknown.",
        rust: [Major] "Unknown; counted as major until there is a rule.",
        stops_compiling: None,
    }
}
