//! Reads SVG files of one colour and writes their shapes for a page. An element or attribute that is
//! not part of a plain shape is an error, unless it draws nothing.

use std::fmt::Write;
use std::ops::Range;

use roxmltree::{Attribute, Document, Node};
use shanhai_pages::escape::escaped;

use crate::diagnostics::{Findings, IllustrationProblem};

/// A drawing whose file has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Illustration {
    /// The value of its `viewBox` attribute.
    pub view_box: String,
    /// Its shapes, as SVG elements. They inherit their colour, or have `currentColor`.
    pub shapes: String,
}

/// The largest file of a drawing, in bytes: a reader loads all drawings of a story at once.
const LARGEST: usize = 16 * 1024;

/// The SVG elements that a drawing may have.
const SHAPES: [&str; 8] = [
    "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon",
];

/// SVG elements that draw nothing: they are left out.
const NOTES: [&str; 4] = ["title", "desc", "metadata", "defs"];

/// The attributes of shapes that enter the page.
const KEPT: [&str; 29] = [
    "d",
    "points",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "transform",
    "fill",
    "fill-rule",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "opacity",
    "display",
];

/// Those of them that hold a colour.
const COLOURS: [&str; 2] = ["fill", "stroke"];

/// Names of the colour of a shape that has none of its own.
const USUAL: [&str; 4] = ["currentcolor", "black", "#000", "#000000"];

const SVG: &str = "http://www.w3.org/2000/svg";

/// The drawing in the file `text`, or `None` if it is no SVG.
pub(super) fn illustration(text: &str, findings: &mut Findings) -> Option<Illustration> {
    if LARGEST < text.len() {
        findings.add(
            0..0,
            IllustrationProblem::TooLarge {
                kib: LARGEST / 1024,
            },
        );
        return None;
    }
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let at = offset(text, error.pos());
            let reason = error.to_string();
            findings.add(at..at, IllustrationProblem::NotXml { reason });
            return None;
        }
    };
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        findings.add(start_of(root), IllustrationProblem::OtherRoot);
        return None;
    }
    let view_box = view_box(root);
    if view_box.is_none() {
        findings.add(start_of(root), IllustrationProblem::NoSize);
    }
    let mut writer = Writer {
        shapes: String::new(),
        colour: None,
        findings,
    };
    let painted = writer.attributes(root);
    let painted: Vec<_> = painted
        .into_iter()
        .filter(|(name, _)| !["x", "y", "width", "height"].contains(name))
        .collect();
    writer.open("g", &painted);
    writer.children(root);
    writer.shapes.push_str("</g>");
    let shapes = writer.shapes;
    Some(Illustration {
        view_box: view_box.unwrap_or_default(),
        shapes,
    })
}

impl Default for Illustration {
    /// An empty drawing, in the place of one with errors.
    fn default() -> Self {
        Self {
            view_box: "0 0 1 1".to_owned(),
            shapes: String::new(),
        }
    }
}

/// The value of `viewBox`, or one made of `width` and `height`.
fn view_box(root: Node<'_, '_>) -> Option<String> {
    let numbers = |text: &str| -> Option<Vec<f64>> {
        let parts = text.split([' ', ',', '\t', '\n', '\r']);
        let parts = parts.filter(|part| !part.is_empty());
        let numbers: Option<Vec<f64>> = parts.map(|part| part.parse().ok()).collect();
        numbers.filter(|numbers| numbers.iter().all(|number| number.is_finite()))
    };
    let found = if let Some(text) = root.attribute("viewBox") {
        numbers(text)?
    } else {
        let length = |name| {
            let text: &str = root.attribute(name)?;
            numbers(text.trim_end_matches("px"))?.first().copied()
        };
        vec![0.0, 0.0, length("width")?, length("height")?]
    };
    match *found {
        [x, y, width, height] if 0.0 < width && 0.0 < height => {
            Some(format!("{x} {y} {width} {height}"))
        }
        _ => None,
    }
}

/// Writes the shapes of a drawing.
struct Writer<'a> {
    shapes: String,
    /// The colour of the shapes so far.
    colour: Option<String>,
    findings: &'a mut Findings,
}

