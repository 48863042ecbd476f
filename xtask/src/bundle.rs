//! Makes the files of the app's folder out of the sources in `web`: scripts with Rolldown, a
//! bundler that runs on Node, and style sheets by joining them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use shanhai_story::timeline::TRIGGER;

use crate::command;
use crate::workspace::Workspace;

/// One file of the app's folder.
pub(crate) struct Bundle {
    pub(crate) name: &'static str,
    kind: Kind,
    /// Paths in `web`.
    sources: &'static [&'static str],
}

/// The kind of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A script that is no module. Its names are its own.
    Script,
    /// The same, with everything in it that other pages load when they need it.
    SingleFile,
    /// A module.
    Module,
    /// A style sheet.
    Style,
    /// The app, which wasm-bindgen writes.
    Wasm,
}

/// Declares [`BUNDLES`].
macro_rules! bundles {
    ($($name:literal: $kind:ident of $($source:literal)*;)*) => {
        /// The files of the app's folder.
        pub(crate) const BUNDLES: &[Bundle] =
            &[$(Bundle { name: $name, kind: Kind::$kind, sources: &[$($source),*] }),*];
    };
}

include!("../../web/bundles.rs");

/// Writes all of [`BUNDLES`] to the folder `out`, where the WASM is already. `glue` is the path of
/// wasm-bindgen's module, which scripts import as `shanhai`.
///
/// # Errors
///
/// If a script does not compile, imports what does not exist, or cannot stand in a page.
pub(crate) fn write(workspace: &Workspace, glue: &Path, out: &Path) -> Result<()> {
    let web = workspace.root.join("web");
    let scripts = BUNDLES.iter().filter_map(|bundle| {
        let format = match bundle.kind {
            Kind::Script | Kind::SingleFile => "iife",
            Kind::Module => "esm",
            Kind::Style | Kind::Wasm => return None,
        };
        let conditions: &[_] = match bundle.kind {
            Kind::SingleFile => &["single-file"],
            _ => &[],
        };
        let entry = bundle.sources.first().map(|source| web.join(source));
        Some(json!({ "name": bundle.name, "entry": entry, "format": format, "conditions": conditions }))
    });
    let scripts: Vec<_> = scripts.collect();
    run_bundler(
        workspace,
        &json!({ "bundles": scripts, "constants": { "TRIGGER": TRIGGER }, "glue": glue, "out": out }),
    )?;
    for bundle in BUNDLES {
        let path = out.join(bundle.name);
        match bundle.kind {
            Kind::Style => {
                let read = |source| {
                    let path = web.join(source);
                    fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
                };
                let sheets: Result<Vec<_>> = bundle.sources.iter().map(read).collect();
                fs::write(path, sheets?.concat())?;
            }
            Kind::SingleFile => refuse_tags(bundle.name, &fs::read_to_string(path)?)?,
            Kind::Script | Kind::Module | Kind::Wasm => {}
        }
    }
    Ok(())
}

/// Passes `request` to `web/bundle.mjs`.
fn run_bundler(workspace: &Workspace, request: &serde_json::Value) -> Result<()> {
    let mut call = workspace.program("node");
    call.arg("web/bundle.mjs").stdin(Stdio::piped());
    let mut bundler = call.spawn().with_context(|| command::line(&call))?;
    let mut input = bundler.stdin.take().context("its input is piped")?;
    input.write_all(request.to_string().as_bytes())?;
    drop(input);
    if !bundler.wait()?.success() {
        bail!("the scripts in web/ could not be bundled");
    }
    Ok(())
}

/// Fails if `script` contains text that would end the script element in a page, or keep its end tag
/// from ending it.
fn refuse_tags(name: &str, script: &str) -> Result<()> {
    for tag in ["</script", "<script", "<!--"] {
        ensure!(
            !script.to_ascii_lowercase().contains(tag),
            "{name} contains `{tag}`, which cannot stand in a page: write it in two pieces"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_would_end_its_own_element_is_refused() {
        for tag in ["f(\"<!--\");", "f(\"</Script>\")", "f(\"<script>\")"] {
            let error = refuse_tags("single.js", tag).expect_err("it cannot stand in a page");
            assert!(
                error.to_string().starts_with("single.js contains `<"),
                "{error}"
            );
        }
        assert!(refuse_tags("single.js", "f(1<2)").is_ok());
    }

    #[test]
    fn every_bundle_has_its_own_name() {
        let mut names: Vec<_> = BUNDLES.iter().map(|bundle| bundle.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BUNDLES.len());
    }
}
