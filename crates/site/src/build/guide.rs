//! Builds the page that explains how to embed the story, and the poster: the story as one picture.

use std::sync::Arc;

use shanhai_pages::locale::GuideWords;
use shanhai_pages::view::{
    EmbeddablePage, Files, Guide, OtherEdition, POSTER, Page, guide, poster,
};
use shanhai_picture::Instance;

use super::about::{About, SiteContext};
use super::asset::Asset;
use super::illustrations::Addresses;
use super::output::Output;
use super::shell::{self, Values};
use super::{BuildError, Place, arrival, style};
use crate::basemap::Basemap;
use crate::folder::{Edition, ReadStory};
use crate::parts::Parts;

/// The parts of these pages and pictures that do not depend on the story.
pub(super) struct GuideFiles {
    shell: String,
    script: Asset,
    style: Asset,
    /// With the light theme's colours inserted: a picture has no other style sheet.
    poster_style: String,
}

/// The name of the page, in the folder of each language.
const NAME: &str = "embed.html";

/// The shell of the page, among the files of all sites.
const SHELL: &str = "web/embed.html";

/// The path of the picture, from the same folder.
const PICTURE: &str = "share/poster.svg";

impl GuideFiles {
    /// Reads the parts from the files of the page and of the app.
    pub(super) fn read(parts: &Parts) -> Result<Self, BuildError> {
        let sheet = [
            style::minify("style/layers.css", &parts.page("style/layers.css")?)?,
            style::of_the_guide("style/tokens.css", &parts.page("style/tokens.css")?)?,
            style::minify("guide.css", &parts.app("guide.css")?)?,
        ];
        let shell = parts.page(SHELL)?;
        Ok(Self {
            shell: shell::compact(&String::from_utf8_lossy(&shell)),
            script: Asset::named("share/guide", "js", parts.app("guide.js")?),
            style: Asset::named("share/guide", "css", sheet.concat().into_bytes()),
            poster_style: style::in_a_picture(parts, "poster.css", include_str!("poster.css"))?,
        })
    }

    /// Adds the page and the picture in each language of `story` to `output`.
    pub(super) fn add_to(
        self,
        output: &mut Output,
        story: &ReadStory,
        context: &SiteContext<'_>,
        basemap: &Basemap,
    ) -> Result<(), BuildError> {
        let places = context.places;
        let folders: Vec<_> = places.iter().map(Place::folder).collect();
        let offered: Vec<_> = story.editions.iter().zip(&folders).map(offer).collect();
        for (at, edition) in story.editions.iter().enumerate() {
            let (up, folder) = (places[at].up, folders[at]);
            let others = offered.iter().filter(|other| other.path != folder);
            let others = others.map(|other| OtherEdition {
                language: other.language.clone(),
                address: [up, &other.path, NAME].concat(),
            });
            let page = Guide {
                article: edition.article.clone(),
                others: others.collect(),
                root: up.to_owned(),
                editions: offered.clone(),
                poster: POSTER,
            };
            let about = About {
                context,
                edition,
                place: &places[at],
                pictures: None,
            };
            let page = self.page(&page, about, up).map_err(BuildError::Shell)?;
            output.add_text(&[folder, NAME].concat(), page.as_bytes());
            let picture = picture(edition, basemap, &self.poster_style);
            output.add_text(&[folder, PICTURE].concat(), picture.as_bytes());
        }
        output.add(self.script);
        output.add(self.style);
        Ok(())
    }

    fn page(&self, page: &Guide, about: About<'_>, up: &str) -> Result<String, shell::ShellError> {
        let article = &page.article;
        let words = GuideWords::of(&article.language);
        let mut values = Values::default();
        values.text("language", &article.language);
        values.text("title", &[words.title, " | ", &article.title].concat());
        values.html("alternates", shell::alternates(&page.others));
        values.html("canonical", about.canonical_link());
        values.html("guide", guide(page));
        values.text("up", up);
        arrival::fill(&mut values, None, arrival::STYLE_FROM_DISK);
        values.asset("style", &self.style, up);
        values.asset("script", &self.script, up);
        values.filled_in(&self.shell)
    }
}

fn offer((edition, folder): (&Edition, &&str)) -> EmbeddablePage {
    EmbeddablePage {
        language: edition.article.language.clone(),
        path: (*folder).to_owned(),
        title: edition.article.title.clone(),
    }
}

fn picture(edition: &Edition, basemap: &Basemap, style: &str) -> String {
    poster(&page_of(edition, basemap), style)
}

/// The page model that pictures of `edition` are drawn from.
pub(super) fn page_of(edition: &Edition, basemap: &Basemap) -> Page {
    Page {
        article: edition.article.clone(),
        story: Arc::new(edition.story.clone()),
        land: basemap.land().clone(),
        attribution: String::new(),
        review_number: basemap.provenance().product_approval_no.clone(),
        instance: Instance::new("p"),
        others: Vec::new(),
        download: String::new(),
        drawings: Addresses::new(),
        files: Files::default(),
        keepsake: None,
    }
}
