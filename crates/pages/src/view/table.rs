//! The table of connections: the map's text alternative.

use leptos::prelude::*;
use shanhai_story::story::{Direction, Link, Story};

use super::Page;
use super::legend::arrow;
use super::words::story_text;
use crate::article::{Article, LinkText};
use crate::locale::Locale;

/// The table of all connections except the plain pairs. Hidden if there are none.
pub(super) fn table(page: &Page) -> impl IntoView + use<> {
    let Page { article, story, .. } = page;
    let locale = Locale::of(&article.language);
    let head: Vec<_> = locale
        .columns
        .map(|column| view! { <th scope="col">{column}</th> })
        .into();
    let rows: Vec<_> = story
        .tabled()
        .filter_map(|(at, link)| Some(row(link, article.links.get(at)?, article, story)))
        .collect();
    let is_empty = rows.is_empty();
    // The browser names the downloaded file after its address, which a `data:` URL cannot provide.
    let is_held = page.download.starts_with("data:");
    let name = if is_held { "connections.csv" } else { "" };
    view! {
        <section class="table-of-connections" aria-labelledby="connections" hidden=is_empty>
            <h2 id="connections">{locale.connections}</h2>
            <div
                class="table-frame"
                tabindex="0"
                role="region"
                aria-labelledby="connections-caption"
            >
                <table>
                    <caption id="connections-caption">{locale.connections_caption}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="download">
                <a href=page.download.clone() download=name>
                    {locale.download}
                </a>
            </p>
        </section>
    }
}

fn row(link: &Link, text: &LinkText, article: &Article, story: &Story) -> impl IntoView + use<> {
    let locale = Locale::of(&article.language);
    let name = |place: usize| story.places.get(place).map(|place| place.name.clone());
    let figures: Vec<_> = text
        .figures
        .iter()
        .filter_map(|&figure| article.figures.get(figure))
        .map(|figure| {
            let href = ["#figure-", &figure.id].concat();
            let label = story_text(&figure.label, article);
            // The link includes what is counted: otherwise two figures of 3 would be two links with
            // the same text.
            view! {
                <li>
                    <a href=href>
                        <span translate="no">{figure.display()}</span> " " {label}
                    </a>
                </li>
            }
        })
        .collect();
    let section = article.section_of(&link.id, text).map(|section| {
        let href = ["#", &*section.id].concat();
        view! { <a href=href>{story_text(&section.heading, article)}</a> }
    });
    // The heads of the columns give the direction.
    let is_one_way = (link.direction != Direction::Both).then_some("true");
    view! {
        <tr id=["link-", &link.id].concat() data-link=link.id.clone() data-kind=link.kind.word()>
            <td class="kind">{article.kind(link.kind).to_owned()}</td>
            <th scope="row">{name(link.from)}</th>
            <td>
                <span class="arrow" aria-hidden=is_one_way>
                    {arrow(link.direction, &locale)}
                </span>
                " "
                {name(link.to)}
            </td>
            <td>{story_text(&text.note, article)}</td>
            <td>{(!figures.is_empty()).then(|| view! { <ul>{figures}</ul> })}</td>
            <td>{section}</td>
        </tr>
    }
}
