//! Tests `shanhai host` and `shanhai deploy` as an operator runs them.

use std::fs;
use std::path::Path;

use crate::repository::run;

/// The output of the command, which must succeed.
#[track_caller]
fn stdout_of(within: &Path, words: &[&str]) -> String {
    let output = run(within, words);
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

/// A build of three files.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let dist = place.path().join("dist");
    fs::create_dir(&dist).expect("it can be made");
    for name in [
        "index.html",
        "app.0123456789ab.js",
        "app.0123456789ab.js.gz",
    ] {
        fs::write(dist.join(name), name).expect("it can be written");
    }
    place
}

#[test]
fn server_configuration_needs_no_build() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let nginx = stdout_of(place.path(), &["host", "nginx"]);
    assert!(nginx.contains("gzip_static on;"));
    let caddy = stdout_of(place.path(), &["host", "caddy"]);
    assert!(caddy.contains("precompressed br gzip"));
}

#[test]
fn a_headers_file_lists_each_hashed_file_with_its_path() {
    let place = place();
    let file = stdout_of(place.path(), &["host", "netlify", "--at", "story"]);
    assert_eq!(
        file,
        "/story/*\n  \
           Access-Control-Allow-Origin: *\n  \
           X-Content-Type-Options: nosniff\n\
         /story/app.0123456789ab.js\n  \
           Cache-Control: public, max-age=31536000, immutable\n"
    );
}

#[test]
fn a_store_gets_compressed_files_under_plain_names_and_the_page_last() {
    let place = place();
    let lines = stdout_of(place.path(), &["host", "oss"]);
    let lines: Vec<_> = lines.lines().collect();
    assert_eq!(
        lines,
        [
            "set -e",
            "BUCKET=YOUR-BUCKET",
            "ossutil api put-object --bucket \"$BUCKET\" --key app.0123456789ab.js --body \
             file://dist/app.0123456789ab.js.gz --content-type 'text/javascript; charset=utf-8' \
             --cache-control 'public, max-age=31536000, immutable' --content-encoding gzip",
            "ossutil api put-object --bucket \"$BUCKET\" --key index.html --body \
             file://dist/index.html --content-type 'text/html; charset=utf-8' --cache-control \
             no-cache",
        ]
    );
}

#[test]
fn a_path_with_special_characters_is_refused() {
    let place = place();
    let output = run(place.path(), &["host", "oss", "--at", "it's"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        error.contains("it can contain only letters, digits and - _ . ~ /"),
        "{error}"
    );
}

#[test]
fn deploy_copies_a_build_and_prints_a_summary() {
    let place = place();
    let summary = stdout_of(place.path(), &["deploy", "dist", "www"]);
    assert_eq!(
        summary,
        "www: 3 files written, 0 unchanged, 0 of old builds removed\n"
    );
    assert!(place.path().join("www/app.0123456789ab.js.gz").exists());
    let output = run(place.path(), &["deploy", "www/none", "dist"]);
    assert_eq!(output.status.code(), Some(1));
}
