//! The table of contents: chapters, and the sections in them.

use leptos::prelude::*;
use shanhai_story::story::Story;

use super::words::story_text;
use crate::article::{Article, Section};
use crate::locale::Locale;

/// The table of contents: the sections without the cover, and what follows them. Reader views leave
/// it out because of its explicit role, although that is the default of `nav`.
pub(super) fn contents(article: &Article, story: &Story) -> impl IntoView + use<> {
    let locale = Locale::of(&article.language);
    let chapters: Vec<_> = article
        .sections
        .get(1..)
        .unwrap_or_default()
        .chunk_by(|_, next| 2 < next.level)
        .map(|sections| chapter(sections, article))
        .collect();
    let has_table = story.tabled().next().is_some();
    let connections = has_table.then(|| {
        view! {
            <li>
                <a href="#connections">{locale.connections}</a>
            </li>
        }
    });
    view! {
        <nav class="contents" role="navigation" aria-labelledby="contents">
            <h2 id="contents">{locale.contents}</h2>
            <ol>
                {chapters} {connections} <li>
                    <a href="#sources">{article.credits_heading.clone()}</a>
                </li>
            </ol>
        </nav>
    }
}

/// The progress line, with marks for the chapters. All sections have the same length on it. It only
/// repeats the table of contents, and is hidden until the page is live.
pub(super) fn progress(article: &Article) -> impl IntoView + use<> {
    let sections = article.sections.iter().enumerate();
    let chapters = sections.filter(|(_, section)| section.level == 2);
    let marks: Vec<_> = chapters.map(|(at, _)| format!("M{at} 0v1")).collect();
    view! {
        <div class="progress" aria-hidden="true">
            <svg viewBox=format!("0 0 {} 1", article.sections.len()) preserveAspectRatio="none">
                <path d=marks.concat() vector-effect="non-scaling-stroke" />
            </svg>
        </div>
    }
}

fn chapter(sections: &[Section], article: &Article) -> impl IntoView + use<> {
    let (first, rest) = sections.split_first().unzip();
    let rest: Vec<_> = rest
        .into_iter()
        .flatten()
        .map(|section| view! { <li>{entry(section, article)}</li> })
        .collect();
    view! {
        <li>
            {first.map(|section| entry(section, article))} {(!rest.is_empty()).then(|| view! { <ol>{rest}</ol> })}
        </li>
    }
}

fn entry(section: &Section, article: &Article) -> impl IntoView + use<> {
    let href = ["#", &*section.id].concat();
    view! { <a href=href>{story_text(&section.heading, article)}</a> }
}

#[cfg(test)]
mod tests {
    use shanhai_story::story::{Direction, Kind, Link};

    use super::*;
    use crate::view::html_of;

    #[test]
    fn a_story_without_connections_has_no_entry_for_their_table() {
        let mut link = Link {
            id: String::new(),
            kind: Kind::Pair,
            direction: Direction::Both,
            from: 0,
            to: 1,
            away: String::new(),
            bow: 0,
            width: 0,
            badge: String::new(),
            drawing: String::new(),
        };
        let has_entry = |link: &Link| {
            let story = Story {
                links: vec![link.clone()],
                ..Story::default()
            };
            html_of(|| contents(&Article::default(), &story)).contains("#connections")
        };
        assert!(!has_entry(&link), "a pair is not in the table");
        link.kind = Kind::Market;
        assert!(has_entry(&link));
    }
}
