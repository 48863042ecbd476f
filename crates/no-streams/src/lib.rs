//! Streams that are always empty: as much of `wasm-streams` as Leptos's server functions name, for
//! an app that calls none.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream of the browser's, from which nothing is read.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// What a [`ReadableStream`] gives: nothing.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl ReadableStream {
    /// A stream of the browser's.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// A stream without anything in it; `stream` is dropped.
    ///
    /// # Panics
    /// Where the browser has no streams.
    #[must_use]
    pub fn from_stream<S>(stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        drop(stream);
        Self(web_sys::ReadableStream::new().expect("no server function is called, so no one asks"))
    }

    /// The stream of the browser's.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing at all.
    #[must_use]
    pub fn into_stream(self) -> Nothing {
        Nothing
    }
}

impl Stream for Nothing {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
