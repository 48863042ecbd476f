//! The sitemap for search engines (<https://www.sitemaps.org/protocol.html>). Each page lists its
//! other languages.

use std::fmt::Write;

use shanhai_pages::escape::escaped;

use super::SiteContext;
use crate::folder::Edition;

/// The file. The `robots.txt` at the root of a host refers to it.
pub(in super::super) const FILE: &str = "share/sitemap.xml";

impl SiteContext<'_> {
    /// The sitemap of the pages without a canonical page of the publisher's. `editions` are all
    /// editions of the story. `None` without a site address, or if there is no such page.
    pub(in super::super) fn sitemap(self, editions: &[Edition]) -> Option<String> {
        let site = self.site?;
        let pages = editions.iter().zip(self.places);
        let own = pages.filter(|(edition, _)| edition.canonical.is_none());
        let own: Vec<_> = own.map(|(_, place)| place).collect();
        if own.is_empty() {
            return None;
        }
        let mut alternates = String::new();
        for (language, address) in self.editions(site) {
            let (language, address) = (escaped(language), escaped(&address));
            // Writing to a string cannot fail.
            _ = writeln!(
                alternates,
                "    <xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>"
            );
        }
        let publication = self.publication;
        let changed = publication.modified.or(publication.published);
        let changed = changed.map_or_else(String::new, |moment| {
            format!("    <lastmod>{moment}</lastmod>\n")
        });
        let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
            <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
            xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
            .to_owned();
        for place in own {
            let address = escaped(&site.of(place.folder()));
            _ = write!(
                text,
                "  <url>\n    <loc>{address}</loc>\n{changed}{alternates}  </url>\n"
            );
        }
        Some(text + "</urlset>\n")
    }
}
