//! Videos and recordings as structured data: `VideoObject` and `AudioObject` of schema.org.

use serde_json::{Map, Value, json};
use shanhai_pages::article::{Block, Media};

use super::About;

impl About<'_> {
    /// The videos that the words show, or the recordings.
    pub(super) fn media(self, is_video: bool) -> Option<Value> {
        let article = self.article();
        let sections = article.sections.iter().map(|section| &section.words);
        let blocks = sections.chain([&article.credits]).flatten();
        let shown = blocks.filter_map(|block| match block {
            Block::Media {
                media,
                name,
                caption,
            } => Some((article.media.get(*media)?, name, caption)),
            _ => None,
        });
        let shown = shown.filter(|(media, ..)| media.video.is_some() == is_video);
        let works = shown.filter_map(|(media, name, caption)| {
            let description = caption.as_ref().unwrap_or(name);
            self.work(media, name, description)
        });
        let works: Vec<_> = works.collect();
        (!works.is_empty()).then(|| json!(works))
    }

    fn work(self, media: &Media, name: &str, description: &str) -> Option<Value> {
        let site = self.context.site?;
        let kind = match media.video {
            Some(_) => "VideoObject",
            None => "AudioObject",
        };
        let poster = media.video.as_ref();
        let poster = poster.and_then(|video| self.context.photos.largest(&video.poster));
        let published = self.context.publication.published;
        let pairs = [
            ("@type", Some(json!(kind))),
            ("name", Some(json!(name))),
            ("description", Some(json!(description))),
            (
                "contentUrl",
                Some(json!(site.of(self.context.media.name(&media.file)?))),
            ),
            ("encodingFormat", Some(json!(media.media_type()))),
            ("thumbnailUrl", poster.map(|(file, _)| json!(site.of(file)))),
            ("uploadDate", published.map(|it| json!(it.to_string()))),
            ("transcript", Some(json!(media.transcript.join("\n\n")))),
            ("creditText", Some(json!(media.credit.name))),
            (
                "license",
                media.credit.licence_address().map(|it| json!(it)),
            ),
        ];
        let pairs = pairs.into_iter();
        let pairs: Map<_, _> = pairs
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect();
        Some(Value::Object(pairs))
    }
}
