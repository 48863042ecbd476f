//! Programs and packages that commands need: how to find them, and how to install them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::command;
use crate::workspace::Workspace;

/// Rust's name for the browser target.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The oldest Node.js that the bundler runs on: its major and minor version.
const NODE_AT_LEAST: [u32; 2] = [20, 19];

/// The oldest cargo-deny that understands `deny.toml`.
const DENY: [u32; 3] = [0, 20, 2];

/// The module with which nginx sends brotli-compressed files, at Debian's path.
const NGINX_BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// Arguments to build geckodriver where there is none. Without optimisation that takes a minute.
const GECKODRIVER: &str = "0.37.1 --locked --debug --config profile.dev.debug=false";

/// Something that must be on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// `cargo fmt`.
    Rustfmt,
    /// `cargo clippy`.
    Clippy,
    /// `cargo deny`.
    Deny,
    /// The standard library for the browser.
    WasmTarget,
    /// The browser.
    Chromium,
    /// The driver of Chromium for the engine tests.
    Chromedriver,
    /// The second engine.
    Firefox,
    /// The driver of Firefox.
    Geckodriver,
    /// The driver of the third engine, `WebKitGTK`, with its own small browser.
    WebKitDriver,
    /// A virtual display for that browser, which cannot run headless.
    Xvfb,
    /// Any font with Chinese characters: without one, pages are measured with empty boxes.
    ChineseFont,
    /// Runs the bundler, the checks of scripts and the browser tests.
    Node,
    /// These, in the versions of the lock file.
    NpmPackages,
    /// The first of the hosts under test, with the module that lets it send `.br` files.
    Nginx,
    /// The second.
    Caddy,
    /// The third: Python's own server, which is there wherever Python is.
    Python,
}

/// A way to install a missing program or package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// A line that this program may run.
    Line(String),
    /// Names of Debian packages, as apt takes them.
    Packages(&'static str, Recommended),
    /// Something that only the machine's owner can do.
    ByHand(&'static str),
}

/// The treatment of packages that a package recommends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recommended {
    Yes,
    No,
}

impl Recommended {
    pub(crate) const ALL: [Self; 2] = [Self::Yes, Self::No];
}

impl Need {
    /// The needs of commands that open the built page in a browser.
    pub(crate) const TO_DRIVE_PAGES: [Self; 4] = [
        Self::Chromium,
        Self::ChineseFont,
        Self::Node,
        Self::NpmPackages,
    ];

    /// The needs of the tests of the built page, which also serve it as operators do.
    pub(crate) const TO_TEST_PAGES: [Self; 7] = [
        Self::Chromium,
        Self::ChineseFont,
        Self::Node,
        Self::NpmPackages,
        Self::Nginx,
        Self::Caddy,
        Self::Python,
    ];

