//! Tests which files `shanhai build` overwrites, and which it leaves alone.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::{Command, Output};

use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// A temporary folder with a story and a minimal app that does nothing.
struct Workdir(TempDir);

impl Workdir {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        let workdir = Self(place);
        let small = stories().join("small");
        for name in ["story.toml", "zh.md", "en.md"] {
            let text = fs::read_to_string(small.join(name)).expect("it is there");
            workdir.write(&format!("story/{name}"), &text);
        }
        for name in APP_FILES {
            workdir.write(
                &format!("app/{name}"),
                if name.ends_with("css") { "" } else { name },
            );
        }
        workdir
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.at(path)).ok()
    }

    fn build(&self, more: &[&str]) -> Output {
        shanhai()
            .current_dir(self.0.path())
            .args(["build", "story", "--app", "app", "--no-pictures", "--page"])
            .arg(root())
            .args(more)
            .output()
            .expect("the command runs")
    }

    #[track_caller]
    fn assert_built(&self, more: &[&str]) {
        let output = self.build(more);
        assert!(output.status.success(), "{output:?}");
    }

    #[track_caller]
    fn assert_refused(&self, more: &[&str], message: &str) {
        let output = self.build(more);
        assert_eq!(output.status.code(), Some(1), "{more:?}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(message), "{more:?}: {stderr}");
    }

    /// The names of the entries in the folder, including hidden ones.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("it is there");
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }
}

#[test]
fn files_of_others_in_a_build_are_unchanged() {
    let workdir = Workdir::new();
    workdir.assert_built(&[]);
    workdir.write("dist/.htpasswd", "secret");
    fs::set_permissions(
        workdir.at("dist/.htpasswd"),
        fs::Permissions::from_mode(0o600),
    )
    .expect("ours");
    workdir.write("dist/.git/HEAD", "ref: refs/heads/pages");
    fs::set_permissions(
        workdir.at("dist/.git/HEAD"),
        fs::Permissions::from_mode(0o444),
    )
    .expect("ours");
    symlink("../elsewhere", workdir.at("dist/link")).expect("it can be made");
    symlink(".", workdir.at("dist/self")).expect("it can be made");
    let _socket = UnixListener::bind(workdir.at("dist/socket")).expect("it can be made");
    fs::set_permissions(
        workdir.at("dist/index.html"),
        fs::Permissions::from_mode(0o640),
    )
    .expect("ours");
    fs::set_permissions(workdir.at("dist"), fs::Permissions::from_mode(0o775)).expect("ours");
    let about = |path: &str| {
        let about = workdir.at(path).symlink_metadata().expect("it is there");
        (about.ino(), about.mode())
    };
    let all = [
        "dist",
        "dist/.htpasswd",
        "dist/.git/HEAD",
        "dist/link",
        "dist/self",
        "dist/socket",
    ];
    let before = all.map(about);
    let words = workdir.text("story/zh.md").expect("it is there");
    workdir.write("story/zh.md", &words.replace("## 天祝 ", "## 天祝 二 "));
    workdir.assert_built(&[]);
    assert!(
        workdir
            .text("dist/index.html")
            .is_some_and(|page| page.contains("天祝 二"))
    );
    assert_eq!(all.map(about), before);
    assert_eq!(about("dist/index.html").1 & 0o777, 0o640);
    assert_eq!(workdir.names(), ["app", "dist", "story"]);
}

#[test]
fn a_foreign_file_in_place_of_a_new_one_is_reported_and_stays() {
    let workdir = Workdir::new();
    workdir.assert_built(&[]);
    workdir.write("dist/proof.txt", "mine");
    workdir.write("story/public/proof.txt", "the build's");
    workdir.assert_refused(&[], "proof.txt` already exists and is not from a build");
    assert_eq!(workdir.text("dist/proof.txt").as_deref(), Some("mine"));
}

