//! Responses of the author's server: the files of the latest build, from memory. Pages reload after
//! each build and show the errors of their story.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::Latest;
use super::{caller, range};
use crate::hosting::{FIRST_PAGE, kind};

/// The result of the latest attempt to build.
type LatestBuild = Receiver<Latest>;

/// The time that a page waits before it tries to reconnect to the server.
const RETRY: Duration = Duration::from_millis(300);

/// Characters that an address contains unescaped.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

/// Answers requests on this machine that name the server by its own address at `port`, with the
/// files of the latest build and an event for each new one.
pub(super) fn router(port: u16, latest_build: LatestBuild) -> Router {
    let news = get(builds).layer(from_fn(caller::refuse_other_sites));
    Router::new()
        .fallback(file)
        .route("/@shanhai/builds", news)
        .route("/@shanhai/reload.js", get(reload_script))
        .with_state(latest_build)
        .layer(from_fn_with_state(port, caller::refuse_other_names))
}

/// A file of the latest build. A range of a video or a recording is sent as such, because Safari
/// plays no other; all other range and conditional requests are ignored.
async fn file(State(latest): State<LatestBuild>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allowed = [(ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allowed).into_response();
    }
    let latest = latest.borrow().clone();
    let path = percent_decode_str(request.uri().path()).decode_utf8();
    let path = path.ok();
    let path = path.as_deref().and_then(|path| path.strip_prefix('/'));
    let Some(path) = path else {
        return missing_page(&latest);
    };
    let is_folder = path.is_empty() || path.ends_with('/');
    let name = [path, if is_folder { FIRST_PAGE } else { "" }].concat();
    if let Some(bytes) = latest.files.get(&name) {
        let kind = kind(&name);
        if range::has_ranges(&kind) {
            return range::response(&kind, bytes, request.headers());
        }
        let body = if kind.starts_with("text/html") {
            Body::from(reloading(&String::from_utf8_lossy(bytes), &latest.build))
        } else {
            Body::from(bytes.clone())
        };
        return response(&kind, body);
    }
    // Redirect only to a folder of the build. The path of any other could be read as a host name
    // (`//host`).
    if !is_folder && latest.files.contains_key(&[path, "/", FIRST_PAGE].concat()) {
        let query = request.uri().query();
        let query = query.map_or(String::new(), |query| ["?", query].concat());
        let to = format!("/{}/{query}", utf8_percent_encode(path, PLAIN));
        return (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, to)]).into_response();
    }
    missing_page(&latest)
}

/// A response that browsers must not cache. A page knows its build only from the script in it,
/// which a cached copy would keep.
pub(super) fn response(kind: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("none"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Before the first build every page is missing, and the script shows why.
fn missing_page(latest: &Latest) -> Response {
    let (status, words) = if latest.build.is_empty() {
        let words = "There is no page yet: the story cannot be built.";
        (StatusCode::SERVICE_UNAVAILABLE, words)
    } else {
        (StatusCode::NOT_FOUND, "There is no such file here.")
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{words}</title></head><body><p>{words}</p></body></html>"
    );
    let page = reloading(&page, &latest.build);
    let fresh = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, fresh, Html(page)).into_response()
}

/// Streams the name of the latest build, or the errors since, and then those of each new build.
async fn builds(
    State(latest_build): State<LatestBuild>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(latest_build).map(|latest| {
        let event = match latest.problems {
            // A carriage return would end the event.
            Some(problems) => Event::default()
                .event("faults")
                .data(problems.replace('\r', "")),
            None => Event::default().data(latest.build),
        };
        Ok(event.retry(RETRY))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn reload_script() -> Response {
    let script = include_str!("reload.js");
    response("text/javascript; charset=utf-8", Body::from(script))
}

/// The page with the script that reloads it. The script is a separate file, because pages do not
/// allow inline scripts.
fn reloading(page: &str, build: &str) -> String {
    let script =
        format!(r#"<script type="module" src="/@shanhai/reload.js?build={build}"></script>"#);
    match page.split_once("</head>") {
        Some((head, body)) => [head, &script, "</head>", body].concat(),
        None => [page, &script].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"<script type="module" src="/@shanhai/reload.js?build=7"></script>"#;

    #[track_caller]
    fn check(page: &str, before: &str, after: &str) {
        assert_eq!(reloading(page, "7"), [before, SCRIPT, after].concat());
    }

    #[test]
    fn the_script_is_inserted_at_the_end_of_the_head() {
        check(
            "<head><title>山海</title></head><p>",
            "<head><title>山海</title>",
            "</head><p>",
        );
    }

    #[test]
    fn a_page_without_a_head_gets_the_script_at_its_end() {
        check("<p>山海", "<p>山海", "");
    }
}