    /// Its name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rustfmt => "rustfmt",
            Self::Clippy => "clippy",
            Self::Deny => "cargo-deny",
            Self::WasmTarget => "the WASM target of Rust",
            Self::Chromium => "Chromium",
            Self::Chromedriver => "ChromeDriver",
            Self::Firefox => "Firefox",
            Self::Geckodriver => "geckodriver",
            Self::WebKitDriver => "WebKitWebDriver",
            Self::Xvfb => "Xvfb",
            Self::ChineseFont => "a Chinese font",
            Self::Node => "Node.js 20.19 or newer",
            Self::NpmPackages => "the npm packages of package-lock.json",
            Self::Nginx => "nginx with its brotli module",
            Self::Caddy => "Caddy",
            Self::Python => "Python 3",
        }
    }

    /// Returns whether the machine has it.
    pub(crate) fn is_met(self, workspace: &Workspace) -> bool {
        match self {
            Self::Rustfmt => {
                command::answer(workspace.cargo().args(["fmt", "--version"])).is_some()
            }
            Self::Clippy => {
                command::answer(workspace.cargo().args(["clippy", "--version"])).is_some()
            }
            Self::Deny => command::answer(workspace.cargo().args(["deny", "--version"]))
                .is_some_and(|version| is_at_least(&DENY, &version)),
            Self::WasmTarget => has_wasm_target(workspace),
            Self::Chromium => chromium().is_some(),
            Self::Chromedriver => chromedriver().is_some(),
            Self::Firefox => firefox().is_some(),
            Self::Geckodriver => geckodriver().is_some(),
            Self::WebKitDriver => webkit_driver().is_some(),
            Self::Xvfb => on_path("Xvfb").is_some(),
            Self::ChineseFont => has_chinese_font(),
            Self::Node => command::answer(Command::new("node").arg("--version"))
                .is_some_and(|version| is_at_least(&NODE_AT_LEAST, &version)),
            Self::NpmPackages => are_npm_packages_current(&workspace.root),
            Self::Nginx => nginx().is_some() && Path::new(NGINX_BROTLI).exists(),
            Self::Caddy => caddy().is_some(),
            Self::Python => on_path("python3").is_some(),
        }
    }

    /// The way to install it on this machine.
    pub(crate) fn remedy(self) -> Remedy {
        match self {
            Self::Rustfmt => Remedy::Line("rustup component add rustfmt".to_owned()),
            Self::Clippy => Remedy::Line("rustup component add clippy".to_owned()),
            Self::Deny => Remedy::Line(deny_install()),
            Self::WasmTarget => Remedy::Line(format!("rustup target add {WASM_TARGET}")),
            Self::Chromium => debian_package(
                "chromium",
                Recommended::Yes,
                "install Chromium or Chrome, and set CHROMIUM to its path",
            ),
            Self::Chromedriver => debian_package(
                "chromium-driver",
                Recommended::Yes,
                "install the ChromeDriver of your browser's version, and set CHROMEDRIVER to its path",
            ),
            Self::Firefox => debian_package(
                "firefox-esr",
                Recommended::Yes,
                "install Firefox, and set FIREFOX to its path",
            ),
            Self::Geckodriver => {
                Remedy::Line(format!("cargo install geckodriver --version {GECKODRIVER}"))
            }
            Self::WebKitDriver => debian_package(
                "webkit2gtk-driver",
                Recommended::Yes,
                "install WebKitGTK's WebKitWebDriver, and set WEBKIT_DRIVER and MINIBROWSER to the \
                 paths of it and its MiniBrowser",
            ),
            Self::Xvfb => {
                debian_package("xvfb", Recommended::Yes, "install Xvfb, a screen in memory")
            }
            Self::ChineseFont => {
                debian_package("fonts-noto-cjk", Recommended::Yes, "install Noto Sans CJK")
            }
            Self::Node => Remedy::ByHand("install Node.js 20.19 or newer: https://nodejs.org/"),
            Self::NpmPackages => Remedy::Line("npm ci".to_owned()),
            // Their packages start services if the machine allows it, and install fine otherwise.
            Self::Nginx => debian_package(
                "nginx-light libnginx-mod-http-brotli-static",
                Recommended::No,
                "install nginx with its module for static brotli files, and set NGINX to its path",
            ),
            Self::Caddy => debian_package(
                "caddy",
                Recommended::No,
                "install Caddy, and set CADDY to its path",
            ),
            Self::Python => debian_package("python3", Recommended::Yes, "install Python 3"),
        }
    }
}

/// The browser's path: the value of CHROMIUM, or the first program with one of its usual names.
pub(crate) fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    named_by("CHROMIUM").or_else(|| names.iter().find_map(|name| on_path(name)))
}

/// The path of Chromium's driver: the value of CHROMEDRIVER, or the first one on the path.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

/// Firefox's path: the value of FIREFOX, or the first program with one of its usual names.
pub(crate) fn firefox() -> Option<PathBuf> {
    let names = ["firefox-esr", "firefox"];
    named_by("FIREFOX").or_else(|| names.iter().find_map(|name| on_path(name)))
}

/// The path of Firefox's driver: the value of GECKODRIVER, or one on the path, or cargo's own copy.
pub(crate) fn geckodriver() -> Option<PathBuf> {
    named_by("GECKODRIVER")
        .or_else(|| on_path("geckodriver"))
        .or_else(|| installed_by_cargo("geckodriver"))
}

/// The path of `WebKitGTK`'s driver: the value of `WEBKIT_DRIVER`, or the first one on the path.
pub(crate) fn webkit_driver() -> Option<PathBuf> {
    named_by("WEBKIT_DRIVER").or_else(|| on_path("WebKitWebDriver"))
}

/// The path of nginx: the value of NGINX, or the first one on the path, or Debian's, which is on an
/// administrator's path only.
pub(crate) fn nginx() -> Option<PathBuf> {
    let usual = Some(PathBuf::from("/usr/sbin/nginx")).filter(|path| path.is_file());
    named_by("NGINX").or_else(|| on_path("nginx")).or(usual)
}

/// The path of Caddy: the value of CADDY, or the first one on the path.
pub(crate) fn caddy() -> Option<PathBuf> {
    named_by("CADDY").or_else(|| on_path("caddy"))
}

