//! The flagship's pages, as they are built.

use std::path::Path;

use shanhai_pages::view::{Files, Page, rendered};
use shanhai_picture::Instance;
use shanhai_site::basemap::Basemap;
use shanhai_site::folder::{Edition, StoryFolder};

/// The Chinese edition and the English one, each with its page.
pub(crate) fn pages() -> Vec<(Edition, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories/east-west");
    let basemap = Basemap::china();
    let read = StoryFolder::new(&folder)
        .read(&basemap.catalog())
        .expect("the story has no errors");
    let page = |edition: Edition| {
        let html = rendered(&Page {
            article: edition.article.clone(),
            story: edition.story.clone().into(),
            land: basemap.land().clone(),
            attribution: basemap.provenance().attributed_in(edition.subtag()),
            review_number: None,
            instance: Instance::new("s1"),
            others: Vec::new(),
            download: "connections.csv".to_owned(),
            drawings: std::collections::BTreeMap::new(),
            files: Files::default(),
            keepsake: None,
        });
        (edition, html)
    };
    let pages: Vec<_> = read.editions.into_iter().map(page).collect();
    assert_eq!(pages.len(), 2);
    pages
}
