//! The page with the embed codes. It can be read with JavaScript disabled; `web/embed/guide.ts`
//! makes it interactive.

mod codes;

use leptos::prelude::*;

use super::controls::languages;
use super::html_of;
use super::page::OtherEdition;
use crate::article::Article;
use crate::locale::{GuideWords, Locale, ModeWords};
use codes::{CODES, Code, Values};

/// The contents of the page.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The story's words.
    pub article: Article,
    /// The same page in other languages.
    pub others: Vec<OtherEdition>,
    /// The path from this page to the root of the site; empty at the root.
    pub root: String,
    /// The story's page in each language.
    pub editions: Vec<EmbeddablePage>,
    /// The size of the poster, in CSS pixels.
    pub poster: [u16; 2],
}

/// A page of the story that other pages can embed.
#[derive(Clone, Debug)]
pub struct EmbeddablePage {
    /// As a BCP 47 tag such as `zh-CN`.
    pub language: String,
    /// Its path from the root of the site; empty at the root.
    pub path: String,
    /// Its title.
    pub title: String,
}

/// The embed modes with their letters, from the best to the most robust, by the names in addresses
/// and scripts.
const MODES: [[&str; 2]; 5] = [
    ["A", "inline"],
    ["B", "pinned"],
    ["C", "flow"],
    ["D", "deck"],
    ["E", "poster"],
];

/// The widths of a preview, in CSS pixels.
const WIDTHS: [&str; 3] = ["390", "680", "1120"];

/// The colours that can be chosen, by the names of their properties without `--story-`.
const COLOURS: [&str; 4] = ["paper", "ink", "accent", "sea"];

/// The page as HTML: the content of its `<body>`.
#[must_use]
pub fn guide(guide: &Guide) -> String {
    html_of(|| view(guide))
}

fn view(guide: &Guide) -> impl IntoView + use<> {
    let Guide {
        article,
        others,
        root,
        ..
    } = guide;
    let words = GuideWords::of(&article.language);
    let values = Values::of(guide, &words);
    let modes: Vec<_> = MODES
        .iter()
        .zip(&words.modes)
        .map(|(names, mode)| self::mode(*names, mode, &words, &values))
        .collect();
    let title = article.title.clone();
    let [width, height] = guide.poster;
    view! {
        <main
            class="guide"
            data-root=root.clone()
            data-open=words.open
            data-width=width
            data-height=height
        >
            <header class="opening">
                <div>
                    <p class="eyebrow">{title}</p>
                    <h1>{words.title}</h1>
                    <p class="lead">{words.lead}</p>
                    <p class="elsewhere">
                        <a href="./">{words.story}</a>
                        {languages(others)}
                    </p>
                </div>
                <img src="share/poster.svg" alt="" width=width height=height />
            </header>
            <section aria-labelledby="which">
                <h2 id="which">{words.which}</h2>
                {table(&words, &values)}
            </section>
            {options(guide, &words)}
            {modes}
            <footer class="rest">
                <p>{words.rest}</p>
            </footer>
        </main>
        {article_of_previews(article, &words)}
    }
}

