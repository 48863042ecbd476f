//! The controls of the live page: nothing to be seen until it is live.

use leptos::prelude::*;

use crate::locale::Locale;

/// Previous and next, how much may move, and the address of the step that is read.
pub(super) fn controls(locale: &Locale) -> impl IntoView + use<> {
    let button = |control: &'static str, label: &'static str, sign: &'static str| {
        view! {
            <button type="button" data-control=control>
                <span aria-hidden="true">{sign}</span>
                " "
                {label}
            </button>
        }
    };
    let [system, on, off] = locale.motion;
    let state = |state: &'static str, label: &'static str| {
        view! { <span data-says=state>{label}</span> }
    };
    view! {
        <div class="controls" role="group" aria-label=locale.controls>
            {button("previous", locale.previous, "↑")}
            {button("next", locale.next, "↓")}
            <button type="button" data-control="motion">
                {state("system", system)}
                {state("on", on)}
                {state("off", off)}
            </button>
            <button type="button" data-control="copy">
                {locale.copy}
            </button>
            <output class="copied"></output>
        </div>
    }
}
