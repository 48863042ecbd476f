//! What a page shows, before it is written.

use std::sync::Arc;

use shanhai::view::{Instance, Land, OtherEdition, Page, Relief};

use crate::basemap::{Basemap, RELIEF_FRAME};
use crate::folder::Edition;

/// The prefix of the ids of a page's only story.
pub(super) const INSTANCE: &str = "s1";

/// The page of an edition, whose relief and table have these addresses.
pub(super) fn page(
    edition: &Edition,
    basemap: &Basemap,
    relief: String,
    others: Vec<OtherEdition>,
    download: String,
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
    }
}
