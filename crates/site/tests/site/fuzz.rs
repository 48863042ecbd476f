//! Fuzz tests of the readers of story folders and packs.
//!
//! By default they try a few thousand inputs, always the same ones. To try more:
//!
//! ```sh
//! PROPTEST_CASES=100000 cargo test --release -p shanhai-site --test site fuzz::
//! ```
//!
//! Set `PROPTEST_RNG_SEED` to try others.

mod tokens;

use std::cell::Cell;
use std::env;
use std::fmt::Debug;
use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use shanhai_site::basemap::{Basemap, RegionCatalog};
use shanhai_site::diagnostics::{DataProblem, DiagnosticKind, OutputStyle, render};
use shanhai_site::folder::{ReadStory, StoryFolder};
use shanhai_story::explore::Choice;
use shanhai_story::pack::{VERSION, pack, unpack};
use shanhai_story::plane::Viewport;
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::scene_at;

use crate::repository::root;
use tempfile::TempDir;
use tokens::TOKENS;

const NAMES: [&str; 3] = ["story.toml", "zh.md", "en.md"];

/// The files of a folder, in the order of `NAMES`.
type Files = [Vec<u8>; 3];

/// At least this many of ten inputs must be valid inputs with changes.
const CHANGED_OF_TEN: u32 = 3;

static BASEMAP: LazyLock<Basemap> = LazyLock::new(Basemap::china);

/// The counties and cities of the long story. Preparing those of the whole base map for each input
/// would take most of the time.
static AREAS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let [_, [data, ..]] = &*SOUND;
    let data = String::from_utf8_lossy(data);
    let areas = BASEMAP.catalog().areas.iter().copied();
    areas
        .filter(|area| data.contains(&format!("area = \"{area}\"")))
        .collect()
});

/// Valid stories: a small one, and one as long as an article.
static SOUND: LazyLock<[Files; 2]> = LazyLock::new(|| {
    ["tests/stories/small", "stories/east-west"].map(|story| {
        let folder = root().join(story);
        NAMES.map(|name| fs::read(folder.join(name)).expect("the story stands in the repository"))
    })
});

/// The packs of these stories.
static PACKS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Folder::new();
    let stories = SOUND.iter().flat_map(|files| {
        folder.write(files);
        folder.read().expect("the story is sound").editions
    });
    stories
        .map(|edition| pack(&edition.story).expect("a story can be packed"))
        .collect()
});

/// A folder that is rewritten for each input.
struct Folder(TempDir);

impl Folder {
    /// A folder with the drawings that the long story names.
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("tests may write temporary files"));
        let drawings = folder.0.path().join("drawings");
        fs::create_dir(&drawings).expect("tests may write temporary files");
        let files = fs::read_dir(root().join("stories/east-west/drawings"));
        for file in files.expect("the story has drawings") {
            let path = file.expect("it can be read").path();
            let name = path.file_name().expect("a file has a name");
            fs::copy(&path, drawings.join(name)).expect("it can be written");
        }
        folder
    }

    fn write(&self, files: &Files) {
        for (name, bytes) in NAMES.iter().zip(files) {
            fs::write(self.0.path().join(name), bytes).expect("it can be written");
        }
    }

    /// Reads the story. On errors, renders the diagnostics and returns their kinds.
    fn read(&self) -> Result<ReadStory, Vec<DiagnosticKind>> {
        let folder = StoryFolder::new(self.0.path()).shown_as("story");
        let catalog = RegionCatalog {
            areas: &AREAS,
            ..BASEMAP.catalog()
        };
        folder.read(&catalog).map_err(|diagnostics| {
            assert!(!diagnostics.is_empty(), "a story is refused for a reason");
            assert!(!render(&diagnostics, OutputStyle::Plain).is_empty());
            diagnostics
                .into_iter()
                .map(|diagnostic| diagnostic.kind)
                .collect()
        })
    }
}

