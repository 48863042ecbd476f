//! Draws an SVG file, such as a chart, as the photo that pages show. The file itself is never
//! published, so nothing in it can run.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use roxmltree::{Document, Node, ParsingOptions};

use crate::diagnostics::PhotoProblem;

/// The width at which files are drawn, in pixels: that of the largest photo on a page.
const WIDTH: f32 = 1600.0;

/// The largest file, in mebibytes, and the most elements in it.
const LARGEST: u64 = 4;
const MOST_NODES: u32 = 200_000;

/// Elements that a photo cannot have. Letters would need the fonts of the author's machine, and
/// effects can take any time.
const FORBIDDEN: [&str; 10] = [
    "script",
    "foreignObject",
    "image",
    "text",
    "filter",
    "animate",
    "animateMotion",
    "animateTransform",
    "set",
    "switch",
];

/// The SVG file `bytes` as a PNG file, on white.
///
/// # Errors
/// Fails if it is no SVG, or contains more than shapes.
pub(super) fn drawn(bytes: &[u8]) -> Result<Vec<u8>, PhotoProblem> {
    if LARGEST * 1024 * 1024 < bytes.len() as u64 {
        return Err(PhotoProblem::TooLargeFile { mib: LARGEST });
    }
    let damaged = |reason: String| PhotoProblem::Damaged { reason };
    let text = std::str::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options);
    let document = document.map_err(|error| damaged(error.to_string()))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(PhotoProblem::OtherFormat { found: None });
    }
    let mut found = document.descendants().filter_map(foreign);
    if let Some(what) = found.next() {
        return Err(PhotoProblem::NotOnlyShapes { what });
    }
    let tree = tree(text).map_err(damaged)?;
    let scale = WIDTH / tree.size().width();
    let size = tree.size().to_int_size();
    let size = size.scale_by(scale).filter(|size| {
        let pixels = u64::from(size.width()) * u64::from(size.height());
        pixels <= shanhai_photos::MOST_PIXELS && size.height() <= shanhai_photos::LARGEST_SIDE
    });
    let pixels = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let Some(mut pixels) = pixels else {
        return Err(damaged("it is far higher than wide".to_owned()));
    };
    pixels.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| damaged(error.to_string()))
}

fn tree(text: &str) -> Result<Tree, String> {
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(text, &options).map_err(|error| error.to_string())
}

/// What makes `node` more than a shape.
fn foreign(node: Node<'_, '_>) -> Option<String> {
    if !node.is_element() {
        return None;
    }
    let name = node.tag_name().name();
    if FORBIDDEN.contains(&name) {
        return Some(format!("<{name}>"));
    }
    let mut attributes = node.attributes();
    let is_bad = |name: &str, value: &str| {
        let leads_out = name == "href" && !value.trim_start().starts_with('#');
        leads_out || name.len() > 2 && name.starts_with("on")
    };
    let bad = attributes.find(|attribute| is_bad(attribute.name(), attribute.value()))?;
    Some(format!("{}=\"…\"", bad.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(content: &str) -> Vec<u8> {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 32 16">{content}</svg>"#
        )
        .into_bytes()
    }

    #[test]
    fn a_drawing_is_drawn_on_white_at_the_width_of_the_largest_photo() {
        let file = drawn(&svg(r##"<path d="M0 0h8v8H0z" fill="#c00"/>"##));
        let photo = shanhai_photos::read(&file.expect("it is sound"));
        let photo = photo.expect("it is a photo");
        assert_eq!(photo.size(), [1600, 800]);
        // An eighth is red, the rest white.
        let [red, green, _] = photo.mean_colour();
        assert!(245 < red && (215..230).contains(&green), "{red} {green}");
    }

    #[test]
    fn more_than_shapes_is_refused() {
        for (content, expected) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<g><foreignObject/></g>", "<foreignObject>"),
            (r#"<image href="file:///etc/passwd"/>"#, "<image>"),
            ("<text>a</text>", "<text>"),
            (r#"<g onload="alert(1)"/>"#, "onload=\"…\""),
            (r#"<use xlink:href="other.svg#a"/>"#, "href=\"…\""),
            ("<filter/>", "<filter>"),
        ] {
            let problem = drawn(&svg(content)).expect_err(content);
            let what = expected.to_owned();
            assert_eq!(problem, PhotoProblem::NotOnlyShapes { what }, "{content}");
        }
    }

    #[test]
    fn files_that_are_no_drawing_are_refused() {
        let deep = svg(&["<g>".repeat(50_000), "</g>".repeat(50_000)].concat());
        let mut bomb = "<g id=\"a0\"><path d=\"M0 0h1\"/></g>".to_owned();
        for (before, own) in (0..40).zip(1..) {
            let twice = format!("<use href=\"#a{before}\"/>").repeat(2);
            bomb += &["<g id=\"a", &own.to_string(), "\">", &twice, "</g>"].concat();
        }
        let entities =
            b"<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>".to_vec();
        for file in [
            b"<html/>".to_vec(),
            b"\xff\xfe".to_vec(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 99999\"/>".to_vec(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"1\"/>".to_vec(),
            deep,
            svg(&bomb),
            entities,
        ] {
            assert!(drawn(&file).is_err());
        }
    }
}
