//! Builds the model of a page, which is rendered later.

use std::sync::Arc;

use shanhai_pages::view::{Files, Land, OtherEdition, Page, Relief};
use shanhai_picture::Instance;

use super::illustrations::Addresses;
use crate::basemap::{Basemap, RELIEF_FRAME};
use crate::folder::Edition;

/// The prefix of the ids of the story on a page, which has only one.
pub(super) const INSTANCE: &str = "s1";

/// The page of an edition. `relief` has the addresses of the relief, `download` that of the
/// table, `drawings` those of the drawings, `files` those of photos, videos and recordings.
pub(super) fn page(
    edition: &Edition,
    basemap: &Basemap,
    relief: String,
    others: Vec<OtherEdition>,
    download: String,
    drawings: Addresses,
    files: Files,
) -> Page {
    let provenance = basemap.provenance();
    let relief = Relief {
        frame: RELIEF_FRAME,
        addresses: relief,
    };
    let land = Land {
        relief: Some(relief),
        ..basemap.land().clone()
    };
    Page {
        article: edition.article.clone(),
        story: Arc::new(edition.story.clone()),
        land,
        attribution: provenance.attributed_in(edition.subtag()),
        review_number: provenance.product_approval_no.clone(),
        instance: Instance::new(INSTANCE),
        others,
        download,
        drawings,
        files,
        keepsake: None,
    }
}