/// A change of some bytes.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Delete(Index, usize),
    Repeat(Index, usize, usize),
    SwapLines(Index, Index),
    /// Inserts bytes of another file.
    Splice(Index, usize, Index, usize),
    Cut(Index),
    Insert(Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let bytes = prop_oneof![
        6 => select(&TOKENS[..]).prop_map(|token| token.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..8),
    ];
    let at = any::<Index>;
    prop_oneof![
        2 => (at(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        2 => (at(), 1..80_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        1 => (at(), 1..80_usize, 1..20_usize).prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
        2 => (at(), at()).prop_map(|(one, other)| Change::SwapLines(one, other)),
        2 => (at(), 0..3_usize, at(), 1..200_usize)
            .prop_map(|(at, file, from, length)| Change::Splice(at, file, from, length)),
        1 => at().prop_map(Change::Cut),
        4 => (at(), bytes).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
    ]
}

impl Change {
    /// Applies the change to `bytes`. Spliced bytes come from `others`.
    fn made(&self, mut bytes: Vec<u8>, others: &[Vec<u8>]) -> Vec<u8> {
        // The end of the input is a valid position, too.
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        let run = |at: &Index, length: usize, bytes: &[u8]| {
            let start = place(at, bytes);
            start..bytes.len().min(start + length)
        };
        match self {
            Self::Flip(at, bit) => {
                let at = place(at, &bytes);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
            Self::Delete(at, length) => drop(bytes.drain(run(at, *length, &bytes))),
            Self::Repeat(at, length, times) => {
                let run = run(at, *length, &bytes);
                let copies = bytes[run.clone()].repeat(*times);
                bytes.splice(run.start..run.start, copies);
            }
            Self::SwapLines(one, other) => {
                let mut lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
                bytes = lines.join(&b'\n');
            }
            Self::Splice(at, file, from, length) => {
                let other = &others[file % others.len()];
                let (at, run) = (place(at, &bytes), run(from, *length, other));
                bytes.splice(at..at, other[run].iter().copied());
            }
            Self::Cut(at) => bytes.truncate(place(at, &bytes)),
            Self::Insert(at, inserted) => {
                let at = place(at, &bytes);
                bytes.splice(at..at, inserted.iter().copied());
            }
        }
        bytes
    }
}

/// A valid story with one to six changes. The long one is rare, to save time.
fn changed_story() -> impl Strategy<Value = Files> {
    let story = prop_oneof![14 => Just(0_usize), 1 => Just(1)];
    let changes = prop::collection::vec((0..3_usize, change()), 1..=6);
    (story, changes).prop_map(|(story, changes)| {
        let mut files = SOUND[story].clone();
        for (file, change) in changes {
            files[file] = change.made(std::mem::take(&mut files[file]), &SOUND[story]);
        }
        files
    })
}

/// Files of tokens of the formats in any order, or of any bytes.
fn made_up_story() -> impl Strategy<Value = Files> {
    let words = prop::collection::vec(select(&TOKENS[..]), 0..40);
    let file = prop_oneof![
        2 => words.prop_map(|words| words.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ];
    [file.clone().boxed(), file.clone().boxed(), file.boxed()]
}

fn changed_pack() -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec(change(), 1..=4);
    (any::<Index>(), changes).prop_map(|(pack, changes)| {
        let change = |bytes, change: Change| change.made(bytes, &PACKS);
        changes.into_iter().fold(pack.get(&PACKS).clone(), change)
    })
}

/// Any bytes, most of them after a valid version byte.
fn made_up_pack() -> impl Strategy<Value = Vec<u8>> {
    let version = u8::try_from(VERSION).expect("the version is a small number yet");
    let start = prop_oneof![9 => Just(vec![version]), 1 => Just(Vec::new())];
    // Small numbers are likely to be valid lengths and positions.
    let byte = prop_oneof![0..4_u8, any::<u8>()];
    let rest = prop::collection::vec(byte, 0..300);
    (start, rest).prop_map(|(start, rest)| [start, rest].concat())
}

/// Tries inputs of both strategies, three of four from `changed`. Checks that enough of these
/// differ from every valid input.
fn run<T: Clone + Debug + PartialEq>(
    sound: &[T],
    changed: impl Strategy<Value = T> + 'static,
    made_up: impl Strategy<Value = T> + 'static,
    check: impl Fn(T),
) {
    let inputs = prop_oneof![
        3 => changed.prop_map(|input| (true, input)),
        1 => made_up.prop_map(|input| (false, input)),
    ];
    let counts = Cell::new((0_u32, 0_u32));
    let tried = TestRunner::new(config(2_000)).run(&inputs, |(is_changed, input)| {
        let is_changed = is_changed && !sound.contains(&input);
        let (all, changed) = counts.get();
        counts.set((all + 1, changed + u32::from(is_changed)));
        check(input);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
    let (all, changed) = counts.get();
    assert!(
        all * CHANGED_OF_TEN <= changed * 10,
        "only {changed} of {all} inputs are sound ones, changed"
    );
}

/// The number of inputs is `PROPTEST_CASES`, or else `usual`. The seed is fixed unless one is set.
fn config(usual: u32) -> Config {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = usual;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1996);
    }
    config
}

/// Computes the scenes of the first and the last step, which must not panic.
fn show(story: &shanhai_story::story::Story) {
    let viewport = Viewport::new(800.0, 600.0);
    for step in [0, story.steps.len().saturating_sub(1)] {
        _ = scene_at(
            story,
            &Choice::NONE,
            StoryPosition::at(step),
            viewport,
            Motion::Reduced,
        );
    }
}

#[test]
fn any_story_folder_is_read_or_reported_and_never_panics() {
    let folder = Folder::new();
    run(&*SOUND, changed_story(), made_up_story(), |files| {
        folder.write(&files);
        let Ok(read) = folder.read() else { return };
        for edition in read.editions {
            let packed = pack(&edition.story).expect("a story can be packed");
            assert_eq!(unpack(&packed).as_ref(), Ok(&edition.story));
            show(&edition.story);
        }
    });
}

#[test]
fn any_pack_is_unpacked_or_refused_and_never_panics() {
    run(&PACKS, changed_pack(), made_up_pack(), |bytes| {
        if let Ok(story) = unpack(&bytes) {
            assert_eq!(story.dangling(), None);
            show(&story);
        }
    });
}

/// Positions for keys: the start of the file, and after each table header.
fn places_for_keys(text: &str) -> Vec<usize> {
    let mut places = vec![0];
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if line.starts_with('[') {
            places.push(end);
        }
    }
    places
}

/// Values of every type.
const VALUES: [&str; 6] = [
    "1",
    "nan",
    "\"<script>\"",
    "[1, {}]",
    "{ x = 1 }",
    "2021-02-25",
];

#[test]
fn an_unknown_key_is_reported_in_any_table() {
    let text = String::from_utf8(SOUND[0][0].clone()).expect("a sound story is UTF-8");
    let places = places_for_keys(&text);
    assert!(10 <= places.len(), "{places:?}");
    let input = (any::<Index>(), "x-[a-z0-9_-]{0,90}", select(&VALUES[..]));
    let folder = Folder::new();
    let tried = TestRunner::new(config(200)).run(&input, |(at, key, value)| {
        let mut text = text.clone();
        text.insert_str(*at.get(&places), &format!("{key} = {value}\n"));
        let [_, zh, en] = SOUND[0].clone();
        folder.write(&[text.into_bytes(), zh, en]);
        let diagnostics = folder.read().err().unwrap_or_default();
        let is_it = |diagnostic: &DiagnosticKind| {
            let DiagnosticKind::Data(DataProblem::UnknownKey { key: reported, .. }) = diagnostic
            else {
                return false;
            };
            *reported == key
        };
        prop_assert!(diagnostics.iter().any(is_it), "{diagnostics:?}");
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
