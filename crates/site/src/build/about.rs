//! What a page says of itself to those who find it, share it, or put it into theirs.

mod cards;
mod chapter;
mod json_ld;
mod oembed;
mod sitemap;
#[cfg(test)]
mod tests;
mod words;

use shanhai::article::Article;

use super::Place;
use super::pictures::{Picture, Pictures};
use super::shell::{Values, escaped};
use crate::address::SiteAddress;
use crate::folder::{Edition, Publication};
use cards::Card;
pub(super) use sitemap::FILE as SITEMAP;

/// A picture of nothing, which no browser asks a host for.
const NOTHING: &str = "data:,0";

/// Where a story stands and when it came out.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    /// What others need as a whole address is left out without it.
    pub(super) site: Option<&'a SiteAddress>,
    pub(super) publication: &'a Publication,
    /// Where each of its editions stands in the site.
    pub(super) places: &'a [Place],
}

/// What there is to say of the page of one edition.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) standing: &'a Standing<'a>,
    pub(super) edition: &'a Edition,
    pub(super) place: &'a Place,
    pub(super) pictures: Option<&'a Pictures>,
}

impl<'a> About<'a> {
    /// Fills in what the page's head and the start of its body say: `canonical`, `discovery`, `cards`,
    /// `json-ld`, `alternates` and `first-picture`. Each may be left out by another value.
    pub(super) fn fill(self, values: &mut Values) {
        values.html("canonical", self.canonical_link());
        values.html("discovery", self.discovery());
        values.html("cards", self.card().html());
        values.html("json-ld", self.json_ld());
        values.html("first-picture", self.first_picture());
        if let Some(site) = self.standing.site {
            values.html("alternates", self.standing.alternates(site));
        }
    }

    /// Tells search engines of the page that this one repeats, or that it is the first itself.
    pub(super) fn canonical_link(self) -> String {
        self.canonical().map_or_else(String::new, |address| {
            format!("<link rel=\"canonical\" href=\"{}\">", escaped(&address))
        })
    }

    /// The publisher's own article, or else this page.
    fn canonical(self) -> Option<String> {
        let publishers = self.edition.imprint.canonical.as_ref();
        let publishers = publishers.map(|page| page.as_str().to_owned());
        publishers.or_else(|| self.address())
    }

    /// The page's own address.
    fn address(self) -> Option<String> {
        self.address_of("")
    }

    /// The address of what stands at `path` beside the page.
    fn address_of(self, path: &str) -> Option<String> {
        let site = self.standing.site?;
        Some(site.of(&[self.place.folder(), path].concat()))
    }

    /// The address of a picture, which is named by its path in the site.
    fn address_of_picture(self, picture: &Picture) -> Option<String> {
        Some(self.standing.site?.of(&picture.asset.name))
    }

    fn article(self) -> &'a Article {
        &self.edition.article
    }

    /// What is shown of the story where its address is shared.
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

    /// The first picture in the body, for who looks for one there. No browser fetches it: what they
    /// take is the source before it, without a script, too, where `loading` means nothing.
    fn first_picture(self) -> String {
        let Some(picture) = self.pictures.map(|pictures| &pictures.square) else {
            return String::new();
        };
        let picture = escaped(self.place.beside(&picture.asset.name));
        format!(
            "<picture hidden><source srcset=\"{NOTHING}\"><img src=\"{picture}\" alt=\"\"></picture>"
        )
    }

    /// The files beside the page that say the same to others, by their path in the site.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        let chapters = self.chapter_pages();
        let files = self.oembed().into_iter().chain(chapters);
        let placed =
            |(path, text): (String, String)| ([self.place.folder(), &path].concat(), text.into());
        files.map(placed).collect()
    }
}

impl<'a> Standing<'a> {
    /// The links that tell search engines of the page in each language; who reads none of them is
    /// given the first.
    fn alternates(self, site: &'a SiteAddress) -> String {
        let links = self.editions(site).map(|(language, address)| {
            let (language, address) = (escaped(language), escaped(&address));
            format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\">")
        });
        links.collect()
    }

    /// Each language with the address of its page, and that of all others.
    fn editions(self, site: &'a SiteAddress) -> impl Iterator<Item = (&'a str, String)> {
        let places = self.places.iter();
        let languages = places.map(|place| (&*place.language, place));
        let others = self.places.first().map(|first| ("x-default", first));
        let all = languages.chain(others);
        all.map(move |(language, place)| (language, site.of(place.folder())))
    }
}
