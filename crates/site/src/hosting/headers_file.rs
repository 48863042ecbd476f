//! What hosts read that take a file `_headers` beside the pages.

use super::Listing;
use super::rules::{HEADERS, Kept, is_hashed};

/// The file. It knows no pattern for "has a hash", so that each such file is named; what is not
/// named is asked for each time, as these hosts do by themselves.
pub(super) fn file(listing: &Listing, at: &str) -> String {
    let of_all = HEADERS.map(|(name, value)| format!("  {name}: {value}\n"));
    let for_ever = Kept::ForEver.cache_control();
    let hashed = listing.files().filter(|file| is_hashed(&file.path));
    let of_hashed = hashed.map(|file| format!("{at}{}\n  Cache-Control: {for_ever}\n", file.path));
    [format!("{at}*\n")]
        .into_iter()
        .chain(of_all)
        .chain(of_hashed)
        .collect()
}
