//! Two hundred hostile texts in every place of a story where its author writes words: each is
//! reported in a diagnostic, or appears on the page as text.

mod story;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scraper::{Html, Node};
use shanhai_site::basemap::Basemap;
use shanhai_site::build::{BuildOptions, Builder};
use shanhai_site::folder::ReadStory;
use shanhai_site::parts::{APP_FILES, Parts};

use story::{data, in_markdown, read, words};

/// Placeholders of a sound story for hostile texts, in its data and in its words.
const HARMLESS: [&str; 2] = ["HARMLESS DATUM", "HARMLESS WORD"];

static BASEMAP: LazyLock<Basemap> = LazyLock::new(Basemap::china);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of `tests/fixtures/hostile.txt`, where `\u{202e}` is an invisible character.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let path = root().join("tests/fixtures/hostile.txt");
    let file = fs::read_to_string(path).expect("the texts stand in the repository");
    file.lines().map(unescaped).collect()
});

fn unescaped(line: &str) -> String {
    let mut pieces = line.split("\\u{");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').expect("an escape is closed");
        let code = u32::from_str_radix(code, 16).expect("an escape is a number");
        text.push(char::from_u32(code).expect("an escape is a character"));
        text += rest;
    }
    text
}

/// Builds the pages: with the real shell, but with an app and style sheets that are empty.
static WORKSHOP: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let place = tempfile::tempdir().expect("tests may write temporary files");
    fs::create_dir(place.path().join("style")).expect("it can be made");
    let shell = place.path().join("index.html");
    fs::copy(root().join("index.html"), shell).expect("it can be copied");
    let sheets = ["finish", "large", "layers", "media", "photos", "print"];
    let sheets = sheets.map(|name| format!("style/{name}.css"));
    for name in APP_FILES.map(str::to_owned).into_iter().chain(sheets) {
        fs::write(place.path().join(name), "").expect("it can be written");
    }
    let options = BuildOptions {
        parts: Parts::of(Some(place.path().to_owned()), Some(place.path().to_owned()))
            .expect("both are named"),
        address: None,
        fonts: None,
        out: PathBuf::new(),
    };
    let story = story(HARMLESS).expect("it is sound");
    Builder::open(&options, &story, &BASEMAP).expect("the files are there")
});

/// The page of a story in its first language, and its table of connections.
fn built(read: &ReadStory) -> (Html, String) {
    let pages = WORKSHOP.pages(read).expect("a sound story can be built");
    let (page, table) = pages.into_iter().next().expect("a story has a language");
    let table = String::from_utf8(table).expect("tables are UTF-8");
    (Html::parse_document(&page), table)
}

/// A node of a page: its kind with its attributes' names, and its texts.
type Piece = (String, Vec<String>);

/// The nodes of a page in their order, without the names on the map, as those without room are
/// missing: they contain only text.
fn pieces(page: &Html) -> Vec<Piece> {
    let is_label = |node: &Node| {
        let element = node.as_element();
        element.is_some_and(|element| element.attr("class") == Some("label"))
    };
    let nodes = page.tree.root().descendants();
    let nodes = nodes.filter(|node| {
        let is_within = node.ancestors().any(|above| is_label(above.value()));
        assert!(!is_within || node.value().is_text(), "a name on the map");
        !is_within && !is_label(node.value())
    });
    nodes.map(|node| piece(node.value())).collect()
}

fn piece(node: &Node) -> Piece {
    let text = |text: &str| vec![text.to_owned()];
    match node {
        Node::Element(element) => {
            let mut attributes: Vec<_> = element.attrs().collect();
            attributes.sort_unstable();
            let names = attributes.iter().map(|(name, _)| *name);
            let names: Vec<_> = [element.name()].into_iter().chain(names).collect();
            let values = attributes.iter().map(|(_, value)| (*value).to_owned());
            (names.join(" "), values.collect())
        }
        Node::Text(found) => ("#text".to_owned(), text(found)),
        Node::Comment(found) => ("#comment".to_owned(), text(found)),
        other => (format!("{other:?}"), Vec::new()),
    }
}

