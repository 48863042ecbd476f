//! The words: sentence lengths for listeners, punctuation, abbreviations, rare names.

use scraper::ElementRef;
use shanhai_pages::letters::is_han;

use crate::{StoryPage, pages, select, text, texts};

/// The running words of a page, one text per paragraph or list item; without pronunciations and
/// note marks.
fn paragraphs(page: &StoryPage) -> Vec<String> {
    let html = page.parsed();
    let words = ".words :is(p, li), .sources > :is(p:not(.attribution), ul > li)";
    let spoken = select(&html, words).into_iter().map(|paragraph| {
        let aside = |node: ElementRef| {
            matches!(node.value().name(), "rp" | "rt") || node.attr("class") == Some("reading-mark")
        };
        let is_read = |element: ElementRef| {
            let mut above = element.ancestors().filter_map(ElementRef::wrap);
            !aside(element) && !above.any(aside)
        };
        let texts = paragraph.descendants().filter_map(|node| {
            let within = node.parent().and_then(ElementRef::wrap)?;
            let text = node.value().as_text()?;
            is_read(within).then_some(&**text)
        });
        texts.collect::<String>()
    });
    spoken.collect()
}

fn map_texts(page: &StoryPage) -> Vec<String> {
    let sections = page.article().sections.iter();
    sections.map(|section| section.map_text.clone()).collect()
}

/// The sentences of a text, each with its length: in Chinese characters, or in words.
fn sentences(text: &str, is_chinese: bool) -> Vec<(usize, &str)> {
    let ends = if is_chinese {
        text.split(['。', '！', '？']).collect::<Vec<_>>()
    } else {
        // Not in 7.68, but also before a closing mark.
        text.split_inclusive(' ')
            .scan(0, |at, word| {
                *at += word.len();
                Some((*at, word.trim_end().trim_end_matches(['”', ')'])))
            })
            .filter(|(_, word)| word.ends_with(['.', '!', '?']))
            .map(|(end, _)| end)
            .chain([text.len()])
            .scan(0, |start, end| text.get(std::mem::replace(start, end)..end))
            .collect()
    };
    let length = |sentence: &str| {
        if is_chinese {
            sentence.chars().filter(|&c| is_han(c)).count()
        } else {
            let words = sentence.split([' ', '—']);
            words
                .filter(|word| word.contains(char::is_alphanumeric))
                .count()
        }
    };
    ends.into_iter().map(|it| (length(it), it)).collect()
}

/// Checks that the longest sentence of `texts` has at most `most` and more than `most` - 5
/// characters or words: no limit is much higher than needed.
#[track_caller]
fn check_length(what: &str, page: &StoryPage, texts: &[String], most: usize) {
    let is_chinese = page.is_chinese();
    let all = texts.iter().flat_map(|text| sentences(text, is_chinese));
    let (count, sum) = all.clone().fold((0, 0), |(count, sum), (length, _)| {
        (count + usize::from(0 < length), sum + length)
    });
    let (length, longest) = all.max().expect("there are sentences");
    let language = &page.article().language;
    let mean = sum / count;
    println!("{what} in {language}: {count} sentences, {mean} on average, {length} at most");
    assert!(length <= most, "{length} in: {longest}");
    assert!(most < length + 5, "the longest has {length}: {longest}");
}

/// In Chinese characters, and in English words: about as much as a listener takes in at once. The
/// texts of the map may be longer, as they list items that listeners take in one by one.
const MOST: [usize; 2] = [50, 32];
const MOST_OF_MAP: [usize; 2] = [64, 41];

#[test]
fn no_sentence_of_the_text_is_too_long_for_listeners() {
    for (page, most) in pages().iter().zip(MOST) {
        check_length("words", page, &paragraphs(page), most);
    }
}

#[test]
fn no_sentence_about_the_map_is_too_long_for_listeners() {
    for (page, most) in pages().iter().zip(MOST_OF_MAP) {
        check_length("the map's texts", page, &map_texts(page), most);
    }
}

