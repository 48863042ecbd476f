//! Quotes text of the author in messages.

use std::fmt;

use super::character;

/// Text of the author in backticks, on one line and shortened to a readable length.
pub(super) struct Quoted<'a>(pub(super) &'a str);

/// The longest quotation, in characters; a longer one is cut.
const QUOTED: usize = 60;

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`")?;
        for character in self.0.chars().take(QUOTED) {
            if character::is_hidden(character) {
                write!(f, "<U+{:04X}>", u32::from(character))?;
            } else {
                write!(f, "{character}")?;
            }
        }
        let is_cut = self.0.chars().nth(QUOTED).is_some();
        f.write_str(if is_cut { "…`" } else { "`" })
    }
}
