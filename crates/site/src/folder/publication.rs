//! `[publication]`: the story's address, its dates, its publisher and its authors.

use std::collections::BTreeMap;
use std::fmt;

use shanhai_pages::article::Masthead;
use shanhai_pages::locale::Day;
use toml::{
    Spanned,
    de::DeValue,
    value::{Date, Datetime, Offset},
};

use super::{
    language::{Language, Texts},
    located::Located,
    table::{Table, Value, text, wrong_type},
};
use crate::address::{PageAddress, SiteAddress, link_problem};
use crate::diagnostics::{
    AddressProblem, DataProblem, Entity, Findings, PublicationProblem, Shape,
};

/// The story's address and dates, each if its author gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// The address of the folder that the site is served from.
    pub address: Option<SiteAddress>,
    /// When the story was published.
    pub published: Option<DateTime>,
    /// When the story was last changed.
    pub modified: Option<DateTime>,
}

/// A day, or a day with a time and its offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateTime(Datetime);

impl DateTime {
    /// The day, where it was that day.
    fn day(self) -> Option<Day> {
        let Date { year, month, day } = self.0.date?;
        Some(Day { year, month, day })
    }
}

impl fmt::Display for DateTime {
    /// Formats it as in ISO 8601: `2026-09-01` or `2026-09-01T08:00:00+08:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `[publication]` in all its languages.
#[derive(Debug, Default)]
pub(super) struct PublicationData {
    pub(super) publication: Publication,
    /// By the languages' subtags.
    canonical: BTreeMap<String, PageAddress>,
    subtitle: Texts,
    publisher: Texts,
    authors: Vec<Name>,
}

/// A name that is the same in every language, or one name per language.
#[derive(Debug)]
pub(super) enum Name {
    Same(String),
    Texts(Texts),
}

impl Name {
    /// The name that `value`, the value of `key`, gives.
    pub(super) fn of(
        key: &'static str,
        value: &Value<'_>,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Option<Self> {
        if let DeValue::Table(_) = value.get_ref() {
            return Some(Self::Texts(Texts::of(key, value, languages, findings)));
        }
        let name = text(key, value, Shape::TextOrByLanguage, findings)?;
        Some(Self::Same(name.value.to_owned()))
    }

    /// The name in `language`.
    pub(super) fn within(&self, language: &Language) -> String {
        match self {
            Self::Same(name) => name.clone(),
            Self::Texts(texts) => texts.within(language),
        }
    }
}

impl PublicationData {
    /// Reads `[publication]`. Everything is empty if the table is absent.
    pub(super) fn read(
        story: &Table<'_>,
        languages: &[Located<Language>],
        findings: &mut Findings,
    ) -> Self {
        let (key, owner) = ("publication", Entity::Publication);
        let Some(table) = story.table(key, owner, Shape::Table, findings) else {
            return Self::default();
        };
        Self {
            publication: Publication {
                address: address(&table, findings),
                published: date_time(&table, "published", findings),
                modified: date_time(&table, "modified", findings),
            },
            canonical: canonical(&table, languages, findings),
            subtitle: Texts::read_if_any(&table, "subtitle", languages, findings),
            publisher: Texts::read_if_any(&table, "publisher", languages, findings),
            authors: authors(&table, languages, findings),
        }
    }

    /// The publisher's own article that the page in `language` belongs to.
    pub(super) fn canonical(&self, language: &Language) -> Option<PageAddress> {
        self.canonical.get(&language.subtag).cloned()
    }

