//! Tests of metadata about pictures, with placeholder pictures.

use std::collections::BTreeSet;

use serde_json::Value;
use shanhai_pages::article::{Article, Section};
use shanhai_story::{plane::MapRect, story::Story};

use super::super::asset::Asset;
use super::super::pictures::ChapterPictures;
use super::*;

const SITE: &str = "https://stories.example/shanhai/";

fn picture(name: &str, width: u32, height: u32) -> Picture {
    Picture {
        asset: Asset::named(&["en/share/", name].concat(), "png", name.into()),
        width,
        height,
    }
}

fn pictures() -> Pictures {
    Pictures {
        wide: picture("wide", 1200, 630),
        square: picture("square", 1080, 1080),
        others: [picture("four", 1200, 900), picture("sixteen", 1200, 675)],
        chapters: vec![ChapterPictures {
            step: 1,
            wide: picture("chapter-wide", 1200, 630),
            square: picture("chapter-square", 1080, 1080),
        }],
    }
}

fn section(id: &str, level: u8) -> Section {
    Section {
        id: id.to_owned(),
        level,
        heading: id.to_uppercase(),
        map_text: ["Map of ", id].concat(),
        ..Section::default()
    }
}

fn edition() -> Edition {
    let no_extent = shanhai_story::plane::MapPoint { x: 0.0, y: 0.0 };
    Edition {
        article: Article {
            language: "en".to_owned(),
            title: "Mountains & \"sea\"".to_owned(),
            description: "All of it.".to_owned(),
            sections: vec![
                section("cover", 1),
                section("tea", 2),
                section("cups", 3),
                section("end", 2),
            ],
            ..Article::default()
        },
        story: Story {
            steps: Vec::new(),
            places: Vec::new(),
            links: Vec::new(),
            regions: Vec::new(),
            nation: MapRect {
                least: no_extent,
                most: no_extent,
            },
        },
        canonical: None,
    }
}

/// The result of `ask` for a page in a folder of its own that has pictures.
fn with_about<T>(site: Option<&str>, ask: impl FnOnce(&About<'_>) -> T) -> T {
    let site = site.map(|site| site.parse().expect("it is whole"));
    let place = |language: &str, path: &str, up| Place {
        language: language.to_owned(),
        path: path.to_owned(),
        up,
    };
    let places = [
        place("zh-CN", "index.html", ""),
        place("en", "en/index.html", "../"),
    ];
    let publication = Publication::default();
    let context = SiteContext {
        site: site.as_ref(),
        publication: &publication,
        places: &places,
        photos: &EncodedPhotos::default(),
        media: &MediaAssets::default(),
    };
    ask(&About {
        context: &context,
        edition: &edition(),
        place: &places[1],
        pictures: Some(&pictures()),
    })
}

/// The content of the meta element `name` in `head`.
fn content<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let rest = head.split(&format!("\"{name}\" content=\"")).nth(1)?;
    rest.split('"').next()
}

fn address_of(name: &str, width: u32, height: u32) -> String {
    [SITE, &picture(name, width, height).asset.name].concat()
}

#[test]
fn a_share_card_has_the_wide_picture_with_its_size_and_what_it_shows() {
    let head = with_about(Some(SITE), |about| about.card().html());
    let picture = address_of("wide", 1200, 630);
    assert_eq!(content(&head, "og:image"), Some(&*picture));
    assert_eq!(content(&head, "og:image:width"), Some("1200"));
    assert_eq!(content(&head, "og:image:height"), Some("630"));
    assert_eq!(content(&head, "og:image:alt"), Some("Map of cover"));
    assert_eq!(content(&head, "twitter:card"), Some("summary_large_image"));
}

#[test]
fn without_an_address_the_metadata_name_no_picture() {
    let head = with_about(None, |about| about.card().html() + &about.json_ld());
    assert!(!head.contains("image"), "{head}");
}

#[test]
fn structured_data_have_pictures_of_three_shapes() {
    let block = with_about(Some(SITE), |about| about.json_ld());
    let (_, text) = block.split_once('>').expect("it is an element");
    let text = text.strip_suffix("</script>").expect("it is an element");
    let says: Value = serde_json::from_str(text).expect("it is JSON");
    let images = says["image"].as_array().expect("it has pictures");
    let images: BTreeSet<_> = images.iter().filter_map(Value::as_str).collect();
    let expected = [
        address_of("square", 1080, 1080),
        address_of("four", 1200, 900),
        address_of("sixteen", 1200, 675),
    ];
    assert_eq!(images, expected.iter().map(String::as_str).collect());
}

#[test]
fn the_first_picture_of_the_body_is_hidden_and_relative_to_the_page() {
    for site in [None, Some(SITE)] {
        let element = with_about(site, |about| about.first_picture());
        let name = picture("square", 1080, 1080).asset.name;
        let relative = name.strip_prefix("en/").expect("it is in the folder");
        assert!(
            element.contains(&format!("<img src=\"{relative}\" alt=\"\">")),
            "{element}"
        );
        // The source that browsers choose comes first and is empty.
        assert!(
            element.starts_with("<picture hidden><source srcset=\"data:"),
            "{element}"
        );
    }
}

#[test]
fn a_chapter_page_has_the_chapters_picture_or_else_the_storys() {
    let pages = with_about(Some(SITE), |about| about.chapter_pages());
    let picture_in = |name: &str| {
        let page = pages.iter().find(|(path, _)| path == name);
        let (_, page) = page.expect("it is there");
        content(page, "og:image").map(str::to_owned)
    };
    assert_eq!(pages.len(), 2, "one for each chapter");
    let own = address_of("chapter-wide", 1200, 630);
    assert_eq!(picture_in("share/tea.html"), Some(own));
    assert_eq!(
        picture_in("share/end.html"),
        Some(address_of("wide", 1200, 630))
    );
}

#[test]
fn an_oembed_response_has_the_wide_picture_as_thumbnail() {
    let (_, text) = with_about(Some(SITE), |about| about.oembed()).expect("it has an address");
    let says: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(says["thumbnail_url"], address_of("wide", 1200, 630));
    assert_eq!(
        (&says["thumbnail_width"], &says["thumbnail_height"]),
        (&1200.into(), &630.into())
    );
}

#[test]
fn wechat_gets_the_picture_of_the_chapter_of_each_step() {
    let hook = crate::folder::WechatHook {
        sdk: String::new(),
        signature: "/sign?a&b".to_owned(),
    };
    let script = super::super::wechat::script(&hook, b"");
    let element = with_about(Some(SITE), |about| {
        super::super::wechat::element(&script, &hook, *about)
    });
    let chapter = picture("chapter-square", 1080, 1080).asset.name;
    let chapter = chapter.strip_prefix("en/").expect("it is in the folder");
    let steps =
        format!("{{&quot;cups&quot;:&quot;{chapter}&quot;,&quot;tea&quot;:&quot;{chapter}&quot;}}");
    assert!(
        element.contains(&format!("data-pictures=\"{steps}\"")),
        "{element}"
    );
    assert!(
        element.contains("data-signature=\"/sign?a&amp;b\""),
        "{element}"
    );
    assert!(element.contains("src=\"../wechat."), "{element}");
}
