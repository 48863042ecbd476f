//! `credit` and `licence` of a photo, a video or a recording.

use shanhai_pages::article::Credit;

use super::{language::Language, located::Located, publication::Name, table::Table};
use crate::diagnostics::Findings;

/// A credit in all languages.
#[derive(Debug)]
pub(super) struct CreditData {
    name: Option<Name>,
    licence: Option<String>,
}

impl CreditData {
    /// Reads the credit of the work that `table` describes.
    pub(super) fn read(
        table: &Table<'_>,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        let name = table.value("credit");
        if name.is_none() {
            table.report_missing("credit", findings);
        }
        let licence = table.text_if_any("licence", findings);
        Self {
            name: name.and_then(|it| Name::of("credit", it, languages, findings)),
            licence: licence.map(|it| it.value.to_owned()),
        }
    }

    /// The credit in `language`.
    pub(super) fn within(&self, language: &Language) -> Credit {
        let name = self.name.as_ref();
        Credit {
            name: name.map_or_else(String::new, |name| name.within(language)),
            licence: self.licence.clone(),
        }
    }
}
