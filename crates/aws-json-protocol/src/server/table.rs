/// Defines the server side of a service: a trait with a method per operation, and the
/// function that dispatches requests to it. It needs the feature `server`.
///
/// ```
/// use aws_json_protocol::{operation, server, service_error, structure};
///
/// server! {
///     /// A service for words, as a server implements it.
///     pub trait Words: Error;
///     operations {
///         find_word: FindWord,
///     }
/// }
///
/// operation! {
///     /// Finds a word.
///     pub struct FindWord: FindWordRequest => FindWordResponse, Error;
///     target "Words.FindWord";
/// }
///
/// structure! {
///     /// Input of [`FindWord`].
///     pub struct FindWordRequest for FindWord {
///         required {
///             word: String = "Word" [characters 1..=20],
///         }
///     }
/// }
///
/// structure! {
///     /// Output of [`FindWord`].
///     #[derive(Default)]
///     pub struct FindWordResponse {
///         optional {
///             line: i32 = "Line",
///         }
///     }
/// }
///
/// service_error! {
///     /// What an operation can fail with.
///     pub enum Error {}
/// }
///
/// /// Knows one word, which it never forgets.
/// struct OneWord;
///
/// impl Words for OneWord {
///     async fn find_word(
///         &self,
///         input: FindWordRequest,
///         _: &http::request::Parts,
///     ) -> Result<FindWordResponse, Error> {
///         let line = (input.word == "blue").then_some(7);
///         Ok(FindWordResponse { line })
///     }
/// }
/// ```
///
/// # The table
///
/// - `pub trait Name: Error;`: the trait, and the error of the service;
/// - `violations Exception { reason: Type; Pattern "FindWord.Word" => NoWord, Required => Missing, }`,
///   optional: the exception for input that violates the model's constraints. It has a `message`.
///   `reason: Type;` names a further member, and its type; each row after it has a
///   [`ViolationKind`](crate::ViolationKind), the operation with the path of a member if the row is only
///   for that, and a variant of the type. The first row that fits counts. Without an exception, the
///   answer is a `ValidationException`, as in Smithy;
/// - `operations { method: Operation, }`: a row per operation, with the name of its method.
///
/// # What it defines
///
/// - The trait. Each method takes the input and the rest of the request, and by default returns an
///   error with the code `NotImplementedException` and the status 501. `MAX_BODY_SIZE` is the size of
///   a body that is accepted, in bytes: 1 MiB unless the implementation sets another.
/// - `dispatch`, which answers a request whose body was read.
/// - With the feature `tower`, `TowerService`, which also reads the body.
///
/// # Answers
///
/// Each response has an `x-amzn-requestid`; an error has its code in `__type` and in
/// `x-amzn-errortype`. Input is read leniently, as a client reads output, with these exceptions:
///
/// | a request | is answered with |
/// |---|---|
/// | that is not a `POST` | 405 `UnknownOperationException` |
/// | with another content type | 415 `UnsupportedMediaTypeException` |
/// | with a body that is too large | 413 `RequestEntityTooLargeException` |
/// | without a target, or with one that the service does not have | 400 `UnknownOperationException` |
/// | whose body is not JSON, not UTF-8, or has a member of another type | 400 `SerializationException` |
/// | without a required member, with an unknown enum value, or against a constraint | the exception of the table |
///
/// Members that the model does not have are ignored.
#[macro_export]
macro_rules! server {
    (
        $(#[$attribute:meta])*
        pub trait $name:ident: $error:ident;
        $(violations $exception:ident { $($violations:tt)* })?
        operations {$($method:ident: $operation:ident,)*}
    ) => {
        $(#[$attribute])*
        pub trait $name: ::core::marker::Sync {
            /// The size of a request's body that is accepted, in bytes.
            const MAX_BODY_SIZE: usize = $crate::MAX_BODY_SIZE;

            $(
                #[doc = ::core::concat!(" Answers [`", ::core::stringify!($operation), "`].")]
                fn $method(
                    &self,
                    input: <$operation as $crate::Operation>::Input,
                    request: &$crate::http::request::Parts,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<<$operation as $crate::Operation>::Output, $error>,
                > + ::core::marker::Send {
                    let _ = (input, request);
                    ::core::future::ready(::core::result::Result::Err(
                        $crate::__private::not_implemented::<$operation>(),
                    ))
                }
            )*
        }

        /// Answers a request: finds its operation, reads and validates the input, calls the method, and
        /// writes the output or the error. It never fails: what is wrong with a request is an answer, too.
        pub async fn dispatch<S: $name, B: ::core::convert::AsRef<[u8]>>(
            service: &S,
            request: $crate::http::Request<B>,
        ) -> $crate::http::Response<::std::vec::Vec<u8>> {
            $crate::__violation! { $error $($exception { $($violations)* })? }

            let (request, body) = request.into_parts();
            let answer = async {
                let body = body.as_ref();
                match $crate::__private::target::<$error>(&request, body, S::MAX_BODY_SIZE)? {
                    $(<$operation as $crate::Operation>::TARGET => {
                        let input = $crate::__private::input::<$operation>(body, violation)?;
                        $crate::__private::written(service.$method(input, &request).await)
                    })*
                    _ => ::core::result::Result::Err($crate::__private::unknown_operation()),
                }
            };
            $crate::__private::respond(answer.await)
        }

        $crate::__tower_service! { $name $error }
    };
}

/// Defines the function that converts violations to an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __violation {
    ($error:ident) => {
        use $crate::__private::validation_exception as violation;
    };
    ($error:ident $exception:ident {
        $($reason:ident: $type:ident; $($kind:ident $($place:literal)? => $variant:ident,)*)?
    }) => {
        fn violation(operation: &'static str, violations: &$crate::Violations) -> $error {
            let exception = $exception::default().message(violations.to_string());
            // The first violation gives the reason; the message has all of them.
            $(
                let rows: &[(_, _, $type)] = &[$((
                    $crate::ViolationKind::$kind,
                    $crate::__private::part(&[$($place)?]),
                    $type::$variant,
                )),*];
                let exception = match $crate::__private::reason(operation, violations, rows) {
                    ::core::option::Option::Some(reason) => exception.$reason(reason),
                    ::core::option::Option::None => exception,
                };
            )?
            exception.into()
        }
    };
}

/// Defines the service of tower.
#[cfg(feature = "tower")]
#[doc(hidden)]
#[macro_export]
macro_rules! __tower_service {
    ($name:ident $error:ident) => {
        /// A [`tower` service](https://docs.rs/tower-service) that reads requests and answers them.
        #[derive(Debug)]
        pub struct TowerService<S>(::std::sync::Arc<S>);

        impl<S: $name> TowerService<S> {
            /// Creates the service from an implementation, or from a shared one.
            pub fn new(service: impl ::core::convert::Into<::std::sync::Arc<S>>) -> Self {
                Self(service.into())
            }
        }

        impl<S> ::core::clone::Clone for TowerService<S> {
            fn clone(&self) -> Self {
                Self(::std::sync::Arc::clone(&self.0))
            }
        }

        impl<S, B> $crate::__private::tower::Service<$crate::http::Request<B>> for TowerService<S>
        where
            S: $name + ::core::marker::Send + 'static,
            B: $crate::__private::tower::Body + ::core::marker::Send + 'static,
            B::Data: ::core::marker::Send,
            B::Error: ::core::convert::Into<
                    ::std::boxed::Box<
                        dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync,
                    >,
                >,
        {
            type Response = $crate::http::Response<$crate::__private::tower::ResponseBody>;
            type Error = ::core::convert::Infallible;
            type Future = $crate::__private::tower::Future;

            fn poll_ready(
                &mut self,
                _: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
                ::core::task::Poll::Ready(::core::result::Result::Ok(()))
            }

            fn call(&mut self, request: $crate::http::Request<B>) -> Self::Future {
                let service = ::std::sync::Arc::clone(&self.0);
                ::std::boxed::Box::pin(async move {
                    $crate::__private::tower::call::<$error, _, _>(
                        request,
                        S::MAX_BODY_SIZE,
                        |request| dispatch(&*service, request),
                    )
                    .await
                })
            }
        }
    };
}

/// Expands to nothing, because the feature `tower` is off.
#[cfg(not(feature = "tower"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __tower_service {
    ($($table:tt)*) => {};
}
