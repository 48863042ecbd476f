//! The page as structured data: a `NewsArticle` of schema.org.

use serde_json::{Map, Value, json};
use shanhai_pages::article::Photo;

use super::About;

impl About<'_> {
    /// The article as a data block, which browsers do not run. Empty without a site address.
    pub(super) fn json_ld(self) -> String {
        if self.address().is_none() {
            return String::new();
        }
        let article = self.news_article();
        // Escape `<` so that no text can end the element.
        let text = Value::Object(article).to_string().replace('<', "\\u003c");
        ["<script type=\"application/ld+json\">", &text, "</script>"].concat()
    }

    fn news_article(self) -> Map<String, Value> {
        let article = self.article();
        let masthead = &article.masthead;
        let publication = self.context.publication;
        let named = |kind: &str, name: &str| json!({ "@type": kind, "name": name });
        let publisher = masthead.publisher.as_ref();
        let publisher = publisher.map(|name| named("Organization", name));
        let authors = masthead.authors.iter().map(|name| named("Person", name));
        let authors: Vec<_> = authors.collect();
        // If no author is named, the publisher counts as the author.
        let author = match &*authors {
            [] => publisher.clone(),
            _ => Some(json!(authors)),
        };
        let moment =
            |moment: Option<crate::folder::DateTime>| moment.map(|it| json!(it.to_string()));
        let says = [
            ("@context", Some(json!("https://schema.org"))),
            ("@type", Some(json!("NewsArticle"))),
            ("headline", Some(json!(article.title))),
            (
                "alternativeHeadline",
                masthead.subtitle.as_ref().map(|it| json!(it)),
            ),
            ("description", Some(json!(article.description))),
            ("inLanguage", Some(json!(article.language))),
            ("isAccessibleForFree", Some(json!(true))),
            ("mainEntityOfPage", self.canonical().map(|page| json!(page))),
            ("image", self.images()),
            ("video", self.media(true)),
            ("audio", self.media(false)),
            ("datePublished", moment(publication.published)),
            ("dateModified", moment(publication.modified)),
            ("author", author),
            ("publisher", publisher),
            ("citation", self.sources()),
            ("correction", self.corrections()),
        ];
        let pairs = says
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)));
        pairs.collect()
    }

    /// The pictures in the three ratios that search engines choose from: 1:1, 4:3 and 16:9.
    /// Then the photos of the story, each with its credit and its licence.
    fn images(self) -> Option<Value> {
        let pictures = self.pictures.into_iter();
        let pictures =
            pictures.flat_map(|pictures| [&pictures.square].into_iter().chain(&pictures.others));
        let pictures =
            pictures.filter_map(|picture| Some(json!(self.address_of_picture(picture)?)));
        let photos = self.article().photos.iter();
        let photos = photos.filter_map(|photo| self.photo(photo));
        let images: Vec<_> = pictures.chain(photos).collect();
        (!images.is_empty()).then(|| json!(images))
    }

    fn photo(self, photo: &Photo) -> Option<Value> {
        let (file, [width, height]) = self.context.photos.largest(&photo.file)?;
        let mut image = json!({
            "@type": "ImageObject",
            "contentUrl": self.context.site?.of(file),
            "width": width,
            "height": height,
            "creditText": photo.credit.name,
        });
        if let (Some(address), Value::Object(image)) = (photo.credit.licence_address(), &mut image)
        {
            image.insert("license".to_owned(), json!(address));
        }
        Some(image)
    }

    /// The story's sources: each by its name, or as a work with an address and a date.
    fn sources(self) -> Option<Value> {
        let sources = self.article().sources.iter().map(|source| {
            let pairs = [
                ("url", source.address.clone()),
                ("datePublished", source.date.map(|day| day.to_string())),
            ];
            let pairs = pairs.into_iter();
            let about: Map<_, _> = pairs
                .filter_map(|(key, value)| Some((key.to_owned(), json!(value?))))
                .collect();
            if about.is_empty() {
                return json!(source.name);
            }
            let mut work = json!({ "@type": "CreativeWork", "name": source.name });
            if let Value::Object(work) = &mut work {
                work.extend(about);
            }
            work
        });
        let sources: Vec<_> = sources.collect();
        (!sources.is_empty()).then(|| json!(sources))
    }

    /// The corrections since the story was published.
    fn corrections(self) -> Option<Value> {
        let comments = self.article().corrections.iter().map(|correction| {
            json!({
                "@type": "CorrectionComment",
                "datePublished": correction.date.to_string(),
                "text": correction.text,
            })
        });
        let comments: Vec<_> = comments.collect();
        (!comments.is_empty()).then(|| json!(comments))
    }
}
