//! What hosts read that take a file `_headers` beside the pages.

use super::Listing;
use super::rules::{HEADERS, Kept, is_hashed};

/// The file. It knows no pattern for "has a hash", so that each such file is named; what is not
/// named is asked for each time, as these hosts do by themselves.
pub(super) fn file(listing: &Listing, at: &str) -> String {
    let mut text = format!("{at}*\n");
    for (name, value) in HEADERS {
        text += &format!("  {name}: {value}\n");
    }
    let for_ever = Kept::ForEver.cache_control();
    for file in listing.files().filter(|file| is_hashed(&file.path)) {
        text += &format!("{at}{}\n  Cache-Control: {for_ever}\n", file.path);
    }
    text
}
