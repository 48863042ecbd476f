//! The languages of a story, and texts that exist in each of them.

use std::collections::BTreeMap;

use super::{
    located::Located,
    table::{Table, Value},
};
use crate::diagnostics::{DataProblem, Entity, Findings, NameProblem, Shape};

/// A language that the story is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Language {
    /// The whole tag, such as `zh-CN`.
    pub(super) tag: String,
    /// The first part of the tag. It names the Markdown file and is the key of texts in
    /// `story.toml`.
    pub(super) subtag: String,
}

impl Language {
    /// The language of `tag`, if it has the form of a BCP 47 tag.
    pub(super) fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let subtag = parts.next().filter(|part| is_subtag(part))?;
        let is_part = |part: &str| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        };
        parts.all(is_part).then(|| Self {
            tag: tag.to_owned(),
            subtag: subtag.to_owned(),
        })
    }

    /// The name of its Markdown file.
    pub(super) fn file_name(&self) -> String {
        format!("{}.md", self.subtag)
    }
}

/// The most languages that a story may have. Each language needs every text once more, so a longer
/// list would cause a flood of diagnostics.
const MOST: usize = 64;

/// Returns whether `text` can be the first part of a language tag: `zh`, `yue`.
pub(super) fn is_subtag(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_lowercase())
}

/// The story's languages, each with its span.
pub(super) fn languages(story: &Table<'_>, findings: &mut Findings) -> Vec<Located<Language>> {
    let Some(tags) = story.texts("languages", findings) else {
        if story.value("languages").is_none() {
            story.report_missing("languages", findings);
        }
        return Vec::new();
    };
    if let Some(value) = story.value("languages")
        && tags.is_empty()
    {
        findings.add(value.span(), DataProblem::EmptyList { key: "languages" });
    }
    let mut languages: Vec<Located<Language>> = Vec::new();
    for tag in tags {
        let Some(language) = Language::parse(tag.value) else {
            let tag_text = tag.value.to_owned();
            findings.add(tag.span, NameProblem::BadLanguage { tag: tag_text });
            continue;
        };
        if languages
            .iter()
            .any(|other| other.value.subtag == language.subtag)
        {
            let name = language.file_name();
            findings.add(tag.span, NameProblem::SharedFile { name });
            continue;
        }
        if languages.len() == MOST {
            findings.add(tag.span, NameProblem::TooManyLanguages { most: MOST });
            break;
        }
        languages.push(Located::new(language, tag.span));
    }
    languages
}

/// A text in every language of the story.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts(BTreeMap<String, String>);

impl Texts {
    /// The texts of the required `key`.
    pub(super) fn read(
        table: &Table<'_>,
        key: &'static str,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        if table.value(key).is_none() {
            table.report_missing(key, findings);
        }
        Self::read_if_any(table, key, languages, findings)
    }

    /// The required transcript of a video or a recording, whose texts may have paragraphs.
    pub(super) fn transcript(
        table: &Table<'_>,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        let key = "transcript";
        let Some(value) = table.value(key) else {
            table.report_missing(key, findings);
            return Self::default();
        };
        by_language(key, value, Entity::Transcript, languages, findings).into()
    }

    /// The texts of the optional `key`, empty if it is absent. Texts in languages that the story
    /// does not list yet are allowed.
    pub(super) fn read_if_any(
        table: &Table<'_>,
        key: &'static str,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        match table.value(key) {
            Some(value) => Self::of(key, value, languages, findings),
            None => Self::default(),
        }
    }

    /// The texts of `value`, which is the value of `key`.
    pub(super) fn of(
        key: &'static str,
        value: &Value<'_>,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        by_language(key, value, Entity::Texts, languages, findings).into()
    }

    /// The text in `language`, or an empty one if it is missing, which has been reported.
    pub(super) fn within(&self, language: &Language) -> String {
        self.0.get(&language.subtag).cloned().unwrap_or_default()
    }
}

impl From<Vec<(&str, Located<&str>)>> for Texts {
    fn from(texts: Vec<(&str, Located<&str>)>) -> Self {
        let texts = texts.into_iter();
        let texts = texts.map(|(language, text)| (language.to_owned(), text.value.to_owned()));
        Self(texts.collect())
    }
}

/// The texts of `value`, the value of `key` and a table of the kind `owner`, by the subtags of their
/// languages. A missing text is reported.
pub(super) fn by_language<'t>(
    key: &'static str,
    value: &'t Value<'t>,
    owner: Entity,
    languages: &[Located<Language>],
    findings: &mut Findings,
) -> Vec<(&'t str, Located<&'t str>)> {
    let expected = Shape::TextByLanguage;
    let Some(texts) = Table::of(key, value, owner, expected, findings) else {
        return Vec::new();
    };
    let read = texts.texts_by_language(findings);
    for language in languages.iter().map(|language| &*language.value.subtag) {
        if texts.value(language).is_none() {
            let language = language.to_owned();
            findings.add(texts.span.clone(), NameProblem::NoText { key, language });
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_language_is_named_by_the_first_part_of_its_tag() {
        let language = Language::parse("zh-Hans-CN").expect("a well-formed tag");
        assert_eq!(language.file_name(), "zh.md");
    }

    #[test]
    fn an_invalid_language_tag_is_refused() {
        for tag in ["", "z", "ZH", "zh_CN", "zh-", "../zh", "chinese", "zh-简体"] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
    }
}
