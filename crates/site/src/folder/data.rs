//! `story.toml` as a whole: everything in a story except its text.

use toml::de::DeTable;

use super::{
    drawings,
    figures::FigureData,
    ids::{Ids, bad_id},
    language::{Language, Texts, languages},
    links::LinkData,
    located::Located,
    media::{self, MediaData},
    names::Names,
    photos::{self, PhotoData},
    places::PlaceData,
    point::Projector,
    publication::PublicationData,
    regions::Regions,
    sources::{CorrectionData, ReadingData, SourceData},
    steps::{self, StepData},
    syntax,
    table::Table,
    wechat::WechatData,
    word::unknown_word,
};
use crate::basemap::{Basemap, RegionCatalog};
use crate::diagnostics::{Entity, Findings, Shape, StepProblem};

/// The data of a story, in all its languages.
#[derive(Debug)]
pub(super) struct StoryData {
    pub(super) id: String,
    pub(super) title: Texts,
    pub(super) description: Texts,
    pub(super) names: Names,
    pub(super) publication: PublicationData,
    pub(super) wechat: Option<WechatData>,
    pub(super) regions: Regions,
    pub(super) places: Vec<PlaceData>,
    pub(super) links: Vec<LinkData>,
    pub(super) sources: Vec<SourceData>,
    pub(super) corrections: Vec<CorrectionData>,
    pub(super) readings: Vec<ReadingData>,
    pub(super) figures: Vec<FigureData>,
    pub(super) photos: Vec<PhotoData>,
    pub(super) media: Vec<MediaData>,
    pub(super) steps: Vec<StepData>,
    pub(super) ids: StoryIds,
}

/// The ids that other entries can refer to.
#[derive(Debug)]
pub(super) struct StoryIds {
    pub(super) places: Ids,
    pub(super) links: Ids,
    pub(super) sources: Ids,
    pub(super) readings: Ids,
    pub(super) figures: Ids,
    pub(super) steps: Ids,
}

/// The data that the entries of a story refer to and are checked against.
pub(super) struct Context<'a> {
    pub(super) languages: &'a [Located<Language>],
    pub(super) regions: &'a Regions,
    pub(super) ids: &'a StoryIds,
    pub(super) surveyor: &'a Projector<'a>,
    pub(super) photos: &'a [PhotoData],
    /// Finds the region that contains a point.
    pub(super) map: Option<&'a Basemap>,
}

/// Reads the data of a story from `text`.
///
/// If the TOML does not parse, only the languages are returned: what the parser recovers of the
/// rest is not what the author wrote.
pub(super) fn read(
    text: &str,
    catalog: &RegionCatalog<'_>,
    findings: &mut Findings,
) -> (Vec<Located<Language>>, Option<StoryData>) {
    let (file, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        syntax::check(&file, &errors, findings);
        let mut discarded = findings.elsewhere();
        let story = Table::root(&file, &mut discarded);
        return (languages(&story, &mut discarded), None);
    }
    let story = Table::root(&file, findings);
    let languages = languages(&story, findings);
    let data = StoryData::read(&story, text, &languages, catalog, findings);
    (languages, Some(data))
}

impl StoryData {
    fn read(
        story: &Table<'_>,
        text: &str,
        languages: &[Located<Language>],
        catalog: &RegionCatalog<'_>,
        findings: &mut Findings,
    ) -> Self {
        check_basemap(story, catalog, findings);
        let surveyor = Projector::new(catalog.nation, catalog.map, text);
        let regions = Regions::read(story, catalog, &surveyor, findings);

        let tables = |key, entity, findings: &mut Findings| {
            let tables = story.tables(key, entity, findings);
            let ids = Ids::of(entity, "id", &tables, findings);
            (tables, ids)
        };
        let (places, place_ids) = tables("place", Entity::Place, findings);
        let (links, link_ids) = tables("link", Entity::Link, findings);
        let (sources, source_ids) = tables("source", Entity::Source, findings);
        let corrections = story.tables("correction", Entity::Correction, findings);
        let (readings, reading_ids) = tables("reading", Entity::Reading, findings);
        let (figures, figure_ids) = tables("figure", Entity::Figure, findings);
        let (steps, step_ids) = tables("step", Entity::Step, findings);
        check_number_of_steps(story, findings);

        let ids = StoryIds {
            places: place_ids,
            links: link_ids,
            sources: source_ids,
            readings: reading_ids,
            figures: figure_ids,
            steps: step_ids,
        };
        let photos = photos::listed(story, languages, findings);
        let context = Context {
            languages,
            regions: &regions,
            ids: &ids,
            surveyor: &surveyor,
            photos: &photos,
            map: catalog.map,
        };
        let figures = read_each(&figures, FigureData::read, &context, findings);
        let mut steps = read_each(&steps, StepData::read, &context, findings);
        steps::settle(&mut steps, findings);
        drawings::check(&figures, &steps, findings);
        let places = read_each(&places, PlaceData::read, &context, findings);
        let links = read_links(&links, &places, &context, findings);
        Self {
            id: story_id(story, findings),
            title: Texts::read(story, "title", languages, findings),
            description: Texts::read(story, "description", languages, findings),
            names: Names::read(story, languages, findings),
            publication: PublicationData::read(story, languages, findings),
            wechat: WechatData::read(story, findings),
            places,
            links,
            sources: read_each(&sources, SourceData::read, &context, findings),
            corrections: read_each(&corrections, CorrectionData::read, &context, findings),
            readings: read_each(&readings, ReadingData::read, &context, findings),
            figures,
            photos,
            media: media::listed(story, languages, findings),
            steps,
            regions,
            ids,
        }
    }
}

/// Reads the links, whose directions depend on their places.
fn read_links(
    tables: &[Table<'_>],
    places: &[PlaceData],
    context: &Context<'_>,
    findings: &mut Findings,
) -> Vec<LinkData> {
    let links = read_each(tables, LinkData::read, context, findings);
    for (table, link) in tables.iter().zip(&links) {
        link.check_direction(table, places, context.regions, findings);
    }
    links
}

/// Reads every table of a list. No table is left out, so the positions match those of the ids.
fn read_each<T>(
    tables: &[Table<'_>],
    read: fn(&Table<'_>, &Context<'_>, &mut Findings) -> T,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Vec<T> {
    let read = |table| read(table, context, findings);
    tables.iter().map(read).collect()
}

fn check_number_of_steps(story: &Table<'_>, findings: &mut Findings) {
    let has_none = story
        .list("step", Shape::Tables, &mut findings.elsewhere())
        .is_none_or(<[_]>::is_empty);
    if has_none {
        findings.add(story.span.clone(), StepProblem::NoSteps);
    }
}

fn story_id(story: &Table<'_>, findings: &mut Findings) -> String {
    let Some(id) = story.text("id", findings) else {
        return String::new();
    };
    if let Some(kind) = bad_id(id.value, |_| true) {
        findings.add(id.span, kind);
    }
    id.value.to_owned()
}

fn check_basemap(story: &Table<'_>, catalog: &RegionCatalog<'_>, findings: &mut Findings) {
    let Some(basemap) = story.text("basemap", findings) else {
        return;
    };
    if basemap.value != catalog.basemap {
        let kind = unknown_word("basemap", basemap.value, [catalog.basemap]);
        findings.add(basemap.span, kind);
    }
}
