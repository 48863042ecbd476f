//! Checks that each raster icon in `public/` is a rendering of `public/share/icon.svg`.
//!
//! `UPDATE_GOLDEN=1` renders them again. Look at the results.

use std::env;
use std::fs;
use std::path::PathBuf;

use png::{BitDepth, ColorType, Compression, Encoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The colour of the page's paper in the light theme.
const PAPER: &str = "#f5efe2";

/// The sizes in `favicon.ico`, in pixels.
const IN_ICO: [u32; 3] = [16, 32, 48];

fn public() -> PathBuf {
    crate::repository::root().join("public")
}

/// The content of the icon's root element.
fn shapes() -> String {
    let icon = fs::read_to_string(public().join("share/icon.svg")).expect("the icon is there");
    let (_, rest) = icon.split_once('>').expect("it has a root element");
    let (shapes, _) = rest.rsplit_once("</svg>").expect("it ends");
    shapes.to_owned()
}

/// The icon as a PNG of `size` pixels, on a transparent background, or on paper with `margin`
/// around it, as a share of the size.
fn draw(size: u32, margin: Option<f32>) -> Vec<u8> {
    let margin_of = margin.unwrap_or_default();
    let ground = margin.map_or(String::new(), |_| {
        format!("<path fill=\"{PAPER}\" d=\"M0 0h32v32H0z\"/>")
    });
    let (at, scale) = (32.0 * margin_of, 1.0 - 2.0 * margin_of);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\" viewBox=\"0 0 32 32\">\
         {ground}<g transform=\"translate({at} {at}) scale({scale})\">{}</g></svg>",
        shapes()
    );
    let tree = Tree::from_str(&svg, &Options::default()).expect("it is sound");
    let mut pixels = Pixmap::new(size, size).expect("it has a size");
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    png(&pixels, margin.is_some())
}

fn png(pixels: &Pixmap, is_opaque: bool) -> Vec<u8> {
    let plain = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        let all = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
        all.into_iter().take(if is_opaque { 3 } else { 4 })
    });
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    let color = if is_opaque {
        ColorType::Rgb
    } else {
        ColorType::Rgba
    };
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    let mut writer = encoder.write_header().expect("memory can be written");
    let plain: Vec<u8> = plain.collect();
    writer
        .write_image_data(&plain)
        .expect("memory can be written");
    writer.finish().expect("memory can be written");
    file
}

/// An ICO file: a header, an entry of 16 bytes for each PNG, then the PNGs.
fn ico() -> Vec<u8> {
    let pictures = IN_ICO.map(|size| (size, draw(size, None)));
    let count = u16::try_from(pictures.len()).expect("a few");
    let mut file = [&[0, 0, 1, 0], &count.to_le_bytes()[..]].concat();
    let mut at = 6 + 16 * pictures.len();
    for (size, picture) in &pictures {
        let side = u8::try_from(*size).expect("at most 255");
        file.extend([side, side, 0, 0, 1, 0, 32, 0]);
        for number in [picture.len(), at] {
            file.extend(u32::try_from(number).expect("small").to_le_bytes());
        }
        at += picture.len();
    }
    file.extend(pictures.into_iter().flat_map(|(_, picture)| picture));
    file
}

#[test]
fn every_icon_matches_the_svg() {
    let is_update = env::var_os("UPDATE_GOLDEN").is_some();
    for (name, bytes) in [
        ("favicon.ico", ico()),
        // iOS rounds the corners itself, and fills transparent pixels with black.
        ("share/touch-icon.png", draw(180, Some(0.12))),
        // Only a circle of 80 % of a maskable icon is certain to be visible.
        ("share/icon-maskable.png", draw(512, Some(0.22))),
    ] {
        let path = public().join(name);
        if is_update {
            fs::write(&path, &bytes).expect("it can be written");
        }
        let committed = fs::read(&path).unwrap_or_default();
        assert!(
            committed == bytes,
            "public/{name} is not what public/share/icon.svg draws; UPDATE_GOLDEN=1 draws it anew"
        );
    }
}

#[test]
fn the_icons_in_the_manifest_exist_in_their_sizes() {
    let folder = public().join("share");
    let manifest = fs::read(folder.join("manifest.json")).expect("it is there");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("it is JSON");
    let icons = manifest["icons"].as_array().expect("it lists icons");
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    for icon in icons {
        let name = icon["src"].as_str().expect("each has an address");
        let bytes = fs::read(folder.join(name)).expect("each is there");
        if icon["type"] == "image/png" {
            let side = u32::from_be_bytes(*bytes[16..].first_chunk().expect("it is whole"));
            assert_eq!(icon["sizes"], format!("{side}x{side}"), "{name}");
        }
    }
}
