//! Checks the diagnostics of every story folder in `tests/stories/faulty` against its
//! `expected.txt`, and that valid stories can be read.
//!
//! `UPDATE_GOLDEN=1` rewrites the golden files. Review them as an author would read them.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use shanhai_site::{
    basemap::{RegionCatalog, RegionShape},
    diagnostics::{DiagnosticKind, OutputStyle, render},
    folder::{Edition, ReadStory, StoryFolder},
};
use shanhai_story::plane::{MapPoint, MapRect};

use crate::repository::stories;

/// A base map of four regions, with the bounds that they have on the base map of China.
const SHAPES: [RegionShape; 4] = [
    region(120_000, [3693.0, 1608.0], [3802.0, 1799.0]),
    region(150_000, [2068.0, 127.0], [4199.0, 1993.0]),
    region(620_000, [1629.0, 1360.0], [3028.0, 2536.0]),
    region(640_000, [2638.0, 1770.0], [2928.0, 2235.0]),
];

const CATALOG: RegionCatalog<'_> = RegionCatalog {
    basemap: "china",
    shapes: &SHAPES,
    areas: &[620_623],
    nation: rect([-150.0, 0.0], [4950.0, 5830.0]),
    map: None,
};

const fn region(code: u32, least: [f64; 2], most: [f64; 2]) -> RegionShape {
    RegionShape {
        code,
        bounds: rect(least, most),
    }
}

const fn rect([west, north]: [f64; 2], [east, south]: [f64; 2]) -> MapRect {
    MapRect {
        least: MapPoint { x: west, y: north },
        most: MapPoint { x: east, y: south },
    }
}

/// The rendered diagnostics of a folder.
fn rendered(folder: &Path, name: &str) -> String {
    match StoryFolder::new(folder).shown_as(name).read(&CATALOG) {
        Ok(read) => render(&read.warnings, OutputStyle::Plain) + "\n" + &read.to_string() + "\n",
        Err(diagnostics) => render(&diagnostics, OutputStyle::Plain) + "\n",
    }
}

#[track_caller]
fn read(name: &str) -> ReadStory {
    let folder = StoryFolder::new(stories().join(name)).shown_as(name);
    folder
        .read(&CATALOG)
        .unwrap_or_else(|diagnostics| panic!("{}", render(&diagnostics, OutputStyle::Plain)))
}

#[test]
fn every_faulty_story_has_the_expected_diagnostics() {
    assert!(15 <= check_golden("faulty"), "there are many of them");
}

#[test]
fn a_story_with_warnings_is_read_with_the_expected_diagnostics() {
    check_golden("warned");
    assert!(!read("warned/crowded").warnings.is_empty());
}