/// The table of what a page may hold, and the embed code that follows from it.
fn table(words: &GuideWords, values: &Values) -> impl IntoView + use<> {
    let rows: Vec<_> = MODES
        .iter()
        .zip(&words.modes)
        .map(|([letter, id], mode)| {
            let href = ["#", id].concat();
            view! {
                <tr>
                    <td>{with_code(mode.when, values)}</td>
                    <th scope="row">
                        <a href=href>
                            <span class="letter">{*letter}</span>
                            " "
                            {mode.name}
                        </a>
                    </th>
                    <td>{mode.gives}</td>
                </tr>
            }
        })
        .collect();
    let heads = words
        .columns
        .map(|head| view! { <th scope="col">{head}</th> });
    view! {
        <table class="ways">
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The options, which only the script uses.
fn options(guide: &Guide, words: &GuideWords) -> impl IntoView + use<> {
    let [width, theme, language, step, colours] = words.option;
    let [heading, note] = words.options;
    let own = &guide.article.language;
    let editions = guide.editions.iter();
    let editions: Vec<_> = editions
        .map(|edition| edition_choice(edition, own))
        .collect();
    let steps: Vec<_> = guide
        .article
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| {
            // The story's beginning has no fragment.
            let id = if at == 0 { "" } else { &*section.id };
            view! { <option value=id.to_owned()>{section.heading.clone()}</option> }
        })
        .collect();
    let pickers = COLOURS.iter().zip(words.colours).map(|(name, label)| {
        view! {
            <label>
                <input type="color" name=*name />
                {label}
            </label>
        }
    });
    let pickers: Vec<_> = pickers.collect();
    view! {
        <form class="options" aria-labelledby="options" hidden>
            <h2 id="options">{heading}</h2>
            <p>{note}</p>
            {radios("width", width, &WIDTHS, &words.widths, 1)}
            {radios("theme", theme, &["light", "dark", "system"], &words.themes, 0)}
            <fieldset>
                <legend>{language}</legend>
                {editions}
            </fieldset>
            <p class="begin">
                <label for="step">{step}</label>
                <select id="step" name="step">
                    {steps}
                </select>
            </p>
            <fieldset class="colours">
                <legend>{colours}</legend>
                {pickers}
                <button type="button" name="reset">
                    {words.reset}
                </button>
            </fieldset>
        </form>
    }
}

/// The choice of `edition`, which is checked if it is in the language `own` of the page.
fn edition_choice(edition: &EmbeddablePage, own: &str) -> impl IntoView + use<> {
    let name = Locale::of(&edition.language).name;
    let is_own = edition.language == own;
    view! {
        <label lang=edition.language.clone()>
            <input type="radio" name="page" value=edition.path.clone() data-title=edition.title.clone() checked=is_own />
            {name}
        </label>
    }
}

fn radios(
    name: &'static str,
    legend: &'static str,
    values: &[&'static str],
    labels: &[&'static str],
    chosen: usize,
) -> impl IntoView + use<> {
    let choices = values.iter().zip(labels).enumerate();
    let choices: Vec<_> = choices
        .map(|(at, (value, label))| {
            view! {
                <label>
                    <input type="radio" name=name value=*value checked=at == chosen />
                    {*label}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {choices}
        </fieldset>
    }
}

fn mode(
    [letter, id]: [&'static str; 2],
    mode: &ModeWords,
    words: &GuideWords,
    values: &Values,
) -> impl IntoView + use<> {
    let heading = [id, "-heading"].concat();
    let needs: Vec<_> = mode
        .needs
        .iter()
        .map(|[name, text]| {
            view! {
                <div>
                    <dt>{with_code(name, values)}</dt>
                    <dd>{with_code(text, values)}</dd>
                </div>
            }
        })
        .collect();
    let own: Vec<_> = CODES.iter().filter(|code| code.mode == id).collect();
    let shown = |code: &&Code| self::code(code, words, values);
    let (first, others): (Vec<_>, Vec<_>) = own.into_iter().partition(|code| !code.is_more);
    let first: Vec<_> = first.iter().map(shown).collect();
    let others: Vec<_> = others.iter().map(shown).collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <h3>{words.more}</h3>
            <div class="codes">{others}</div>
        }
    });
    let title = [words.preview, mode.name].concat();
    view! {
        <section class="way" id=id aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>
                <span class="letter">{letter}</span>
                " "
                {mode.name}
            </h2>
            <p class="what">{mode.what}</p>
            <dl class="needs">{needs}</dl>
            <div class="first">{first}</div>
            <figure class="preview" data-way=id data-title=title hidden>
                <div class="pane"></div>
                <figcaption>{words.live}</figcaption>
            </figure>
            {others}
        </section>
    }
}

/// A code that can be copied: complete for readers with JavaScript disabled, and as a template for
/// the script.
fn code(code: &Code, words: &GuideWords, values: &Values) -> impl IntoView + use<> {
    let label = words.codes.get(code.label).copied().unwrap_or_default();
    let [copy, done, selected] = words.copy;
    let template = code.template;
    let name = code.name;
    view! {
        <figure class="code" data-code=name>
            <figcaption>
                <span>{with_code(label, values)}</span>
                <button type="button" hidden data-done=done data-selected=selected>
                    {copy}
                </button>
                <output></output>
            </figcaption>
            <pre>
                <code translate="no" data-template=template>
                    {values.fill_in(template)}
                </code>
            </pre>
        </figure>
    }
}

/// The article in which the previews show the story. The page itself does not display it.
fn article_of_previews(article: &Article, words: &GuideWords) -> impl IntoView + use<> {
    let [name, heading, first, second, last] = words.article;
    let paragraphs = |text: &'static str| view! { <p>{text}</p> };
    view! {
        <template id="article">
            <article lang=article.language.clone()>
                <p class="kicker">{name}</p>
                <h1>{heading}</h1>
                {[first, second].map(paragraphs)}
                <div class="slot"></div>
                {[last, second, last].map(paragraphs)}
            </article>
        </template>
    }
}

/// `text` in which every other piece between backquotes is code, with values filled in.
fn with_code(text: &str, values: &Values) -> Vec<AnyView> {
    let piece = |(at, piece): (usize, &str)| {
        let text = values.fill_in(piece);
        if at % 2 == 0 {
            return text.into_any();
        }
        let template = (text != piece).then(|| piece.to_owned());
        view! {
            <code translate="no" data-template=template>
                {text}
            </code>
        }
        .into_any()
    };
    text.split('`').enumerate().map(piece).collect()
}
