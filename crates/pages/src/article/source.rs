//! The sources of facts, and the corrections of the story.

use crate::locale::Day;

/// The source of a fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The name by which figures refer to it.
    pub id: String,
    /// Its name on the page.
    pub name: String,
    /// Its complete address, if it has one.
    pub address: Option<String>,
    /// The day on which it was published, if its author gives it.
    pub date: Option<Day>,
}

/// A note on an error that the story contained.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The day on which it was corrected.
    pub date: Day,
    /// The error, and the correct statement.
    pub text: String,
}
