//! Streams that are always empty. They provide the part of `wasm-streams` that Leptos's server
//! functions refer to, for an app that calls none.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream of the browser, from which nothing is read.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// The items of a [`ReadableStream`]: none.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl ReadableStream {
    /// Wraps a stream of the browser.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// An empty stream; `stream` is dropped.
    ///
    /// # Panics
    ///
    /// If the browser does not support streams.
    #[must_use]
    pub fn from_stream<S>(stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        drop(stream);
        Self(web_sys::ReadableStream::new().expect("no server function is called, so no one asks"))
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// An empty stream.
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