impl Writer<'_> {
    fn children(&mut self, of: Node<'_, '_>) {
        for node in of.children().filter(Node::is_element) {
            let name = node.tag_name();
            if name.namespace() != Some(SVG) || NOTES.contains(&name.name()) && is_empty(node) {
                // Notes of an editor.
            } else if SHAPES.contains(&name.name()) {
                let attributes = self.attributes(node);
                self.open(name.name(), &attributes);
                self.children(node);
                _ = write!(self.shapes, "</{}>", name.name());
            } else {
                let element = name.name().to_owned();
                let problem = IllustrationProblem::Element { element };
                self.findings.add(start_of(node), problem);
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, String)]) {
        _ = write!(self.shapes, "<{name}");
        for (name, value) in attributes {
            _ = write!(self.shapes, " {name}=\"{}\"", escaped(value));
        }
        self.shapes.push('>');
    }

    /// The attributes of `node` that enter the page, those within `style` too.
    fn attributes(&mut self, node: Node<'_, '_>) -> Vec<(&'static str, String)> {
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if attribute.namespace().is_some() && name != "href" {
                // A note of an editor.
            } else if name == "style" {
                for declaration in value.split(';') {
                    if let Some((name, value)) = declaration.split_once(':') {
                        kept.extend(self.attribute(name.trim(), value.trim(), &attribute));
                    }
                }
            } else if name == "href" || name.starts_with("on") {
                let problem = IllustrationProblem::Attribute {
                    attribute: name.to_owned(),
                };
                self.findings.add(attribute.range(), problem);
            } else {
                kept.extend(self.attribute(name, value, &attribute));
            }
        }
        // A style overrides an attribute of its name.
        let later =
            |at: usize, name: &str| kept.iter().skip(at + 1).any(|(other, _)| *other == name);
        let last = |(at, (name, _)): &(usize, &(&str, String))| !later(*at, name);
        kept.iter()
            .enumerate()
            .filter(last)
            .map(|(_, it)| it.clone())
            .collect()
    }

    /// The attribute `name`, if shapes may have it. `at` is the one in the file.
    fn attribute(
        &mut self,
        name: &str,
        value: &str,
        at: &Attribute<'_, '_>,
    ) -> Option<(&'static str, String)> {
        let kept = KEPT.into_iter().find(|kept| *kept == name)?;
        if !COLOURS.contains(&kept) || value == "none" {
            return Some((kept, value.to_owned()));
        }
        let colour = value.to_lowercase();
        let colour = match &*colour {
            usual if USUAL.contains(&usual) => "black".to_owned(),
            _ => colour,
        };
        match &self.colour {
            Some(other) if *other != colour => {
                let problem = IllustrationProblem::SecondColour {
                    colour: value.to_owned(),
                    first: other.clone(),
                };
                self.findings.add(at.range(), problem);
            }
            _ if colour.starts_with("url") => {
                let colour = value.to_owned();
                let problem = IllustrationProblem::Pattern { colour };
                self.findings.add(at.range(), problem);
            }
            _ => self.colour = Some(colour),
        }
        Some((kept, "currentColor".to_owned()))
    }
}

/// Returns whether an editor's note has no element that something could refer to.
fn is_empty(node: Node<'_, '_>) -> bool {
    node.tag_name().name() != "defs" || !node.children().any(|child| child.is_element())
}

/// The span of an element's `<` and name.
fn start_of(node: Node<'_, '_>) -> Range<usize> {
    let start = node.range().start;
    start..start + 1 + node.tag_name().name().len()
}

/// The offset of a position in `text`, in bytes.
fn offset(text: &str, at: roxmltree::TextPos) -> usize {
    let row = usize::try_from(at.row)
        .unwrap_or_default()
        .saturating_sub(1);
    let column = usize::try_from(at.col)
        .unwrap_or_default()
        .saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let line = text.get(before..).unwrap_or_default();
    let within = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |(at, _)| at);
    (before + within).min(text.len())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;

    /// The drawing in `text`, and the messages about it.
    fn check(text: &str) -> (Option<Illustration>, Vec<String>) {
        let file = Arc::new(SourceFile::new("a.svg".to_owned(), text.to_owned()));
        let mut findings = Findings::of(file);
        let found = illustration(text, &mut findings);
        let messages = findings.in_file_order().into_iter();
        let messages = messages.map(|it| it.kind.to_string());
        (found, messages.collect())
    }

    #[test]
    fn only_shapes_in_one_colour_enter_the_page() {
        let (found, messages) = check(
            r##"<?xml version="1.0"?><!-- an editor's -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape.org" width="96px" height="48" i:v="1" fill="#B33">
  <title>Yak</title><metadata><a/></metadata><defs/><i:view zoom="2"/>
  <g id="a" class="b" style="fill:#b33;-i-font:'x'"><path d='M0 0"&lt;' i:node="c" fill="none" stroke="#b33"/></g>
</svg>"##,
        );
        assert_eq!(messages, [""; 0]);
        let found = found.expect("it is a drawing");
        assert_eq!(found.view_box, "0 0 96 48");
        assert_eq!(
            found.shapes,
            "<g fill=\"currentColor\"><g fill=\"currentColor\">\
             <path d=\"M0 0&quot;&lt;\" fill=\"none\" stroke=\"currentColor\"></path></g></g>"
        );
    }

    #[test]
    fn the_names_of_black_are_one_colour() {
        let (_, messages) = check(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0 9 9"><g fill="#000"><path fill="currentColor" stroke="black"/></g></svg>"##,
        );
        assert_eq!(messages, [""; 0]);
    }

    #[test]
    fn an_entity_is_refused_before_it_grows() {
        let (found, messages) = check(
            "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>",
        );
        assert_eq!((found, messages.len()), (None, 1));
    }

    #[test]
    fn a_file_over_the_size_limit_is_not_parsed() {
        let (found, messages) = check(&" ".repeat(LARGEST + 1));
        assert_eq!((found, messages.len()), (None, 1));
    }
}