/// Adds the WASM target if it is missing. A `rust-toolchain.toml` does so by itself only where
/// rustup's auto-install is on, and gives no hint where it is off.
pub(crate) fn add_wasm_target(workspace: &Workspace) -> Result<()> {
    if has_wasm_target(workspace) {
        return Ok(());
    }
    if command::answer(workspace.program("rustup").arg("--version")).is_none() {
        bail!(
            "this Rust cannot compile to {WASM_TARGET}, and there is no rustup to add it; install \
             Rust from https://rustup.rs/, or add that target with the tool that installed your Rust"
        );
    }
    command::run(
        workspace
            .program("rustup")
            .args(["target", "add", WASM_TARGET]),
    )
}

fn has_wasm_target(workspace: &Workspace) -> bool {
    let mut asked = workspace.program("rustc");
    asked.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    command::answer(&mut asked).is_some_and(|folder| Path::new(folder.trim()).is_dir())
}

fn has_chinese_font() -> bool {
    let listed = command::answer(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    match listed {
        Some(families) => !families.trim().is_empty(),
        None => Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
    }
}

/// Whether npm's copy of the lock file, written after each install, is as new as the lock file.
fn are_npm_packages_current(folder: &Path) -> bool {
    let changed = |name: &str| {
        folder
            .join(name)
            .metadata()
            .and_then(|file| file.modified())
    };
    let installed = changed("node_modules/.package-lock.json");
    let locked = changed("package-lock.json");
    matches!((installed, locked), (Ok(installed), Ok(locked)) if locked <= installed)
}

/// Returns whether a version as programs print it, `v20.20.2` or `cargo-deny 0.20.2`, is at least `oldest`.
fn is_at_least(oldest: &[u32], printed: &str) -> bool {
    let number = printed.split_whitespace().last().unwrap_or_default();
    let parts = number.trim_start_matches('v').split('.');
    let parts: Result<Vec<u32>, _> = parts.map(str::parse).collect();
    parts.is_ok_and(|parts| oldest <= parts.as_slice())
}

/// The line that installs cargo-deny. Without optimisation and without support for advisories it
/// compiles in one minute of processor time instead of many, and still checks in a second.
fn deny_install() -> String {
    let [major, minor, patch] = DENY;
    format!(
        "cargo install cargo-deny --version {major}.{minor}.{patch} --locked \
         --no-default-features --debug --config profile.dev.debug=false"
    )
}

fn debian_package(
    names: &'static str,
    recommended: Recommended,
    elsewhere: &'static str,
) -> Remedy {
    if on_path("apt-get").is_none() {
        return Remedy::ByHand(elsewhere);
    }
    Remedy::Packages(names, recommended)
}

/// The line that installs the Debian packages `names`.
pub(crate) fn apt_install(names: &str, recommended: Recommended) -> String {
    let flag = match recommended {
        Recommended::Yes => "",
        Recommended::No => "--no-install-recommends ",
    };
    as_root(&format!("apt-get install --yes {flag}{names}"))
}

/// The line, with `sudo` before it for users who need that.
pub(crate) fn as_root(line: &str) -> String {
    let user = command::answer(Command::new("id").arg("-u"));
    if user.is_some_and(|id| id.trim() == "0") {
        line.to_owned()
    } else {
        format!("sudo {line}")
    }
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

/// A program in the folder that cargo installs into, which need not be on the path.
fn installed_by_cargo(name: &str) -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    Some(home.join("bin").join(file)).filter(|path| path.is_file())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(oldest: &[u32], printed: &str, expected: bool) {
        assert_eq!(is_at_least(oldest, printed), expected, "{printed:?}");
    }

    #[test]
    fn an_older_version_is_too_old() {
        check(&[20, 19], "v20.19.0\n", true);
        check(&[20, 19], "v20.20.2\n", true);
        check(&[20, 19], "v20.18.3", false);
        check(&[20, 19], "v100.0.0", true);
        check(&[0, 20, 2], "cargo-deny 0.20.2\n", true);
        check(&[0, 20, 2], "cargo-deny 1.0.0\n", true);
        check(&[0, 20, 2], "cargo-deny 0.14.2\n", false);
    }

    #[test]
    fn a_version_that_cannot_be_read_is_too_old() {
        check(&[20, 19], "", false);
        check(&[20, 19], "node", false);
        check(&[0, 20, 2], "cargo-deny", false);
    }
}
