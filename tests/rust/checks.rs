//! `docs/promises.md` names a test for each promise: every test exists, and no promise is missing.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of the tables, each as its item and the tests that prove it.
fn rows(document: &str) -> Vec<(&str, &str)> {
    let rows = document.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let item = cells.next()?.trim();
        Some((item, cells.nth(1)?.trim_end_matches(" |")))
    });
    let letters = ITEMS.map(|(letter, _)| letter);
    rows.filter(|(item, _)| {
        let mut characters = item.chars();
        characters.next().is_some_and(|c| letters.contains(&c))
            && characters.next().is_some_and(|c| c.is_ascii_digit())
    })
    .collect()
}

/// The files that `held` names in backticks, each with the quoted test titles that follow it.
fn named(held: &str) -> Vec<(&str, Vec<&str>)> {
    let mut files = Vec::new();
    let mut pieces = held.split('`').skip(1);
    while let (Some(file), Some(after)) = (pieces.next(), pieces.next()) {
        let titles = after.split('“').skip(1);
        let titles = titles.map(|title| title.split('”').next().unwrap_or_default());
        files.push((file, titles.collect()));
    }
    files
}

/// The required items, by their letter and numbers.
const ITEMS: [(char, &[RangeInclusive<u8>]); 6] = [
    ('A', &[1..=60]),
    ('E', &[1..=37]),
    ('H', &[1..=28]),
    ('R', &[1..=26, 28..=34, 36..=41]),
    ('S', &[1..=15, 17..=32]),
    ('W', &[1..=23]),
];

#[test]
fn every_item_is_in_the_list_once() {
    let document = read("docs/promises.md");
    let listed: Vec<_> = rows(&document).into_iter().map(|(item, _)| item).collect();
    let asked = ITEMS.iter().flat_map(|(letter, ranges)| {
        let numbers = ranges.iter().cloned().flatten();
        numbers.map(move |number| format!("{letter}{number}"))
    });
    assert_eq!(listed, asked.collect::<Vec<_>>());
}

#[test]
fn every_test_in_the_list_exists() {
    let document = read("docs/promises.md");
    for (item, held) in rows(&document) {
        let files = named(held);
        let says_why = held.starts_with("Does not apply: ");
        assert!(says_why || !files.is_empty(), "{item} is held by nothing");
        for (file, titles) in files {
            let text = read(file);
            assert!(!titles.is_empty(), "{item}: what of {file}?");
            for title in titles {
                assert!(text.contains(title), "{item}: {file} has no “{title}”");
            }
        }
    }
}
