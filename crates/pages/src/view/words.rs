//! The text of the story.

use leptos::prelude::*;

use super::media::media;
use super::photo::{Files, photo};
use super::table_in_words::{name_of_table, table_in_words};
use crate::article::{Article, Block, Inline};
use crate::letters::{is_written_in_han, runs};
use crate::locale::Locale;

/// Blocks of text below `heading`.
pub(super) fn blocks(
    blocks: &[Block],
    heading: &str,
    article: &Article,
    files: &Files,
) -> Vec<AnyView> {
    let all = blocks.iter().enumerate();
    let views = all.map(|(at, block)| match block {
        Block::Paragraph(words) => view! { <p>{inlines(words, article)}</p> }.into_any(),
        Block::List { items, first } => {
            let items: Vec<_> = items.iter().map(|words| item(words, article)).collect();
            match first {
                None => view! { <ul>{items}</ul> }.into_any(),
                Some(first) => {
                    let start = Some(*first).filter(|first| *first != 1);
                    view! { <ol start=start>{items}</ol> }.into_any()
                }
            }
        }
        Block::Quotation { words, speaker } => quotation(words, speaker, article),
        Block::Table(table) => {
            let name = name_of_table(at, blocks, heading, article);
            table_in_words(table, name, article)
        }
        Block::Photo(shown) => photo(shown, article, &files.photos),
        Block::Media {
            media: at,
            name,
            caption,
        } => media(*at, name, caption.as_deref(), article, files),
    });
    views.collect()
}

fn quotation(words: &[Vec<Inline>], speaker: &[Inline], article: &Article) -> AnyView {
    let paragraphs = words
        .iter()
        .map(|words| view! { <p>{inlines(words, article)}</p> });
    let paragraphs: Vec<_> = paragraphs.collect();
    let speaker = (!speaker.is_empty())
        .then(|| view! { <figcaption>{inlines(speaker, article)}</figcaption> });
    view! {
        <figure class="quotation">
            <blockquote>{paragraphs}</blockquote>
            {speaker}
        </figure>
    }
    .into_any()
}

/// An item of a list. `one + other` is drawn as what it states: something from the east and
/// something from the west.
fn item(words: &[Inline], article: &Article) -> AnyView {
    if let [Inline::Text(text)] = words
        && let Some((east, west)) = text.split_once(" + ")
    {
        let part = |side: &'static str, text: &str| {
            view! { <span data-side=side>{text.to_owned()}</span> }
        };
        return view! {
            <li class="sum">{part("east", east)} " + " {part("west", west)}</li>
        }
        .into_any();
    }
    view! { <li>{inlines(words, article)}</li> }.into_any()
}

pub(super) fn inlines(words: &[Inline], article: &Article) -> Vec<AnyView> {
    words.iter().map(|word| inline(word, article)).collect()
}

