//! Tests which files `shanhai build` overwrites, and which it leaves alone.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A temporary folder with a story and a minimal app that does nothing.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        let desk = Self(place);
        let small = root().join("tests/stories/small");
        for name in ["story.toml", "zh.md", "en.md"] {
            let text = fs::read_to_string(small.join(name)).expect("it is there");
            desk.write(&format!("story/{name}"), &text);
        }
        for name in APP_FILES {
            desk.write(
                &format!("app/{name}"),
                if name.ends_with("css") { "" } else { name },
            );
        }
        desk
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
        Command::new(env!("CARGO_BIN_EXE_shanhai"))
            .current_dir(self.0.path())
            .args(["build", "story", "--app", "app", "--no-pictures", "--page"])
            .arg(root())
            .args(more)
            .output()
            .expect("the command runs")
    }

    #[track_caller]
    fn built(&self, more: &[&str]) {
        let output = self.build(more);
        assert!(output.status.success(), "{output:?}");
    }

    #[track_caller]
    fn refused(&self, more: &[&str], told: &str) {
        let output = self.build(more);
        assert_eq!(output.status.code(), Some(1), "{more:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(told), "{more:?}: {said}");
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
fn what_others_keep_in_a_build_stays_as_it_is() {
    let desk = Desk::new();
    desk.built(&[]);
    desk.write("dist/.htpasswd", "secret");
    fs::set_permissions(desk.at("dist/.htpasswd"), fs::Permissions::from_mode(0o600))
        .expect("ours");
    desk.write("dist/.git/HEAD", "ref: refs/heads/pages");
    fs::set_permissions(desk.at("dist/.git/HEAD"), fs::Permissions::from_mode(0o444))
        .expect("ours");
    symlink("../elsewhere", desk.at("dist/link")).expect("it can be made");
    symlink(".", desk.at("dist/self")).expect("it can be made");
    let _socket = UnixListener::bind(desk.at("dist/socket")).expect("it can be made");
    fs::set_permissions(
        desk.at("dist/index.html"),
        fs::Permissions::from_mode(0o640),
    )
    .expect("ours");
    fs::set_permissions(desk.at("dist"), fs::Permissions::from_mode(0o775)).expect("ours");
    let about = |path: &str| {
        let about = desk.at(path).symlink_metadata().expect("it is there");
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
    let words = desk.text("story/zh.md").expect("it is there");
    desk.write("story/zh.md", &words.replace("## 天祝 ", "## 天祝 二 "));
    desk.built(&[]);
    assert!(
        desk.text("dist/index.html")
            .is_some_and(|page| page.contains("天祝 二"))
    );
    assert_eq!(all.map(about), before);
    assert_eq!(about("dist/index.html").1 & 0o777, 0o640);
    assert_eq!(desk.names(), ["app", "dist", "story"]);
}

#[test]
fn a_file_of_somebodys_in_the_place_of_a_new_one_is_told_and_stays() {
    let desk = Desk::new();
    desk.built(&[]);
    desk.write("dist/proof.txt", "mine");
    desk.write("story/public/proof.txt", "the build's");
    desk.refused(
        &[],
        "proof.txt` is there already, and no build has written it",
    );
    assert_eq!(desk.text("dist/proof.txt").as_deref(), Some("mine"));
}

#[test]
fn a_place_that_cannot_hold_a_site_is_told_before_any_work() {
    let desk = Desk::new();
    desk.write("file", "mine");
    symlink("nowhere", desk.at("dead")).expect("it can be made");
    symlink("circle", desk.at("circle")).expect("it can be made");
    let made = Command::new("mkfifo").arg(desk.at("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for (out, told) in [
        (".", "`.` holds the story itself"),
        ("/", "`/` holds the story itself"),
        ("story", "`story` holds the story itself"),
        ("story/public/site", "lies in the story's `public`"),
        ("file", "file` is no folder"),
        ("file/site", "file` is no folder"),
        ("pipe", "pipe` is no folder"),
        ("/dev/null", "`/dev/null` is no folder"),
        ("dead", "`dead` is a link that leads nowhere"),
        ("circle", "`circle` is a link that leads nowhere"),
    ] {
        desk.refused(&["--out", out], told);
    }
    for (out, told) in [
        ("pipe", "`pipe` is no file that can be written over"),
        (
            "/dev/null",
            "`/dev/null` is no file that can be written over",
        ),
        ("dead", "`dead` is a link that leads nowhere"),
        ("app", "`app` is a folder"),
        (
            "file",
            "`file` is there already, and no build has written it",
        ),
        ("story/zh.md", "`story/zh.md` is there already"),
    ] {
        desk.refused(&["--single", "--out", out], told);
    }
    assert_eq!(desk.text("file").as_deref(), Some("mine"));
    let names = ["app", "circle", "dead", "file", "pipe", "story"];
    assert_eq!(desk.names(), names);
}

#[test]
fn a_link_to_a_folder_or_a_file_is_written_through() {
    let desk = Desk::new();
    fs::create_dir(desk.at("disk")).expect("it can be made");
    symlink("disk", desk.at("dist")).expect("it can be made");
    desk.built(&[]);
    desk.built(&[]);
    assert!(desk.at("dist").is_symlink() && desk.at("disk/index.html").is_file());
    desk.built(&["--single", "--out", "one.html"]);
    symlink("one.html", desk.at("link.html")).expect("it can be made");
    fs::set_permissions(desk.at("one.html"), fs::Permissions::from_mode(0o600)).expect("ours");
    desk.built(&["--single", "--out", "link.html"]);
    assert!(desk.at("link.html").is_symlink());
    let mode = desk.at("one.html").metadata().expect("it is there").mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_killed_builds_leave_is_swept_and_what_runs_is_not() {
    let desk = Desk::new();
    // No process has the highest id; process 1 runs as long as the machine.
    desk.write(".dist.2147483647.new/index.html", "half");
    desk.write(".dist.1.new/index.html", "at work");
    desk.write(".other.2147483647.new/index.html", "another's");
    desk.built(&[]);
    desk.write("dist/.dist.2147483647.new/index.html", "half");
    desk.built(&[]);
    assert!(!desk.at("dist/.dist.2147483647.new").exists());
    let names = [
        ".dist.1.new",
        ".other.2147483647.new",
        "app",
        "dist",
        "story",
    ];
    assert_eq!(desk.names(), names);
}

#[test]
fn public_files_are_copied_packed_listed_and_taken_away_again() {
    let desk = Desk::new();
    desk.write("story/public/google1.html", &"proof ".repeat(40));
    desk.write("story/public/文件/报告.pdf", "%PDF");
    desk.write("story/public/.well-known/x", "x");
    desk.write("story/public/.env", "secret");
    desk.write("story/public/.DS_Store", "");
    let output = desk.build(&[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("public/.env` is hidden, and was left out"),
        "{said}"
    );
    assert!(!said.contains("DS_Store"), "{said}");
    for path in [
        "google1.html",
        "google1.html.br",
        "文件/报告.pdf",
        ".well-known/x",
        "favicon.ico",
        "NOTICE.txt",
    ] {
        assert!(desk.at("dist").join(path).is_file(), "{path}");
        let list = desk.text("dist/share/files.txt").expect("it is there");
        assert!(list.lines().any(|line| line == path), "{path}");
    }
    assert!(!desk.at("dist/.env").exists());
    fs::remove_dir_all(desk.at("story/public")).expect("it was there");
    desk.built(&[]);
    assert!(!desk.at("dist/google1.html.br").exists() && !desk.at("dist/文件").exists());
}

#[test]
fn a_public_file_that_clashes_leads_elsewhere_or_cannot_be_a_file_is_told_with_all_others() {
    let desk = Desk::new();
    for path in [
        "Index.html",
        "en",
        "favicon.ico/x",
        "embed.js.gz",
        "share/files.txt",
    ] {
        desk.write(&format!("story/public/{path}"), "mine");
    }
    let output = desk.build(&[]);
    let said = String::from_utf8_lossy(&output.stderr);
    for (path, other) in [
        ("Index.html", "index.html"),
        ("en", "en/"),
        ("favicon.ico/x", "favicon.ico"),
        ("embed.js.gz", "embed.js.gz"),
        ("share/files.txt", "share/files.txt"),
    ] {
        let told = format!("story/public/{path}` would stand in the place of `{other}");
        assert!(said.contains(&told), "{told}: {said}");
    }
    fs::remove_dir_all(desk.at("story/public")).expect("it was there");
    desk.write("story/public/con.txt", "mine");
    symlink("/etc/passwd", desk.at("story/public/passwd")).expect("it can be made");
    symlink(".", desk.at("story/public/self")).expect("it can be made");
    let _socket = UnixListener::bind(desk.at("story/public/socket")).expect("it can be made");
    for call in ["build", "check"] {
        let output = if call == "build" {
            desk.build(&[])
        } else {
            let mut check = Command::new(env!("CARGO_BIN_EXE_shanhai"));
            check
                .arg("check")
                .arg(desk.at("story"))
                .output()
                .expect("the command runs")
        };
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr);
        for told in [
            "con.txt`: no file can be called",
            "passwd` is a link",
            "self` is a link",
            "socket` is no file",
        ] {
            assert!(said.contains(told), "{told}: {said}");
        }
    }
    assert!(!desk.at("dist").exists());
}

#[test]
fn a_font_that_claims_too_much_or_is_a_pipe_is_no_font() {
    let desk = Desk::new();
    let claims = [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &[0; 40]].concat();
    fs::write(desk.at("many.ttc"), claims).expect("it can be written");
    let made = Command::new("mkfifo").arg(desk.at("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for font in ["many.ttc", "pipe", "/dev/zero", "app"] {
        let output = Command::new(env!("CARGO_BIN_EXE_shanhai"))
            .current_dir(desk.0.path())
            .args(["build", "story", "--app", "app", "--font", font])
            .output()
            .expect("the command runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("no font can be read from it"),
            "{font}: {said}"
        );
    }
}
