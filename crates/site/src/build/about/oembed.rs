//! The answer of oEmbed 1.0 (<https://oembed.com>), with which other sites embed the story from its
//! address.

use serde_json::{Map, Value, json};

use shanhai_pages::escape::escaped;

use super::About;

/// The file's path in the folder of each language's page.
const FILE: &str = "share/oembed.json";

/// The size of the frame, in CSS pixels, as in docs/embedding.md.
const SIZE: (u32, u32) = (640, 600);

impl About<'_> {
    /// The link by which other sites find the file. Empty without a site address.
    pub(super) fn discovery(self) -> String {
        let Some(address) = self.address_of(FILE) else {
            return String::new();
        };
        let address = escaped(&address);
        format!("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{address}\">")
    }

    /// The file's path in the page's folder, and its text. `None` without a site address.
    pub(super) fn oembed(self) -> Option<(String, String)> {
        let answer = Value::Object(self.answer()?);
        Some((FILE.to_owned(), format!("{answer:#}\n")))
    }

    fn answer(self) -> Option<Map<String, Value>> {
        let site = self.context.site?;
        let masthead = &self.article().masthead;
        let frame = self.address_of("?frame=deck")?;
        let (frame, title) = (escaped(&frame), escaped(&self.article().title));
        let (width, height) = SIZE;
        let html = format!(
            "<iframe src=\"{frame}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
             allow=\"fullscreen; clipboard-write\" referrerpolicy=\"strict-origin-when-cross-origin\" \
             style=\"border:0;width:100%;height:{height}px\"></iframe>"
        );
        let authors = masthead.authors.join(", ");
        let thumbnail = self.pictures.map(|pictures| &pictures.wide);
        let thumbnail_address = thumbnail.and_then(|picture| self.address_of_picture(picture));
        let says = [
            ("version", Some(json!("1.0"))),
            ("type", Some(json!("rich"))),
            ("title", Some(json!(self.article().title))),
            ("html", Some(json!(html))),
            ("width", Some(json!(width))),
            ("height", Some(json!(height))),
            (
                "author_name",
                Some(json!(authors)).filter(|_| !authors.is_empty()),
            ),
            (
                "provider_name",
                Some(json!(masthead.publisher.as_deref().unwrap_or(site.host()))),
            ),
            ("provider_url", Some(json!(site.as_str()))),
            (
                "thumbnail_url",
                thumbnail_address.map(|address| json!(address)),
            ),
            (
                "thumbnail_width",
                thumbnail.map(|picture| json!(picture.width)),
            ),
            (
                "thumbnail_height",
                thumbnail.map(|picture| json!(picture.height)),
            ),
        ];
        let pairs = says
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Some(pairs.collect())
    }
}
