//! Metadata of a page for search engines, share cards and pages that embed it.

mod cards;
mod chapter;
mod json_ld;
mod media;
mod oembed;
mod sitemap;
#[cfg(test)]
mod tests;
mod words;

use shanhai_pages::article::Article;
use shanhai_pages::escape::escaped;

use super::Place;
use super::media::MediaAssets;
use super::photos::EncodedPhotos;
use super::pictures::{Picture, Pictures};
use super::shell::Values;
use crate::address::SiteAddress;
use crate::folder::{Edition, Publication};
use cards::Card;
pub(super) use sitemap::FILE as SITEMAP;

/// An empty picture, for which no browser makes a request.
const NOTHING: &str = "data:,0";

/// The site of a story: its address, dates and pages.
#[derive(Clone, Copy)]
pub(super) struct SiteContext<'a> {
    /// Everything that needs an absolute address is left out without this.
    pub(super) site: Option<&'a SiteAddress>,
    pub(super) publication: &'a Publication,
    /// The location of each edition in the site.
    pub(super) places: &'a [Place],
    pub(super) photos: &'a EncodedPhotos,
    pub(super) media: &'a MediaAssets,
}

/// The data for the metadata of one edition's page.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) context: &'a SiteContext<'a>,
    pub(super) edition: &'a Edition,
    pub(super) place: &'a Place,
    pub(super) pictures: Option<&'a Pictures>,
}

impl<'a> About<'a> {
    /// Sets the values `canonical`, `discovery`, `cards`, `json-ld` and `first-picture`, which are
    /// empty if the data for them are missing. Sets `alternates` only if the site's address is
    /// known.
    pub(super) fn fill(self, values: &mut Values) {
        values.html("canonical", self.canonical_link());
        values.html("discovery", self.discovery());
        values.html("cards", self.card().html());
        values.html("json-ld", self.json_ld());
        values.html("first-picture", self.first_picture());
        if let Some(site) = self.context.site {
            values.html("alternates", self.context.alternates(site));
        }
    }

    /// The link that names the canonical page: the publisher's own article, or else this page.
    pub(super) fn canonical_link(self) -> String {
        self.canonical().map_or_else(String::new, |address| {
            format!("<link rel=\"canonical\" href=\"{}\">", escaped(&address))
        })
    }

    /// The address of the publisher's own article, or else of this page.
    fn canonical(self) -> Option<String> {
        let publishers = self.edition.canonical.as_ref();
        let publishers = publishers.map(|page| page.as_str().to_owned());
        publishers.or_else(|| self.address())
    }

    /// The page's own address.
    fn address(self) -> Option<String> {
        self.address_of("")
    }

    /// The address of the file at `path` in the page's folder.
    fn address_of(self, path: &str) -> Option<String> {
        let site = self.context.site?;
        Some(site.of(&[self.place.folder(), path].concat()))
    }

    /// The address of a picture, whose name is its path in the site.
    fn address_of_picture(self, picture: &Picture) -> Option<String> {
        Some(self.context.site?.of(&picture.asset.name))
    }

    fn article(self) -> &'a Article {
        &self.edition.article
    }

    /// The card that other programs show for the story's address.
    fn card(self) -> Card<'a> {
        let article = self.article();
        let map_text = article.sections.first().map_or("", |cover| &cover.map_text);
        Card {
            about: self,
            title: article.title.clone(),
            description: article.description.clone(),
            address: self.address(),
            picture: self.pictures.map(|pictures| &pictures.wide),
            alternative: map_text,
        }
    }

    /// The first picture in the body, for programs that look for one there. No browser fetches it:
    /// browsers use the empty source before it. `loading="lazy"` would not be enough, because it
    /// has no effect when scripts are disabled.
    fn first_picture(self) -> String {
        let Some(picture) = self.pictures.map(|pictures| &pictures.square) else {
            return String::new();
        };
        let picture = escaped(self.place.relative_path(&picture.asset.name));
        format!(
            "<picture hidden><source srcset=\"{NOTHING}\"><img src=\"{picture}\" alt=\"\"></picture>"
        )
    }

    /// The metadata files beside the page, by their path in the site.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        let chapters = self.chapter_pages();
        let files = self.oembed().into_iter().chain(chapters);
        let placed =
            |(path, text): (String, String)| ([self.place.folder(), &path].concat(), text.into());
        files.map(placed).collect()
    }
}

impl<'a> SiteContext<'a> {
    /// Links that announce the page in each language to search engines. Readers of other languages
    /// get the first.
    fn alternates(self, site: &'a SiteAddress) -> String {
        let links = self.editions(site).map(|(language, address)| {
            let (language, address) = (escaped(language), escaped(&address));
            format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\">")
        });
        links.collect()
    }

    /// Each language with the address of its page, then `x-default` with that of the first.
    fn editions(self, site: &'a SiteAddress) -> impl Iterator<Item = (&'a str, String)> {
        let places = self.places.iter();
        let languages = places.map(|place| (&*place.language, place));
        let others = self.places.first().map(|first| ("x-default", first));
        let all = languages.chain(others);
        all.map(move |(language, place)| (language, site.of(place.folder())))
    }
}