/// Compares the diagnostics of every story in `group` with its golden file. Returns the number of
/// stories.
#[track_caller]
fn check_golden(group: &str) -> usize {
    let is_update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut folders: Vec<PathBuf> = fs::read_dir(stories().join(group))
        .expect("the folder of these stories is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    folders.sort();
    let count = folders.len();

    let mut differing = Vec::new();
    for folder in folders {
        let name = folder.file_name().expect("a listed file has a name");
        let name = name.to_string_lossy();
        let rendered = rendered(&folder, &name);
        let golden = folder.join("expected.txt");
        if is_update {
            fs::write(&golden, rendered).expect("golden files can be written");
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if rendered != expected {
            differing.push(format!(
                "== {name}, expected:\n{expected}== rendered:\n{rendered}"
            ));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    count
}

#[test]
fn no_faulty_story_can_be_read() {
    for entry in fs::read_dir(stories().join("faulty")).expect("the folder is there") {
        let folder = entry.expect("it can be listed").path();
        let is_read = StoryFolder::new(&folder).read(&CATALOG).is_ok();
        assert!(!is_read, "{}", folder.display());
    }
}

#[test]
fn a_missing_folder_is_one_diagnostic() {
    let text = rendered(&stories().join("nowhere"), "nowhere");
    assert_eq!(
        text,
        "error: there is no such folder\n\
         --> nowhere\n \
         = help: name the folder that contains `story.toml`\n\n\
         1 error\n"
    );
}

#[test]
fn a_file_in_place_of_the_folder_is_one_diagnostic() {
    let text = rendered(&stories().join("small/story.toml"), "small/story.toml");
    assert_eq!(
        text,
        "error: this is a file, but a story is a folder\n\
         --> small/story.toml\n \
         = help: name the folder that contains `story.toml`\n\n\
         1 error\n"
    );
}

#[test]
fn files_are_named_relative_to_the_given_folder() {
    let folder = StoryFolder::new(stories().join("faulty/dates")).shown_as("a/b/");
    let diagnostics = folder.read(&CATALOG).expect_err("it is faulty");
    let first = diagnostics.first().expect("it has errors");
    assert_eq!(first.to_string(), "a/b/zh.md:3:25: `96` is not a date");
}

#[test]
fn diagnostics_are_in_file_order() {
    let folder = StoryFolder::new(stories().join("faulty/unknown-names"));
    let diagnostics = folder.read(&CATALOG).expect_err("it is faulty");
    let places: Vec<(bool, usize)> = diagnostics
        .iter()
        .map(|diagnostic| {
            (
                diagnostic.file.path().ends_with("zh.md"),
                diagnostic.span.start,
            )
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn styled_output_has_the_same_text_as_plain_output() {
    let folder = StoryFolder::new(stories().join("faulty/order")).shown_as("order");
    let diagnostics = folder.read(&CATALOG).expect_err("it is faulty");
    let styled = render(&diagnostics, OutputStyle::Styled);
    assert!(styled.contains("\u{1b}["), "it has colours");
    assert!(styled.contains("the text of `first` comes after"));
}

#[test]
fn every_message_is_lower_case_without_a_full_stop() {
    for entry in fs::read_dir(stories().join("faulty")).expect("the folder is there") {
        let folder = entry.expect("it can be listed").path();
        let diagnostics = StoryFolder::new(&folder).read(&CATALOG).unwrap_err();
        for diagnostic in diagnostics {
            check_style(&diagnostic.kind.to_string(), &diagnostic.kind);
            let help = diagnostic.kind.help();
            check_style(help.as_deref().unwrap_or("none"), &diagnostic.kind);
        }
    }
}

#[track_caller]
fn check_style(text: &str, kind: &DiagnosticKind) {
    let starts_small = text.starts_with(|first: char| first.is_lowercase() || first == '`');
    assert!(starts_small, "{text:?} of {kind:?}");
    let is_plain = !text.ends_with(['.', '!', ' ']) && !text.contains('\n');
    assert!(is_plain, "{text:?} of {kind:?}");
}

mod small {
    use shanhai_pages::article::{Block, Inline};
    use shanhai_story::story::{Fit, Link, Side, Story};

    use super::*;

    #[test]
    fn a_valid_story_is_read_in_each_language() {
        let story = read("small");
        let subtags: Vec<&str> = story.editions.iter().map(Edition::subtag).collect();
        assert_eq!(subtags, ["zh", "en"]);
        assert_eq!(
            story.to_string(),
            "small: 3 steps, 3 places, 2 links, 2 figures, in zh-CN, en"
        );
    }

    #[test]
    fn a_valid_story_has_no_dangling_references() {
        for edition in read("small").editions {
            assert_eq!(edition.story.dangling(), None);
        }
    }

    #[test]
    fn both_languages_have_the_same_map() {
        let story = read("small");
        let [zh, en] = story.editions.as_slice() else {
            panic!("the small story has two languages");
        };
        assert_eq!(zh.story.steps, en.story.steps);
        let links = |story: &Story| {
            let links = story.links.iter().cloned();
            let bare = |link| Link {
                away: String::new(),
                badge: String::new(),
                drawing: String::new(),
                ..link
            };
            links.map(bare).collect::<Vec<_>>()
        };
        assert_eq!(links(&zh.story), links(&en.story));
    }

    #[test]
    fn a_step_without_fit_frames_what_it_highlights() {
        let story = read("small").editions.remove(0).story;
        let fits: Vec<&Fit> = story.steps.iter().map(|step| &step.fit).collect();
        let listed = Fit::Listed {
            links: vec![1],
            regions: vec![1],
            places: vec![0],
        };
        let expected = [Fit::Nation, Fit::Highlighted, listed];
        assert_eq!(fits, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn regions_are_in_base_map_order_with_their_sides() {
        let story = read("small").editions.remove(0).story;
        let sides: Vec<(u32, Side)> = story
            .regions
            .iter()
            .map(|one| (one.code, one.side))
            .collect();
        assert_eq!(
            sides,
            [
                (120_000, Side::East),
                (150_000, Side::West),
                (620_000, Side::West),
                (640_000, Side::Neither),
            ]
        );
    }

    #[test]
    fn points_replace_the_bounds_of_a_large_region() {
        let story = read("small").editions.remove(0).story;
        let bounds = story.regions[1].bounds;
        assert!(
            bounds.width() < 400.0 && bounds.height() < 300.0,
            "{bounds:?}"
        );
        assert_eq!(story.regions[0].bounds, SHAPES[0].bounds);
    }

    #[test]
    fn a_link_has_its_figures_and_the_first_step_that_highlights_it() {
        let article = read("small").editions.remove(0).article;
        let known: Vec<(&str, &[usize], Option<usize>)> = article
            .links
            .iter()
            .map(|link| (link.note.as_str(), link.figures.as_slice(), link.step))
            .collect();
        let expected: [(&str, &[usize], _); 2] = [("农业科技", &[1], Some(1)), ("", &[], Some(0))];
        assert_eq!(known, expected);
    }

    #[test]
    fn a_line_break_between_chinese_characters_is_not_a_space() {
        let article = read("small").editions.remove(0).article;
        let Some(Block::Paragraph(words)) = article.sections[1].words.first() else {
            panic!("the section begins with a paragraph");
        };
        assert!(
            words.contains(&Inline::Text("。牧民们".to_owned())),
            "{words:?}"
        );
    }

    #[test]
    fn a_line_break_between_english_words_is_a_space() {
        let article = read("small").editions.remove(1).article;
        let Some(Block::Paragraph(words)) = article.sections[1].words.first() else {
            panic!("the section begins with a paragraph");
        };
        let expected = Inline::Text(", and each yak brings ".to_owned());
        assert!(words.contains(&expected), "{words:?}");
    }

    #[test]
    fn the_closing_section_is_not_a_step() {
        let edition = read("small").editions.remove(0);
        assert_eq!(edition.article.sections.len(), edition.story.steps.len());
        assert_eq!(edition.article.credits_heading, "资料");
        assert_eq!(edition.article.credits.len(), 1);
    }
}