/// Addresses that lead off the page, or would run as scripts.
fn foreign_addresses(page: &Html) -> Vec<String> {
    const ATTRIBUTES: [&str; 11] = [
        "href",
        "xlink:href",
        "src",
        "srcset",
        "action",
        "formaction",
        "poster",
        "data",
        "ping",
        "background",
        "cite",
    ];
    let elements = page.tree.values().filter_map(Node::as_element);
    let addresses = elements.flat_map(|element| {
        // The words of a story may link to `http:` pages; nothing else of a page may load from
        // there.
        let is_link = |name: &str, address: &str| {
            element.name() == "a" && name == "href" && address.starts_with("http://")
        };
        let attributes = element.attrs();
        attributes
            .filter(move |(name, address)| ATTRIBUTES.contains(name) && !is_link(name, address))
    });
    let is_known = |address: &str| {
        let scheme = address.split_once([':', '/', '#', '?']);
        let is_relative = scheme.is_none_or(|(start, _)| !address[start.len()..].starts_with(':'));
        address.starts_with("https://")
            || address.starts_with("mailto:")
            || address.starts_with("data:image/svg+xml,%3Csvg xmlns='")
            || is_relative && !address.starts_with(['/', '\\'])
    };
    let foreign = addresses.filter(|(_, address)| !is_known(address.trim()));
    foreign.map(|(_, address)| address.to_owned()).collect()
}

/// The first difference of two pages, apart from the texts in the place of the harmless ones.
fn difference(harmless: &[Piece], hostile: &[Piece], texts: [&str; 2]) -> Option<String> {
    for ((name, before), (other, after)) in harmless.iter().zip(hostile) {
        if name != other {
            return Some(format!(
                "`{other} {after:.200?}` stands where `{name}` should"
            ));
        }
        for (before, after) in before.iter().zip(after) {
            let pairs = HARMLESS.iter().zip(texts);
            let expected = pairs.fold(before.clone(), |text, (old, new)| text.replace(old, new));
            if expected != *before && expected != *after {
                return Some(format!("{name}: {after:.200?} is not {expected:.200?}"));
            }
        }
    }
    let counts = (harmless.len(), hostile.len());
    (counts.0 != counts.1).then(|| format!("{} nodes have become {}", counts.0, counts.1))
}

/// A story with these texts in its data and in its words; `None` if it has errors.
fn story([datum, word]: [&str; 2]) -> Option<ReadStory> {
    let figures = [[datum; 3].concat(), datum.to_owned()].map(|text| in_markdown(&text));
    read(
        &data(datum),
        &words(&in_markdown(word), [&figures[0], &figures[1]]),
    )
}

/// The stories with a text everywhere, or, if that is an error, only in the data or in the words.
fn placings(text: &str) -> Vec<([&str; 2], ReadStory)> {
    let sound = |texts| Some((texts, story(texts)?));
    match sound([text; 2]) {
        Some(everywhere) => vec![everywhere],
        None => [[text, HARMLESS[1]], [HARMLESS[0], text]]
            .into_iter()
            .filter_map(sound)
            .collect(),
    }
}

fn harmless_page() -> Html {
    built(&story(HARMLESS).expect("it is sound")).0
}

#[test]
fn there_are_two_hundred_hostile_texts_and_more() {
    let different: BTreeSet<_> = TEXTS.iter().collect();
    assert_eq!(different.len(), TEXTS.len());
    assert!(200 <= TEXTS.len(), "{}", TEXTS.len());
}

/// The errors on the pages of `texts`, and the number of pages.
fn faults_of_pages<'t>(texts: impl IntoIterator<Item = &'t String>) -> (Vec<String>, usize) {
    let harmless = pieces(&harmless_page());
    let mut found = Vec::new();
    let mut count = 0;
    for text in texts {
        for (texts, read) in placings(text) {
            let (page, _) = built(&read);
            found.extend(difference(&harmless, &pieces(&page), texts));
            found.extend(foreign_addresses(&page));
            count += 1;
        }
    }
    (found, count)
}

#[test]
fn a_hostile_text_in_any_place_is_reported_or_shown_as_text() {
    let (found, count) = faults_of_pages(TEXTS.iter());
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(200 <= count, "only {count} texts have no errors");
}

#[test]
fn double_braces_in_a_story_are_not_replaced() {
    let (found, count) = faults_of_pages(TEXTS.iter().filter(|text| text.contains("{{")));
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(8 <= count, "only {count} texts have no errors");
}

