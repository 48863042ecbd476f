//! Tests the metadata of a page for search engines, share cards and embedding, on a build of the
//! smallest story.

mod hostile;
mod masthead;
mod notes;
mod pictures;
mod site;

use serde_json::Value;
use site::{ADDRESS, Site, built, story};

/// Browsers, feed readers and share cards read the head of a page up to this many bytes.
const READ: usize = 150 * 1024;

const PUBLICATION: &str = "[publication]\n\
     address = \"https://stories.example/one/\"\n\
     canonical = \"http://paper.example/2026-09/01/a.html?b=1&c=2\"\n\
     published = 2026-09-01T08:00:00+08:00\n\
     modified = \"2026-09-02T09:30+08:00\"\n\
     subtitle = { zh = \"一条线的来路\", en = \"Where one line comes from\" }\n\
     publisher = { zh = \"山海报\", en = \"The Paper\" }\n\
     authors = [\"王一\", { zh = \"李二\", en = \"Li Er\" }]\n";

fn with_publication() -> Site {
    built(&story(PUBLICATION))
}

fn with_address() -> Site {
    built(&story(&format!("[publication]\naddress = \"{ADDRESS}\"\n")))
}

const PAGES: [&str; 2] = ["index.html", "en/index.html"];

// --- canonical: E27

#[test]
fn the_canonical_page_is_the_publishers_article_or_else_the_page_itself() {
    let site = with_publication();
    let publishers = "http://paper.example/2026-09/01/a.html?b=1&c=2";
    assert_eq!(site.link("index.html", "canonical"), [publishers]);
    let own = ["https://stories.example/one/en/"];
    assert_eq!(site.link("en/index.html", "canonical"), own);
}

#[test]
fn the_page_of_embed_codes_is_not_indexed_and_links_to_the_story() {
    let site = with_address();
    for (folder, page) in [("", "embed.html"), ("en/", "en/embed.html")] {
        assert_eq!(site.meta(page, "robots"), ["noindex"]);
        assert_eq!(site.link(page, "canonical"), [[ADDRESS, folder].concat()]);
    }
}

#[test]
fn a_publisher_may_name_an_article_for_each_language() {
    let two = "{ zh = \"https://paper.example/1\", en = \"https://paper.example/2\" }";
    let site = built(&story(&format!(
        "[publication]\naddress = \"{ADDRESS}\"\ncanonical = {two}\n"
    )));
    let named = PAGES.map(|page| site.link(page, "canonical").concat());
    assert_eq!(
        named,
        ["https://paper.example/1", "https://paper.example/2"]
    );
    assert!(
        !site.has("share/sitemap.xml"),
        "no page of its own is to be found"
    );
}

// --- share cards and structured data: E26

#[test]
fn a_shared_page_has_a_title_a_description_a_type_and_its_full_address() {
    let site = with_publication();
    for (page, title, description, address) in [
        (
            "index.html",
            "一条线",
            "最小的故事。",
            "https://stories.example/one/",
        ),
        (
            "en/index.html",
            "One line",
            "The smallest story.",
            "https://stories.example/one/en/",
        ),
    ] {
        assert_eq!(site.meta(page, "og:type"), ["article"]);
        assert_eq!(site.meta(page, "og:title"), [title]);
        assert_eq!(site.meta(page, "og:description"), [description]);
        assert_eq!(site.meta(page, "description"), [description]);
        assert_eq!(site.meta(page, "og:url"), [address]);
        let moment = ["2026-09-01T08:00:00+08:00"];
        assert_eq!(site.meta(page, "article:published_time"), moment);
    }
    assert_eq!(site.meta("index.html", "og:site_name"), ["山海报"]);
    assert_eq!(site.meta("index.html", "og:locale"), ["zh_CN"]);
    assert_eq!(site.meta("index.html", "og:locale:alternate"), ["en_US"]);
}

#[test]
fn structured_data_agree_with_the_story_file() {
    let site = with_publication();
    let says = site.json_ld("index.html");
    let person = |name: &str| serde_json::json!({ "@type": "Person", "name": name });
    for (key, expected) in [
        ("@context", Value::from("https://schema.org")),
        ("@type", "NewsArticle".into()),
        ("headline", "一条线".into()),
        ("alternativeHeadline", "一条线的来路".into()),
        ("inLanguage", "zh-CN".into()),
        ("isAccessibleForFree", true.into()),
        (
            "mainEntityOfPage",
            "http://paper.example/2026-09/01/a.html?b=1&c=2".into(),
        ),
        ("datePublished", "2026-09-01T08:00:00+08:00".into()),
        ("dateModified", "2026-09-02T09:30+08:00".into()),
        ("author", vec![person("王一"), person("李二")].into()),
        (
            "publisher",
            serde_json::json!({ "@type": "Organization", "name": "山海报" }),
        ),
    ] {
        assert_eq!(says[key], expected, "{key}");
    }
    let english = site.json_ld("en/index.html");
    assert_eq!(english["author"][1], person("Li Er"));
    assert_eq!(
        english["mainEntityOfPage"],
        "https://stories.example/one/en/"
    );
}

