//! The subtitle on the cover; and the authors, the publisher, the dates, the source and the last
//! correction.

use leptos::prelude::*;

use super::figure::source_text;
use crate::article::Article;
use crate::locale::{Day, Locale};

/// The line under the title.
pub(super) fn subtitle(article: &Article) -> Option<impl IntoView + use<>> {
    let subtitle = article.masthead.subtitle.clone()?;
    Some(view! { <p class="subtitle">{subtitle}</p> })
}

/// The authors, the publisher and the dates, the source of most figures, and the last correction.
pub(super) fn imprint(article: &Article) -> Option<impl IntoView + use<>> {
    let locale = Locale::of(&article.language);
    let source = article.main_source().map(|source| {
        let text = source_text(source, &locale);
        let (href, rel) = match &source.address {
            Some(address) => (&**address, Some("noopener noreferrer")),
            None => ("#sources", None),
        };
        view! {
            <a href=href.to_owned() rel=rel>
                {text}
            </a>
        }
        .into_any()
    });
    let corrected = article
        .corrections
        .iter()
        .map(|it| it.date)
        .max()
        .map(|day| {
            let text = [locale.corrections, locale.colon, &locale.day(day)].concat();
            view! { <a href="#corrections">{text}</a> }.into_any()
        });
    let lines = [published(article, &locale), source, corrected];
    let lines: Vec<_> = lines
        .into_iter()
        .flatten()
        .map(|line| view! { <p>{line}</p> })
        .collect();
    (!lines.is_empty()).then(|| view! { <div class="imprint">{lines}</div> })
}

/// The authors, the publisher and the dates.
fn published(article: &Article, locale: &Locale) -> Option<AnyView> {
    let masthead = &article.masthead;
    let authors = Some(masthead.authors.join(locale.list)).filter(|it| !it.is_empty());
    let names = [authors, masthead.publisher.clone()];
    let names = names.into_iter().flatten().map(|name| ("", name, None));
    let dates = [
        ("", masthead.published),
        (locale.updated, masthead.update()),
    ];
    let dates = dates.into_iter().filter_map(|(label, day)| {
        let day = day?;
        Some((label, locale.day(day), Some(day)))
    });
    let parts = names.chain(dates).enumerate().map(|(at, part)| {
        let (label, text, day) = part;
        let separator = if at == 0 { "" } else { " · " };
        ([separator, label].concat(), date_or_name(text, day))
    });
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| parts.into_any())
}

fn date_or_name(text: String, day: Option<Day>) -> AnyView {
    match day {
        Some(day) => view! { <time datetime=day.to_string()>{text}</time> }.into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    }
}