#[test]
fn no_hostile_text_is_a_formula_in_the_table() {
    let formulas = TEXTS
        .iter()
        .filter(|text| text.starts_with(['=', '+', '-', '@', '＝']));
    let mut count = 0;
    for (_, read) in formulas.flat_map(|text| placings(text)) {
        let (_, table) = built(&read);
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        for row in rows.records() {
            let row = row.expect("every row is as long as the first");
            for cell in &row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{cell}");
            }
            count += row.iter().filter(|cell| cell.starts_with('\'')).count();
        }
    }
    assert!(
        20 <= count,
        "only {count} cells are kept from being formulas"
    );
}

/// The words of a sound story: each of its places, counted from 1, has the text of `filling` or a
/// harmless one. Also returns the number of places.
fn filled<'t>(filling: impl Fn(usize) -> Option<&'t str>) -> (String, usize) {
    let [datum, word] = HARMLESS;
    let words = words("\0", [&[datum; 3].concat(), datum]);
    let mut pieces = words.split('\0');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    let mut places = 0;
    for piece in pieces {
        places += 1;
        whole += filling(places).unwrap_or(word);
        whole += piece;
    }
    (whole, places)
}

/// The words of a sound story together with `raw`, which may be Markdown.
fn beside(raw: &str) -> [String; 6] {
    let (harmless, _) = filled(|_| None);
    [
        format!("{raw}\n\n{harmless}"),
        format!("{harmless}\n[x]({raw})\n"),
        format!("{harmless}\n[x](<{raw}>)\n"),
        format!("{harmless}\n[x](https://example.org/{raw})\n"),
        format!("{harmless}\n[x](#{raw})\n"),
        harmless.replacen("#cover", &["#", raw].concat(), 1),
    ]
}

/// The words of stories with each of `texts` in each place where it is no error, and the number of
/// such pairs. Each story has a text in every place, so that there are as many stories as texts.
fn within(texts: &[&str]) -> (Vec<String>, usize) {
    let is_sound = |words: &str| read(&data(HARMLESS[0]), words).is_some();
    let alone = |raw, place| filled(|at| (at == place).then_some(raw)).0;
    let (_, places) = filled(|_| None);
    let sound: Vec<Vec<&str>> = (1..=places)
        .map(|place| {
            let texts = texts.iter().copied();
            texts.filter(|raw| is_sound(&alone(raw, place))).collect()
        })
        .collect();
    let longest = sound.iter().map(Vec::len).max().unwrap_or_default();
    let mut stories = Vec::new();
    for turn in 0..longest {
        let (together, _) = filled(|at| sound[at - 1].get(turn).copied());
        if is_sound(&together) {
            stories.push(together);
            continue;
        }
        // Texts that are an error only together get a story each.
        for (index, texts) in sound.iter().enumerate() {
            stories.extend(texts.get(turn).map(|raw| alone(raw, index + 1)));
        }
    }
    (stories, sound.iter().map(Vec::len).sum())
}

#[test]
fn hostile_markdown_is_reported_or_adds_only_text_to_the_page() {
    let pieces_known: BTreeSet<String> = pieces(&harmless_page())
        .into_iter()
        .map(|it| it.0)
        .collect();
    let mut found = Vec::new();
    // The other texts are plain words, which another test covers.
    let is_markup = |text: &&str| text.contains(['<', '[', '*', '_', '&', ':']);
    let texts: Vec<_> = TEXTS.iter().map(String::as_str).filter(is_markup).collect();
    let (stories, mut count) = within(&texts);
    let mut look = |words: &String| {
        let Some(read) = read(&data(HARMLESS[0]), words) else {
            return false;
        };
        let (page, _) = built(&read);
        let names = pieces(&page).into_iter().map(|(name, _)| name);
        let unknown = names.filter(|name| !pieces_known.contains(name));
        found.extend(unknown.map(|name| format!("{name} of {words}")));
        found.extend(foreign_addresses(&page));
        true
    };
    for words in &stories {
        look(words);
    }
    count += texts
        .iter()
        .flat_map(|raw| beside(raw))
        .filter(look)
        .count();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(200 <= count, "only {count} have no errors");
}