#[test]
fn an_unusable_output_folder_is_reported_before_any_work() {
    let workdir = Workdir::new();
    workdir.write("file", "mine");
    symlink("nowhere", workdir.at("dead")).expect("it can be made");
    symlink("circle", workdir.at("circle")).expect("it can be made");
    let made = Command::new("mkfifo").arg(workdir.at("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for (out, message) in [
        (".", "`.` contains the story itself"),
        ("/", "`/` contains the story itself"),
        ("story", "`story` contains the story itself"),
        ("story/public/site", "is in the story's `public`"),
        ("file", "file` is not a folder"),
        ("file/site", "file` is not a folder"),
        ("pipe", "pipe` is not a folder"),
        ("/dev/null", "`/dev/null` is not a folder"),
        ("dead", "`dead` is a link without a target"),
        ("circle", "`circle` is a link without a target"),
    ] {
        workdir.assert_refused(&["--out", out], message);
    }
    for (out, message) in [
        ("pipe", "`pipe` is not a file that can be replaced"),
        (
            "/dev/null",
            "`/dev/null` is not a file that can be replaced",
        ),
        ("dead", "`dead` is a link without a target"),
        ("app", "`app` is a folder"),
        ("file", "`file` already exists and is not from a build"),
        ("story/zh.md", "`story/zh.md` already exists"),
    ] {
        workdir.assert_refused(&["--single", "--out", out], message);
    }
    assert_eq!(workdir.text("file").as_deref(), Some("mine"));
    let names = ["app", "circle", "dead", "file", "pipe", "story"];
    assert_eq!(workdir.names(), names);
}

#[test]
fn output_is_written_to_the_target_of_a_link() {
    let workdir = Workdir::new();
    fs::create_dir(workdir.at("disk")).expect("it can be made");
    symlink("disk", workdir.at("dist")).expect("it can be made");
    workdir.assert_built(&[]);
    workdir.assert_built(&[]);
    assert!(workdir.at("dist").is_symlink() && workdir.at("disk/index.html").is_file());
    workdir.assert_built(&["--single", "--out", "one.html"]);
    symlink("one.html", workdir.at("link.html")).expect("it can be made");
    fs::set_permissions(workdir.at("one.html"), fs::Permissions::from_mode(0o600)).expect("ours");
    workdir.assert_built(&["--single", "--out", "link.html"]);
    assert!(workdir.at("link.html").is_symlink());
    let mode = workdir
        .at("one.html")
        .metadata()
        .expect("it is there")
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn leftovers_of_killed_builds_are_removed_and_running_builds_are_not() {
    let workdir = Workdir::new();
    // No process has the highest id; process 1 runs as long as the machine.
    workdir.write(".dist.2147483647.new/index.html", "half");
    workdir.write(".dist.1.new/index.html", "at work");
    workdir.write(".other.2147483647.new/index.html", "another's");
    workdir.assert_built(&[]);
    workdir.write("dist/.dist.2147483647.new/index.html", "half");
    workdir.assert_built(&[]);
    assert!(!workdir.at("dist/.dist.2147483647.new").exists());
    let names = [
        ".dist.1.new",
        ".other.2147483647.new",
        "app",
        "dist",
        "story",
    ];
    assert_eq!(workdir.names(), names);
}

#[test]
fn public_files_are_copied_compressed_listed_and_removed_again() {
    let workdir = Workdir::new();
    workdir.write("story/public/google1.html", &"proof ".repeat(40));
    workdir.write("story/public/文件/报告.pdf", "%PDF");
    workdir.write("story/public/.well-known/x", "x");
    workdir.write("story/public/.env", "secret");
    workdir.write("story/public/.DS_Store", "");
    let output = workdir.build(&[]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains("public/.env` is hidden and was left out"),
        "{stderr}"
    );
    assert!(!stderr.contains("DS_Store"), "{stderr}");
    for path in [
        "google1.html",
        "google1.html.br",
        "文件/报告.pdf",
        ".well-known/x",
        "favicon.ico",
        "NOTICE.txt",
    ] {
        assert!(workdir.at("dist").join(path).is_file(), "{path}");
        let list = workdir.text("dist/share/files.txt").expect("it is there");
        assert!(list.lines().any(|line| line == path), "{path}");
    }
    assert!(!workdir.at("dist/.env").exists());
    fs::remove_dir_all(workdir.at("story/public")).expect("it was there");
    workdir.assert_built(&[]);
    assert!(!workdir.at("dist/google1.html.br").exists() && !workdir.at("dist/文件").exists());
}

#[test]
fn all_public_files_that_cannot_be_copied_are_reported_together() {
    let workdir = Workdir::new();
    for path in [
        "Index.html",
        "en",
        "favicon.ico/x",
        "embed.js.gz",
        "share/files.txt",
    ] {
        workdir.write(&format!("story/public/{path}"), "mine");
    }
    let output = workdir.build(&[]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    for (path, other) in [
        ("Index.html", "index.html"),
        ("en", "en/"),
        ("favicon.ico/x", "favicon.ico"),
        ("embed.js.gz", "embed.js.gz"),
        ("share/files.txt", "share/files.txt"),
    ] {
        let message = format!("story/public/{path}` would replace `{other}");
        assert!(stderr.contains(&message), "{message}: {stderr}");
    }
    fs::remove_dir_all(workdir.at("story/public")).expect("it was there");
    workdir.write("story/public/con.txt", "mine");
    symlink("/etc/passwd", workdir.at("story/public/passwd")).expect("it can be made");
    symlink(".", workdir.at("story/public/self")).expect("it can be made");
    let _socket = UnixListener::bind(workdir.at("story/public/socket")).expect("it can be made");
    for call in ["build", "check"] {
        let output = if call == "build" {
            workdir.build(&[])
        } else {
            let mut check = shanhai();
            check
                .arg("check")
                .arg(workdir.at("story"))
                .output()
                .expect("the command runs")
        };
        assert_eq!(output.status.code(), Some(1));
        let stderr = String::from_utf8_lossy(&output.stderr);
        for message in [
            "con.txt`: some systems do not allow the name",
            "passwd` is a link",
            "self` is a link",
            "socket` is not a file",
        ] {
            assert!(stderr.contains(message), "{message}: {stderr}");
        }
    }
    assert!(!workdir.at("dist").exists());
}

#[test]
fn an_oversized_font_collection_or_a_pipe_is_refused() {
    let workdir = Workdir::new();
    let claims = [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &[0; 40]].concat();
    fs::write(workdir.at("many.ttc"), claims).expect("it can be written");
    let made = Command::new("mkfifo").arg(workdir.at("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for font in ["many.ttc", "pipe", "/dev/zero", "app"] {
        let output = shanhai()
            .current_dir(workdir.0.path())
            .args(["build", "story", "--app", "app", "--font", font])
            .output()
            .expect("the command runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("this is not a font"), "{font}: {stderr}");
    }
}
