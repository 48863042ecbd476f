//! Uses the texts of `tests/fixtures/hostile.txt` as titles, descriptions and names. None may break
//! out of the page's metadata, and each must be read from it unchanged.

use std::fs;

use super::site::{Element, built, change, elements, story};
use crate::repository::root;
use serde_json::Value;

fn texts() -> Vec<String> {
    let path = root().join("tests/fixtures/hostile.txt");
    let file = fs::read_to_string(path).expect("the texts stand in the repository");
    // Another test covers texts with invisible characters, which are written as escapes.
    file.lines()
        .filter(|line| !line.contains("\\u{"))
        .map(str::to_owned)
        .collect()
}

/// `text` as a basic string of TOML.
fn in_toml(text: &str) -> String {
    Value::from(text).to_string()
}

/// The only element for which `is_it` is true.
fn the(elements: &[Element], is_it: impl Fn(&Element) -> bool) -> &Element {
    let found: Vec<_> = elements.iter().filter(|element| is_it(element)).collect();
    let [one] = &*found else {
        panic!("{} of one", found.len());
    };
    one
}

#[test]
fn hostile_text_does_not_break_out_of_the_metadata() {
    let texts = texts();
    assert!(200 <= texts.len(), "only {}", texts.len());
    // All texts are joined, so one build tests each of them.
    let text = &*texts.join(" ");
    let written = in_toml(text);
    let folder = story(&format!(
        "[publication]\naddress = \"https://stories.example/\"\n\
         publisher = {{ zh = {written}, en = {written} }}\nauthors = [{written}]\n"
    ));
    change(&folder, "\"一条线\"", &written);
    change(&folder, "\"最小的故事。\"", &written);
    let site = built(&folder);
    let file = |name: &str| site.text(name);

    let page = elements(&file("index.html"));
    let property = |name: &str| the(&page, |element| element.attribute("property") == name);
    for name in ["og:title", "og:description", "og:site_name"] {
        assert_eq!(property(name).attribute("content"), text, "{name}");
    }
    let block = the(&page, |element| {
        element.attribute("type") == "application/ld+json"
    });
    let says: Value = serde_json::from_str(&block.text).expect("it is JSON");
    assert_eq!(says["headline"], text);
    assert_eq!(says["author"][0]["name"], text);
    assert_eq!(says["publisher"]["name"], text);
    let scripts = page.iter().filter(|element| element.name == "script");
    assert_eq!(scripts.count(), 4, "the page's own three and its data");

    let says: Value = serde_json::from_str(&file("share/oembed.json")).expect("it is JSON");
    for key in ["title", "author_name", "provider_name"] {
        assert_eq!(says[key], text, "{key}");
    }
    let frame = elements(says["html"].as_str().expect("it has HTML"));
    assert_eq!(frame.len(), 1);
    assert_eq!(frame[0].attribute("title"), text);

    let chapter = elements(&file("share/tianzhu.html"));
    let names: Vec<_> = chapter.iter().map(|element| &*element.name).collect();
    let odd = names.iter().filter(|name| {
        let known = [
            "head", "meta", "title", "link", "body", "main", "h1", "a", "p",
        ];
        !known.contains(name)
    });
    assert_eq!(odd.count(), 0, "{names:?}");
    let title = the(&chapter, |element| element.name == "title");
    assert_eq!(title.text, ["天祝 | ", text].concat());
}
