//! Bundles and minifies the style sheets, and compiles them down for older browsers.

use std::fmt;
use std::path::Path;

use lightningcss::rules::supports::SupportsCondition;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use super::BuildError;
use crate::parts::Parts;

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

/// All style sheets of the page except [`OF_PAPER`] as one: [`FIRST`], then the others by name.
pub(super) fn bundle(parts: &Parts) -> Result<String, BuildError> {
    let sheets = parts.page_below("style")?.into_iter();
    let sheets = sheets.map(|(name, bytes)| (["style/", &name].concat(), bytes));
    let mut sheets: Vec<_> = sheets
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "css"))
        .filter(|(name, _)| name != OF_PAPER)
        .collect();
    sheets.sort_by_key(|(name, _)| (name != FIRST, name.clone()));
    let sheets = sheets.iter().map(|(name, bytes)| minify(name, bytes));
    sheets.collect()
}

/// The style sheet `name`, minified and compiled down.
pub(super) fn minify(name: &str, bytes: &[u8]) -> Result<String, BuildError> {
    lowered(name, &String::from_utf8_lossy(bytes))
}

/// `sheet` with its `rem` lengths based on `--_rem`, the font size that the reader has set. An
/// embedding page may set any size on its root, which changes `rem`. Where `--_rem` is not set, the
/// page's `rem` applies.
pub(super) fn with_lengths_of_the_reader(sheet: &str) -> String {
    with_property(sheet, "rem")
}

/// `sheet` with its `vh` and `svh` lengths based on `--_vh` and `--_svh`. In a zoomed page, a pixel
/// of the story is larger than one of the viewport.
pub(super) fn with_own_viewport(sheet: &str) -> String {
    with_property(&with_property(sheet, "svh"), "vh")
}

/// `sheet` with its lengths in `unit` as multiples of the custom property `--_UNIT`, if that is
/// set.
fn with_property(sheet: &str, unit: &str) -> String {
    let pieces = sheet.split_inclusive(['{', '}', ';']);
    let multiple = |number: &str| format!("calc({number}*var(--_{unit},1{unit}))");
    let pieces = pieces.map(|piece| {
        // At-rules cannot use custom properties in their conditions.
        if piece.starts_with('@') {
            piece.to_owned()
        } else {
            with_unit(piece, unit, multiple)
        }
    });
    pieces.collect()
}

/// `sheet` for a story in a column of another page. What depends on the viewport's width depends on
/// the column's width instead, and the portrait layout applies if the column is narrower than the
/// viewport is high.
pub(super) fn in_a_container(sheet: &str) -> String {
    const UPRIGHT: &str = " and (orientation:portrait) and (max-width:899.98px)";
    let mut pieces = sheet.split(UPRIGHT);
    let mut sheet = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // Wrap the rules of the condition in a container query.
        let (rules, rest) = piece.split_at(closing(piece));
        let condition = "{@container (max-width:899.98px) and (max-width:100vh)";
        sheet += &[condition, rules, "}", rest].concat();
    }
    with_unit(&sheet, "vi", |number| format!("{number}cqi"))
}

/// The byte index directly after the brace that closes the first pair in `text`, or the length of
/// `text` if it is not closed.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// `text` with each number that has the unit `unit` replaced by `change` of it.
fn with_unit(text: &str, unit: &str, change: impl Fn(&str) -> String) -> String {
    let mut pieces = text.split(unit).peekable();
    let mut changed = String::new();
    while let Some(piece) = pieces.next() {
        let before = piece.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &piece[before.len()..];
        let Some(next) = pieces.peek() else {
            return changed + piece;
        };
        let goes_on = |c: char| c.is_alphanumeric() || c == '-';
        let is_name = before.ends_with(|c: char| c.is_alphabetic() || c == '_');
        if !number.ends_with(|c: char| c.is_ascii_digit()) || is_name || next.starts_with(goes_on) {
            changed += &[piece, unit].concat();
        } else {
            let sign = if before.ends_with('-') { "-" } else { "" };
            changed += before.strip_suffix('-').unwrap_or(before);
            changed += &change(&[sign, number].concat());
        }
    }
    changed
}

/// The style sheet `text` of the file `name`, minified and compiled down.
pub(super) fn lowered(name: &str, text: &str) -> Result<String, BuildError> {
    let style_error = |at: Option<(u32, u32)>, message: String| {
        BuildError::Style(StyleError {
            name: name.to_owned(),
            at,
            message,
        })
    };
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| {
        let at = error
            .loc
            .as_ref()
            .map(|place| (place.line + 1, place.column));
        style_error(at, error.kind.to_string())
    })?;
    let targets = Targets::from(FLOOR);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| style_error(None, error.kind.to_string()))?;
    write_colours_once(&mut sheet.rules);
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(options);
    printed
        .map(|printed| printed.code)
        .map_err(|error| style_error(None, error.kind.to_string()))
}

/// The same for a renderer that supports only sRGB colours: of each pair of declarations only the
/// sRGB fallback stays.
pub(super) fn plain(name: &str, text: &str) -> Result<String, BuildError> {
    let sheet = lowered(name, text)?;
    let pieces = sheet.split_inclusive([';', '{', '}']).map(|piece| {
        if !piece.contains(":lab(") {
            piece
        } else if piece.ends_with('}') {
            "}"
        } else {
            ""
        }
    });
    Ok(pieces.collect())
}

/// Removes the `@supports` rules that repeat our colours as `lab()`. They are a tenth of all style,
/// and our colours look the same without them: they lie within sRGB, except for two that exceed it
/// imperceptibly.
fn write_colours_once(rules: &mut CssRuleList) {
    let is_again = |rule: &CssRule| match rule {
        CssRule::Supports(rule) => matches!(
            &rule.condition,
            SupportsCondition::Declaration { value, .. } if value.starts_with("lab(")
        ),
        _ => false,
    };
    rules.0.retain(|rule| !is_again(rule));
    for rule in &mut rules.0 {
        match rule {
            CssRule::LayerBlock(rule) => write_colours_once(&mut rule.rules),
            CssRule::Media(rule) => write_colours_once(&mut rule.rules),
            CssRule::Style(rule) => write_colours_once(&mut rule.rules),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: &str, expected: &str) {
        let seen = lowered("a.css", style).expect("it is a style sheet");
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_colour_token_is_written_once_in_any_position() {
        check("p{--ink:oklch(47% 0.14 38)}", "p{--ink:#993613}");
        check(
            "@layer a{@media print{p{--ink:oklch(47% 0.14 38)}}}",
            "@layer a{@media print{p{--ink:#993613}}}",
        );
    }

    #[test]
    fn lengths_in_rem_are_distinguished_from_conditions_and_names() {
        assert_eq!(
            with_lengths_of_the_reader(
                "@media (min-height:18rem){.rem{a:-.5rem 1rem;b:calc(2rem + 1px)}}"
            ),
            "@media (min-height:18rem){.rem{\
             a:calc(-.5*var(--_rem,1rem)) calc(1*var(--_rem,1rem));\
             b:calc(calc(2*var(--_rem,1rem)) + 1px)}}"
        );
    }

    #[test]
    fn container_units_replace_viewport_units() {
        assert_eq!(
            in_a_container(
                "@media screen and (orientation:portrait) and (max-width:899.98px){p{a:4vi}q{}}r{}"
            ),
            "@media screen{@container (max-width:899.98px) and (max-width:100vh){p{a:4cqi}q{}}}r{}"
        );
    }

    #[test]
    fn other_feature_queries_are_unchanged() {
        let style = "@supports (width:round(1.5px, 1px)){p{color:red}}";
        check(style, style);
    }
}
