//! The `_headers` file that some hosts read from the root of the site.

use super::Listing;
use super::rules::{CachePolicy, HEADERS, is_hashed};

/// The file. Its patterns cannot match hashed names, so each hashed file is listed. For all others
/// these hosts make browsers revalidate by default.
pub(super) fn file(listing: &Listing, at: &str) -> String {
    let of_all = HEADERS.map(|(name, value)| format!("  {name}: {value}\n"));
    let forever = CachePolicy::Forever.cache_control();
    let hashed = listing.files().filter(|file| is_hashed(&file.path));
    let of_hashed = hashed.map(|file| format!("{at}{}\n  Cache-Control: {forever}\n", file.path));
    [format!("{at}*\n")]
        .into_iter()
        .chain(of_all)
        .chain(of_hashed)
        .collect()
}
