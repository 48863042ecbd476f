//! Absolute addresses: of the folder of a site, and of other people's pages.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::diagnostics::{AddressProblem, SITE_RULE, character::is_hidden};

/// The address of a site: an `https:` address that ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteAddress(Url);

/// The error for an address that cannot be that of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASite;

impl fmt::Display for NotASite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SITE_RULE)
    }
}

impl std::error::Error for NotASite {}

impl FromStr for SiteAddress {
    type Err = NotASite;

    fn from_str(text: &str) -> Result<Self, NotASite> {
        let url = whole(text).filter(|url| url.scheme() == "https" && url.query().is_none());
        url.filter(|_| text.ends_with('/'))
            .map(Self)
            .ok_or(NotASite)
    }
}

impl SiteAddress {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The address of a file or a folder of the site; `path` is relative to the site.
    #[must_use]
    pub fn of(&self, path: &str) -> String {
        [self.as_str(), path].concat()
    }

    /// The host name.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

/// The address of somebody's page: `https:` or `http:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress(Url);

impl PageAddress {
    /// Parses `text`, if it is a complete address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = whole(text)?;
        ["https", "http"]
            .contains(&url.scheme())
            .then_some(Self(url))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Returns whether `text` is an absolute path on the host of the page.
pub(crate) fn is_path_of_host(text: &str) -> bool {
    let host = Url::parse("https://host.invalid/").ok();
    let joined = host.as_ref().and_then(|host| host.join(text).ok());
    let is_of_host = joined.is_some_and(|url| url.host_str() == Some("host.invalid"));
    is_of_host && text.starts_with('/') && is_plain(text) && !text.contains('#')
}

/// Ports that browsers refuse, from the list of bad ports in the Fetch standard.
const BAD_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// The problem with a link to `text`, an `https:` or `http:` address, or `None`.
pub(crate) fn link_problem(text: &str) -> Option<AddressProblem> {
    kind_of_problem(text).map(|problem| problem(text.to_owned()))
}

/// A problem with an address that is not named yet.
type Problem = fn(String) -> AddressProblem;

fn kind_of_problem(text: &str) -> Option<Problem> {
    let Some((_, rest)) = text.split_once("://") else {
        return Some(AddressProblem::NotWhole);
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some(AddressProblem::UserInfo);
    }
    if !is_plain(text) || !authority.starts_with(|c: char| c.is_alphanumeric()) {
        return Some(AddressProblem::NotWhole);
    }
    match Url::parse(text) {
        Err(url::ParseError::InvalidPort) => Some(AddressProblem::Port),
        Err(_) => Some(AddressProblem::NotWhole),
        Ok(url) if has_bad_port(&url) => Some(AddressProblem::Port),
        Ok(url) if url.scheme() == "http" => Some(AddressProblem::Unencrypted),
        Ok(_) => None,
    }
}

fn has_bad_port(url: &Url) -> bool {
    url.port().is_some_and(|port| BAD_PORTS.contains(&port))
}

/// Parses `text` as an absolute address. `None` if browsers would ignore some of its characters, or
/// if it has a user name, a password or a fragment.
fn whole(text: &str) -> Option<Url> {
    let (_, rest) = text.split_once("://")?;
    let url = Url::parse(text).ok().filter(|_| !rest.starts_with('/'))?;
    let has_name = !url.username().is_empty() || url.password().is_some();
    let is_sound = url.has_host() && !has_name && !has_bad_port(&url);
    (is_plain(text) && is_sound && url.fragment().is_none()).then_some(url)
}

/// Returns whether `text` has no character that browsers ignore or replace, and no invisible one.
pub(crate) fn is_plain(text: &str) -> bool {
    let is_odd = |c: char| is_hidden(c) || matches!(c, ' ' | '"' | '<' | '>' | '\\' | '`');
    !text.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_site_is_a_folder_on_a_host() {
        for (text, address) in [
            ("https://example.org/", "https://example.org/"),
            (
                "https://example.org:8443/a/b/",
                "https://example.org:8443/a/b/",
            ),
            (
                "https://例子.cn/山海/",
                "https://xn--fsqu00a.cn/%E5%B1%B1%E6%B5%B7/",
            ),
        ] {
            let site: SiteAddress = text.parse().expect("it is whole");
            assert_eq!(site.as_str(), address);
        }
    }

    #[test]
    fn only_a_folder_on_an_https_host_is_a_site() {
        for text in [
            "",
            "/story/",
            "example.org/",
            "//example.org/",
            "http://example.org/",
            "https://example.org",
            "https://example.org/story",
            "https://example.org/?a/",
            "https://example.org/#a/",
            "https://a:b@example.org/",
            "https:///example.org/",
            "https://example.org\\story/",
            " https://example.org/",
            "https://exam\nple.org/",
            "https://exa mple.org/",
            "javascript:alert(1)//https://example.org/",
            "https://[::1/",
        ] {
            assert_eq!(text.parse::<SiteAddress>(), Err(NotASite), "{text}");
        }
    }

    #[test]
    fn a_link_must_name_a_host_that_browsers_open() {
        use AddressProblem::{NotWhole, Port, Unencrypted, UserInfo};
        let links: [(_, Option<Problem>); 22] = [
            ("https://www.stats.gov.cn/sj/?a=1#b", None),
            ("https://example.org:8443/", None),
            ("https://example.org:443/", None),
            ("https://例子.cn/山海", None),
            ("https://example.org/@a:b", None),
            ("http://www.gov.cn/", Some(Unencrypted)),
            ("https://gov.cn@evil.example/", Some(UserInfo)),
            ("https://a:b@example.org/", Some(UserInfo)),
            ("https://@example.org/", Some(UserInfo)),
            ("http://a@example.org/", Some(UserInfo)),
            ("https://example.org:99999/", Some(Port)),
            ("https://example.org:0/", Some(Port)),
            ("https://example.org:22/", Some(Port)),
            ("https://example.org:6667/", Some(Port)),
            ("https://example.org:port/", Some(Port)),
            ("https:", Some(NotWhole)),
            ("https://", Some(NotWhole)),
            ("https:///x", Some(NotWhole)),
            ("https://a b", Some(NotWhole)),
            ("https://a\"b", Some(NotWhole)),
            ("https://-", Some(NotWhole)),
            ("https://example\u{200B}.org/", Some(NotWhole)),
        ];
        for (text, expected) in links {
            let expected = expected.map(|problem| problem(text.to_owned()));
            assert_eq!(link_problem(text), expected, "{text}");
        }
    }

    #[test]
    fn a_publishers_page_can_have_any_path_and_query() {
        let page = PageAddress::parse("http://paper.example/2026-06/16/a.html?b='c'");
        let page = page.expect("it is whole");
        assert_eq!(
            page.as_str(),
            "http://paper.example/2026-06/16/a.html?b=%27c%27"
        );
        for text in [
            "ftp://example.org/",
            "data:text/html,a",
            "https://example.org/#a",
        ] {
            assert_eq!(PageAddress::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_on_the_host_cannot_name_another_host() {
        for text in ["/wechat/signature", "/s.php?for=story", "/签名"] {
            assert!(is_path_of_host(text), "{text}");
        }
        for text in [
            "",
            "a",
            "//example.org/",
            "/\\example.org/",
            "https://example.org/",
            "/a#b",
            "/a b",
        ] {
            assert!(!is_path_of_host(text), "{text}");
        }
    }
}
