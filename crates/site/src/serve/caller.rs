//! Restricts access to the author's server to its own pages, under this machine's own names.
//!
//! The server listens on this machine only. But any web page that is open in a browser here can
//! send it requests, and a page whose host name resolves to this machine (DNS rebinding) could read
//! the answers.

use axum::extract::{Request, State};
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses requests whose `Host` is not one of the server's own names with its own port.
pub(super) async fn refuse_other_names(
    State(port): State<u16>,
    request: Request,
    next: Next,
) -> Response {
    let mut names = request.headers().get_all(HOST).iter();
    let name = names.next().and_then(|name| name.to_str().ok());
    let is_one = name.is_some_and(|name| is_own(name, port)) && names.next().is_none();
    let in_address = request.uri().authority();
    if !is_one || in_address.is_some_and(|name| !is_own(name.as_str(), port)) {
        let words = format!("This is http://127.0.0.1:{port}/, and answers to no other name.\n");
        return (StatusCode::MISDIRECTED_REQUEST, words).into_response();
    }
    next.run(request).await
}

/// Refuses requests from pages of other sites.
pub(super) async fn refuse_other_sites(request: Request, next: Next) -> Response {
    if is_from_another_site(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Returns whether `host`, the value of a `Host` header, means this machine at `port`.
fn is_own(host: &str, port: u16) -> bool {
    const OF_HTTP: u16 = 80;
    let (name, given) = match host.rsplit_once(':') {
        Some((name, digits))
            if !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) =>
        {
            (name, digits.parse().ok())
        }
        _ => (host, Some(OF_HTTP)),
    };
    let name = name.to_ascii_lowercase();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    let is_loopback = match name.strip_suffix("localhost") {
        Some("") => true,
        Some(above) => above.ends_with('.') && above.bytes().all(is_plain),
        None => matches!(&*name, "127.0.0.1" | "[::1]"),
    };
    given == Some(port) && is_loopback
}

fn is_from_another_site(headers: &HeaderMap) -> bool {
    const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    let text = |name: &HeaderName| headers.get(name).map(|it| it.to_str().unwrap_or_default());
    let site = text(&SITE).is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let own = text(&HOST).map(|host| ["http://", host].concat());
    let origin = text(&ORIGIN).is_some_and(|origin| own.as_deref() != Some(origin));
    site || origin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_accepts_names_of_this_machine_with_its_own_port() {
        for host in [
            "127.0.0.1:8080",
            "localhost:8080",
            "LOCALHOST:8080",
            "[::1]:8080",
            "story.localhost:8080",
        ] {
            assert!(is_own(host, 8080), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:",
            "localhost:80",
            "localhost:99999",
            "127.0.0.1",
            "127.0.0.1:8081",
            "evil.example:8080",
            "localhost.evil.example:8080",
            "evillocalhost:8080",
            "evil.example/.localhost:8080",
            "127.0.0.1.evil.example:8080",
            "127.0.0.1@evil.example:8080",
            "0.0.0.0:8080",
            "192.168.0.2:8080",
            "localhost.:8080",
        ] {
            assert!(!is_own(host, 8080), "{host}");
        }
        assert!(is_own("localhost", 80));
    }
}
