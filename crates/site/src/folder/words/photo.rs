//! Parses photos: `![what it shows](photos/yak.jpg "Caption")` in a paragraph of its own. Videos and
//! recordings have the same form.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use shanhai_pages::article::{Block, ShownPhoto};

use super::{Reader, block::Body, heading::Heading};
use crate::diagnostics::{MediaProblem, PhotoProblem, PlainPlace, SectionProblem, StepProblem};
use crate::folder::{located::Located, media, photos};

impl Reader<'_, '_, '_> {
    /// Returns whether the paragraph whose start event has been taken begins with a photo.
    pub(super) fn is_photo(&self) -> bool {
        matches!(
            self.events.peek(),
            Some((Event::Start(Tag::Image { .. }), _))
        )
    }

    /// Reads a photo, or what has its form, and the end of its paragraph. `None` if it cannot be shown, which has been
    /// reported.
    pub(super) fn photo(&mut self) -> Option<Block> {
        let (event, span) = self.events.take()?;
        let Event::Start(Tag::Image {
            dest_url, title, ..
        }) = event
        else {
            return None;
        };
        let entity = media::entity_of(&dest_url);
        let alt = self.plain_words(match entity {
            Some(_) => PlainPlace::Name,
            None => PlainPlace::Alternative,
        });
        self.end(TagEnd::Image);
        self.check_characters(&title, &span);
        let is_alone = matches!(self.events.peek(), Some((Event::End(TagEnd::Paragraph), _)));
        if !is_alone {
            self.within_words(&dest_url, span.clone());
            self.words(0);
        }
        self.end(TagEnd::Paragraph);
        let caption = Some(&*title).filter(|caption| !caption.trim().is_empty());
        let place = self.address_span(&span, &dest_url);
        if let Some(entity) = entity {
            self.check_name(entity, alt.trim(), caption, &dest_url, &span);
            return self.media(entity, Located::new(&dest_url, place), alt, caption);
        }
        self.check_alternative(alt.trim(), caption, &dest_url, &span);
        let photos = &self.references.data?.photos;
        match photos::find(photos, &dest_url, self.findings) {
            Ok(photo) => {
                self.photos.push(Located::new(photo, place));
                Some(Block::Photo(ShownPhoto {
                    photo,
                    alt,
                    caption: caption.map(str::to_owned),
                }))
            }
            Err(problem) => {
                self.findings.add(place, problem);
                None
            }
        }
    }

    /// Moves the photo that stands in place of the section's map out of its words, which must show
    /// it. `None` if the section has a map.
    pub(super) fn take_photo(&mut self, heading: &Heading, body: &mut Body) -> Option<ShownPhoto> {
        let data = self.references.data?;
        let step = data.ids.steps.position(heading.id_text())?;
        let photo = data.steps.get(step)?.photo.as_ref()?.value;
        for quote in body.quotes.drain(..) {
            self.findings
                .add(quote.span, SectionProblem::MapTextOfPhoto);
        }
        let is_it = |block: &Block| matches!(block, Block::Photo(shown) if shown.photo == photo);
        if let Some(at) = body.words.iter().position(is_it)
            && let Block::Photo(shown) = body.words.remove(at)
        {
            return Some(shown);
        }
        let name = data.photos.get(photo)?.file.value.clone();
        let span = heading.span.clone();
        self.findings
            .add(span, StepProblem::PhotoNotInWords { name });
        Some(ShownPhoto::default())
    }

    /// Reports a photo, or what has its form, among other words.
    pub(super) fn within_words(&mut self, address: &str, span: Range<usize>) {
        match media::entity_of(address) {
            Some(entity) => self
                .findings
                .add(span, MediaProblem::WithinWords { entity }),
            None => self.findings.add(span, PhotoProblem::WithinWords),
        }
    }

    fn check_alternative(
        &mut self,
        alt: &str,
        caption: Option<&str>,
        file: &str,
        span: &Range<usize>,
    ) {
        let problem = if alt.is_empty() {
            PhotoProblem::NoAlternative
        } else if is_name_of(alt, file) {
            PhotoProblem::NameAsAlternative
        } else if caption.is_some_and(|caption| is_same(caption, alt)) {
            PhotoProblem::CaptionAsAlternative
        } else {
            return;
        };
        self.findings.add(span.clone(), problem);
    }
}

/// Returns whether `text` is the path of `file`, its name or its stem.
pub(super) fn is_name_of(text: &str, file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    [file, name, stem].contains(&text)
}

/// Returns whether two texts say the same.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// The letters and digits of `text`, in lower case: what two texts say, whatever their punctuation.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
