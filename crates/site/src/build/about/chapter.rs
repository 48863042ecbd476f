//! Builds a page for each chapter that only redirects to it. Sharing its address shows the
//! chapter's own card, which an address with a `#` cannot have.

use shanhai_pages::article::Section;
use shanhai_pages::escape::escaped;

use super::super::pictures::Picture;
use super::words::opening;
use super::{About, Card};

/// These pages run no scripts and load no files.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

impl<'a> About<'a> {
    /// The page of each chapter, by its path in the folder of the story's page. Empty without a
    /// site address.
    pub(super) fn chapter_pages(self) -> Vec<(String, String)> {
        let sections = self.article().sections.iter().enumerate();
        let chapters = sections.filter(|(_, section)| section.level == 2);
        let pages = chapters.filter_map(|(step, section)| {
            let path = ["share/", &section.id, ".html"].concat();
            let page = self.chapter_page(&path, step, section)?;
            Some((path, page))
        });
        pages.collect()
    }

    fn chapter_page(self, path: &str, step: usize, chapter: &Section) -> Option<String> {
        let article = self.article();
        let card = Card {
            about: self,
            title: [&*chapter.heading, " | ", &article.title].concat(),
            description: opening(chapter, article),
            address: Some(self.address_of(path)?),
            picture: self.picture_of(step),
            alternative: &chapter.map_text,
        };
        let language = escaped(&article.language);
        let (title, description) = (escaped(&card.title), escaped(&card.description));
        let target = escaped(&["../#", &chapter.id].concat());
        let (canonical, card) = (self.canonical_link(), card.html());
        Some(format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
             <meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
             <meta name=\"description\" content=\"{description}\">{canonical}{card}\
             <meta http-equiv=\"refresh\" content=\"0; url={target}\"></head>\
             <body><main><h1><a href=\"{target}\">{title}</a></h1><p>{description}</p></main></body></html>\n"
        ))
    }

    /// The wide picture of the chapter that begins at `step`, or else of the story.
    fn picture_of(self, step: usize) -> Option<&'a Picture> {
        let pictures = self.pictures?;
        let own = pictures
            .chapters
            .iter()
            .find(|chapter| chapter.step == step);
        Some(own.map_or(&pictures.wide, |chapter| &chapter.wide))
    }
}
