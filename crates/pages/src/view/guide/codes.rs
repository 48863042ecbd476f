//! The embed codes, each as a template in which `[[name]]` stands for a value that the page knows
//! or that its reader has chosen. `web/embed/guide.ts` fills in the same names.

use super::Guide;
use crate::escape::escaped;
use crate::locale::GuideWords;

/// An embed code.
pub(super) struct Code {
    /// Its name in the script.
    pub(super) name: &'static str,
    /// The embed mode that it belongs to.
    pub(super) mode: &'static str,
    /// True if it is one of several codes that follow a frame's height.
    pub(super) is_more: bool,
    /// The index of its description in [`GuideWords::codes`].
    pub(super) label: usize,
    pub(super) template: &'static str,
}

/// All codes, in the order in which the page shows them.
pub(super) const CODES: [Code; 11] = [
    Code {
        name: "inline",
        mode: "inline",
        is_more: false,
        label: 0,
        template: r#"<script async crossorigin data-cfasync="false" src="[[loader]]"></script>
<story-map src="[[src]]"[[theme]] style="display:block;min-height:100vh[[colours]]">
  [[poster]]
</story-map>"#,
    },
    Code {
        name: "pinned",
        mode: "pinned",
        is_more: false,
        label: 1,
        template: r#"<script async data-cfasync="false" src="[[loader]]"></script>
<story-map mode="frame" src="[[src]]"[[theme]] style="display:block;min-height:100vh[[colours]]">
  [[poster]]
</story-map>"#,
    },
    Code {
        name: "flow",
        mode: "flow",
        is_more: false,
        label: 2,
        template: r#"<iframe src="[[flow]]" title="[[title]]" width="100%" height="[[height]]" loading="lazy" allow="fullscreen; clipboard-write" referrerpolicy="strict-origin-when-cross-origin" style="border:0;height:[[height]]px"></iframe>"#,
    },
    Code {
        name: "listener",
        mode: "flow",
        is_more: true,
        label: 3,
        template: r#"<script>
addEventListener("message", ({ data, source }) => {
  if (!data || data.kind !== "interactive:height") return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.style.height = `${Number(data.height)}px`;
});
</script>"#,
    },
    Code {
        name: "pym",
        mode: "flow",
        is_more: true,
        label: 4,
        template: r#"<div id="shanhai"></div>
<script src="https://pym.nprapps.org/pym.v1.min.js"></script>
<script>new pym.Parent("shanhai", [[flow-text]], { title: [[title-text]] });</script>"#,
    },
    Code {
        name: "amp",
        mode: "flow",
        is_more: true,
        label: 5,
        template: r#"<amp-iframe src="[[flow]]" title="[[title]]" layout="fixed-height" height="[[height]]" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" frameborder="0" resizable>
  <amp-img placeholder layout="fill" object-fit="contain" object-position="top" src="[[picture]]" alt="[[title]]"></amp-img>
  <div overflow tabindex="0" role="button">[[open]]</div>
</amp-iframe>"#,
    },
    Code {
        name: "amp-head",
        mode: "flow",
        is_more: true,
        label: 10,
        template: r#"<script async custom-element="amp-iframe" src="https://cdn.ampproject.org/v0/amp-iframe-0.1.js"></script>"#,
    },
    Code {
        name: "newswire",
        mode: "flow",
        is_more: true,
        label: 6,
        template: r#"<div data-frame-src="[[flow]]" data-frame-attribute-title="[[title]]" data-frame-attribute-height="[[height]]" data-frame-attribute-allow="fullscreen; clipboard-write"></div>
<script src="https://unpkg.com/@newswire/frames@1.0.0/dist/frames.umd.js"></script>
<script>newswireFrames.autoInitFrames();</script>"#,
    },
    Code {
        name: "resizer",
        mode: "flow",
        is_more: true,
        label: 7,
        template: r##"<iframe id="shanhai" src="[[flow]]" title="[[title]]" width="100%" height="[[height]]" loading="lazy" allow="fullscreen; clipboard-write" referrerpolicy="strict-origin-when-cross-origin" style="border:0"></iframe>
<script src="https://cdn.jsdelivr.net/npm/@iframe-resizer/parent@5"></script>
<script>iframeResize({ license: "GPLv3", checkOrigin: false, waitForLoad: true }, "#shanhai");</script>"##,
    },
    Code {
        name: "deck",
        mode: "deck",
        is_more: false,
        label: 8,
        template: r#"<iframe src="[[deck]]" title="[[title]]" width="100%" height="600" loading="lazy" allow="fullscreen; clipboard-write" referrerpolicy="strict-origin-when-cross-origin" style="border:0;height:600px"></iframe>"#,
    },
    Code {
        name: "poster",
        mode: "poster",
        is_more: false,
        label: 9,
        template: "[[linked]]",
    },
];

/// A placeholder for the site's address until the script knows it.
const HOST: &str = "https://YOUR-HOST/";

/// The approximate height of this project's own story in a column, in CSS pixels, until the script
/// measures it.
const HEIGHT: &str = "33000";

/// The values of the names in a template, before any choice.
pub(super) struct Values([(&'static str, String); 15]);

impl Values {
    pub(super) fn of(guide: &Guide, words: &GuideWords) -> Self {
        let language = &guide.article.language;
        let own = guide.editions.iter().find(|it| it.language == *language);
        let page = [HOST, own.map_or("", |own| &*own.path)].concat();
        let title = escaped(&guide.article.title);
        let picture = [&*page, "share/poster.svg"].concat();
        let [width, height] = guide.poster;
        let poster = format!(
            r#"<a href="{page}"><img src="{picture}" alt="{title}" width="{width}" height="{height}" style="max-width:100%;height:auto"></a>"#
        );
        let text = |text: &str| format!("{text:?}").replace('<', "\\u003c");
        let framed_address = |mode: &str| [&*page, "?frame=", mode].concat();
        Self([
            ("host", HOST.trim_end_matches('/').to_owned()),
            ("loader", [HOST, "embed.js"].concat()),
            ("src", page.clone()),
            ("theme", String::new()),
            ("colours", String::new()),
            ("linked", poster.clone()),
            ("poster", poster),
            ("picture", picture),
            ("title", title),
            ("title-text", text(&guide.article.title)),
            ("flow", framed_address("flow")),
            ("flow-text", text(&framed_address("flow"))),
            ("deck", framed_address("deck")),
            ("open", words.open.to_owned()),
            ("height", HEIGHT.to_owned()),
        ])
    }

    /// `template` with every name replaced. Names within the values are not replaced.
    pub(super) fn fill_in(&self, template: &str) -> String {
        let mut pieces = template.split("[[");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let named = piece.split_once("]]");
            match named.and_then(|(name, rest)| Some((self.value(name)?, rest))) {
                Some((value, rest)) => text += &[value, rest].concat(),
                None => text += &["[[", piece].concat(),
            }
        }
        text
    }

    fn value(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter();
        values.find_map(|(known, value)| (*known == name).then_some(&**value))
    }
}
