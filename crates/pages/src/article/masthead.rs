//! The cover's text about the story's publication: subtitle, authors, publisher and dates.

use crate::locale::Day;

/// Everything about the story's publication that its cover says, each if its author gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masthead {
    /// The line under the title.
    pub subtitle: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<Day>,
    /// The day of the last change.
    pub modified: Option<Day>,
}

impl Masthead {
    /// The day of the last change, if that is not the day of publication.
    #[must_use]
    pub fn update(&self) -> Option<Day> {
        self.modified
            .filter(|modified| Some(*modified) != self.published)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Day = Day {
        year: 2026,
        month: 9,
        day: 1,
    };

    #[test]
    fn a_change_on_the_day_of_publication_is_no_update() {
        let update = |modified| {
            let published = Some(FIRST);
            let masthead = Masthead {
                published,
                modified,
                ..Masthead::default()
            };
            masthead.update().map(|day| day.to_string())
        };
        assert_eq!(update(None), None);
        assert_eq!(update(Some(FIRST)), None);
        let second = Day { day: 2, ..FIRST };
        assert_eq!(update(Some(second)).as_deref(), Some("2026-09-02"));
    }
}
