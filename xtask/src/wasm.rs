//! The browser's code: the app compiled to WASM, and the glue that loads it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::command;
use crate::floats;
use crate::floor;
use crate::glue;
use crate::house::House;
use crate::machine;
use crate::paths;
use crate::script;
use crate::single;

/// The script that starts the app, and its parts in `web`.
const BOOT: (&str, &[&str]) = (
    "boot.js",
    &["place.js", "arriving.js", "files.js", "boot.js"],
);

/// The script that starts the app in a single-file page. It contains all other scripts of that
/// page: the glue, and those of [`SCRIPTS`] that [`IN_SINGLE`] names.
const SINGLE: (&str, &[&str]) = (
    "single.js",
    &["place.js", "arriving.js", "single.js", "boot.js"],
);
const IN_SINGLE: [&str; 3] = ["later", "explore", "framed"];

/// Runs as a plain script as well as a module: it exports nothing, and its names are local.
const PINNED: &str = "pinned.js";

/// Our own scripts, each of one or more files in `web`: those that load once the app is live, and
/// those that embed the story in other pages.
const SCRIPTS: [(&str, &[&str]); 8] = [
    (
        "later.js",
        &["sight.js", "counters.js", "turning.js", "later.js"],
    ),
    ("explore.js", &["gestures.js", "explore.js"]),
    ("embed.js", &["embed/embed.js"]),
    (
        "inline.js",
        &[
            "embed/address.js",
            "embed/around.js",
            "embed/tokens.js",
            "embed/inline.js",
        ],
    ),
    (
        PINNED,
        &["embed/around.js", "embed/tokens.js", "embed/pinned.js"],
    ),
    (
        "framed.js",
        &[
            "embed/address.js",
            "embed/tokens.js",
            "embed/dialects.js",
            "embed/ticks.js",
            "embed/deck.js",
            "embed/framed.js",
        ],
    ),
    (
        "guide.js",
        &["embed/codes.js", "embed/stub.js", "embed/guide.js"],
    ),
    ("wechat.js", &["wechat.js"]),
];

/// Appended to the glue: the first always, the second only where the glue is a file of its own.
const GUARD: &str = "guard.js";
const UNSTARTED: &str = "unstarted.js";

/// The style sheets that load with these scripts, and their parts in `web`.
const STYLES: [(&str, &[&str]); 5] = [
    ("explore.css", &["explore.css"]),
    ("inline.css", &["embed/inline.css"]),
    (
        "framed.css",
        &["embed/framed.css", "embed/flow.css", "embed/deck.css"],
    ),
    ("guide.css", &["embed/guide.css", "embed/guide-parts.css"]),
    ("poster.css", &["embed/poster.css"]),
];

/// Builds `shanhai.js`, `shanhai_bg.wasm`, [`BOOT`], [`SINGLE`], [`SCRIPTS`] and [`STYLES`] into the folder [`House::app`].
pub(crate) fn build(house: &House) -> Result<()> {
    let compiled = compile(house)?;
    bind(house, &compiled)
}

/// The configuration of the compiler for the app.
const PROFILE: &str = "xtask/wasm.toml";

/// Compiles the app for the browser, and returns the path of cargo's output.
pub(crate) fn compile(house: &House) -> Result<PathBuf> {
    machine::add_wasm_target(house)?;
    let mut call = house.cargo();
    call.args(["build", "--package", "shanhai", "--lib"])
        .args(["--target", machine::WASM_TARGET, "--locked", "--config"])
        .arg(house.root.join(PROFILE))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(house)?);
    command::run(&mut call)?;
    let built = house.target.join(machine::WASM_TARGET);
    Ok(built.join("debug").join("shanhai.wasm"))
}

/// Writes the glue and the WASM to [`House::app`]. Unchanged files are not rewritten, so that a
/// server that watches them sees only real changes.
pub(crate) fn bind(house: &House, compiled: &Path) -> Result<()> {
    let bytes = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    floats::refuse(&bytes)?;
    let fresh = house.target.join("app-next");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    Bindgen::new()
        .input_bytes("shanhai", bytes)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .encode_into(EncodeInto::Always)
        .generate(&fresh)
        .context("wasm-bindgen could not write the glue")?;
    ensure!(
        !fresh.join("snippets").exists(),
        "the WASM brings scripts of its own (`inline_js` or `module`), which no page would load"
    );
    let (glue, wasm) = (fresh.join("shanhai.js"), fresh.join("shanhai_bg.wasm"));
    let (renamed, bytes) = glue::renamed(&fs::read_to_string(&glue)?, &fs::read(&wasm)?)?;
    floor::refuse(&bytes)?;
    paths::refuse(house, "the WASM", &bytes)?;
    fs::write(&wasm, bytes)?;
    let texts = |files: &[&str]| -> Result<Vec<String>> {
        let read = |file| Ok(fs::read_to_string(house.root.join("web").join(file))?);
        files.iter().map(read).collect()
    };
    let guarded = glue::guarded(&glue::lean(&renamed)?, &texts(&[GUARD])?.concat())?;
    let served = [&guarded, "\n", &*texts(&[UNSTARTED])?.concat()].concat();
    fs::write(&glue, script::minified(&served)?)?;
    let mut modules = vec![("glue".to_owned(), guarded)];
    for (name, files) in SCRIPTS {
        let mut whole = script::joined(&texts(files)?);
        if name == PINNED {
            whole = script::alone(&whole);
        }
        fs::write(fresh.join(name), script::minified(&whole)?)?;
        let name = name.trim_end_matches(".js");
        if IN_SINGLE.contains(&name) {
            modules.push((name.to_owned(), whole));
        }
    }
    let (name, files) = BOOT;
    let boot = script::alone(&script::joined(&texts(files)?));
    fs::write(fresh.join(name), script::minified(&boot)?)?;
    let (name, files) = SINGLE;
    let single = single::script(&modules, &texts(files)?)?;
    fs::write(fresh.join(name), single)?;
    for (name, files) in STYLES {
        fs::write(fresh.join(name), texts(files)?.concat())?;
    }
    replace(&fresh, &house.app())
}

/// The largest function that the compiler inlines, by LLVM's measure. With `opt-level` 3 this costs
/// no measurable speed and saves 1.8 KB (brotli); `opt-level` "s" and "z" make the WASM larger.
const INLINE_THRESHOLD: &str = "45";

/// Flags for the compiler: no paths of this machine, and only small functions inlined.
fn flags(house: &House) -> Result<OsString> {
    let mut flags = paths::unnamed(house)?;
    flags.push("\u{1f}-Cllvm-args=--inline-threshold=");
    flags.push(INLINE_THRESHOLD);
    Ok(flags)
}

fn replace(fresh: &Path, app: &Path) -> Result<()> {
    fs::create_dir_all(app)?;
    let made = ["shanhai.js", "shanhai_bg.wasm", BOOT.0, SINGLE.0].into_iter();
    let (scripts, styles) = (SCRIPTS.map(|(name, _)| name), STYLES.map(|(name, _)| name));
    for name in made.chain(scripts).chain(styles) {
        let (from, to) = (fresh.join(name), app.join(name));
        let is_same = fs::read(&to).is_ok_and(|old| fs::read(&from).is_ok_and(|new| old == new));
        if !is_same {
            fs::rename(&from, &to).with_context(|| format!("writing {}", to.display()))?;
        }
    }
    Ok(())
}
