//! The rules of the code base: which module may use what.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};
use shanhai_pages::view::{Files, Page, rendered};
use shanhai_picture::Instance;
use shanhai_site::basemap::Basemap;
use shanhai_site::folder::StoryFolder;
use shanhai_story::story::Kind;

/// The Rust files below `folder`, with their text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    files(folder, "rs")
}

/// The files below `folder` with the extension `end`, with their text.
fn files(folder: &str, end: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("the folder stands in the repository") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|it| it == end) {
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                files.push((path, text));
            }
        }
    }
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn manifest(path: &str) -> toml::Table {
    let text = fs::read_to_string(root().join(path)).expect("the manifest stands there");
    text.parse().expect("the manifest is TOML")
}

/// The names of the dependencies in one table of a `Cargo.toml`.
fn dependencies(path: &str, table: &str) -> Vec<String> {
    let text = manifest(path);
    let table = text.get(table).and_then(toml::Value::as_table);
    table
        .into_iter()
        .flat_map(toml::Table::keys)
        .cloned()
        .collect()
}

/// The top-level module to which the file at `path`, below `folder`, belongs.
fn module_of(path: &Path, folder: &str) -> String {
    let within = path.strip_prefix(root().join(folder));
    let within = within.expect("it lies there").with_extension("");
    let name = within.iter().next().and_then(|name| name.to_str());
    name.expect("a module's name is UTF-8").to_owned()
}

/// The top-level modules that the code in `text` names after `crate::`, alone or in braces.
fn modules_used(text: &str) -> Vec<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code: String = text.split_inclusive('\n').filter(is_code).collect();
    let paths = code.split("crate::").skip(1).flat_map(|path| {
        let list = path.strip_prefix('{');
        list.map_or_else(|| vec![path], entries)
    });
    let is_end = |c: char| !c.is_alphanumeric() && c != '_';
    let names = paths.filter_map(|path| path.trim_start().split(is_end).next());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The entries of a list in braces; `text` begins behind the first brace.
fn entries(text: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if 0 < depth => depth -= 1,
            ',' | '}' if depth == 0 => {
                entries.push(&text[start..at]);
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    entries
}

/// The top-level modules of the crate in `folder`, each with those that it uses.
fn dependencies_of_modules(folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut modules = BTreeMap::<_, BTreeSet<_>>::new();
    for (path, text) in sources(folder) {
        let used = modules.entry(module_of(&path, folder)).or_default();
        used.extend(modules_used(&text));
    }
    for (module, used) in &mut modules {
        used.remove(module);
    }
    modules
}

#[test]
fn no_modules_of_a_crate_use_each_other_in_a_circle() {
    for folder in [
        "src",
        "crates/picture/src",
        "crates/pages/src",
        "crates/site/src",
        "crates/story/src",
        "xtask/src",
    ] {
        let mut modules = dependencies_of_modules(folder);
        assert!(1 < modules.len(), "{folder} has modules");
        // A module that uses none of the others is in no circle, nor is one that nobody uses.
        loop {
            let count = modules.len();
            let names: BTreeSet<_> = modules.keys().cloned().collect();
            let used: BTreeSet<_> = modules.values().flatten().cloned().collect();
            modules.retain(|module, uses| {
                uses.retain(|other| names.contains(other));
                !uses.is_empty() && used.contains(module)
            });
            if modules.len() == count {
                break;
            }
        }
        assert!(modules.is_empty(), "circles in {folder}: {modules:?}");
    }
}

#[test]
fn each_module_of_the_story_crate_uses_only_those_listed_above_it() {
    let lib = fs::read_to_string(root().join("crates/story/src/lib.rs")).expect("it is UTF-8");
    let order: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(5 < order.len(), "the modules are listed in lib.rs");
    let rank = |name: &str| order.iter().position(|module| *module == name);
    for (path, text) in sources("crates/story/src") {
        let Some(own) = rank(&module_of(&path, "crates/story/src")) else {
            continue;
        };
        for used in modules_used(&text) {
            let other = rank(&used).unwrap_or_else(|| panic!("`{used}` is no module"));
            assert!(
                other <= own,
                "{} uses `{used}`, which stands below it",
                path.display()
            );
        }
    }
}

#[test]
fn the_story_crate_needs_serde_postcard_and_libm_only() {
    let needed = dependencies("crates/story/Cargo.toml", "dependencies");
    assert_eq!(needed, ["libm", "postcard", "serde"]);
}

#[test]
fn the_story_crate_uses_no_clock_files_or_threads() {
    for (path, text) in sources("crates/story/src") {
        for outside in [
            "std::time",
            "std::fs",
            "std::io",
            "std::env",
            "std::thread",
            "\nstatic ",
        ] {
            assert!(
                !text.contains(outside),
                "{} names {outside}",
                path.display()
            );
        }
    }
}

#[test]
fn only_the_browser_folder_names_the_dom() {
    for (path, text) in sources("src") {
        if path.starts_with(root().join("src/browser")) {
            continue;
        }
        for outside in ["web_sys", "js_sys", "gloo", "wasm_bindgen"] {
            assert!(
                !text.contains(outside),
                "{} names {outside}",
                path.display()
            );
        }
    }
}

#[test]
fn no_view_is_written_as_html_text() {
    for folder in ["src", "crates"] {
        for (path, text) in sources(folder) {
            for way in ["inner_html", "innerHTML", "set_inner", "eval("] {
                assert!(!text.contains(way), "{} names {way}", path.display());
            }
        }
    }
}

#[test]
fn no_script_makes_html_or_code_of_text() {
    let scripts = files("web", "ts");
    assert!(!scripts.is_empty());
    for (path, text) in scripts {
        for way in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "setHTML",
            "document.write",
            "eval(",
            "Function(",
            "srcdoc",
        ] {
            assert!(!text.contains(way), "{} names {way}", path.display());
        }
    }
}

