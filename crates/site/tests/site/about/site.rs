//! Builds the smallest story with additions to its `story.toml`, as the command would.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use scraper::{Html, Node};
use serde_json::Value;
use shanhai_site::basemap::Basemap;
use shanhai_site::build::{BuildOptions, Fonts, build_in_memory};
use shanhai_site::diagnostics::{OutputStyle, render};
use shanhai_site::folder::StoryFolder;
use shanhai_site::parts::{APP_FILES, Parts};
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// The address of the site.
pub(super) const ADDRESS: &str = "https://stories.example/small/";

/// A story's folder, beside a minimal app that does nothing.
pub(super) struct Folder(TempDir);

impl Folder {
    pub(super) fn path(&self) -> PathBuf {
        self.0.path().join("story")
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("it can be written");
    }
}

/// The smallest story, with `tables` before its own in `story.toml`.
pub(super) fn story(tables: &str) -> Folder {
    let folder = Folder(tempfile::tempdir().expect("tests may write temporary files"));
    for name in ["app", "story"] {
        fs::create_dir(folder.0.path().join(name)).expect("it can be made");
    }
    for name in APP_FILES {
        let text = if name.ends_with("css") { "" } else { name };
        fs::write(folder.0.path().join("app").join(name), text).expect("it can be written");
    }
    for name in ["story.toml", "zh.md", "en.md"] {
        let sound = stories().join("small").join(name);
        let text = fs::read_to_string(sound).expect("the story stands in the repository");
        folder.write(
            name,
            &text.replacen("[title]", &[tables, "[title]"].concat(), 1),
        );
    }
    folder
}

/// Replaces `old` with `new` in `story.toml`.
pub(super) fn change(folder: &Folder, old: &str, new: &str) {
    let path = folder.path().join("story.toml");
    let text = fs::read_to_string(path).expect("it was written");
    assert!(text.contains(old), "{old}");
    folder.write("story.toml", &text.replacen(old, new, 1));
}

/// Runs the command that builds the story.
pub(super) fn run_build(folder: &Folder, more: &[&str]) -> Output {
    shanhai()
        .arg("build")
        .arg(folder.path())
        .arg("--app")
        .arg(folder.0.path().join("app"))
        .arg("--page")
        .arg(root())
        .arg("--out")
        .arg(folder.0.path().join("dist"))
        .args(more)
        .output()
        .expect("the command runs")
}

/// The files of the site, as the command would write them.
pub(super) fn built(folder: &Folder) -> Site {
    built_at(folder, None)
}

/// The same with the address that the command would be given.
pub(super) fn built_at(folder: &Folder, address: Option<&str>) -> Site {
    built_with(folder, address, None)
}

/// The same with share pictures.
pub(super) fn built_with(folder: &Folder, address: Option<&str>, fonts: Option<Fonts>) -> Site {
    let basemap = Basemap::china();
    let read = StoryFolder::new(folder.path()).read(&basemap.catalog());
    let read =
        read.unwrap_or_else(|diagnostics| panic!("{}", render(&diagnostics, OutputStyle::Plain)));
    let app = folder.path().with_file_name("app");
    let options = BuildOptions {
        parts: Parts::of(Some(app), Some(root())).expect("both are named"),
        address: address.map(|address| address.parse().expect("it is whole")),
        fonts,
        out: PathBuf::new(),
    };
    let files = build_in_memory(&options, &read, &basemap).expect("a sound story can be built");
    Site { files }
}

/// The files of a site.
pub(super) struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

/// An element with its attributes.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// The text directly in it.
    pub(super) text: String,
}

impl Element {
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(known, _)| known == name)
    }

    /// The value of the attribute, or an empty one.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// The elements of a piece of HTML, as browsers parse it.
pub(super) fn elements(html: &str) -> Vec<Element> {
    let tree = if html.starts_with("<!doctype") {
        Html::parse_document(html)
    } else {
        Html::parse_fragment(html)
    };
    let nodes = tree.tree.root().descendants();
    let elements = nodes.filter_map(|node| {
        let element = node.value().as_element()?;
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let texts = node.children().filter_map(|child| match child.value() {
            Node::Text(text) => Some(text.to_string()),
            _ => None,
        });
        Some(Element {
            name: element.name().to_owned(),
            attributes: element.attrs().map(owned).collect(),
            text: texts.collect(),
        })
    });
    // The parser adds a root element to a fragment.
    elements.filter(|element| element.name != "html").collect()
}

impl Site {
    /// The paths of its files.
    pub(super) fn files(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub(super) fn file(&self, path: &str) -> &[u8] {
        let file = self.files.get(path);
        file.unwrap_or_else(|| panic!("there is no {path}"))
    }

    pub(super) fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path);
        let bytes = bytes.unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(bytes.clone()).expect("it is text")
    }

    pub(super) fn elements(&self, path: &str) -> Vec<Element> {
        elements(&self.text(path))
    }

    /// The contents of the page's meta elements with this name, property or `http-equiv`.
    pub(super) fn meta(&self, path: &str, name: &str) -> Vec<String> {
        let is_it = |element: &Element| {
            let called =
                ["name", "property", "http-equiv"].map(|key| element.attribute(key) == name);
            element.name == "meta" && called.contains(&true)
        };
        let elements = self.elements(path).into_iter().filter(is_it);
        elements
            .map(|element| element.attribute("content").to_owned())
            .collect()
    }

    /// The targets of the page's links with this relation.
    pub(super) fn link(&self, path: &str, rel: &str) -> Vec<String> {
        let elements = self.elements(path).into_iter();
        let links =
            elements.filter(|element| element.name == "link" && element.attribute("rel") == rel);
        links
            .map(|link| link.attribute("href").to_owned())
            .collect()
    }

    /// The languages and addresses in the page's `hreflang` links.
    pub(super) fn alternates(&self, path: &str) -> Vec<(String, String)> {
        let elements = self.elements(path).into_iter();
        let links = elements.filter(|element| element.name == "link" && element.has("hreflang"));
        let both = |link: Element| {
            (
                link.attribute("hreflang").to_owned(),
                link.attribute("href").to_owned(),
            )
        };
        links.map(both).collect()
    }

    /// The page's structured data.
    pub(super) fn json_ld(&self, path: &str) -> Value {
        let elements = self.elements(path).into_iter();
        let blocks = elements.filter(|element| element.attribute("type") == "application/ld+json");
        let [block] = &*blocks.collect::<Vec<_>>() else {
            panic!("{path} has one block");
        };
        assert_eq!(block.name, "script");
        serde_json::from_str(&block.text).expect("it is JSON")
    }
}
