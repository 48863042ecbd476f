//! Share cards: Open Graph, and the properties that X requires in addition.

use std::fmt::Write;

use shanhai_pages::escape::escaped;

use super::super::pictures::Picture;
use super::About;
use super::words::cut;

/// The longest text alternative of a picture that X accepts, in characters.
const ALTERNATIVE: usize = 420;

/// The card of the story, or of one of its chapters.
pub(super) struct Card<'a> {
    pub(super) about: About<'a>,
    pub(super) title: String,
    pub(super) description: String,
    /// The address that the card is for.
    pub(super) address: Option<String>,
    pub(super) picture: Option<&'a Picture>,
    /// A description of the picture.
    pub(super) alternative: &'a str,
}

impl Card<'_> {
    /// The card as elements of a page's head.
    pub(super) fn html(&self) -> String {
        let mut head = String::new();
        let mut say = |name: &str, text: &str| {
            let text = escaped(text);
            // Writing to a string cannot fail.
            _ = write!(head, "<meta property=\"{name}\" content=\"{text}\">");
        };
        say("og:type", "article");
        say("og:title", &self.title);
        say("og:description", &self.description);
        let Some(address) = &self.address else {
            return head;
        };
        say("og:url", address);
        self.say_more(&mut say);
        if self.say_picture(&mut say).is_some() {
            // X reads its own properties from `name`, and all others from `property`.
            head += "<meta name=\"twitter:card\" content=\"summary_large_image\">";
        }
        head
    }

    fn say_more(&self, say: &mut impl FnMut(&str, &str)) {
        let context = self.about.context;
        if let Some(publisher) = &self.about.article().masthead.publisher {
            say("og:site_name", publisher);
        }
        let language = &*self.about.place.language;
        let others = context.places.iter().map(|place| &*place.language);
        if let Some(locale) = locale(language) {
            say("og:locale", &locale);
        }
        for locale in others.filter(|other| *other != language).filter_map(locale) {
            say("og:locale:alternate", &locale);
        }
        let (published, modified) = (
            &context.publication.published,
            &context.publication.modified,
        );
        if let Some(moment) = published {
            say("article:published_time", &moment.to_string());
        }
        if let Some(moment) = modified {
            say("article:modified_time", &moment.to_string());
        }
    }

    fn say_picture(&self, say: &mut impl FnMut(&str, &str)) -> Option<()> {
        let picture = self.picture?;
        say("og:image", &self.about.address_of_picture(picture)?);
        say("og:image:width", &picture.width.to_string());
        say("og:image:height", &picture.height.to_string());
        say("og:image:alt", &cut(self.alternative, ALTERNATIVE));
        Some(())
    }
}

/// A language tag in the form that Open Graph requires, with a territory: `zh_CN`. English without
/// a territory is `en_US`, Open Graph's default.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let is_region = |part: &str| {
        let (letters, digits) = (part.len() == 2, part.len() == 3);
        letters && part.bytes().all(|byte| byte.is_ascii_alphabetic())
            || digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match parts.find(|part| is_region(part)) {
        Some(region) => Some([language, "_", &region.to_ascii_uppercase()].concat()),
        None => (language == "en").then(|| "en_US".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_a_language_and_a_territory() {
        for (tag, expected) in [
            ("zh-CN", Some("zh_CN")),
            ("zh-Hans-CN", Some("zh_CN")),
            ("es-419", Some("es_419")),
            ("en", Some("en_US")),
            ("en-gb", Some("en_GB")),
            ("ug", None),
        ] {
            assert_eq!(locale(tag).as_deref(), expected, "{tag}");
        }
    }
}