fn inline(word: &Inline, article: &Article) -> AnyView {
    match word {
        Inline::Text(text) => story_text(text, article),
        Inline::Emphasis(words) => view! { <em>{inlines(words, article)}</em> }.into_any(),
        Inline::Strong(words) => view! { <strong>{inlines(words, article)}</strong> }.into_any(),
        Inline::Superscript(text) => view! { <sup>{text.clone()}</sup> }.into_any(),
        Inline::Subscript(text) => view! { <sub>{text.clone()}</sub> }.into_any(),
        Inline::Figure(figure) => figure_in_words(*figure, article),
        Inline::Code(text) => {
            view! { <code translate="no">{story_text(text, article)}</code> }.into_any()
        }
        Inline::Date { iso, text } => {
            view! { <time datetime=iso.clone()>{text.clone()}</time> }.into_any()
        }
        Inline::Link { id, text } => {
            let href = ["#link-", id].concat();
            view! { <a href=href>{story_text(text, article)}</a> }.into_any()
        }
        Inline::Reading { reading, text } => view! {
            {story_text(text, article)}
            {reading_mark(Some(*reading), text, article)}
        }
        .into_any(),
        Inline::Footnote(footnote) => footnote_mark(*footnote, article),
        Inline::Address { href, text } => {
            let rel = (!href.starts_with('#')).then_some("noopener noreferrer");
            view! { <a href=href.clone() rel=rel>{story_text(text, article)}</a> }.into_any()
        }
        Inline::Ruby {
            text,
            pronunciation,
        } => {
            let locale = Locale::of(&article.language);
            let [open, close] = locale.brackets;
            view! {
                <ruby>
                    {text.clone()} <rp>{open}</rp> <rt>
                        <span>{pronunciation.clone()}</span>
                    </rt> <rp>{close}</rp>
                </ruby>
            }
            .into_any()
        }
        Inline::Foreign { language, text } => {
            view! { <span lang=language.clone()>{text.clone()}</span> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}

/// A text of the story. Chinese characters among letters are marked as Chinese, because a voice for
/// letters stumbles over them. A Chinese voice reads unmarked English words well enough, and an
/// author may mark them.
pub(super) fn story_text(text: &str, article: &Article) -> AnyView {
    if is_written_in_han(&article.language) {
        return text.to_owned().into_any();
    }
    in_languages(text, article)
}

/// A text of the interface or the base map, with everything in another language marked as such.
pub(super) fn in_languages(text: &str, article: &Article) -> AnyView {
    let pieces = runs(text, &article.language).into_iter().map(|run| {
        let text = run.text.to_owned();
        if run.is_foreign {
            view! { <span lang=language_of_foreign(article)>{text}</span> }.into_any()
        } else {
            text.into_any()
        }
    });
    pieces.collect::<Vec<_>>().into_any()
}

/// The language of letters that are not in the page's own script.
fn language_of_foreign(article: &Article) -> String {
    let tag = if is_written_in_han(&article.language) {
        "en"
    } else if is_written_in_han(&article.original) {
        &article.original
    } else {
        "zh"
    };
    tag.to_owned()
}

/// The language of the text as the source prints it, or `None` if that is the page's.
pub(super) fn language_of_print(printed: &str, article: &Article) -> Option<String> {
    let is_han = is_written_in_han(&article.language);
    let is_foreign = !is_han
        && runs(printed, &article.language)
            .iter()
            .any(|run| run.is_foreign);
    is_foreign.then(|| language_of_foreign(article))
}

/// A figure within the text, marked up so that translation does not change it.
fn figure_in_words(figure: usize, article: &Article) -> AnyView {
    let figure = article.figures.get(figure);
    figure
        .map(|figure| {
            view! {
                <data class="told" value=figure.value.to_string() translate="no">
                    {figure.display()}
                </data>
            }
        })
        .into_any()
}

/// The number that leads to a footnote.
fn footnote_mark(footnote: usize, article: &Article) -> AnyView {
    let number = (footnote + 1).to_string();
    let label = [Locale::of(&article.language).footnote, &number].concat();
    let href = ["#note-", &number].concat();
    view! {
        <a class="reading-mark" href=href aria-label=label>
            {number}
        </a>
    }
    .into_any()
}

/// The small mark that leads to the note on how the source was interpreted; `what` names the
/// passage.
pub(super) fn reading_mark(reading: Option<usize>, what: &str, article: &Article) -> AnyView {
    let locale = Locale::of(&article.language);
    let reading = reading.and_then(|reading| article.readings.get(reading));
    reading
        .map(|reading| {
            let href = ["#reading-", &reading.id].concat();
            let label = [locale.reading_label, locale.colon, what].concat();
            view! {
                <a class="reading-mark" href=href aria-label=label>
                    {locale.reading_mark}
                </a>
            }
        })
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::html_of;

    #[track_caller]
    fn check(speaker: &[&str], expected: &str) {
        let words = |text: &&str| Inline::Text((*text).to_owned());
        let quotation = Block::Quotation {
            words: vec![vec![words(&"“来了。")], vec![words(&"还要来。”")]],
            speaker: speaker.iter().map(words).collect(),
        };
        let article = Article {
            language: "zh-CN".to_owned(),
            ..Article::default()
        };
        let html = html_of(|| blocks(&[quotation], "", &article, &Files::default()));
        assert_eq!(html, expected);
    }

    #[test]
    fn a_numbered_list_begins_with_its_own_number() {
        let list = |first| Block::List {
            items: vec![vec![Inline::Code("a".to_owned())]],
            first,
        };
        let html =
            |first| html_of(|| blocks(&[list(first)], "", &Article::default(), &Files::default()));
        let item = "<li><code translate=\"no\">a</code></li>";
        assert_eq!(html(None), format!("<ul>{item}</ul>"));
        assert_eq!(html(Some(1)), format!("<ol>{item}</ol>"));
        assert_eq!(html(Some(9)), format!("<ol start=\"9\">{item}</ol>"));
    }

    #[test]
    fn a_quotation_is_a_figure_whose_caption_is_the_speaker() {
        let words = "<blockquote><p>“来了。</p><p>还要来。”</p></blockquote>";
        check(
            &["马发英"],
            &format!("<figure class=\"quotation\">{words}<figcaption>马发英</figcaption></figure>"),
        );
        check(
            &[],
            &format!("<figure class=\"quotation\">{words}</figure>"),
        );
    }
}
