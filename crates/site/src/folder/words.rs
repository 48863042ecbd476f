//! Parses a story's Markdown file. A story uses only a small, closed subset of Markdown.

mod block;
mod date;
mod events;
mod footnotes;
mod heading;
mod indices;
mod inline;
mod literal;
mod mark;
mod media;
mod photo;
mod quotation;
mod quote;
mod repair;
mod table;

use std::{collections::HashMap, ops::Range};

use shanhai_pages::article::{Block, Inline, Section, long_title};

pub(super) use self::inline::closes_up;
use self::{events::Events, footnotes::Footnotes, heading::Heading};
use super::{data::StoryData, ids::duplicate, language::Language, located::Located};
use crate::diagnostics::{Entity, Findings, QuoteProblem, SectionProblem, StepProblem};

/// The content of a Markdown file.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// In file order, without the credits.
    pub(super) sections: Vec<SectionSource>,
    /// The heading of the closing section, `sources`.
    pub(super) credits_heading: String,
    /// The closing section.
    pub(super) credits: Vec<Block>,
    /// The footnotes, in the order in which the words lead to them.
    pub(super) footnotes: Vec<Vec<Inline>>,
    /// Links to anchors within the page.
    pub(super) anchors: Vec<Located<String>>,
    /// The photos shown, by their positions in the story.
    pub(super) photos: Vec<Located<usize>>,
    /// The videos and recordings shown, by their positions in the story.
    pub(super) media: Vec<Located<usize>>,
    /// Figures that the credits show.
    pub(super) figures_in_credits: Vec<Located<usize>>,
}

/// A section and the figures that it shows.
#[derive(Debug)]
pub(super) struct SectionSource {
    /// The span of its id, or else of its heading.
    pub(super) span: Range<usize>,
    /// The parsed section. Its id is empty if the heading has none.
    pub(super) section: Section,
    /// The figures that its text shows, by their positions in the story.
    pub(super) figures: Vec<Located<usize>>,
}

/// The data that marks in the text refer to.
#[derive(Clone, Copy)]
pub(super) struct References<'a> {
    /// `None` if `story.toml` does not parse: references are then not checked.
    pub(super) data: Option<&'a StoryData>,
    pub(super) language: &'a Language,
}

/// The id of the closing section.
pub(super) const CREDITS: &str = "sources";

/// Parses the Markdown in `text`.
pub(super) fn read(text: &str, references: References<'_>, findings: &mut Findings) -> Words {
    let events = Events::parse(text, findings);
    let label = quote::label(text, &references.language.subtag);
    let mut reader = Reader {
        text,
        label,
        events,
        references,
        findings,
        figures: Vec::new(),
        anchors: Vec::new(),
        photos: Vec::new(),
        media: Vec::new(),
        footnotes: Footnotes::default(),
        last_character: None,
        literals_end: 0,
    };
    let mut words = reader.sections();
    words.footnotes = reader.footnotes();
    words.anchors = reader.anchors;
    words.photos = reader.photos;
    words.media = reader.media;
    words
}

/// Reads the events of a file in one pass.
struct Reader<'t, 'a, 'f> {
    text: &'t str,
    /// The label at the start of a description of the map.
    label: quote::Label,
    events: Events,
    references: References<'a>,
    findings: &'f mut Findings,
    /// The figures shown so far in the current section.
    figures: Vec<Located<usize>>,
    /// The links to anchors within the page so far.
    anchors: Vec<Located<String>>,
    /// The photos so far.
    photos: Vec<Located<usize>>,
    /// The videos and recordings so far.
    media: Vec<Located<usize>>,
    footnotes: Footnotes,
    /// The last character so far in the current block.
    last_character: Option<char>,
    /// The end of the last pair of unknown marks.
    literals_end: usize,
}

impl Reader<'_, '_, '_> {
    fn sections(&mut self) -> Words {
        let mut words = Words::default();
        self.words_before_heading();
        if self.events.is_over() {
            self.findings.add(0..0, StepProblem::NoSections);
            return words;
        }
        let mut outline = Outline::default();
        while let Some(heading) = self.heading() {
            outline.check(&heading, self.findings);
            self.check_title(&heading);
            let mut body = self.body();
            let figures = std::mem::take(&mut self.figures);
            if heading.id_text() == CREDITS {
                for quote in &body.quotes {
                    let kind = QuoteProblem::InCredits;
                    self.findings.add(quote.span.clone(), kind);
                }
                words.figures_in_credits = figures;
                words.credits_heading = heading.text;
                words.credits = body.words;
                continue;
            }
            self.check_body(&heading, &body);
            let photo = self.take_photo(&heading, &mut body);
            let map_text = match &photo {
                Some(photo) => photo.alt.clone(),
                None => self.map_text(&heading, body.quotes),
            };
            words.sections.push(SectionSource {
                span: heading.place(),
                section: Section {
                    id: heading.id_text().to_owned(),
                    level: heading.level,
                    heading: heading.text,
                    words: body.words,
                    map_text,
                    photo,
                    figures: Vec::new(),
                    drawing: None,
                },
                figures,
            });
        }
        if outline.credits.is_none() {
            let end = self.text.trim_end().len();
            self.findings.add(end..end, SectionProblem::NoCredits);
        }
        words
    }

    fn check_title(&mut self, heading: &Heading) {
        let [most, _] = long_title(&self.references.language.tag);
        let length = heading.text.chars().count();
        if heading.level == 1 && most < length {
            let kind = SectionProblem::LongTitle { length, most };
            self.findings.add(heading.span.clone(), kind);
        }
    }

    fn check_body(&mut self, heading: &Heading, body: &block::Body) {
        if body.words.is_empty() {
            let span = heading.span.clone();
            self.findings.add(span, SectionProblem::EmptySection);
        }
    }
}

/// The state of the headings so far, to check the next one.
#[derive(Default)]
struct Outline {
    ids: HashMap<String, Range<usize>>,
    has_cover: bool,
    has_chapter: bool,
    /// The span of the credits' id, once they have been read.
    credits: Option<Range<usize>>,
    /// True if a section has followed the credits.
    has_more: bool,
}

impl Outline {
    fn check(&mut self, heading: &Heading, findings: &mut Findings) {
        let is_first = !self.has_cover && !self.has_chapter && self.ids.is_empty();
        let span = heading.span.clone();
        match heading.level {
            1 if self.has_cover => findings.add(span, SectionProblem::SecondCover),
            1 => {}
            _ if is_first => findings.add(span, SectionProblem::NoCover),
            3 if !self.has_chapter => findings.add(span, SectionProblem::SectionWithoutChapter),
            _ => {}
        }
        self.has_cover |= heading.level == 1;
        self.has_chapter |= heading.level == 2;
        if let (Some(credits), false) = (&self.credits, self.has_more) {
            self.has_more = true;
            findings.add(credits.clone(), SectionProblem::CreditsNotLast);
        }
        self.check_id(heading, findings);
    }

    fn check_id(&mut self, heading: &Heading, findings: &mut Findings) {
        let Some(id) = &heading.id else {
            findings.add(heading.span.clone(), SectionProblem::HeadingWithoutId);
            return;
        };
        if let Some(first) = self.ids.get(&id.value) {
            let kind = duplicate(Entity::Section, &id.value, first.clone());
            findings.add(id.span.clone(), kind);
        } else {
            self.ids.insert(id.value.clone(), id.span.clone());
        }
        if id.value == CREDITS {
            self.credits = Some(id.span.clone());
            if heading.level != 2 {
                findings.add(id.span.clone(), SectionProblem::CreditsWithin);
            }
        }
    }
}
