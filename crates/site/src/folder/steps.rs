//! `[[step]]`: what the map highlights beside each section, and what its camera frames.

use shanhai_story::explore::EXPLORE;
use shanhai_story::story::{Fit, Step};
use toml::{Spanned, de::DeValue};

use super::{
    data::Context,
    ids::{Ids, bare, check_repeats, is_reserved_step},
    illustrations::IllustrationData,
    located::Located,
    photos,
    table::{Table, wrong_type},
    word::unknown_word,
};
use crate::diagnostics::{DataProblem, Entity, Findings, NameProblem, Nearest, Shape, StepProblem};

/// A step, and the figures that its section must show.
#[derive(Debug)]
pub(super) struct StepData {
    pub(super) id: Located<String>,
    pub(super) step: Step,
    pub(super) figures: Vec<Located<usize>>,
    /// The drawing beside its heading.
    pub(super) drawing: Option<IllustrationData>,
    /// The photo in place of the map, by its position in the story.
    pub(super) photo: Option<Located<usize>>,
}

/// The value of `fit` for the whole country.
const NATION: &str = "nation";

impl StepData {
    /// Reads a step from `table`. The caller has already checked its `id`, except for ids that the
    /// page reserves.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let id = id(table, findings);
        let mut list = |key, ids: &Ids| {
            ids.find_all(&table.texts(key, findings).unwrap_or_default(), findings)
        };
        let links = bare(list("links", &context.ids.links));
        let regions = bare(list("regions", &context.regions.ids));
        let places = bare(list("places", &context.ids.places));
        let figures = list("figures", &context.ids.figures);
        let step = Step {
            id: id.value.clone(),
            fit: Fit::Nation,
            links,
            regions,
            places,
            is_bundled: false,
        };
        let photo = photo(table, context, findings);
        let fit = match table.value("fit") {
            Some(value) => fit(value, context, findings),
            None => what_it_shows(&step),
        };
        Self {
            id,
            step: Step { fit, ..step },
            figures,
            drawing: IllustrationData::read(table, context, findings),
            photo,
        }
    }
}

/// The keys of a step that show something on the map.
const OF_MAP: [&str; 4] = ["links", "regions", "places", "fit"];

/// The photo that stands in place of the map. Reports keys about a map that nobody would see.
fn photo(
    table: &Table<'_>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<Located<usize>> {
    let path = table.text_if_any("photo", findings)?;
    for key in OF_MAP {
        if let Some(value) = table.value(key) {
            findings.add(value.span(), StepProblem::MapBehindPhoto { key });
        }
    }
    match photos::find(context.photos, path.value, findings) {
        Ok(photo) => Some(Located::new(photo, path.span)),
        Err(problem) => {
            findings.add(path.span, problem);
            None
        }
    }
}

fn id(table: &Table<'_>, findings: &mut Findings) -> Located<String> {
    let Some(id) = table.name("id") else {
        return Located::new(String::new(), table.span.clone());
    };
    if is_reserved_step(id.value) {
        let reserved = id.value.to_owned();
        findings.add(id.span.clone(), NameProblem::ReservedId { id: reserved });
    }
    Located::new(id.value.to_owned(), id.span)
}

/// The default camera frames everything that the step highlights, or the whole country if that is
/// nothing.
fn what_it_shows(step: &Step) -> Fit {
    if step.links.is_empty() && step.regions.is_empty() && step.places.is_empty() {
        Fit::Nation
    } else {
        Fit::Highlighted
    }
}

fn fit(value: &Spanned<DeValue<'_>>, context: &Context<'_>, findings: &mut Findings) -> Fit {
    match value.get_ref() {
        DeValue::String(word) if word == NATION => {}
        DeValue::String(word) => {
            findings.add(value.span(), unknown_word("fit", word, [NATION]));
        }
        DeValue::Array(entries) => return shown(entries, value, context, findings),
        _ => findings.add(value.span(), wrong_type("fit", value, Shape::NationOrTexts)),
    }
    Fit::Nation
}

