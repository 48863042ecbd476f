//! An inline script that runs before the page requests any file. It acts only where the browser
//! would not find the page's files or would refuse to load them.

use shanhai_pages::locale::Locale;

use super::Place;
use super::asset::Asset;
use super::shell::Values;
use crate::address::SiteAddress;

/// Sets `arrival` and `arrival-integrity` for the page in `folder`. `from_disk` is the code that
/// runs if the page was opened from disk.
pub(super) fn fill(values: &mut Values, folder: Option<String>, from_disk: &str) {
    let slash = folder.map(add_slash).unwrap_or_default();
    let script = [&slash, "location.protocol==\"file:\"&&", from_disk].concat();
    let integrity = Asset::named("arrival", "js", script.clone().into_bytes()).integrity;
    values.html("arrival", script);
    values.text("arrival-integrity", &integrity);
}

/// The style sheet of a page that was opened from disk. It shows what is missing and where to get
/// the complete file.
pub(super) fn notice(language: &str, print: &Asset) -> Asset {
    let words = Locale::of(language).from_disk;
    let sheet = format!(
        "@layer parts{{story-map::before{{content:\"{words}\";display:block;padding:.75rem 1rem;\
         border-bottom:1px solid}}}}@media print{{story-map::before{{content:none}}}}"
    );
    let sheet = [sheet.as_bytes(), &print.bytes].concat();
    Asset::named("share/disk", "css", sheet)
}

/// The last segment of the folder of `place`, if it is known.
pub(super) fn folder_of(place: &Place, site: Option<&SiteAddress>) -> Option<String> {
    let address = site.map_or_else(
        || place.folder().to_owned(),
        |site| {
            let address = site.of(place.folder());
            let path = address.split_once("://").map_or("", |(_, rest)| rest);
            path.split_once('/').unwrap_or_default().1.to_owned()
        },
    );
    let name = address.trim_end_matches('/').rsplit('/').next()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~%".contains(c);
    (!name.is_empty() && name.chars().all(is_plain)).then(|| name.to_owned())
}

/// If a host answers `/en` with the page of `/en/`, the page's relative addresses resolve one
/// folder too high. Only the address in the browser is corrected: a redirect could loop with a host
/// that redirects `/en/` to `/en`.
fn add_slash(folder: String) -> String {
    format!(
        "location.pathname.endsWith(\"/{folder}\")&&history.replaceState(null,\"\",\
         location.pathname+\"/\"+location.search+location.hash);"
    )
}

/// Adds the style sheet at `address`, which shows what the page lacks.
pub(super) fn add_notice(address: &str) -> String {
    format!(
        "document.head.append(Object.assign(document.createElement(\"link\"),{{rel:\"stylesheet\",href:\"{address}\"}}))"
    )
}

/// Browsers load no file with an `integrity` from disk, because each file there has its own origin.
/// This removes the attribute from the style sheet's link.
pub(super) const STYLE_FROM_DISK: &str = "addEventListener(\"DOMContentLoaded\",()=>{\
     let l=document.querySelector(\"[rel=stylesheet]\");\
     l.integrity=\"\";l.crossOrigin=null;l.href+=\"\"})";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(folder: &str, site: Option<&str>, expected: Option<&str>) {
        let place = Place {
            language: "en".to_owned(),
            path: [folder, "index.html"].concat(),
            up: "",
        };
        let site = site.map(|site| site.parse().expect("it is an address"));
        let seen = folder_of(&place, site.as_ref());
        assert_eq!(seen.as_deref(), expected);
    }

    #[test]
    fn the_folder_of_a_language_is_known_without_an_address() {
        check("en/", None, Some("en"));
        check("", None, None);
    }

    #[test]
    fn the_folder_of_the_first_page_follows_from_the_address() {
        check("", Some("https://example.com/stories/sea/"), Some("sea"));
        check("en/", Some("https://example.com/stories/sea/"), Some("en"));
        check("", Some("https://example.com/"), None);
    }
}
