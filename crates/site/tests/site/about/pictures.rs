//! Checks that the pictures that a page names exist, have the stated size and are small.

use shanhai_site::build::Fonts;

use super::site::{ADDRESS, Element, built_with, elements, story};
use super::{PAGES, with_address};

/// The size limit, in bytes, up to which programs load share pictures.
const HEAVIEST: usize = 300_000;

/// The width and the height that a PNG file states.
fn size(picture: &[u8]) -> [String; 2] {
    [16, 20].map(|at| {
        let number = picture[at..].first_chunk().expect("it is a whole PNG");
        u32::from_be_bytes(*number).to_string()
    })
}

#[test]
fn the_pictures_that_a_page_names_exist_in_their_sizes_and_are_light() {
    let fonts = Fonts::of_machine(&[]).expect("no file was named");
    let site = built_with(&story(""), Some(ADDRESS), Some(fonts));
    for (page, up) in PAGES.into_iter().zip(["", "../"]) {
        let [address] = &site.meta(page, "og:image")[..] else {
            panic!("{page} names one picture");
        };
        let path = address.strip_prefix(ADDRESS);
        let picture = site.file(path.expect("it is the site's own"));
        assert!(picture.len() < HEAVIEST, "{page}: {} bytes", picture.len());
        let stated =
            ["og:image:width", "og:image:height"].map(|name| site.meta(page, name).concat());
        assert_eq!(stated, size(picture), "{page}");
        assert_eq!(stated, ["1200", "630"]);

        let elements = elements(&site.text(page));
        let is_picture =
            |it: &&Element| it.has("download") && it.attribute("href").ends_with("png");
        let link = elements
            .iter()
            .find(is_picture)
            .expect("a picture at the end");
        let path = link.attribute("href").strip_prefix(up);
        let picture = site.file(path.expect("it is relative to the page"));
        assert!(picture.len() < HEAVIEST, "{page}: {} bytes", picture.len());
        // style/finish.css keeps this place for it.
        assert_eq!(size(picture), ["1200", "900"], "{page}");
    }
}

#[test]
fn without_pictures_the_end_leads_back_to_the_cover_and_to_the_other_language() {
    let page = with_address().text("index.html");
    let (_, end) = page.split_once("class=\"keepsake\"").expect("an end");
    let (end, _) = end.split_once("</p>").expect("it is a paragraph");
    let links = elements(&["<p ", end].concat());
    let links = links.iter().filter(|it| it.name == "a");
    let links: Vec<_> = links.map(|it| it.attribute("href")).collect();
    assert_eq!(links, ["#cover", "en/index.html"]);
}