/// The places, links and regions that a list names. An id that a place and a link share means the
/// place: a step that frames its whole link needs no `fit`.
fn shown(
    entries: &[Spanned<DeValue<'_>>],
    list: &Spanned<DeValue<'_>>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Fit {
    let (mut links, mut regions, mut places) = (Vec::new(), Vec::new(), Vec::new());
    if entries.is_empty() {
        findings.add(list.span(), DataProblem::EmptyList { key: "fit" });
    }
    let mut ids = Vec::new();
    for entry in entries {
        match entry.get_ref() {
            DeValue::String(id) => ids.push(Located::new(&**id, entry.span())),
            _ => findings.add(entry.span(), wrong_type("fit", entry, Shape::Texts)),
        }
    }
    check_repeats(&ids, findings);
    let listed: Vec<&str> = ids.iter().map(|id| id.value).collect();
    for id in ids {
        if let Some(place) = context.ids.places.position(id.value) {
            places.push(place);
        } else if let Some(link) = context.ids.links.position(id.value) {
            links.push(link);
        } else if let Some(region) = context.regions.ids.position(id.value) {
            regions.push(region);
        } else {
            let kind = unknown_in_fit(id.value, &listed, context, findings);
            findings.add(id.span, kind);
        }
    }
    Fit::Listed {
        links,
        regions,
        places,
    }
}

fn unknown_in_fit(
    id: &str,
    listed: &[&str],
    context: &Context<'_>,
    findings: &Findings,
) -> NameProblem {
    let ids = &context.ids;
    let known = ids.places.iter().chain(ids.links.iter());
    let known = known.chain(context.regions.ids.iter());
    let free = known.filter(|other| !listed.contains(other));
    let suggested = ids.places.id_named(id).map(str::to_owned);
    let suggested = suggested.or_else(|| context.regions.ids.region_called(id));
    NameProblem::Unknown {
        entity: Entity::Fit,
        id: id.to_owned(),
        nearest: match suggested.filter(|other| !listed.contains(&&**other)) {
            Some(id) => Nearest::One(id),
            None => findings.nearest(id, free),
        },
    }
}

/// Reports an `explore` step that another step follows, or that is the first step, which is the
/// Checks the steps among each other, and settles their cameras.
pub(super) fn settle(steps: &mut [StepData], findings: &mut Findings) {
    settle_photos(steps, findings);
    check_explore(steps, findings);
}

/// Settles the steps with a photo in place of the map. Reports those on the cover and beside the
/// reader's own map, which need their map. The camera of the others takes in what the step before
/// shows, so that it stays where it is.
fn settle_photos(steps: &mut [StepData], findings: &mut Findings) {
    for at in 0..steps.len() {
        let Some(photo) = &steps[at].photo else {
            continue;
        };
        let id = &steps[at].id.value;
        if at == 0 || id == EXPLORE {
            let step = id.clone();
            findings.add(photo.span.clone(), StepProblem::PhotoWithoutPlace { step });
            continue;
        }
        let before = &steps[at - 1].step;
        steps[at].step.fit = match &before.fit {
            Fit::Highlighted => Fit::Listed {
                links: before.links.clone(),
                regions: before.regions.clone(),
                places: before.places.clone(),
            },
            other => other.clone(),
        };
    }
}

/// Reports the step of the reader's own map if it is not the last, or if it is the cover.
fn check_explore(steps: &[StepData], findings: &mut Findings) {
    let Some(at) = steps.iter().position(|step| step.id.value == EXPLORE) else {
        return;
    };
    let next = steps.get(at + 1).map(|step| step.id.value.clone());
    let is_cover = at == 0;
    if is_cover || next.is_some() {
        let next = next.filter(|_| !is_cover);
        let kind = StepProblem::ExploreNotLast { next };
        findings.add(steps[at].id.span.clone(), kind);
    }
}
