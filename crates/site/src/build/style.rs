//! Bundles and minifies the style sheets, and compiles them down for older browsers.

use std::fmt;
use std::path::Path;

use lightningcss::stylesheet::{
    MinifyOptions, ParserFlags, ParserOptions, PrinterOptions, StyleSheet,
};
use lightningcss::targets::{Browsers, Targets};
use lightningcss::visitor::Visit;
use shanhai_pages::article::Article;

use self::colour::InSrgb;
use self::media::MEDIA;
use super::BuildError;
use crate::folder::ReadStory;
use crate::parts::Parts;

mod colour;
mod embedded;
mod guide;
mod layers;
mod media;
mod picture;

pub(super) use self::embedded::{in_a_container, with_lengths_of_the_reader, with_own_viewport};
pub(super) use self::guide::of_the_guide;
pub(super) use self::layers::Layers;
pub(super) use self::picture::in_a_picture;

/// A reason why a style sheet cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleError {
    /// The file's name among those of the app or of the page.
    pub name: String,
    /// The line and column of the error, from 1.
    pub at: Option<(u32, u32)>,
    /// A description of the error.
    pub message: String,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        if let Some((line, column)) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// The file that declares the order of the layers, so it must come first.
const FIRST: &str = "style/layers.css";

/// The oldest browsers, as major versions, for which colours and nesting are compiled down: those
/// of the last five years that support cascade layers.
const FLOOR: Browsers = Browsers {
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    ios_saf: Some(15 << 16 | 4 << 8),
    safari: Some(15 << 16 | 4 << 8),
    samsung: Some(18 << 16),
    android: None,
    ie: None,
    opera: None,
};

/// The style sheet for print. No screen needs it, so it is a file of its own and loads last.
pub(super) const OF_PAPER: &str = "style/print.css";

/// The style sheet of what is added to the map once the story is live.
const OF_FINISH: &str = "style/finish.css";

/// The style sheet of photos, and that of one that is open over the page, which loads once the story
/// is live.
const OF_PHOTOS: &str = "style/photos.css";
const OF_LARGE: &str = "style/large.css";

/// The style sheet of videos and recordings.
const OF_MEDIA: &str = "style/media.css";

/// The style sheets of tables in the words, and of sub- and superscripts.
const OF_TABLES: &str = "style/tables.css";
const OF_INDICES: &str = "style/indices.css";

/// The style sheets that a story needs for what not every story has.
#[derive(Clone)]
pub(super) struct Uses(Vec<&'static str>);

impl Uses {
    /// Those that `read` needs.
    pub(super) fn of(read: &ReadStory) -> Self {
        let articles = || read.editions.iter().map(|edition| &edition.article);
        let sheets = [
            (OF_PHOTOS, !read.photos_in_words().is_empty()),
            (OF_LARGE, !read.photos_in_words().is_empty()),
            (OF_MEDIA, !read.media_in_words().is_empty()),
            (OF_TABLES, articles().any(Article::has_tables)),
            (OF_INDICES, articles().any(Article::has_indices)),
        ];
        let needed = sheets.into_iter().filter(|(_, is_needed)| *is_needed);
        Self(needed.map(|(sheet, _)| sheet).collect())
    }

    /// Returns whether a page needs the style sheet `name` from the start.
    fn needs(&self, name: &str) -> bool {
        match name {
            OF_PAPER | OF_FINISH | OF_LARGE => false,
            OF_PHOTOS | OF_MEDIA | OF_TABLES | OF_INDICES => self.0.contains(&name),
            _ => true,
        }
    }
}

/// The style sheets of a page that `uses` some as one, except those that load late:
/// [`FIRST`], then the others by name.
pub(super) fn bundle(parts: &Parts, uses: &Uses) -> Result<String, BuildError> {
    let sheets = parts.page_below("style")?.into_iter();
    let sheets = sheets.map(|(name, bytes)| (["style/", &name].concat(), bytes));
    let mut sheets: Vec<_> = sheets
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "css"))
        .filter(|(name, _)| uses.needs(name))
        .collect();
    sheets.sort_by_key(|(name, _)| (name != FIRST, name.clone()));
    let sheets = sheets.iter().map(|(name, bytes)| minify(name, bytes));
    sheets.collect()
}

/// The style sheet of what scripts add to a page.
pub(super) fn of_additions(parts: &Parts, uses: &Uses) -> Result<String, BuildError> {
    let finish = minify(OF_FINISH, &parts.page(OF_FINISH)?)?;
    if !uses.0.contains(&OF_LARGE) {
        return Ok(finish);
    }
    Ok(finish + &minify(OF_LARGE, &parts.page(OF_LARGE)?)?)
}

/// The style sheet `name`, minified and compiled down.
pub(super) fn minify(name: &str, bytes: &[u8]) -> Result<String, BuildError> {
    let text = String::from_utf8_lossy(bytes);
    lowered(name, parse(name, &text)?)
}