/// Abbreviations that the pages use, in capitals, and what they stand for in each language.
const ABBREVIATIONS: [(&str, [&str; 2]); 2] = [
    ("CSV", ["逗号分隔值", "comma-separated values"]),
    ("CC BY", ["知识共享署名", "Creative Commons Attribution"]),
];

#[test]
fn every_abbreviation_is_spelled_out_on_its_page() {
    for (page, which) in pages().iter().zip([0, 1]) {
        let whole = text(page.parsed().root_element());
        let mut rest = whole.clone();
        for (short, long) in ABBREVIATIONS {
            let long = long[which];
            assert_eq!(
                whole.contains(short),
                whole.contains(long),
                "{short}: {long}"
            );
            rest = rest.replace(short, "");
        }
        let words = rest.split(|c: char| !c.is_ascii_alphanumeric());
        let capitals =
            |word: &&str| 1 < word.len() && word.bytes().all(|letter| letter.is_ascii_uppercase());
        let unknown: Vec<_> = words.filter(capitals).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

#[test]
fn the_pronunciation_of_a_rare_name_is_shown_only_once() {
    let html = pages()[0].parsed();
    let rubies = select(&html, "ruby").into_iter();
    let rubies: Vec<String> = rubies.map(|it| it.inner_html()).collect();
    assert_eq!(rubies, ["熺<rp>（</rp><rt><span>xī</span></rt><rp>）</rp>"]);
    // The first place in the words that has it.
    let whole: String = paragraphs(&pages()[0]).concat();
    let first = whole.find('熺').expect("the words name Lin Zhanxi");
    let spelt = select(&html, ".words p:has(ruby)");
    let paragraph: String = spelt[0].text().collect();
    let before = paragraph.find('熺').and_then(|at| paragraph.get(..at));
    assert!(whole[..first].ends_with(before.expect("it is named there")));
    let has_tone = |text: &str| text.contains(|c| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c));
    for (text, within) in texts(&html) {
        let is_ruby = within
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|it| it.value().name() == "ruby");
        assert!(is_ruby || !has_tone(text), "{text}");
    }
}

/// The texts of a page by the author and the site, in the story's language.
fn own_texts(page: &StoryPage) -> Vec<String> {
    let html = page.parsed();
    let is_ours = |element: ElementRef| {
        let mut around = element.ancestors().filter_map(ElementRef::wrap);
        // Quoted words are printed as in the copy.
        !(element.value().name() == "q" || around.any(|it| it.value().name() == "q"))
    };
    let ours = texts(&html).filter(|(_, within)| is_ours(*within));
    ours.map(|(text, _)| text.to_owned()).collect()
}

#[test]
fn chinese_is_punctuated_in_full_width() {
    for text in own_texts(&pages()[0]) {
        let characters: Vec<char> = text.chars().collect();
        for pair in characters.windows(2) {
            let is_half = |c| ",;:!?()\"'".contains(c);
            let is_mixed = |one, other| is_han(one) && is_half(other);
            let is_wrong = is_mixed(pair[0], pair[1]) || is_mixed(pair[1], pair[0]);
            assert!(!is_wrong && pair != ['.', '.'], "{pair:?} in {text}");
        }
    }
}

#[test]
fn english_has_neither_straight_quotes_nor_full_width_characters() {
    for text in own_texts(&pages()[1]) {
        assert!(!text.contains(['\'', '"']), "{text}");
        let wide =
            text.contains(|c| matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF60}'));
        assert!(!wide, "{text}");
    }
}

#[test]
fn quotation_marks_open_and_close_in_turn() {
    for page in pages() {
        for text in paragraphs(page).into_iter().chain(map_texts(page)) {
            let mut is_open = false;
            for c in text.chars().filter(|c| matches!(c, '“' | '”')) {
                assert_ne!(is_open, c == '“', "{text}");
                is_open = c == '“';
            }
            assert!(!is_open, "{text}");
        }
    }
}
