//! Links say where they lead.

use std::collections::BTreeMap;

use scraper::Html;

use crate::{pages, select, text};

/// Link texts that say nothing about their target.
const EMPTY: [&str; 8] = [
    "here",
    "more",
    "link",
    "click here",
    "这里",
    "点击",
    "更多",
    "详情",
];

/// The name of each link, and its address.
fn links(html: &Html) -> Vec<(String, &str)> {
    let links = select(html, "a").into_iter().map(|link| {
        let name = link
            .attr("aria-label")
            .map_or_else(|| text(link), str::to_owned);
        (name, link.attr("href").expect("a link leads somewhere"))
    });
    links.collect()
}

#[test]
fn links_with_the_same_name_have_the_same_target() {
    for page in pages() {
        let html = page.parsed();
        let mut known = BTreeMap::new();
        for (name, target) in links(&html) {
            let first = *known.entry(name.clone()).or_insert(target);
            assert_eq!(first, target, "{name}");
        }
        assert!(60 < known.len());
    }
}

#[test]
fn every_link_names_its_target() {
    for page in pages() {
        for (name, target) in links(&page.parsed()) {
            let name = name.to_lowercase();
            assert!(1 < name.chars().count(), "{name:?} leads to {target}");
            assert!(!EMPTY.contains(&&*name), "{name:?} leads to {target}");
        }
    }
}

#[test]
fn no_link_opens_a_window() {
    for page in pages() {
        assert!(select(&page.parsed(), "[target]").is_empty());
    }
}
