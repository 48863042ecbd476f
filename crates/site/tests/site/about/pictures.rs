//! Checks that the share pictures in a page's metadata exist, have the stated size and are small.

use shanhai_site::build::Fonts;

use super::PAGES;
use super::site::{ADDRESS, built_with, story};

/// The size limit, in bytes, up to which programs load share pictures.
const HEAVIEST: usize = 300_000;

#[test]
fn the_picture_that_a_page_names_exists_in_its_size_and_is_light() {
    let fonts = Fonts::of_machine(&[]).expect("no file was named");
    let site = built_with(&story(""), Some(ADDRESS), Some(fonts));
    for page in PAGES {
        let [address] = &site.meta(page, "og:image")[..] else {
            panic!("{page} names one picture");
        };
        let path = address.strip_prefix(ADDRESS);
        let picture = site.file(path.expect("it is the site's own"));
        assert!(picture.len() < HEAVIEST, "{page}: {} bytes", picture.len());
        let stated =
            ["og:image:width", "og:image:height"].map(|name| site.meta(page, name).concat());
        let sizes = [16, 20].map(|at| {
            let number = picture[at..].first_chunk().expect("it is a whole PNG");
            u32::from_be_bytes(*number).to_string()
        });
        assert_eq!(stated, sizes, "{page}");
        assert_eq!(sizes, ["1200", "630"]);
    }
}
