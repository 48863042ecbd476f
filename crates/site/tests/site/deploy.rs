//! Tests `shanhai deploy`: the state of a served folder after a build is copied into it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use shanhai_site::deploy::{DeployError, DeployOptions, Deployed, deploy};
use tempfile::TempDir;

const DAY: Duration = Duration::from_hours(24);

/// A build and a served folder, with a clock that the test advances by days.
struct Host {
    place: TempDir,
    day: u32,
}

impl Host {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        Self { place, day: 0 }
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("www")
    }

    fn dist(&self) -> PathBuf {
        self.place.path().join("dist")
    }

    /// The current time of the test's clock.
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + DAY * (20_000 + self.day)
    }

    fn wait(&mut self, days: u32) {
        self.day += days;
    }

    /// Builds a story whose page refers to an app, which refers to a style sheet, each with
    /// siblings.
    fn build(&self, hash: &str) {
        let dist = self.dist();
        _ = fs::remove_dir_all(&dist);
        let app = format!("app.{hash}.js");
        let style = format!("app.{hash}.css");
        for end in ["", ".br", ".gz"] {
            write(
                &dist.join(format!("index.html{end}")),
                &format!("{end} page of {app}"),
            );
            write(
                &dist.join(format!("en/index.html{end}")),
                &format!("{end} page of ../{app}"),
            );
            write(
                &dist.join(format!("{app}{end}")),
                &format!("{end} names {style}"),
            );
            write(&dist.join(format!("{style}{end}")), end);
        }
        write(&dist.join("embed.js"), hash);
    }

    fn deploy(&self) -> Deployed {
        deploy(&self.call(), self.now()).expect("it can be copied")
    }

    fn call(&self) -> DeployOptions {
        DeployOptions {
            dist: self.dist(),
            folder: self.folder(),
        }
    }

    /// Writes a file into the served folder, with today as its modification time.
    fn put(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        write(&path, text);
        let file = File::options().write(true).open(&path);
        file.and_then(|file| file.set_modified(self.now()))
            .expect("it can be set");
    }

    /// Returns whether the served folder has each file of this build's app, with its siblings.
    fn has(&self, hash: &str) -> bool {
        let paths = ["js", "css"].into_iter().flat_map(|kind| {
            ["", ".br", ".gz"].map(|end| self.folder().join(format!("app.{hash}.{kind}{end}")))
        });
        let are_there: Vec<_> = paths.map(|path| path.exists()).collect();
        let all = !are_there.contains(&false);
        assert_eq!(
            all,
            are_there.contains(&true),
            "{hash} is there in parts: {are_there:?}"
        );
        all
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder().join(path)).ok()
    }
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("it lies in a folder");
    fs::create_dir_all(folder).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

const FIRST: &str = "111111111111";
const SECOND: &str = "222222222222";
const THIRD: &str = "333333333333";

#[test]
fn a_build_is_copied_completely_into_a_new_folder() {
    let host = Host::new();
    host.build(FIRST);
    let done = host.deploy();
    assert!(host.has(FIRST));
    assert_eq!(
        host.text("en/index.html").as_deref(),
        Some(" page of ../app.111111111111.js")
    );
    assert_eq!(host.text("embed.js").as_deref(), Some(FIRST));
    assert_eq!(
        done.to_string(),
        "13 files written, 0 unchanged, 0 of old builds removed"
    );
}

#[test]
fn files_stay_for_thirty_days_after_their_last_use() {
    let mut host = Host::new();
    host.build(FIRST);
    host.deploy();
    // A build that was deployed a year ago was in use until the next one came.
    host.wait(365);
    host.build(SECOND);
    host.deploy();
    assert!(host.has(FIRST));
    host.wait(30);
    host.deploy();
    assert!(host.has(FIRST), "on the thirtieth day");
    host.wait(1);
    let done = host.deploy();
    assert!(!host.has(FIRST), "on the day after");
    assert!(host.has(SECOND));
    assert_eq!(
        done.to_string(),
        "0 files written, 13 unchanged, 2 of old builds removed"
    );
}

#[test]
fn a_build_that_is_deployed_again_is_in_use_again() {
    let mut host = Host::new();
    for hash in [FIRST, SECOND, FIRST] {
        host.build(hash);
        host.deploy();
        host.wait(20);
    }
    host.build(THIRD);
    host.deploy();
    host.wait(20);
    host.deploy();
    // The second build went out of use 40 days ago, the first one 20 days ago for the second time.
    assert!(host.has(FIRST) && !host.has(SECOND) && host.has(THIRD));
}

#[test]
fn files_copied_by_other_means_are_in_use_if_their_page_names_them() {
    let mut host = Host::new();
    for (path, text) in [
        (format!("app.{FIRST}.css"), String::new()),
        (format!("app.{FIRST}.js"), format!("names app.{FIRST}.css")),
    ] {
        for end in ["", ".br", ".gz"] {
            host.put(&format!("{path}{end}"), &text);
        }
    }
    host.wait(1);
    host.put("index.html", &format!("page of app.{FIRST}.js"));
    host.wait(365);
    host.build(SECOND);
    host.deploy();
    assert!(host.has(FIRST));
}

