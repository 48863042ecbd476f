//! Parses videos and recordings: `![name](media/flight.mp4 "Caption")` in a paragraph of its own.

use std::ops::Range;

use shanhai_pages::article::Block;

use super::Reader;
use super::photo::{is_name_of, is_same};
use crate::diagnostics::{Entity, MediaProblem};
use crate::folder::{located::Located, media};

impl Reader<'_, '_, '_> {
    /// The block of the work at the path `file`. `None` if it cannot be shown, which has been
    /// reported.
    pub(super) fn media(
        &mut self,
        entity: Entity,
        file: Located<&str>,
        name: String,
        caption: Option<&str>,
    ) -> Option<Block> {
        let known = &self.references.data?.media;
        match media::find(known, entity, file.value, self.findings) {
            Ok(media) => {
                self.media.push(Located::new(media, file.span));
                Some(Block::Media {
                    media,
                    name,
                    caption: caption.map(str::to_owned),
                })
            }
            Err(problem) => {
                self.findings.add(file.span, problem);
                None
            }
        }
    }

    /// Reports a name that names nothing.
    pub(super) fn check_name(
        &mut self,
        entity: Entity,
        name: &str,
        caption: Option<&str>,
        file: &str,
        span: &Range<usize>,
    ) {
        let problem = if name.is_empty() {
            MediaProblem::NoName { entity }
        } else if is_name_of(name, file) {
            MediaProblem::NameOfFile { entity }
        } else if caption.is_some_and(|caption| is_same(caption, name)) {
            MediaProblem::CaptionAsName { entity }
        } else {
            return;
        };
        self.findings.add(span.clone(), problem);
    }
}
