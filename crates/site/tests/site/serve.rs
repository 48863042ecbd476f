//! Tests the responses of the author's server, and which clients it refuses.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// A server of the small story, with a minimal app that does nothing.
struct Server {
    place: TempDir,
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Server {
    fn start() -> Self {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        let app = place.path().join("app");
        fs::create_dir(&app).expect("it can be made");
        for name in APP_FILES {
            let text = if name.ends_with("css") { "" } else { name };
            fs::write(app.join(name), text).expect("it can be written");
        }
        let story = place.path().join("story");
        fs::create_dir_all(story.join("public")).expect("it can be made");
        let small = stories().join("small");
        for name in ["story.toml", "zh.md", "en.md"] {
            fs::copy(small.join(name), story.join(name)).expect("it can be copied");
        }
        fs::write(story.join("public/proof.txt"), "山海").expect("it can be written");
        fs::write(story.join("public/film.mp4"), "0123456789").expect("it can be written");
        let mut child = shanhai()
            .args(["serve", "--port", "0", "--until-closed", "--app"])
            .arg(&app)
            .arg("--page")
            .arg(root())
            .arg(&story)
            .env("TMPDIR", place.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let out = child.stdout.take().expect("it is piped");
        let mut line = String::new();
        BufReader::new(out)
            .read_line(&mut line)
            .expect("it says where it is");
        let port = line.trim().trim_end_matches('/').rsplit(':').next();
        let port = port
            .and_then(|port| port.parse().ok())
            .expect("it says its port");
        Self { place, child, port }
    }

    /// Sends a request of these lines. Returns the head and the body of the response.
    fn ask(&self, lines: &[&str]) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let request = lines.join("\r\n") + "\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("it ends its head");
        (head.to_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        self.ask(&[&format!("GET {path} HTTP/1.1"), &host])
    }
}

#[track_caller]
fn check_status(answer: &(String, String), status: u16) {
    let head = &answer.0;
    let code = head.split(' ').nth(1);
    assert_eq!(code, Some(&*status.to_string()), "{head}");
}

#[test]
fn files_are_served_from_memory_and_pages_reload_themselves() {
    let server = Server::start();
    let page = server.get("/");
    check_status(&page, 200);
    assert!(page.1.contains("/@shanhai/reload.js?build="));
    assert!(
        page.0
            .contains(&format!("content-length: {}", page.1.len())),
        "{}",
        page.0
    );
    check_status(&server.get("/en/"), 200);
    assert_eq!(server.get("/proof.txt").1, "山海");
    assert!(server.get("/NOTICE.txt").1.contains("Natural Earth"));
    let host = format!("Host: localhost:{}", server.port);
    // Range and conditional requests get the whole page, because it changes with each build.
    for more in [
        "Range: bytes=0-9",
        "If-Modified-Since: Sun, 29 Nov 2026 01:00:00 GMT",
        "If-None-Match: *",
    ] {
        let part = server.ask(&["GET / HTTP/1.1", &host, more]);
        check_status(&part, 200);
        assert_eq!(part.1, page.1);
    }
    let head = server.ask(&["HEAD / HTTP/1.1", &host]);
    assert!(
        head.0
            .contains(&format!("content-length: {}", page.1.len()))
            && head.1.is_empty()
    );
    check_status(
        &server.ask(&["POST / HTTP/1.1", &host, "Content-Length: 0"]),
        405,
    );
    // The server has written no files.
    let entries = fs::read_dir(server.place.path()).expect("it is there");
    assert_eq!(entries.count(), 2, "the app and the story");
}

#[test]
fn a_part_of_a_video_is_served_alone() {
    let server = Server::start();
    let host = format!("Host: localhost:{}", server.port);
    let ask = |range: &str| {
        let range = format!("Range: bytes={range}");
        server.ask(&["GET /film.mp4 HTTP/1.1", &host, &range])
    };
    let whole = server.get("/film.mp4");
    check_status(&whole, 200);
    assert!(whole.0.contains("accept-ranges: bytes"), "{}", whole.0);
    assert!(whole.0.contains("content-type: video/mp4"), "{}", whole.0);
    for (range, part, place) in [
        ("0-1", "01", "0-1/10"),
        ("4-", "456789", "4-9/10"),
        ("-3", "789", "7-9/10"),
    ] {
        let answer = ask(range);
        check_status(&answer, 206);
        assert_eq!(answer.1, part);
        let place = format!("content-range: bytes {place}\r\n");
        assert!(answer.0.contains(&place), "{}", answer.0);
    }
    let beyond = ask("10-");
    check_status(&beyond, 416);
    assert!(
        beyond.0.contains("content-range: bytes */10"),
        "{}",
        beyond.0
    );
    for other in ["0-1,3-4", "5-2"] {
        check_status(&ask(other), 200);
    }
}

#[test]
fn a_folder_redirects_to_its_page_and_never_to_another_host() {
    let server = Server::start();
    let folder = server.get("/en?x=1");
    check_status(&folder, 307);
    assert!(folder.0.contains("location: /en/?x=1"), "{}", folder.0);
    let long = "/a".repeat(3_000);
    for path in [
        "//en",
        "/\\en",
        "/%2fen",
        "/%5cen",
        "///en",
        "/./en",
        "/en/../en",
        "/..%2f..%2fetc%2fpasswd",
        "/%00",
        "/%ff",
        "/nothing",
        &*long,
        &*"/a".replace('a', &"a".repeat(5_000)),
    ] {
        let answer = server.get(path);
        assert!(!answer.0.contains("location:"), "{path}: {}", answer.0);
        let status: u16 = answer.0[9..12].parse().expect("a status");
        assert!([400, 404].contains(&status), "{path}: {}", answer.0);
    }
    let endless = server.get(&["/", &"a".repeat(70_000)].concat());
    assert!(
        endless.0.starts_with("http/1.1 414") || endless.0.starts_with("http/1.1 431"),
        "{}",
        endless.0
    );
}

#[test]
fn only_requests_that_name_this_machine_are_answered() {
    let server = Server::start();
    let port = server.port;
    for host in [
        "evil.example",
        "127.0.0.1",
        "localhost:1",
        "127.0.0.1.evil.example",
    ] {
        let host = format!("Host: {host}");
        check_status(&server.ask(&["GET / HTTP/1.1", &host]), 421);
        check_status(&server.ask(&["GET /@shanhai/builds HTTP/1.1", &host]), 421);
    }
    check_status(&server.ask(&["GET / HTTP/1.0"]), 421);
    let own = format!("Host: 127.0.0.1:{port}");
    let twice = server.ask(&[
        "GET / HTTP/1.1",
        &own,
        &format!("Host: evil.example:{port}"),
    ]);
    assert!(!twice.0.starts_with("http/1.1 200"), "{}", twice.0);
    let absolute = format!("GET http://evil.example:{port}/ HTTP/1.1");
    check_status(&server.ask(&[&absolute, &own]), 421);
    for other in [
        "Origin: http://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Origin: null",
    ] {
        check_status(
            &server.ask(&["GET /@shanhai/builds HTTP/1.1", &own, other]),
            403,
        );
    }
}

#[test]
fn silent_clients_block_nobody_and_more_than_128_are_refused() {
    let server = Server::start();
    let connect = || TcpStream::connect(("127.0.0.1", server.port)).expect("it listens");
    let mut silent: Vec<_> = (0..128).map(|_| connect()).collect();
    let mut answer = String::new();
    connect().read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    drop(silent.split_off(100));
    // The remaining silent connections do not block others.
    let mut status = String::new();
    while !status.starts_with("http/1.1 200") && !status.starts_with("http/1.1 4") {
        let mut stream = connect();
        let request = format!(
            "GET /proof.txt HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
            server.port
        );
        let mut answer = Vec::new();
        _ = stream.write_all(request.as_bytes());
        _ = stream.read_to_end(&mut answer);
        status = String::from_utf8_lossy(&answer).to_lowercase();
    }
}