fn parse<'t>(name: &str, text: &'t str) -> Result<StyleSheet<'t>, BuildError> {
    let options = ParserOptions {
        flags: ParserFlags::CUSTOM_MEDIA,
        ..ParserOptions::default()
    };
    StyleSheet::parse(text, options).map_err(|error| {
        let place = error.loc.as_ref();
        let at = place.map(|place| (place.line + 1, place.column));
        style_error(name, at, &error.kind)
    })
}

/// `sheet` in sRGB and with the queries of [`MEDIA`], minified and compiled down.
fn lowered(name: &str, mut sheet: StyleSheet<'_>) -> Result<String, BuildError> {
    let Ok(()) = sheet.visit(&mut InSrgb);
    let media = parse(name, MEDIA)?;
    sheet.rules.0.splice(..0, media.rules.0);
    let options = MinifyOptions {
        targets: Targets::from(FLOOR),
        ..MinifyOptions::default()
    };
    let minified = sheet.minify(options);
    minified.map_err(|error| style_error(name, None, &error.kind))?;
    print(name, &sheet)
}

fn print(name: &str, sheet: &StyleSheet<'_>) -> Result<String, BuildError> {
    let options = PrinterOptions {
        minify: true,
        targets: Targets::from(FLOOR),
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(options);
    let printed = printed.map_err(|error| style_error(name, None, &error.kind))?;
    Ok(printed.code)
}

fn style_error(name: &str, at: Option<(u32, u32)>, message: &impl fmt::Display) -> BuildError {
    BuildError::Style(StyleError {
        name: name.to_owned(),
        at,
        message: message.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use shanhai_story::choreography::FADES;
    use shanhai_story::plane::Viewport;

    use super::*;

    /// The file at `path` in the repository.
    fn read(path: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(path);
        fs::read_to_string(path).expect("it is in the repository")
    }

    #[track_caller]
    fn check_sheet(path: &str, rule: &str) {
        let sheet = minify(path, read(path).as_bytes()).expect("it is a style sheet");
        assert!(sheet.contains(rule), "{path} has no `{rule}`");
    }

    #[test]
    fn the_app_waits_until_content_has_faded() {
        let seconds = (FADES / 1000.0).to_string();
        let seconds = seconds.trim_start_matches('0');
        let rule = format!(".lit,.connections{{transition:opacity calc({seconds} * var(--1s))}}");
        check_sheet("style/finish.css", &rule);
    }

    #[test]
    fn labels_are_placed_for_the_font_size_that_they_have() {
        let size = (Viewport::TEXT / 16.0).to_string();
        let rule = format!("font-size:{}rem", size.trim_start_matches('0'));
        check_sheet("style/map.css", &rule);
    }

    #[test]
    fn the_documentation_names_the_oldest_browsers_with_style() {
        let version = |version: Option<u32>| {
            let [_, major, minor, _] = version.expect("it is a browser of the floor").to_be_bytes();
            match minor {
                0 => major.to_string(),
                _ => format!("{major}.{minor}"),
            }
        };
        let [chrome, firefox, safari] = [FLOOR.chrome, FLOOR.firefox, FLOOR.safari].map(version);
        let row = format!("| from Chrome {chrome}, Firefox {firefox} and Safari {safari} |");
        assert!(read("docs/browsers.md").contains(&row), "{row}");
    }

    #[test]
    fn media_queries_are_used_by_name() {
        check(
            "@media screen and (--sticky) and (--stacked){p{top:0}}",
            "@media screen and (min-height:18.75rem) and (orientation:portrait) and \
             (max-width:899.98px){p{top:0}}",
        );
    }

    #[track_caller]
    fn check(style: &str, expected: &str) {
        let seen = minify("a.css", style.as_bytes()).expect("it is a style sheet");
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_colour_is_written_once_in_any_position() {
        check("p{--ink:oklch(47% 0.14 38)}", "p{--ink:#993613}");
        check("p{color:oklch(47% 0.14 38)}", "p{color:#993613}");
        check(
            "@layer a{@media print{p{--ink:oklch(47% 0.14 38)}}}",
            "@layer a{@media print{p{--ink:#993613}}}",
        );
        check(
            "p{color-scheme:light dark;--ink:light-dark(oklch(47% 0.14 38),oklch(50% 0 0))}",
            "p{--lightningcss-light:initial;--lightningcss-dark: ;color-scheme:light dark;\
             --ink:var(--lightningcss-light,#993613)var(--lightningcss-dark,#636363)}\
             @media (prefers-color-scheme:dark){\
             p{--lightningcss-light: ;--lightningcss-dark:initial}}",
        );
    }

    #[test]
    fn other_feature_queries_are_unchanged() {
        let style = "@supports (width:round(1.5px, 1px)){p{color:red}}";
        check(style, style);
    }

    #[test]
    fn an_error_names_its_file_and_place() {
        let error = minify("a.css", b"p{}\n}q{}").expect_err("a brace is closed twice");
        assert_eq!(error.to_string(), "a.css:2:1: Invalid empty selector");
    }
}