#[test]
fn unsafe_code_is_forbidden_in_every_crate() {
    let workspace = manifest("Cargo.toml");
    let lint = &workspace["workspace"]["lints"]["rust"]["unsafe_code"];
    assert_eq!(lint.as_str(), Some("forbid"));
    let crates = fs::read_dir(root().join("crates")).expect("the folder stands in the repository");
    let crates = crates.map(|entry| entry.expect("it can be listed").path());
    for member in crates.chain([root().join("xtask"), root().to_owned()]) {
        let path = member.join("Cargo.toml");
        let path = path.to_str().expect("its path is Unicode");
        let lints = &manifest(path)["lints"];
        assert_eq!(lints["workspace"].as_bool(), Some(true), "{path}");
    }
}

#[test]
fn nothing_is_built_with_every_feature() {
    // The feature `packaged` needs an app that is built.
    let mut texts = sources("xtask/src");
    for path in [".ci/run", ".cargo/config.toml", "Cargo.toml", "deny.toml"] {
        let path = root().join(path);
        let text = fs::read_to_string(&path).expect("it stands in the repository");
        texts.push((path, text));
    }
    for (path, text) in texts {
        let all = ["--all-features", "all-features = true"];
        let is_clean = !all.iter().any(|way| text.contains(way));
        assert!(is_clean, "{} asks for every feature", path.display());
    }
}

#[test]
fn a_link_that_leads_out_says_noopener_and_noreferrer() {
    let basemap = Basemap::china();
    let read = StoryFolder::new(root().join("tests/stories/small"))
        .read(&basemap.catalog())
        .expect("the story has no errors");
    for edition in &read.editions {
        let page = Html::parse_document(&rendered(&Page {
            article: edition.article.clone(),
            story: edition.story.clone().into(),
            land: basemap.land().clone(),
            attribution: String::new(),
            review_number: None,
            instance: Instance::new("s1"),
            others: Vec::new(),
            download: String::new(),
            drawings: std::collections::BTreeMap::new(),
            files: Files::default(),
            keepsake: None,
        }));
        let outward = Selector::parse("a[href*=':'], a[href^='//']").expect("it is a selector");
        let links: Vec<_> = page.select(&outward).map(|link| link.value()).collect();
        assert!(!links.is_empty(), "the story leads out");
        for link in links {
            assert_eq!(link.attr("rel"), Some("noopener noreferrer"), "{link:?}");
        }
    }
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let folders = ["src", "crates", "xtask/src", "tests"];
    let sources = folders.into_iter().flat_map(sources);
    let scripts = ["web", "tests/browser"].map(|folder| files(folder, "ts"));
    for (path, text) in sources.chain(scripts.into_iter().flatten()) {
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn the_lists_of_kinds_for_authors_are_complete() {
    let kinds = Kind::ALL.map(Kind::word).join(" ");
    for path in ["docs/authoring.md", "crates/site/starter/story.toml"] {
        let text = fs::read_to_string(root().join(path)).expect("it is in the repository");
        assert!(text.contains(&kinds), "{path} does not list `{kinds}`");
    }
}
