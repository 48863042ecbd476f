//! What the author's server answers: the files of the site, and pages that load themselves anew and
//! show what is wrong with their story.

use std::convert::Infallible;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, get_service};
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::ServeDir;

use super::Latest;

/// What came of the newest attempt to build.
type LatestBuild = Receiver<Latest>;

/// How long a page waits before it asks a server that is gone whether it is back.
const RETRY: Duration = Duration::from_millis(300);

/// Answers with the files in `folder`, and tells open pages of each new build.
pub(super) fn router(folder: &Path, latest_build: LatestBuild) -> Router {
    let missing = get(not_found).with_state(latest_build.clone());
    let files = ServeDir::new(folder).fallback(missing);
    Router::new()
        .fallback_service(get_service(files))
        .layer(from_fn_with_state(latest_build.clone(), fresh))
        .route("/@shanhai/builds", get(builds))
        .route("/@shanhai/reload.js", get(reload_script))
        .with_state(latest_build)
}

/// Before the first build every page is missing: the script shows why.
async fn not_found(State(latest): State<LatestBuild>) -> Response {
    let (status, words) = if latest.borrow().build.is_empty() {
        let words = "There is no page yet: the story cannot be built.";
        (StatusCode::SERVICE_UNAVAILABLE, words)
    } else {
        (StatusCode::NOT_FOUND, "There is no such file here.")
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{words}</title></head><body><p>{words}</p></body></html>"
    );
    (status, Html(page)).into_response()
}

/// The name of the newest build or what is wrong since, and then of each that follows.
async fn builds(
    State(latest_build): State<LatestBuild>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(latest_build).map(|latest| {
        let event = match latest.faults {
            // A carriage return would end the event.
            Some(faults) => Event::default()
                .event("faults")
                .data(faults.replace('\r', "")),
            None => Event::default().data(latest.build),
        };
        Ok(event.retry(RETRY))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn reload_script() -> impl IntoResponse {
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    ([(CONTENT_TYPE, kind)], include_str!("reload.js"))
}

/// Makes an answer say what it is, keeps it out of the browser's cache, and gives pages the script.
async fn fresh(State(latest_build): State<LatestBuild>, request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // Without a date or a tag the browser cannot ask whether its copy will do: a page knows its
    // build only by the script that it was given, which the file's own date does not tell.
    headers.remove(LAST_MODIFIED);
    headers.remove(ETAG);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    let is_page = kind.starts_with("text/html");
    if kind.starts_with("text/") && !kind.contains("charset") {
        let kind = HeaderValue::from_str(&[&kind, "; charset=utf-8"].concat());
        _ = kind.map(|kind| headers.insert(CONTENT_TYPE, kind));
    }
    if is_get && is_page {
        let build = latest_build.borrow().build.clone();
        return with_reload(response, &build).await;
    }
    response
}

async fn with_reload(response: Response, build: &str) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = reloading(&String::from_utf8_lossy(&bytes), build);
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(page))
}

/// The page with the script that loads it anew. A file, because pages allow no script within them.
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
    fn the_script_stands_at_the_end_of_the_head() {
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