#[test]
fn absent_data_are_left_out_of_the_metadata() {
    let says = with_address().json_ld("index.html");
    for key in ["datePublished", "dateModified", "author", "publisher"] {
        assert_eq!(says[key], Value::Null, "{key}");
    }
}

#[test]
fn each_language_has_its_full_address_and_the_first_is_the_default() {
    let site = with_address();
    let (chinese, english) = (ADDRESS.to_owned(), [ADDRESS, "en/"].concat());
    for page in PAGES {
        let named = site.alternates(page);
        let expected = [
            ("zh-CN", &chinese),
            ("en", &english),
            ("x-default", &chinese),
        ];
        let expected = expected.map(|(language, address)| (language.to_owned(), address.clone()));
        assert_eq!(named, expected, "{page}");
    }
}

#[test]
fn the_metadata_of_a_page_come_after_everything_that_it_loads() {
    let text = with_publication().text("index.html");
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part}"));
    let last = at("rel=\"preload\" as=\"fetch\" crossorigin href=\"story.");
    for part in [
        "rel=\"canonical\"",
        "application/json+oembed",
        "og:title",
        "application/ld+json",
    ] {
        assert!(last < at(part), "{part}");
    }
}

// --- oEmbed: E25

#[test]
fn the_oembed_response_follows_the_specification() {
    let site = with_publication();
    for (file, title, author) in [
        ("share/oembed.json", "一条线", "王一, 李二"),
        ("en/share/oembed.json", "One line", "王一, Li Er"),
    ] {
        let says: Value = serde_json::from_str(&site.text(file)).expect("it is JSON");
        assert_eq!(says["version"], "1.0", "a string");
        assert_eq!(says["type"], "rich");
        assert_eq!(says["title"], title);
        assert_eq!(says["author_name"], author);
        assert_eq!(says["provider_url"], "https://stories.example/one/");
        assert!(says["width"].is_u64() && says["height"].is_u64(), "{says}");
        let thumbnail = ["thumbnail_url", "thumbnail_width", "thumbnail_height"];
        let is_told = thumbnail.map(|key| says[key].is_null());
        assert!(
            is_told == [true; 3] || is_told == [false; 3],
            "all three or none"
        );
        let html = says["html"].as_str().expect("a rich answer has HTML");
        let [frame] = &*site::elements(html) else {
            panic!("one frame and nothing else: {html}");
        };
        assert_eq!(frame.name, "iframe");
        assert!(
            frame
                .attribute("src")
                .starts_with("https://stories.example/one/")
        );
        assert!(frame.attribute("src").ends_with("?frame=deck"));
        assert_eq!(frame.attribute("title"), title);
        assert_eq!(frame.attribute("width"), says["width"].to_string());
        assert_eq!(frame.attribute("height"), says["height"].to_string());
    }
}

#[test]
fn the_oembed_link_is_near_the_start_of_the_page() {
    let site = with_address();
    for page in PAGES {
        let text = site.text(page);
        let at = text.find("type=\"application/json+oembed\"");
        assert!(at.expect("it is named") < READ, "{page}");
        let named = site.link(page, "alternate");
        let named = named
            .iter()
            .filter_map(|address| address.strip_prefix(ADDRESS));
        let found: Vec<_> = named.filter(|path| path.ends_with("oembed.json")).collect();
        assert_eq!(found.len(), 1, "{page}");
        assert!(site.has(found[0]), "{page}: {}", found[0]);
    }
}

// --- chapters

#[test]
fn each_chapter_has_a_page_for_sharing_that_leads_to_it() {
    let site = with_publication();
    let page = "share/tianzhu.html";
    assert_eq!(site.meta(page, "og:title"), ["天祝 | 一条线"]);
    let words = "天津的专家来了，带来日粮配方，每头牛增收超千元。牧民们笑了，真的笑了。 回到封面。";
    assert_eq!(site.meta(page, "og:description"), [words]);
    let address = ["https://stories.example/one/share/tianzhu.html"];
    assert_eq!(site.meta(page, "og:url"), address);
    assert_eq!(site.meta(page, "robots"), ["noindex"]);
    assert_eq!(site.meta(page, "refresh"), ["0; url=../#tianzhu"]);
    let publishers = "http://paper.example/2026-09/01/a.html?b=1&c=2";
    assert_eq!(site.link(page, "canonical"), [publishers]);
    let policy = site.meta(page, "Content-Security-Policy").concat();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(
        !policy.contains("-src '") || policy.matches("-src ").count() == 1,
        "{policy}"
    );
    assert!(site.has("en/share/tianzhu.html"));
    // The cover and the sections within chapters have no such page.
    assert!(!site.has("share/cover.html") && !site.has("share/north.html"));
}

// --- for search engines: H21

