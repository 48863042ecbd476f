//! `[names]`: a story's own names for the map's sides, directions and kinds, where the page's
//! default names do not fit.

use std::collections::BTreeMap;

use super::{
    keys::NAMES,
    language::{Language, Texts},
    located::Located,
    table::Table,
};
use crate::diagnostics::{Entity, Findings, Shape};

/// The story's own names, in every language.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<(&'static str, Texts)>);

impl Names {
    pub(super) fn read(
        story: &Table<'_>,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        let Some(names) = story.table("names", Entity::Names, Shape::Table, findings) else {
            return Self::default();
        };
        let keys = NAMES.into_iter().filter(|key| names.value(key).is_some());
        let read = |key| (key, Texts::read_if_any(&names, key, languages, findings));
        Self(keys.map(read).collect())
    }

    /// The names in `language`, by key of `[names]`.
    pub(super) fn within(&self, language: &Language) -> BTreeMap<String, String> {
        let names = self.0.iter();
        names
            .map(|(key, texts)| ((*key).to_owned(), texts.within(language)))
            .collect()
    }
}