#[test]
fn files_of_no_build_are_left_alone() {
    let mut host = Host::new();
    let others = [
        "robots.txt",
        "photos/app.jpg",
        "app.js",
        // Files of another program, with hashes of the same length.
        "other.111111111111.js",
        "elsewhere/app.111111111111.js",
    ];
    for path in others {
        host.put(path, path);
    }
    host.wait(400);
    host.build(SECOND);
    host.deploy();
    for path in others {
        assert_eq!(host.text(path).as_deref(), Some(path));
    }
}

#[test]
fn the_files_of_git_are_neither_copied_nor_changed() {
    let mut host = Host::new();
    host.build(FIRST);
    write(&host.dist().join(".git/HEAD"), "of the build");
    host.put(".git/HEAD", "of the site");
    host.put(&format!(".git/app.{SECOND}.js"), "none of a build");
    host.wait(400);
    host.deploy();
    assert_eq!(host.text(".git/HEAD").as_deref(), Some("of the site"));
    assert!(host.text(&format!(".git/app.{SECOND}.js")).is_some());
}

#[test]
fn a_page_missing_from_the_new_build_keeps_its_files() {
    let mut host = Host::new();
    host.build(FIRST);
    host.deploy();
    host.build(SECOND);
    fs::remove_dir_all(host.dist().join("en")).expect("it was built");
    for _ in 0..3 {
        host.wait(100);
        host.deploy();
    }
    assert_eq!(
        host.text("en/index.html").as_deref(),
        Some(" page of ../app.111111111111.js")
    );
    assert!(host.has(FIRST));
}

#[test]
fn a_compressed_sibling_never_outlives_its_page() {
    let host = Host::new();
    host.build(FIRST);
    host.deploy();
    host.build(SECOND);
    for end in ["br", "gz"] {
        let sibling = host.dist().join(format!("index.html.{end}"));
        fs::remove_file(sibling).expect("it was built");
    }
    host.deploy();
    assert_eq!(host.text("index.html.gz"), None);
    assert_eq!(
        host.text("index.html").as_deref(),
        Some(" page of app.222222222222.js")
    );
}

#[test]
fn the_files_of_a_page_are_copied_before_the_page() {
    let host = Host::new();
    host.build(FIRST);
    host.deploy();
    host.build(SECOND);
    // A folder is in the place of a page.
    let page = host.folder().join("en/index.html");
    fs::remove_file(&page).expect("it was copied");
    fs::create_dir_all(page.join("in the way")).expect("it can be made");
    let error = deploy(&host.call(), host.now()).expect_err("it is in the way");
    assert!(error.to_string().contains("index.html`: "), "{error}");
    assert!(host.has(FIRST) && host.has(SECOND));
    assert_eq!(
        host.text("index.html").as_deref(),
        Some(" page of app.111111111111.js")
    );
}

#[test]
fn no_temporary_files_are_left_in_the_folder() {
    let host = Host::new();
    host.build(FIRST);
    host.deploy();
    let entries = fs::read_dir(host.folder()).expect("it was copied");
    let names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(names, [""; 0]);
}

#[test]
fn a_folder_without_a_build_is_refused() {
    let host = Host::new();
    write(&host.dist().join("notes.txt"), "");
    let error = deploy(&host.call(), host.now()).expect_err("it holds no build");
    let dist = host.dist();
    assert_eq!(
        error.to_string(),
        format!(
            "`{}` contains no build: it has no `index.html`; is the order `shanhai deploy DIST \
             FOLDER`?",
            dist.display()
        )
    );
}

#[test]
fn nested_folders_are_refused() {
    let host = Host::new();
    host.build(FIRST);
    let dist = host.dist();
    for folder in [dist.clone(), dist.join("www"), host.place.path().to_owned()] {
        let call = DeployOptions {
            dist: dist.clone(),
            folder: folder.clone(),
        };
        let error = deploy(&call, host.now()).expect_err("one lies in the other");
        assert!(
            matches!(error, DeployError::Nested { .. }),
            "{folder:?}: {error}"
        );
    }
    assert!(!dist.join("www").exists());
}

#[test]
#[cfg(unix)]
fn obstacles_are_reported_before_anything_is_written_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let host = Host::new();
    host.build(FIRST);
    host.put("embed.js", "old");
    let page = host.folder().join("embed.js");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).expect("it is ours");
    for path in ["index.html", "en"] {
        let link = host.folder().join(path);
        symlink(host.place.path(), &link).expect("it can be made");
        let error = deploy(&host.call(), host.now()).expect_err("a link is in the way");
        assert!(matches!(error, DeployError::InTheWay(at) if at.ends_with(path)));
        assert_eq!(host.text("embed.js").as_deref(), Some("old"));
        fs::remove_file(link).expect("it is there");
    }
    // No process has this id.
    host.put(".index.html.2147483647.new", "half");
    host.deploy();
    assert_eq!(host.text(".index.html.2147483647.new"), None);
    let mode = page.metadata().expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}
