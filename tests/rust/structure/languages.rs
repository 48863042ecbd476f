//! Every text is in the language that its element declares.

use shanhai_pages::letters::is_han;

use crate::{nearest, pages, select, text, texts};

/// Returns whether an English voice would read a word of the text.
fn has_english_word(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| 1 < word.len() && word.contains(|c: char| c.is_ascii_lowercase()))
}

/// Returns whether `text` has letters of another language than `language`.
fn is_foreign(text: &str, language: &str) -> bool {
    if language.starts_with("zh") {
        has_english_word(text)
    } else {
        text.contains(is_han)
    }
}

#[test]
fn every_text_is_in_its_declared_language() {
    for page in pages() {
        let html = page.parsed();
        let own = &*page.article().language;
        let foreign: Vec<_> = texts(&html)
            .filter(|(text, within)| is_foreign(text, nearest(*within, "lang").unwrap_or(own)))
            .map(|(text, _)| text)
            .collect();
        assert!(foreign.is_empty(), "in {own}: {foreign:#?}");
    }
}

#[test]
fn texts_without_a_language_attribute_are_in_the_language_of_the_page() {
    for page in pages() {
        let html = page.parsed();
        let own = &*page.article().language;
        for attribute in ["aria-label", "title", "alt"] {
            for element in select(&html, &format!("[{attribute}]")) {
                let value = element.attr(attribute).unwrap_or_default();
                let language = nearest(element, "lang").unwrap_or(own);
                assert!(
                    !is_foreign(value, language),
                    "{attribute} in {own}: {value}"
                );
            }
        }
    }
}

#[test]
fn quotations_of_the_source_are_marked_as_chinese_on_the_english_page() {
    let html = pages()[1].parsed();
    let quotes = select(&html, ".readings q");
    assert_eq!(quotes.len(), pages()[1].article().readings.len());
    for quote in quotes {
        assert_eq!(quote.attr("lang"), Some("zh-CN"), "{}", text(quote));
    }
}
