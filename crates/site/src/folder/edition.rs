//! Joins a story's data and its text in one language by the ids of the steps.

use std::collections::HashMap;

use shanhai_pages::article::{Article, LinkText, Section, SectionDrawing};
use shanhai_pages::locale::Locale;
use shanhai_story::{
    bundle::bundle_links,
    fan::part_arcs,
    plane::{MapPoint, MapRect},
    story::{Fit, Link, Story},
};

use super::{
    Edition,
    data::StoryData,
    illustrations::{self, IllustrationData},
    language::Language,
    steps::StepData,
    words::{SectionSource, Words},
};

/// The story in `language`. `original` is the tag of its first language; `nation` is the extent of
/// the map.
pub(super) fn join(
    data: &StoryData,
    language: &Language,
    original: &str,
    words: Words,
    nation: MapRect,
) -> Edition {
    let article = article(data, language, original, words);
    Edition {
        story: story(data, language, nation, &article),
        article,
        canonical: data.publication.canonical(language),
    }
}

fn article(data: &StoryData, language: &Language, original: &str, words: Words) -> Article {
    Article {
        language: language.tag.clone(),
        original: original.to_owned(),
        title: data.title.within(language),
        description: data.description.within(language),
        masthead: data.publication.masthead(language),
        names: data.names.within(language),
        sections: sections(&data.steps, words.sections, language),
        figures: all(&data.figures, |figure| figure.within(language)),
        photos: all(&data.photos, |photo| photo.within(language)),
        media: all(&data.media, |media| media.within(language)),
        links: link_texts(data, language),
        readings: all(&data.readings, |reading| reading.within(language)),
        sources: all(&data.sources, |source| source.within(language)),
        corrections: data
            .corrections
            .iter()
            .filter_map(|correction| correction.within(language))
            .collect(),
        footnotes: words.footnotes,
        credits_heading: words.credits_heading,
        credits: words.credits,
    }
}

fn story(data: &StoryData, language: &Language, nation: MapRect, article: &Article) -> Story {
    let files = illustrations::files(data);
    let name = |drawing: &IllustrationData| {
        let index = files.iter().position(|file| *file == drawing.file.value);
        index.map_or_else(String::new, illustrations::name)
    };
    let mut story = Story {
        steps: all(&data.steps, |step| step.step.clone()),
        places: all(&data.places, |place| place.within(language)),
        links: all(&data.links, |data| Link {
            drawing: data.drawing.as_ref().map_or_else(String::new, name),
            ..data.link.clone()
        }),
        regions: data.regions.in_story.clone(),
        nation,
    };
    for link in links_beyond_the_frame(&story) {
        let distance = length(&story, link).map(|length| distance(length, &language.tag));
        if let Some(link) = story.links.get_mut(link) {
            link.away = distance.unwrap_or_default();
        }
    }
    for link in &mut story.links {
        link.badge = article.badge(link.kind);
    }
    round_positions(&mut story);
    bundle_links(&mut story);
    part_arcs(&mut story);
    story
}

/// Rounds the positions of places to a quarter of a map unit, half a pixel in the closest view, and
/// the bounds of regions to whole ones: the pack is then a third smaller.
fn round_positions(story: &mut Story) {
    let round = |point: &mut MapPoint, parts: f64| {
        let rounded = |number: f64| (number * parts).round() / parts;
        *point = MapPoint::new(rounded(point.x), rounded(point.y));
    };
    for place in &mut story.places {
        round(&mut place.at, 4.0);
    }
    for region in &mut story.regions {
        round(&mut region.bounds.least, 1.0);
        round(&mut region.bounds.most, 1.0);
    }
}

/// The links that a step shows although its camera is fitted to something else.
fn links_beyond_the_frame(story: &Story) -> Vec<usize> {
    let listed = story.steps.iter().filter_map(|step| match &step.fit {
        Fit::Listed { links, .. } => Some((step, links)),
        Fit::Nation | Fit::Highlighted => None,
    });
    let beyond = listed.flat_map(|(step, listed)| {
        let links = step.links.iter().copied();
        links.filter(|link| !listed.contains(link))
    });
    beyond.collect()
}

/// The distance between the ends of the link at index `link`, in map units.
fn length(story: &Story, link: usize) -> Option<f64> {
    let link = story.links.get(link)?;
    let (from, to) = (story.places.get(link.from)?, story.places.get(link.to)?);
    Some(from.at.distance(to.at))
}

/// A distance of `length` map units, which are kilometres, as text: to the nearest ten, from a
/// hundred on to the nearest hundred. The map's projection is not more precise.
fn distance(length: f64, language: &str) -> String {
    let step = if length < 100.0 { 10.0 } else { 100.0 };
    let [before, after] = Locale::of(language).away;
    format!("{before}{}{after}", (length / step).round() * step)
}

/// The text of each step, in step order.
fn sections(steps: &[StepData], written: Vec<SectionSource>, language: &Language) -> Vec<Section> {
    let by_id = |written: SectionSource| (written.section.id.clone(), written.section);
    let mut sections: HashMap<String, Section> = written.into_iter().map(by_id).collect();
    all(steps, |step| Section {
        figures: step.figures.iter().map(|figure| figure.value).collect(),
        drawing: step.drawing.as_ref().map(|drawing| SectionDrawing {
            file: drawing.file.value.clone(),
            alt: drawing.alt.within(language),
        }),
        ..sections.remove(&step.id.value).unwrap_or_default()
    })
}

/// For each link: what travels on it, the figures that belong to it, and the first step that shows
/// it.
fn link_texts(data: &StoryData, language: &Language) -> Vec<LinkText> {
    let mut texts = all(&data.links, |link| LinkText {
        note: link.note.within(language),
        ..LinkText::default()
    });
    for (position, figure) in data.figures.iter().enumerate() {
        if let Some(text) = figure.link.and_then(|link| texts.get_mut(link)) {
            text.figures.push(position);
        }
    }
    for (position, step) in data.steps.iter().enumerate() {
        for &link in &step.step.links {
            if let Some(text) = texts.get_mut(link) {
                text.step.get_or_insert(position);
            }
        }
    }
    texts
}

fn all<T, U>(list: &[T], change: impl FnMut(&T) -> U) -> Vec<U> {
    list.iter().map(change).collect()
}
