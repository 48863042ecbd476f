//! A photo, apart from its pixels.

/// A photo with its credit.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// Its path within the story's folder.
    pub file: String,
    /// Who made it.
    pub credit: String,
    /// The licence, as the author names it.
    pub licence: Option<String>,
    /// The point that stays in sight where the photo is cropped: shares of its width, from the left,
    /// and of its height, from the top.
    pub focus: [f64; 2],
}

/// A photo in a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownPhoto {
    /// By its index in [`Article::photos`](super::Article::photos).
    pub photo: usize,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// The caption.
    pub caption: Option<String>,
}

/// The terms of the licences of Creative Commons.
const TERMS: [&str; 6] = ["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"];

impl Photo {
    /// The address of the licence, if it is one of Creative Commons by its short name: `CC BY 4.0`.
    #[must_use]
    pub fn licence_address(&self) -> Option<String> {
        let licence = self.licence.as_ref()?.to_ascii_lowercase();
        let (name, version) = licence.rsplit_once(' ')?;
        let is_version = version.split('.').count() == 2
            && version.split('.').all(|part| part.parse::<u8>().is_ok());
        if !is_version {
            return None;
        }
        let path = if name == "cc0" {
            "publicdomain/zero".to_owned()
        } else {
            let terms = name
                .strip_prefix("cc ")
                .filter(|terms| TERMS.contains(terms))?;
            ["licenses/", terms].concat()
        };
        Some(["https://creativecommons.org/", &path, "/", version, "/"].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(licence: &str, address: Option<&str>) {
        let photo = Photo {
            file: String::new(),
            credit: String::new(),
            licence: Some(licence.to_owned()),
            focus: [0.5; 2],
        };
        assert_eq!(photo.licence_address().as_deref(), address);
    }

    #[test]
    fn licences_of_creative_commons_have_addresses() {
        check(
            "CC BY 4.0",
            Some("https://creativecommons.org/licenses/by/4.0/"),
        );
        check(
            "cc by-nc-sa 3.0",
            Some("https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        );
        check(
            "CC0 1.0",
            Some("https://creativecommons.org/publicdomain/zero/1.0/"),
        );
        for other in [
            "",
            "CC BY",
            "CC BY-XX 4.0",
            "CC BY four",
            "Getty 1.0",
            "© 2026",
        ] {
            check(other, None);
        }
    }
}
