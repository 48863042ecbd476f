//! The controls of the live page: nothing to be seen until it is live.

use leptos::prelude::*;

use super::page::OtherEdition;
use crate::locale::Locale;

/// What can be set, motion first (`first` is the step that is read at first); previous and next, and the address of the step that is read. They
/// stand before the words, as the first that a key comes to, and lie at the window's foot.
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

/// A button that says how `what` stands, and sets it to the next of its states: `src/boot.js` does.
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

/// Links to the same story in other languages. In the live page they keep the step.
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
