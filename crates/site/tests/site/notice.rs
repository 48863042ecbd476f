//! Checks the licence lists: every crate that is compiled into a copy is named, with its licence
//! text.
//!
//! `UPDATE_GOLDEN=1` writes the lists again, from cargo's metadata and the crates' own files.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use shanhai_site::notice;

use crate::repository::root;

fn cargo(arguments: &[&str]) -> String {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let call = Command::new(cargo)
        .current_dir(root())
        .args(arguments)
        .arg("--locked")
        .output();
    let output = call.expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

/// A third-party crate.
#[derive(Clone, Debug)]
struct Crate {
    /// Its name and version.
    name: String,
    /// The folder into which cargo has unpacked it.
    folder: PathBuf,
    /// The SPDX expression of its licence.
    license: String,
    /// The authors that its manifest names.
    authors: String,
}

/// The third-party crates from which `package` is compiled, by name.
fn crates(package: &[&str]) -> Vec<Crate> {
    let metadata = cargo(&["metadata", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("it is JSON");
    let packages = metadata["packages"].as_array().expect("it lists packages");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let places: BTreeMap<_, _> = packages
        .iter()
        .filter(|package| package["source"].is_string())
        .map(|package| {
            let name = format!("{} v{}", text(&package["name"]), text(&package["version"]));
            let manifest = PathBuf::from(text(&package["manifest_path"]));
            let authors = package["authors"].as_array().into_iter().flatten();
            let authors: Vec<_> = authors.map(text).collect();
            let published = Crate {
                name: name.clone(),
                folder: manifest.parent().expect("it has a folder").to_owned(),
                license: text(&package["license"]),
                authors: authors.join(", "),
            };
            (name, published)
        })
        .collect();
    let edges = [
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let tree = cargo(&[&["tree"], package, &edges].concat());
    // Our own crates have a path in the workspace after their names.
    let is_others = |line: &&str| !line.contains(" (/");
    let names: BTreeSet<_> = tree
        .lines()
        .filter(is_others)
        .map(|line| line.split(" (").next().unwrap_or(line).to_owned())
        .collect();
    let found = names.iter().map(|name| places.get(name).cloned());
    found.map(|found| found.expect("cargo knows it")).collect()
}

/// The licence texts in the folder of a crate's package. If it offers several licences, only that of
/// MIT is kept.
fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            let name = name.to_lowercase();
            ["licen", "copying", "notice", "unlicense"]
                .iter()
                .any(|start| name.starts_with(start))
        })
        .filter(|name| folder.join(name).is_file())
        .collect();
    names.sort();
    let is_mit = |name: &&String| name.to_lowercase().contains("mit");
    if names.iter().any(|name| is_mit(&name)) {
        names.retain(|name| is_mit(&name) || name.to_lowercase().starts_with("notice"));
    }
    let read = |name: &String| fs::read_to_string(folder.join(name)).unwrap_or_default();
    names.iter().map(read).map(|text| tidy(&text)).collect()
}

/// `text` without trailing spaces.
fn tidy(text: &str) -> String {
    let lines: Vec<_> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// Splits a licence text into its copyright lines and the rest.
fn parted(text: &str) -> (Vec<String>, String) {
    let is_copyright = |line: &&str| {
        let line = line.trim();
        line.starts_with("Copyright (c)")
            || line.starts_with("Copyright 2")
            || line.starts_with("Copyright ©")
    };
    let is_short = text.len() < 2_500;
    let (own, rest): (Vec<_>, Vec<_>) = text
        .lines()
        .partition(|line| is_short && is_copyright(line));
    let own = own.iter().map(|line| line.trim().to_owned()).collect();
    (own, tidy(&rest.join("\n")))
}

/// The licence texts of a crate and of the code of others that it contains, each with its copyright
/// lines.
fn notices(published: &Crate, others: &[Crate]) -> Vec<(Vec<String>, String)> {
    let vendored = texts(&published.folder.join("vendor"));
    let vendored = vendored.iter().map(|text| parted(text));
    own_notices(published, others)
        .into_iter()
        .chain(vendored)
        .collect()
}

/// The licence texts of a crate's own code. A package without a text gets that of MIT, or of another crate in `others` under the same licence, with the authors from its
/// manifest.
///
/// # Panics
/// If no crate has a text of that licence.
fn own_notices(published: &Crate, others: &[Crate]) -> Vec<(Vec<String>, String)> {
    let own = texts(&published.folder);
    if !own.is_empty() {
        return own.iter().map(|text| parted(text)).collect();
    }
    let text = if published.license.contains("MIT") {
        tidy(include_str!("../../../../LICENSE-MIT"))
    } else {
        let same = others.iter().filter(|it| it.license == published.license);
        let mut found = same.flat_map(|other| texts(&other.folder));
        found
            .next()
            .unwrap_or_else(|| panic!("nothing has a text of the licence of {published:?}"))
    };
    let authors = if published.authors.is_empty() {
        "its authors, whom its package does not name"
    } else {
        &published.authors
    };
    let (_, text) = parted(&text);
    vec![(vec![format!("Copyright (c) {authors}")], text)]
}

/// All crates with their copyright lines, and each licence text once.
fn listing(crates: &[Crate]) -> String {
    let mut by_text: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    let mut head = String::new();
    for published in crates {
        let Crate { name, license, .. } = published;
        head.push_str(&[name, ": ", license, "\n"].concat());
        for (own, rest) in notices(published, crates) {
            // The same text may be wrapped differently.
            let words: Vec<_> = rest.split_whitespace().collect();
            let (_, names) = by_text
                .entry(words.join(" ").to_lowercase())
                .or_insert_with(|| (rest, Vec::new()));
            let own = if own.is_empty() {
                String::new()
            } else {
                format!(": {}", own.join("; "))
            };
            names.push(format!("{name}{own}"));
        }
    }
    let mut texts: Vec<_> = by_text.into_values().collect();
    texts.sort_by(|one, other| one.1.cmp(&other.1));
    let line = "-".repeat(80);
    let texts = texts
        .iter()
        .map(|(text, names)| format!("{line}\n{}\n\n{text}\n", names.join("\n")));
    format!("{head}\n{}", texts.collect::<String>())
}

#[track_caller]
fn check(name: &str, package: &[&str]) {
    let crates = crates(package);
    assert!(10 < crates.len(), "cargo lists too few: {crates:?}");
    let expected = listing(&crates);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("licenses")
        .join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &expected).expect("it can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == expected,
        "licenses/{name} is not what is compiled in; UPDATE_GOLDEN=1 writes it anew"
    );
}

#[test]
fn every_crate_in_the_app_is_named_with_its_licence() {
    check(
        "app.txt",
        &["--package", "shanhai", "--target", "wasm32-unknown-unknown"],
    );
}

#[test]
fn every_crate_in_the_program_is_named_with_its_licence() {
    check(
        "program.txt",
        &[
            "--package",
            "shanhai-site",
            "--features",
            "packaged",
            "--target",
            "x86_64-unknown-linux-gnu",
        ],
    );
}

#[test]
fn the_notice_of_a_site_names_its_map_and_app_and_the_program_names_everything() {
    let site = notice::of_site();
    for text in [
        "Natural Earth",
        "GeoNames",
        "wasm-bindgen v",
        "Permission is hereby granted",
    ] {
        assert!(site.contains(text), "{text}");
    }
    let program = notice::of_program();
    assert!(program.contains(&site) && program.contains("lightningcss v"));
}
