//! Renders SVG to pixels, using only the chosen font faces.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontFamily, FontResolver, ImageHrefResolver, ImageKind, Options, Tree};

use super::fonts::Faces;

/// The address of the relief in a picture's SVG.
pub(super) const RELIEF_ADDRESS: &str = "relief";

/// The resources for drawing pictures.
pub(super) struct Canvas {
    faces: Faces,
    relief: Arc<Vec<u8>>,
}

impl Canvas {
    /// A canvas with the font faces `faces` and the relief `relief`, a WebP file.
    pub(super) fn new(faces: Faces, relief: &[u8]) -> Self {
        Self {
            faces,
            relief: Arc::new(relief.to_vec()),
        }
    }

    /// The pixels of `svg`, which this program wrote: it is valid and has a size.
    pub(super) fn draw(&self, svg: &str) -> Pixmap {
        let (title, note) = (self.faces.title, self.faces.note);
        let relief = Arc::clone(&self.relief);
        let options = Options {
            fontdb: Arc::clone(&self.faces.fonts.faces),
            font_resolver: FontResolver {
                select_font: Box::new(move |font, _| {
                    let is_title = font.families().contains(&FontFamily::Serif);
                    Some(if is_title { title } else { note })
                }),
                // The caller has checked that the faces have every letter, so no fallback is
                // needed.
                select_fallback: Box::new(|_, _, _| None),
            },
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(move |address, _| {
                    (address == RELIEF_ADDRESS).then(|| ImageKind::WEBP(Arc::clone(&relief)))
                }),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).expect("Leptos writes sound SVG");
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height()).expect("a card has a size");
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels
    }
}
