//! Who made a photo, a video or a recording, and its licence.

/// The credit of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Who made it.
    pub name: String,
    /// The licence, as the author names it.
    pub licence: Option<String>,
}

/// The terms of the licences of Creative Commons.
const TERMS: [&str; 6] = ["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"];

impl Credit {
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
        let credit = Credit {
            name: String::new(),
            licence: Some(licence.to_owned()),
        };
        assert_eq!(credit.licence_address().as_deref(), address);
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
