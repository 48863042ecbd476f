//! The media queries between the layouts, each written once.

/// The condition for columns, and viewports in portrait orientation, that are too narrow for the
/// map to be beside the words. A width of 900 pixels is wide enough, so that half of a laptop's
/// screen is.
macro_rules! narrow {
    () => {
        "(max-width:899.98px)"
    };
}

/// The queries that style sheets use by name. The map is `--sticky` unless the viewport is so low
/// that it would leave no room for the words; it is `--stacked` on them where it is not beside them.
pub(super) const MEDIA: &str = concat!(
    "@custom-media --sticky (min-height:18.75rem);",
    "@custom-media --stacked (orientation:portrait) and ",
    narrow!(),
    ";"
);

/// The query `--stacked`, without rules, as it is in a style sheet without names.
pub(super) const STACKED: &str = concat!("@media (orientation:portrait) and ", narrow!(), "{}");

/// The same for a story in a column of another page.
pub(super) const STACKED_IN_A_COLUMN: &str =
    concat!("@container ", narrow!(), " and (max-width:100vh){}");
