//! Checks that a story's data and its text in one language agree on steps, figures and anchors.

use std::collections::HashSet;

use super::{
    data::StoryData,
    language::Language,
    located::Located,
    steps::StepData,
    words::{CREDITS, SectionSource, Words},
};
use crate::diagnostics::{Entity, FigureProblem, Findings, NameProblem, Nearest, StepProblem};

/// Compares the data with the text of one language.
pub(super) struct Agreement<'a> {
    pub(super) data: &'a StoryData,
    pub(super) language: &'a Language,
    /// Diagnostics in `story.toml`.
    pub(super) data_findings: &'a mut Findings,
    /// Diagnostics in the Markdown file.
    pub(super) word_findings: &'a mut Findings,
}

impl<'a> Agreement<'a> {
    /// Reports every disagreement.
    pub(super) fn check(mut self, words: &Words) {
        // A file without any section has one diagnostic already and needs none for each step.
        if !words.sections.is_empty() {
            self.check_steps(words);
        }
        self.check_order(words);
        self.check_figures(words);
        self.check_anchors(words);
    }

    /// Reports steps without a section, and sections without a step.
    fn check_steps(&mut self, words: &Words) {
        let ids: HashSet<&str> = words.sections.iter().map(id_of).collect();
        let mut guessed = HashSet::new();
        for section in &words.sections {
            let id = id_of(section);
            if id.is_empty() || self.data.ids.steps.position(id).is_some() {
                continue;
            }
            // The author cannot have meant a step that has a section already.
            let free = self
                .data
                .ids
                .steps
                .iter()
                .filter(|step| !ids.contains(step));
            let nearest = match self.word_findings.nearest(id, free) {
                Nearest::One(step) => {
                    guessed.insert(step.clone());
                    Nearest::One(step)
                }
                _ => self.word_findings.nearest(id, self.data.ids.steps.iter()),
            };
            let kind = NameProblem::Unknown {
                entity: Entity::Step,
                id: id.to_owned(),
                nearest,
            };
            self.word_findings.add(section.span.clone(), kind);
        }
        for step in &self.data.steps {
            let id = step.id.value.as_str();
            // One misspelled id in a heading is one diagnostic, not two.
            if id.is_empty() || id == CREDITS || ids.contains(id) || guessed.contains(id) {
                continue;
            }
            let kind = StepProblem::StepWithoutWords {
                step: id.to_owned(),
                file: self.language.file_name(),
            };
            self.data_findings.add(step.id.span.clone(), kind);
        }
    }

    /// Reports sections that are not in the order of the steps.
    fn check_order(&mut self, words: &Words) {
        let mut latest: Option<(usize, &str)> = None;
        for section in &words.sections {
            let id = id_of(section);
            let Some(position) = self.data.ids.steps.position(id) else {
                continue;
            };
            match latest {
                Some((later_position, later)) if position < later_position => {
                    let kind = StepProblem::StepOutOfOrder {
                        step: id.to_owned(),
                        later: later.to_owned(),
                    };
                    self.word_findings.add(section.span.clone(), kind);
                }
                _ => latest = Some((position, id)),
            }
        }
    }

    /// Reports figures that a step lists but its section does not show, and the reverse.
    fn check_figures(&mut self, words: &Words) {
        for section in &words.sections {
            let Some(step) = self.step_of(section) else {
                continue;
            };
            let listed: HashSet<usize> = step.figures.iter().map(|figure| figure.value).collect();
            let named: HashSet<usize> = section.figures.iter().map(|figure| figure.value).collect();
            for figure in step
                .figures
                .iter()
                .filter(|figure| !named.contains(&figure.value))
            {
                self.miss_in_words(step, figure);
            }
            for figure in section
                .figures
                .iter()
                .filter(|figure| !listed.contains(&figure.value))
            {
                self.miss_in_step(&step.id.value, figure);
            }
        }
        for figure in &words.figures_in_credits {
            self.miss_in_step(CREDITS, figure);
        }
    }

    fn miss_in_words(&mut self, step: &StepData, figure: &Located<usize>) {
        let display = self
            .data
            .figures
            .get(figure.value)
            .and_then(|data| data.display(self.language));
        let kind = FigureProblem::FigureNotInWords {
            figure: self.figure_id(figure.value),
            step: step.id.value.clone(),
            file: self.language.file_name(),
            display: display.unwrap_or_else(|| "...".to_owned()),
        };
        self.data_findings.add(figure.span.clone(), kind);
    }

    fn miss_in_step(&mut self, step: &str, figure: &Located<usize>) {
        let kind = FigureProblem::FigureNotInStep {
            figure: self.figure_id(figure.value),
            step: step.to_owned(),
        };
        self.word_findings.add(figure.span.clone(), kind);
    }

    /// Reports links to anchors that the page does not have.
    fn check_anchors(&mut self, words: &Words) {
        if words.anchors.is_empty() {
            return;
        }
        let ids = &self.data.ids;
        let with = |start: &'static str| move |id: &str| format!("{start}{id}");
        let sections = words.sections.iter().map(id_of);
        let known: Vec<String> = sections
            .chain([CREDITS])
            .map(with("#"))
            .chain(ids.links.iter().map(with("#link-")))
            .chain(ids.figures.iter().map(with("#figure-")))
            .chain(ids.readings.iter().map(with("#reading-")))
            .collect();
        let known_addresses: HashSet<&str> = known.iter().map(String::as_str).collect();
        for anchor in &words.anchors {
            if !known_addresses.contains(anchor.value.as_str()) {
                let known = known.iter().map(String::as_str);
                let kind = NameProblem::Unknown {
                    entity: Entity::Anchor,
                    id: anchor.value.clone(),
                    nearest: self.word_findings.nearest(&anchor.value, known),
                };
                self.word_findings.add(anchor.span.clone(), kind);
            }
        }
    }

    fn step_of(&self, section: &SectionSource) -> Option<&'a StepData> {
        let position = self.data.ids.steps.position(id_of(section))?;
        self.data.steps.get(position)
    }

    fn figure_id(&self, position: usize) -> String {
        let figure = self.data.figures.get(position);
        figure.map(|figure| figure.id.clone()).unwrap_or_default()
    }
}

fn id_of(section: &SectionSource) -> &str {
    &section.section.id
}
