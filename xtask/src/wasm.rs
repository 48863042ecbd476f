//! The browser's code: the app compiled to WASM, and the glue that loads it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::bundle::{self, BUNDLES, Bundle};
use crate::command;
use crate::floats;
use crate::floor;
use crate::glue;
use crate::machine::{self, Need};
use crate::missing::{self, Missing};
use crate::paths;
use crate::workspace::Workspace;

/// Builds [`BUNDLES`] into the folder [`Workspace::app`].
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let compiled = compile(workspace)?;
    bind(workspace, &compiled)
}

/// The configuration of the compiler for the app.
const PROFILE: &str = "xtask/wasm.toml";

/// Compiles the app for the browser, and returns the path of cargo's output.
pub(crate) fn compile(workspace: &Workspace) -> Result<PathBuf> {
    machine::add_wasm_target(workspace)?;
    let mut call = workspace.cargo();
    call.args(["build", "--package", "shanhai", "--lib"])
        .args(["--target", machine::WASM_TARGET, "--locked", "--config"])
        .arg(workspace.root.join(PROFILE))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?);
    command::run(&mut call)?;
    let built = workspace.target.join(machine::WASM_TARGET);
    Ok(built.join("debug").join("shanhai.wasm"))
}

/// Writes [`BUNDLES`] to [`Workspace::app`]. Unchanged files are not rewritten, so that a server that
/// watches them sees only real changes.
pub(crate) fn bind(workspace: &Workspace, compiled: &Path) -> Result<()> {
    missing::settle(workspace, &[Need::Node, Need::NpmPackages], Missing::Tell)?;
    let bytes = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    floats::refuse(&bytes)?;
    let fresh = workspace.target.join("app-next");
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
    let (glue, wasm) = (fresh.join("glue.js"), fresh.join("shanhai_bg.wasm"));
    fs::rename(fresh.join("shanhai.js"), &glue)?;
    let (renamed, bytes) = glue::renamed(&fs::read_to_string(&glue)?, &fs::read(&wasm)?)?;
    fs::write(&wasm, bytes)?;
    optimize(workspace, &wasm)?;
    let bytes = fs::read(&wasm)?;
    floor::refuse(&bytes)?;
    paths::refuse(workspace, "the WASM", &bytes)?;
    fs::write(&glue, glue::opened(&renamed)?)?;
    bundle::write(workspace, &glue, &fresh)?;
    replace(&fresh, &workspace.app())
}

/// Binaryen, from npm.
const BINARYEN: &str = "node_modules/binaryen";

/// Makes the WASM file smaller: Binaryen sees it whole, after wasm-bindgen has removed what no
/// script calls. The last result is kept, so that a change of anything else does not wait for it.
fn optimize(workspace: &Workspace, wasm: &Path) -> Result<()> {
    let options: Vec<_> = ["-Oz", "--converge"]
        .into_iter()
        .chain(floor::binaryen_options())
        .collect();
    let version = fs::read(workspace.root.join(BINARYEN).join("package.json"))
        .context("Binaryen is not installed")?;
    let made_from = [options.join(" ").into_bytes(), version, fs::read(wasm)?].concat();
    let kept = workspace.target.join("wasm-opt");
    let (source, result) = (kept.join("made-from"), kept.join("result.wasm"));
    if fs::read(&source).is_ok_and(|before| before == made_from) && fs::copy(&result, wasm).is_ok()
    {
        return Ok(());
    }
    let mut call = workspace.program("node");
    call.arg(Path::new(BINARYEN).join("bin/wasm-opt"))
        .args(options)
        .args([wasm, Path::new("--output"), wasm]);
    command::run(&mut call).context("Binaryen could not optimize the WASM")?;
    fs::create_dir_all(&kept)?;
    // An interrupted build leaves no result that seems to belong to another source.
    if source.exists() {
        fs::remove_file(&source)?;
    }
    fs::copy(wasm, result)?;
    fs::write(source, made_from)?;
    Ok(())
}

/// The largest function that the compiler inlines, by LLVM's measure. With `opt-level` 3 this costs
/// no measurable speed and saves 2.6 KB (brotli); `opt-level` "s" and "z" make the WASM larger.
const INLINE_THRESHOLD: &str = "25";

/// Flags for the compiler: no paths of this machine, and only small functions inlined.
fn flags(workspace: &Workspace) -> Result<OsString> {
    let mut flags = paths::unnamed(workspace)?;
    flags.push("\u{1f}-Cllvm-args=--inline-threshold=");
    flags.push(INLINE_THRESHOLD);
    Ok(flags)
}

fn replace(fresh: &Path, app: &Path) -> Result<()> {
    fs::create_dir_all(app)?;
    for Bundle { name, .. } in BUNDLES {
        let (from, to) = (fresh.join(name), app.join(name));
        let is_same = fs::read(&to).is_ok_and(|old| fs::read(&from).is_ok_and(|new| old == new));
        if !is_same {
            fs::rename(&from, &to).with_context(|| format!("writing {}", to.display()))?;
        }
    }
    Ok(())
}
