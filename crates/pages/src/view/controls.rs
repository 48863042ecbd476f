//! The controls of the live page, hidden until the story is live.

use leptos::prelude::*;

use super::page::OtherEdition;
use crate::locale::Locale;

/// The settings, with motion first; previous and next; and the address of the current step. `first`
/// is the id of the first step. The controls precede the words in the document, so that they are
/// the first to get the focus, and lie at the bottom of the screen.
pub(super) fn controls(
    first: &str,
    locale: &Locale,
    others: &[OtherEdition],
) -> impl IntoView + use<> {
    let first = ["#", first].concat();
    let button = |control: &'static str, label: &'static str, sign: &'static str| {
        view! {
            <button type="button" data-control=control>
                <span aria-hidden="true">{sign}</span>
                " "
                {label}
            </button>
        }
    };
    view! {
        <nav class="controls" aria-label=locale.controls data-whole=locale.whole>
            <details class="switches">
                <summary>{locale.switches}</summary>
                <div>
                    {switch("motion", &["system", "on", "off"], &locale.motion)}
                    {switch("theme", &["system", "light", "dark"], &locale.theme)}
                    {switch("reading", &["scroll", "steps"], &locale.reading)}
                    {languages(others)}
                    <a href="#contents">{locale.contents}</a>
                </div>
            </details>
            {button("previous", locale.previous, "↑")}
            {button("next", locale.next, "↓")}
            <a data-control="read" href=first>
                {locale.read}
            </a>
            <span class="where"></span>
            <button type="button" data-control="copy" data-done=locale.copied>
                {locale.copy}
            </button>
            <output class="copied"></output>
            <output class="said"></output>
        </nav>
    }
}

/// A button that shows the state of `what`, and sets the next one; `web/boot/boot.ts` implements it.
fn switch(
    what: &'static str,
    states: &[&'static str],
    labels: &[&'static str],
) -> impl IntoView + use<> {
    let states = states.iter().copied().zip(labels.iter().copied());
    let states: Vec<_> = states
        .map(|(state, label)| view! { <span data-says=state>{label}</span> })
        .collect();
    view! {
        <button type="button" data-switch=what>
            {states}
        </button>
    }
}

/// Links to the same story in other languages. In the live page they lead to the same step.
pub(super) fn languages(others: &[OtherEdition]) -> Vec<AnyView> {
    let link = |other: &OtherEdition| {
        let OtherEdition { language, address } = other.clone();
        view! {
            <a href=address hreflang=language.clone() lang=language>
                {Locale::of(&other.language).name}
            </a>
        }
    };
    others.iter().map(|other| link(other).into_any()).collect()
}
