//! Parts of videos and recordings: requests with one range of bytes (RFC 9110, section 14).

use std::ops::Range;

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_RANGES, CONTENT_RANGE, IF_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use super::pages;

/// Returns whether files of this media type are sent in parts.
pub(super) fn has_ranges(kind: &str) -> bool {
    kind.starts_with("video/") || kind.starts_with("audio/")
}

/// The file, or the part of it that a request with these `headers` asks for.
pub(super) fn response(kind: &str, bytes: &Bytes, headers: &HeaderMap) -> Response {
    let asked = headers.get(RANGE).and_then(|range| range.to_str().ok());
    // Files have no validators, so a part never belongs to what the browser has.
    let asked = asked.filter(|_| !headers.contains_key(IF_RANGE));
    let whole = bytes.len();
    let (status, part, place) = match asked.and_then(|range| parsed(range, whole)) {
        None => (StatusCode::OK, bytes.clone(), None),
        Some(part) if part.is_empty() => {
            let place = format!("bytes */{whole}");
            (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), Some(place))
        }
        Some(part) => {
            let place = format!("bytes {}-{}/{whole}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, bytes.slice(part), Some(place))
        }
    };
    let mut response = pages::response(kind, Body::from(part));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(place) = place.and_then(|place| HeaderValue::try_from(place).ok()) {
        headers.insert(CONTENT_RANGE, place);
    }
    response
}

/// The range that `bytes=…` asks for in a file of `whole` bytes, empty if that has none of them.
/// `None` if it is no single range, which counts as no request for one.
fn parsed(range: &str, whole: usize) -> Option<Range<usize>> {
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // A number with more digits is beyond every file.
        is_number.then(|| text.parse().unwrap_or(usize::MAX))
    };
    if first.is_empty() {
        return Some(whole.saturating_sub(number(last)?)..whole);
    }
    let first = number(first)?;
    let end = match last {
        "" => whole,
        last => {
            let last = number(last).filter(|last| first <= *last)?;
            last.saturating_add(1).min(whole)
        }
    };
    Some(first.min(end)..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: &str, expected: Option<Range<usize>>) {
        assert_eq!(parsed(range, 10), expected, "{range}");
    }

    #[test]
    fn a_range_is_cut_to_the_file() {
        check("bytes=0-0", Some(0..1));
        check("bytes=2-5", Some(2..6));
        check("bytes=2-", Some(2..10));
        check("bytes=9-99", Some(9..10));
        check("bytes=-3", Some(7..10));
        check("bytes=-99", Some(0..10));
        check("bytes=0-99999999999999999999999", Some(0..10));
    }

    #[test]
    fn a_range_beyond_the_file_is_empty() {
        check("bytes=10-", Some(10..10));
        check("bytes=12-15", Some(10..10));
        check("bytes=-0", Some(10..10));
        assert_eq!(parsed("bytes=0-", 0), Some(0..0));
    }

    #[test]
    fn anything_else_asks_for_the_whole_file() {
        for other in [
            "",
            "bytes=",
            "bytes=-",
            "bytes=5-2",
            "bytes=0-1,3-4",
            "bytes=+1-2",
            "bytes=a-b",
            "lines=1-2",
            "bytes 0-1",
        ] {
            check(other, None);
        }
    }
}