    /// The cover's text about the publication, in `language`.
    pub(super) fn masthead(&self, language: &Language) -> Masthead {
        let non_empty = |text: &Texts| Some(text.within(language)).filter(|it| !it.is_empty());
        let authors = self.authors.iter().map(|author| author.within(language));
        Masthead {
            subtitle: non_empty(&self.subtitle),
            authors: authors.collect(),
            publisher: non_empty(&self.publisher),
            published: self.publication.published.and_then(DateTime::day),
            modified: self.publication.modified.and_then(DateTime::day),
        }
    }
}

fn address(table: &Table<'_>, findings: &mut Findings) -> Option<SiteAddress> {
    let text = table.text_if_any("address", findings)?;
    let site = text.value.parse().ok();
    if site.is_none() {
        let address = text.value.to_owned();
        findings.add(text.span, PublicationProblem::NotASite { address });
    }
    site
}

/// The day at `key`, which may have a time with its offset from UTC, written as a TOML date-time or
/// in quotes.
fn date_time(table: &Table<'_>, key: &'static str, findings: &mut Findings) -> Option<DateTime> {
    let (read, written) = moment(table, key, findings)?;
    let is_whole = |read: &Datetime| {
        let has_offset = matches!(read.offset, Some(Offset::Z | Offset::Custom { .. }));
        let is_day = read.time.is_none() && read.offset.is_none();
        read.date.is_some() && (is_day || has_offset)
    };
    let date_time = read.filter(is_whole).map(DateTime);
    if date_time.is_none() {
        let kind = PublicationProblem::NotADateTime {
            written: written.value,
        };
        findings.add(written.span, kind);
    }
    date_time
}

/// The day at `key`, written as a TOML date or in quotes.
pub(super) fn day(table: &Table<'_>, key: &'static str, findings: &mut Findings) -> Option<Day> {
    let (read, written) = moment(table, key, findings)?;
    let is_day = |read: &Datetime| read.time.is_none();
    let day = read.filter(is_day).map(DateTime).and_then(DateTime::day);
    if day.is_none() {
        let kind = PublicationProblem::NotADay {
            written: written.value,
        };
        findings.add(written.span, kind);
    }
    day
}

/// The TOML date-time or the text at `key`: what it means, if it is of that form, and as it is
/// written.
fn moment(
    table: &Table<'_>,
    key: &'static str,
    findings: &mut Findings,
) -> Option<(Option<Datetime>, Located<String>)> {
    let value = table.value(key)?;
    let (read, written) = match value.get_ref() {
        DeValue::Datetime(written) => (Some(*written), written.to_string()),
        DeValue::String(text) => (text.parse().ok(), text.to_string()),
        _ => {
            findings.add(value.span(), wrong_type(key, value, Shape::Date));
            return None;
        }
    };
    Some((read, Located::new(written, value.span())))
}

/// The publisher's page in each language. A single text is the page in the story's first language.
fn canonical(
    table: &Table<'_>,
    languages: &[Located<Language>],
    findings: &mut Findings,
) -> BTreeMap<String, PageAddress> {
    let key = "canonical";
    let mut pages = BTreeMap::new();
    let Some(value) = table.value(key) else {
        return pages;
    };
    let texts = match value.get_ref() {
        DeValue::Table(_) => table
            .table(key, Entity::Texts, Shape::TextOrByLanguage, findings)
            .map(|texts| texts.texts_by_language(findings))
            .unwrap_or_default(),
        DeValue::String(_) => {
            let first = languages.first().map(|first| &*first.value.subtag);
            let text = table.text_if_any(key, findings);
            first.zip(text).into_iter().collect()
        }
        _ => {
            findings.add(
                value.span(),
                wrong_type(key, value, Shape::TextOrByLanguage),
            );
            return pages;
        }
    };
    for (language, text) in texts {
        if let Some(page) = PageAddress::parse(text.value) {
            pages.insert(language.to_owned(), page);
        } else {
            // The publisher decides whether its own page uses HTTPS.
            let is_worse = |it: &AddressProblem| !matches!(it, AddressProblem::Unencrypted(_));
            let problem = link_problem(text.value).filter(is_worse);
            let problem =
                problem.unwrap_or_else(|| AddressProblem::NotWhole(text.value.to_owned()));
            findings.add(text.span, problem);
        }
    }
    pages
}

fn authors(
    table: &Table<'_>,
    languages: &[Located<Language>],
    findings: &mut Findings,
) -> Vec<Name> {
    let key = "authors";
    let entries = table.list(key, Shape::List, findings);
    if let Some([]) = entries {
        let span = table.value(key).map(Spanned::span).unwrap_or_default();
        findings.add(span, DataProblem::EmptyList { key });
    }
    let mut names = Vec::new();
    for entry in entries.unwrap_or_default() {
        names.extend(Name::of(key, entry, languages, findings));
    }
    names
}
