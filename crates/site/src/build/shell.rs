//! Fills in each `{{name}}` in a page's shell, such as `index.html`.

use std::collections::BTreeMap;
use std::fmt;

use shanhai_pages::escape::escaped;
use shanhai_pages::locale::Locale;
use shanhai_pages::view::{OtherEdition, Page};

use super::BuildError;
use super::asset::Asset;

/// A reason why a shell cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShellError {
    /// It contains a name that has no value.
    Unknown(String),
    /// A `{{` is not closed.
    Open,
    /// The text of a script or a style sheet contains `</` and would end its element.
    Ends(String),
}

impl fmt::Display for ShellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "there is no value called `{name}`"),
            Self::Open => f.write_str("a `{{` is never closed; add `}}`"),
            Self::Ends(file) => write!(
                f,
                "{file} contains `</`, which would end its element; write `<\\/` instead"
            ),
        }
    }
}

/// `shell` without whitespace and slashes that only its authors need: indents, line ends, and the
/// slashes of empty elements.
pub(super) fn compact(shell: &str) -> String {
    let lines: Vec<_> = shell.lines().map(str::trim).collect();
    lines
        .join(" ")
        .replace("> <", "><")
        .replace(" />", ">")
        .replace(" >", ">")
}

/// The value of each name in a shell, already HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct Values(BTreeMap<String, String>);

/// The values of `page`. `story` is the HTML of its story.
pub(super) fn values(page: &Page, instance: &str, story: &str) -> Values {
    let article = &page.article;
    let mut values = Values::default();
    let first_step = article.sections.first();
    values.text("language", &article.language);
    values.text("title", &article.title);
    values.text("description", &article.description);
    values.text("instance", instance);
    values.text("skip", Locale::of(&article.language).skip);
    values.text(
        "first-step",
        first_step.map_or("", |section| section.id.as_str()),
    );
    values.html("alternates", alternates(&page.others));
    values.html("story", story.to_owned());
    values
}

/// Links that announce the page's other languages to search engines.
pub(super) fn alternates(others: &[OtherEdition]) -> String {
    let links = others.iter().map(|other| {
        let (language, address) = (escaped(&other.language), escaped(&other.address));
        format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\" />")
    });
    links.collect::<Vec<_>>().join("\n    ")
}

impl Values {
    /// Sets a value from plain text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.0.insert(name.to_owned(), escaped(text));
    }

    /// Sets a value that is already HTML.
    pub(super) fn html(&mut self, name: &str, html: String) {
        self.0.insert(name.to_owned(), html);
    }

    /// Sets `name` to a file's address relative to the page, and `NAME-integrity` to its integrity.
    /// `up` is the path from the page's folder to the root of the site.
    pub(super) fn asset(&mut self, name: &str, asset: &Asset, up: &str) {
        self.text(name, &[up, &asset.name].concat());
        self.text(&[name, "-integrity"].concat(), &asset.integrity);
    }

    /// Sets what stands in the explorer's place until it has loaded, and if it does not load: as
    /// `loading-LANGUAGE` and `failed-LANGUAGE`, in each language of the interface.
    pub(super) fn waiting(&mut self) {
        for language in ["zh", "en"] {
            let [loading, failed] = Locale::of(language).explore.waiting;
            self.text(&["loading-", language].concat(), loading);
            self.text(&["failed-", language].concat(), failed);
        }
    }

    /// Sets `NAME-text` to the text of a script or a style sheet. Fails if the text would end its
    /// element.
    pub(super) fn inline(&mut self, name: &str, asset: &Asset) -> Result<(), ShellError> {
        let text = String::from_utf8_lossy(&asset.bytes);
        if text.contains("</") {
            return Err(ShellError::Ends(asset.name.clone()));
        }
        self.html(&[name, "-text"].concat(), text.into_owned());
        Ok(())
    }

    /// The values with which a script finds one other file in the same folder.
    pub(super) fn of(name: &str, asset: &Asset) -> Self {
        let mut values = Self::default();
        values.asset(name, asset, "./");
        values
    }

    /// The script `name` with the text `script`, in which every name is replaced by its value.
    pub(super) fn script(&self, name: &str, script: &[u8]) -> Result<Asset, BuildError> {
        let text = self.filled_in(&String::from_utf8_lossy(script));
        let text = text.map_err(BuildError::Shell)?;
        Ok(Asset::named(name, "js", text.into_bytes()))
    }

    /// `shell` with every name replaced by its value.
    pub(super) fn filled_in(&self, shell: &str) -> Result<String, ShellError> {
        let mut pieces = shell.split("{{");
        let mut page = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once("}}").ok_or(ShellError::Open)?;
            let value = self.0.get(name.trim());
            page += value.ok_or_else(|| ShellError::Unknown(name.trim().to_owned()))?;
            page += rest;
        }
        Ok(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(shell: &str, expected: Result<&str, ShellError>) {
        let mut values = Values::default();
        values.text("title", "a \"b\" <c> & d");
        assert_eq!(values.filled_in(shell), expected.map(str::to_owned));
    }

    #[test]
    fn a_shell_is_written_as_one_line() {
        let shell = "<a\n    b=\"c d\"\n    e\n  >\n    {{story}}\n  </a>\n  <br />";
        assert_eq!(compact(shell), "<a b=\"c d\" e> {{story}} </a><br>");
    }

    #[test]
    fn a_name_is_replaced_by_its_escaped_value() {
        check(
            "<t>{{title}}</t>",
            Ok("<t>a &quot;b&quot; &lt;c&gt; &amp; d</t>"),
        );
    }

    #[test]
    fn an_unknown_name_is_an_error() {
        check("{{titel}}", Err(ShellError::Unknown("titel".to_owned())));
    }

    #[test]
    fn an_unclosed_name_is_an_error() {
        check("{{title", Err(ShellError::Open));
    }

    #[test]
    fn a_file_that_would_end_its_element_is_an_error() {
        let boot = Asset::named("boot", "js", b"write('</script>')".to_vec());
        let ends = Err(ShellError::Ends(boot.name.clone()));
        assert_eq!(Values::default().inline("boot", &boot), ends);
    }
}
