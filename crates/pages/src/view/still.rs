//! The picture of one step, for layouts without a sticky map.

use leptos::prelude::*;
use shanhai_picture::arcs::{ends, gradient, highlighted_links, names};
use shanhai_picture::mark::{Mark, Use, width};
use shanhai_picture::{Instance, extent, highlighted_regions, zoom};
use shanhai_story::detail::Detail;
use shanhai_story::explore::Choice;
use shanhai_story::path::{Fine, Thousandths};
use shanhai_story::plane::{ScreenPoint, Viewport};
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::{Scene, scene_at};
use shanhai_story::story::{Kind, Story};

use super::shapes::badge;

/// The size of a still, in its own units. Scaled down to a phone of 320 px, its letters stay above
/// 12 px. The whole country is nearly square, and fits without much sea around it.
const STILL: Viewport = Viewport {
    width: 420.0,
    height: 380.0,
    inset: shanhai_story::plane::Inset {
        top: 6.0,
        right: 6.0,
        bottom: 6.0,
        left: 6.0,
    },
    // A little more than in `style/map.css`, because readers may increase the letter spacing.
    text: 20.0,
};

/// The still of the step at index `step`.
pub(super) fn still(story: &Story, step: usize, instance: &Instance) -> impl IntoView + use<> {
    let scene = scene_at(
        story,
        &Choice::NONE,
        StoryPosition::at(step),
        STILL,
        Motion::Reduced,
    );
    let scene = in_whole_units(scene);
    let id = story.steps.get(step).map(|step| step.id.clone());
    let marks = ends(story, &scene).into_iter().map(|mark| {
        // Only the marks of the stage have ids of their places.
        let place = None;
        Mark { place, ..mark }.view()
    });
    let marks: Vec<_> = marks.collect();
    let links = story.links.iter().zip(&scene.links);
    let badges = links
        .filter_map(|(link, picture)| Some(badge(link.kind, Some(picture.badge?.at), instance)));
    let badges: Vec<_> = badges.collect();
    let names = names(&scene);
    let regions =
        highlighted_regions(story, &scene.regions, Detail::Coarse, instance).map(|copy| {
            let region = None;
            Use { region, ..copy }.view()
        });
    let regions: Vec<_> = regions.collect();
    view! {
        <svg
            class="still"
            viewBox="0 0 420 380"
            data-still=id
            data-extent=extent(&scene)
            data-zoom=zoom(story.nation, scene.camera.frame(STILL))
            aria-hidden="true"
            translate="no"
        >
            <g transform=transform(&scene)>
                <use_ href=instance.href("land") /> {regions}
                <use_ class="relief" href=instance.href("relief") />
                <use_ href=instance.href("lines") />
                {lines(story, &scene, instance)}
            </g>
            {marks}
            {badges}
            {names}
        </svg>
    }
}

/// Rounds marks and names to whole units: less than a pixel of error, and 300 bytes less of the
/// page.
fn in_whole_units(mut scene: Scene) -> Scene {
    let round = |at: &mut ScreenPoint| *at = ScreenPoint::new(at.x.round(), at.y.round());
    scene.nodes.iter_mut().for_each(|node| round(&mut node.at));
    let badges = scene
        .links
        .iter_mut()
        .filter_map(|link| link.badge.as_mut());
    badges.for_each(|badge| round(&mut badge.at));
    scene
        .labels
        .iter_mut()
        .for_each(|label| round(&mut label.at));
    scene
}

/// The transform from map units to the still's own.
fn transform(scene: &Scene) -> String {
    let scale = scene.camera.scale(STILL);
    let origin = scene
        .camera
        .on_screen(shanhai_story::plane::MapPoint::default(), STILL);
    [
        "translate(",
        &Thousandths(origin.x).to_string(),
        " ",
        &Thousandths(origin.y).to_string(),
        ")scale(",
        &Fine(scale).to_string(),
        ")",
    ]
    .concat()
}

/// The highlighted lines over their casings: copies of the page's one set of arcs, whose ends the
/// marks cover.
fn lines(story: &Story, scene: &Scene, instance: &Instance) -> Vec<impl IntoView + use<>> {
    let copy = |class: &'static str, id: &str, kind: Kind| Use {
        class,
        href: instance.href(&["l-", id].concat()),
        kind: Some(kind.word().to_owned()),
        ..Use::default()
    };
    let highlighted: Vec<_> = highlighted_links(story, scene)
        .map(|(link, _)| link)
        .collect();
    let single = highlighted.iter().filter(|link| link.width == 0);
    let casings = single.map(|link| {
        let casing = copy("casing", &link.id, link.kind);
        Use {
            kind: casing.kind.filter(|_| link.kind == Kind::Pair),
            ..casing
        }
    });
    let lines = highlighted.iter().map(|link| {
        let line = Use {
            stroke: (link.kind != Kind::Pair).then(|| gradient(story, link, instance)),
            ..copy("line", &link.id, link.kind)
        };
        if link.width == 0 {
            line
        } else {
            Use {
                class: "bundle",
                width: Some(width(link.width)),
                kind: None,
                ..line
            }
        }
    });
    casings.chain(lines).map(Use::view).collect()
}
