//! The drawings of a story as one file, of which a page shows one part at a time: readers then load
//! all of them with one request, and compressed together.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::asset::{Asset, base64};
use crate::folder::{Illustration, ReadStory, name_of_illustration as id};

/// The addresses of drawings, by their files in the story's folder.
pub(super) type Addresses = BTreeMap<String, String>;

/// The size of the box of each drawing, in units of the file.
const SIZE: usize = 96;

/// The colour of cinnabar, which is legible on the paper by day and by night: an image cannot follow
/// the theme that a reader has chosen.
const COLOUR: &str = "#d2553c";

/// The drawings of `read` as one file; `None` if there are none.
pub(super) fn file(read: &ReadStory) -> Option<Asset> {
    if read.illustrations.is_empty() {
        return None;
    }
    let mut svg = opening(&format!("0 0 {SIZE} {SIZE}"));
    for (index, drawing) in read.illustrations.values().enumerate() {
        let x = SIZE * index;
        let Illustration { view_box, shapes } = drawing;
        // Writing to memory cannot fail.
        _ = write!(
            svg,
            "<view id=\"{}\" viewBox=\"{x} 0 {SIZE} {SIZE}\"/>\
             <svg x=\"{x}\" width=\"{SIZE}\" height=\"{SIZE}\" viewBox=\"{view_box}\">{shapes}</svg>",
            id(index)
        );
    }
    svg.push_str("</svg>");
    Some(Asset::named("drawings", "svg", svg.into_bytes()))
}

/// The addresses of the drawings in `file`, relative to a page. `up` is the path from the page's
/// folder to the root of the site.
pub(super) fn addresses(read: &ReadStory, file: Option<&Asset>, up: &str) -> Addresses {
    let Some(file) = file else {
        return Addresses::new();
    };
    let names = read.illustrations.keys().enumerate();
    let address = |index| [up, &file.name, "#", &id(index)].concat();
    names
        .map(|(index, name)| (name.clone(), address(index)))
        .collect()
}

/// `addresses` in the order of the files, separated by spaces.
pub(super) fn listed(addresses: &Addresses) -> String {
    addresses
        .values()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The drawings as `data:` addresses.
pub(super) fn data_addresses(read: &ReadStory) -> Addresses {
    let address = |drawing: &Illustration| {
        let svg = [&opening(&drawing.view_box), &*drawing.shapes, "</svg>"].concat();
        ["data:image/svg+xml;base64,", &base64(svg.as_bytes())].concat()
    };
    let drawings = read.illustrations.iter();
    drawings
        .map(|(name, drawing)| (name.clone(), address(drawing)))
        .collect()
}

fn opening(view_box: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view_box}\" color=\"{COLOUR}\" \
         fill=\"currentColor\">"
    )
}