#[test]
fn the_sitemap_lists_each_canonical_page_with_its_languages() {
    let text = with_address().text("share/sitemap.xml");
    let locations: Vec<_> = text.split("<loc>").skip(1).collect();
    let locations = locations
        .iter()
        .filter_map(|rest| rest.split("</loc>").next());
    let both = [
        "https://stories.example/small/",
        "https://stories.example/small/en/",
    ];
    assert_eq!(locations.collect::<Vec<_>>(), both);
    assert_eq!(text.matches("hreflang=\"x-default\"").count(), 2);
    let elements = site::elements(&text);
    let names: Vec<_> = elements.iter().map(|element| &*element.name).collect();
    assert_eq!(
        names.iter().filter(|name| **name == "url").count(),
        2,
        "{names:?}"
    );

    let text = with_publication().text("share/sitemap.xml");
    assert!(
        !text.contains("<loc>https://stories.example/one/</loc>"),
        "it repeats the publisher's"
    );
    assert!(text.contains("<loc>https://stories.example/one/en/</loc>"));
    assert!(text.contains("<lastmod>2026-09-02T09:30+08:00</lastmod>"));
}

// --- without an address

#[test]
fn without_an_address_the_metadata_that_need_one_are_left_out() {
    let site = built(&story(""));
    for page in PAGES {
        assert_eq!(site.link(page, "canonical"), [""; 0]);
        assert_eq!(site.meta(page, "og:url"), [""; 0]);
        assert_eq!(site.meta(page, "og:title").len(), 1);
        assert!(!site.text(page).contains("ld+json"), "{page}");
    }
    for file in [
        "share/oembed.json",
        "share/sitemap.xml",
        "share/tianzhu.html",
    ] {
        assert!(!site.has(file), "{file}");
    }
}

#[test]
fn a_build_without_an_address_notes_what_it_left_out_and_what_to_do() {
    let output = site::run_build(&story(""), &[]);
    assert!(output.status.success());
    let line = String::from_utf8_lossy(&output.stderr);
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(
        line.contains("`--address https://…/`") && line.contains("`[publication]`"),
        "{line}"
    );
}

#[test]
fn the_address_option_overrides_the_story_and_follows_the_same_rule() {
    let folder = story(PUBLICATION);
    let site = site::built_at(&folder, Some("https://other.example/"));
    assert_eq!(
        site.link("en/index.html", "canonical"),
        ["https://other.example/en/"]
    );

    let refused = site::run_build(&folder, &["--address", "https://other.example/story"]);
    assert!(!refused.status.success());
    let stderr = String::from_utf8_lossy(&refused.stderr);
    assert!(
        stderr.contains("begins with `https://` and ends with `/`"),
        "{stderr}"
    );
}

#[test]
fn texts_that_wechat_would_cut_are_noted() {
    let folder = story(&format!("[publication]\naddress = \"{ADDRESS}\"\n"));
    site::change(&folder, "一条线", &"线".repeat(33));
    site::change(&folder, "The smallest story.", &"word ".repeat(49));
    let stderr = site::run_build(&folder, &[]).stderr;
    let stderr = String::from_utf8_lossy(&stderr);
    let lines: Vec<_> = stderr.lines().collect();
    assert_eq!(
        lines,
        [
            "note: the title in `zh-CN` is longer than the 32 characters that WeChat shows",
            "note: the description in `en` is longer than the 120 characters that WeChat shows",
        ]
    );
}

// --- WeChat

#[test]
fn each_page_names_the_one_script_for_wechat() {
    let folder = story("[wechat]\nsdk = \"sdk.js\"\nsignature = \"/sign?a=1&b=2\"\n");
    folder.write("sdk.js", "window.theirs = \"{{story}}</script>\";");
    let site = built(&folder);
    let scripts: Vec<_> = site
        .files()
        .into_iter()
        .filter(|name| name.contains("wechat"))
        .collect();
    let [script] = &*scripts else {
        panic!("one script, and not {scripts:?}");
    };
    let text = site.text(script);
    let theirs = text.find("window.theirs = \"{{story}}</script>\";");
    assert!(
        theirs < text.rfind("wechat.js"),
        "ours stands behind theirs: {text}"
    );
    for (page, up) in [("index.html", ""), ("en/index.html", "../")] {
        let named = site.elements(page);
        let named = named
            .iter()
            .filter(|element| element.attribute("src").contains("wechat"));
        let [element] = &*named.collect::<Vec<_>>() else {
            panic!("{page} names it once");
        };
        assert_eq!(element.attribute("src"), [up, script].concat());
        assert!(element.attribute("integrity").starts_with("sha256-"));
        assert_eq!(element.attribute("data-signature"), "/sign?a=1&b=2");
        // The story does not wait for a slow script.
        assert!(element.has("async") && element.has("crossorigin"));
    }
}

#[test]
fn a_story_without_a_hook_has_no_script_for_wechat() {
    let site = with_publication();
    assert!(!site.files().iter().any(|name| name.contains("wechat")));
    assert!(!site.text("index.html").contains("wechat"));
}
