//! `drawing`: an author's own drawing beside a section or on a line of the map, as an SVG file of one
//! colour.

mod svg;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::de::DeValue;

use super::{
    data::{Context, StoryData},
    file,
    language::Texts,
    located::Located,
    table::{Table, text},
};
use crate::diagnostics::{Diagnostic, Entity, Findings, IllustrationProblem, Shape};
pub use svg::Illustration;

/// A drawing that `story.toml` names.
#[derive(Clone, Debug)]
pub(super) struct IllustrationData {
    /// The file within the story's folder.
    pub(super) file: Located<String>,
    /// The text alternative; empty for a decoration.
    pub(super) alt: Texts,
}

/// The id of the drawing at `index`, in the order of the files.
pub(crate) fn name(index: usize) -> String {
    format!("d{index}")
}

impl IllustrationData {
    /// Reads `drawing` of `table`, or returns `None` if it is absent or wrong.
    pub(super) fn read(
        table: &Table<'_>,
        context: &Context<'_>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let value = table.value("drawing")?;
        let shape = Shape::TextOrTable;
        let (file, alt) = if let DeValue::Table(_) = value.get_ref() {
            let own = table.table("drawing", Entity::Illustration, shape, findings)?;
            let alt = Texts::read_if_any(&own, "alt", context.languages, findings);
            (own.text("file", findings)?, alt)
        } else {
            let file = text("drawing", value, shape, findings)?;
            (file, Texts::default())
        };
        if !is_svg(file.value) {
            let name = file.value.to_owned();
            findings.add(file.span, IllustrationProblem::NotAnSvg { name });
            return None;
        }
        let file = Located::new(file.value.to_owned(), file.span);
        Some(Self { file, alt })
    }
}

/// Returns whether `path` is a plain path of an SVG file within the story's folder.
fn is_svg(path: &str) -> bool {
    let stem = path.strip_suffix(".svg");
    stem.is_some_and(|stem| stem.split('/').all(file::is_plain_name))
}

/// The drawings of links and steps, as often as they are named.
fn named(data: &StoryData) -> impl Iterator<Item = &IllustrationData> {
    let of_links = data.links.iter().filter_map(|link| link.drawing.as_ref());
    let of_steps = data.steps.iter().filter_map(|step| step.drawing.as_ref());
    of_links.chain(of_steps)
}

/// The files of the drawings of `data`, in order.
pub(super) fn files(data: &StoryData) -> BTreeSet<&str> {
    named(data).map(|it| &*it.file.value).collect()
}

/// The drawings that `data` names, by their files in `folder`, and the diagnostics about those files.
/// `shown` returns the path of a file in messages. A missing file is reported in `story.toml`.
pub(super) fn read(
    folder: &Path,
    shown: impl Fn(&str) -> String,
    data: &StoryData,
    data_findings: &mut Findings,
) -> (BTreeMap<String, Illustration>, Vec<Diagnostic>) {
    let mut illustrations = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for Located { value: name, span } in named(data).map(|it| &it.file) {
        if illustrations.contains_key(name) {
            continue;
        }
        match file::read(&folder.join(name), shown(name)) {
            Ok(file) => {
                let mut findings = Findings::of(file.clone());
                let illustration = svg::illustration(file.text(), &mut findings);
                diagnostics.extend(findings.in_file_order());
                illustrations.insert(name.clone(), illustration.unwrap_or_default());
            }
            Err(diagnostic) if diagnostic.is_missing_file() => {
                let name = name.clone();
                data_findings.add(span.clone(), IllustrationProblem::NoFile { name });
            }
            Err(diagnostic) => {
                illustrations.insert(name.clone(), Illustration::default());
                diagnostics.push(diagnostic);
            }
        }
    }
    (illustrations, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_within_the_folder() {
        for path in ["drawings/yak.svg", "yak.svg", "a/b-c_d.2.svg"] {
            assert!(is_svg(path), "{path}");
        }
        for path in [
            "/yak.svg",
            "../yak.svg",
            "a/../yak.svg",
            "a//b.svg",
            ".svg",
            "yak.png",
            "a b.svg",
            "",
            "a\\b.svg",
        ] {
            assert!(!is_svg(path), "{path}");
        }
    }
}
