//! The words of the interface, as opposed to the story's own, in each language that a story may
//! have.

mod guide;
mod number;

use serde::Serialize;
use shanhai_story::story::{Direction, Kind};

pub use guide::{GuideWords, ModeWords};

/// The interface's words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language's own name.
    pub name: &'static str,
    /// The link at the top of the page that skips to the words.
    pub skip: &'static str,
    /// The label of the map.
    pub map: &'static str,
    /// Between the name of a place beyond the map's edge and its distance in kilometres, and after that.
    pub away: [&'static str; 2],
    /// The table of contents.
    pub contents: &'static str,
    /// The table of connections.
    pub connections: &'static str,
    /// A sentence that describes the table of connections.
    pub connections_caption: &'static str,
    /// The columns of that table: kind, from, to, description, figures, place in the text.
    pub columns: [&'static str; 6],
    /// The heading of the notes on the source.
    pub readings: &'static str,
    /// Before the text as the source prints it.
    pub printed: &'static str,
    /// The mark that opens such a note, a single letter.
    pub reading_mark: &'static str,
    /// The mark's label, for screen readers.
    pub reading_label: &'static str,
    /// Between a label and its text.
    pub colon: &'static str,
    /// Between two sentences.
    pub stop: &'static str,
    /// Around a note in the text.
    pub brackets: [&'static str; 2],
    /// Before the source of a figure.
    pub source: &'static str,
    /// Before the number that one dot of a drawing stands for.
    pub dot: &'static str,
    /// Between that number and its unit.
    pub of_unit: &'static str,
    /// The note on a map that has not been reviewed.
    pub unreviewed: &'static str,
    /// Before the map review number.
    pub reviewed: &'static str,
    /// The label of the bar of controls.
    pub controls: &'static str,
    /// The button that leads to the previous step.
    pub previous: &'static str,
    /// The button that leads to the next step.
    pub next: &'static str,
    /// The link from the bar to the words of the current step.
    pub read: &'static str,
    /// The button that opens the settings.
    pub switches: &'static str,
    /// The motion setting: as the system, on, off.
    pub motion: [&'static str; 3],
    /// The theme setting: as the system, light, dark.
    pub theme: [&'static str; 3],
    /// The reading setting: by scrolling, a section at a time.
    pub reading: [&'static str; 2],
    /// The link from a frame in another page to the story's own page.
    pub whole: &'static str,
    /// The button that copies the address of the current step.
    pub copy: &'static str,
    /// Before the address once it has been copied.
    pub copied: &'static str,
    /// The cue to scroll.
    pub cue: &'static str,
    /// The plain lines between paired provinces, in the legend.
    pub pairs: &'static str,
    /// The names of the two sides, in the legend.
    pub sides: [&'static str; 2],
    /// The faint lines of connections shown earlier, in the legend.
    pub past_links: &'static str,
    /// The lines of bundles, in the legend: the wider, the more connections.
    pub bundles: &'static str,
    /// The labels of the arrows: in one direction, and in both.
    pub arrows: [&'static str; 2],
    /// The link to the file of all connections.
    pub download: &'static str,
    /// On a page that was opened from disk: what it lacks, and which file works from disk.
    pub from_disk: &'static str,
    /// The words of the explorer.
    pub explore: ExploreWords,
    /// Words for powers of ten, the largest first.
    powers: &'static [(u64, &'static str)],
    kinds: [&'static str; Kind::ALL.len()],
    badges: [&'static str; Kind::ALL.len()],
}

/// The words of the explorer, under the names that `web/explore/explore.ts` uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExploreWords {
    /// The label of the form.
    choose: &'static str,
    kind: &'static str,
    direction: &'static str,
    region: &'static str,
    /// The option for no choice.
    every: &'static str,
    /// From east to west, and from west to east. The explorer lists those that some link has.
    #[serde(skip)]
    pub(crate) directions: [&'static str; 2],
    /// Shown while the explorer loads, and if it did not load. `web/later/awaiting.ts` shows them.
    #[serde(skip)]
    pub waiting: [&'static str; 2],
    /// The names of the sides, above their provinces.
    east: &'static str,
    west: &'static str,
    none: &'static str,
    /// The buttons that lead back to everything, and from one connection to the list that it was
    /// chosen from.
    reset: &'static str,
    back: &'static str,
    /// The number of connections, for none, one, and more; `{}` stands for the number. The name of a
    /// province may precede it, with `colon` or `comma`.
    count: [&'static str; 3],
    /// No connection of the chosen kind and direction.
    none_so: &'static str,
    /// The same in a province that has others; their number follows.
    others: &'static str,
    /// A province without connections, where the nearest ones follow; `{}` stands for its name.
    nearest: &'static str,
    colon: &'static str,
    comma: &'static str,
    /// Around a short name after the full one.
    brackets: [&'static str; 2],
    /// The form of the results, and its values: as cards, and as a table.
    form: &'static str,
    cards: &'static str,
    table: &'static str,
    /// The label of the buttons that move the map, and of each of them.
    tools: &'static str,
    closer: &'static str,
    wider: &'static str,
    left: &'static str,
    up: &'static str,
    down: &'static str,
    right: &'static str,
    whole: &'static str,
    /// The button in a row of the table that shows the connection on the map.
    to_map: &'static str,
}

const CHINESE: Locale = Locale {
    name: "中文",
    skip: "跳到正文",
    map: "地图",
    away: ["　约", "公里"],
    contents: "目录",
    connections: "全部连线",
    connections_caption: "本文讲到的连线（省份结对线除外）：从哪里到哪里，做什么，有哪些数字。",
    columns: ["类别", "从", "到", "内容", "数字", "见"],
    readings: "释读说明",
    printed: "所据版面印作",
    reading_mark: "注",
    reading_label: "释读注",
    colon: "：",
    stop: "。",
    brackets: ["（", "）"],
    source: "来源：",
    dot: "每点",
    of_unit: "",
    unreviewed: "示意图，底图未经审核",
    reviewed: "审图号：",
    controls: "阅读工具",
    previous: "上一节",
    next: "下一节",
    read: "读这一节",
    switches: "设置",
    motion: ["动画：自动", "动画：开", "动画：关"],
    theme: ["明暗：自动", "明暗：浅色", "明暗：深色"],
    reading: ["读法：滚动", "读法：逐节"],
    whole: "看全文",
    copy: "复制链接",
    copied: "已复制：",
    cue: "往下滑，读故事",
    pairs: "文中结对的省份",
    sides: ["东部", "西部"],
    past_links: "前面讲过的",
    bundles: "线越粗，两地之间的连线越多",
    arrows: ["到", "往返"],
    download: "下载表格（CSV，逗号分隔值）",
    from_disk: "这一页直接从磁盘打开，地图不会动。要一份从磁盘也能完整打开的文件，请运行 shanhai build 故事文件夹 --single，它会写成“故事文件夹.html”。",
    explore: ExploreWords {
        choose: "选连线",
        kind: "类别",
        direction: "方向",
        region: "你的家乡在哪个省？",
        every: "全部",
        directions: ["由东到西", "由西到东"],
        waiting: [
            "正在打开选连线的地图……",
            "选连线的部分没有打开；全部连线都在下面的表里。",
        ],
        east: "东部",
        west: "西部",
        none: "其他",
        reset: "全部显示",
        back: "返回",
        count: ["没有连线", "1条连线", "{}条连线"],
        none_so: "没有这样的连线",
        others: "没有这样的连线，不筛选有",
        nearest: "本文没有讲到{}的连线。下面是离它最近的。",
        colon: "：",
        comma: "，",
        brackets: ["（", "）"],
        form: "显示成",
        cards: "卡片",
        table: "表格",
        tools: "移动地图",
        closer: "放大",
        wider: "缩小",
        left: "向左看",
        up: "向上看",
        down: "向下看",
        right: "向右看",
        whole: "看全图",
        to_map: "在图上看",
    },
    powers: &[(100_000_000, "亿"), (10_000, "万")],
    kinds: [
        "产业", "就业", "教育", "医疗", "数字", "科研", "市场", "结对",
    ],
    badges: ["业", "工", "教", "医", "数", "研", "市", ""],
};

const ENGLISH: Locale = Locale {
    name: "English",
    skip: "Skip to the story",
    map: "Map",
    away: [" ~", " km"],
    contents: "Contents",
    connections: "All connections",
    connections_caption: "The connections of this story, but for the plain lines between paired provinces: where each runs, what it is, and its figures.",
    columns: ["Kind", "From", "To", "What", "Figures", "Section"],
    readings: "Notes on the source text",
    printed: "Our copy prints ",
    reading_mark: "n",
    reading_label: "Note on the source text",
    colon: ": ",
    stop: ". ",
    brackets: [" (", ")"],
    source: "Source: ",
    dot: "each dot: ",
    of_unit: " ",
    unreviewed: "Schematic, not reviewed",
    reviewed: "Map approval number: ",
    controls: "Reading tools",
    previous: "Previous",
    next: "Next",
    read: "Read this section",
    switches: "Settings",
    motion: ["Motion: auto", "Motion: on", "Motion: off"],
    theme: ["Theme: auto", "Theme: light", "Theme: dark"],
    reading: ["Reading: scroll", "Reading: by section"],
    whole: "Full story",
    copy: "Copy link",
    copied: "Copied: ",
    cue: "Scroll to read",
    pairs: "Provinces paired in this story",
    sides: ["East", "West"],
    past_links: "Shown earlier",
    bundles: "The wider the line, the more connections",
    arrows: ["to", "to and from"],
    download: "Download the table (CSV, comma-separated values)",
    from_disk: "Opened from disk, this page shows still maps. For one file that works from disk, run shanhai build my-story --single. It writes my-story.html.",
    explore: ExploreWords {
        choose: "Choose connections",
        kind: "Kind",
        direction: "Direction",
        region: "Which is your province?",
        every: "All",
        directions: ["East to west", "West to east"],
        waiting: [
            "Loading your own map…",
            "Your own map did not load; the table below has every connection.",
        ],
        east: "East",
        west: "West",
        none: "Elsewhere",
        reset: "Show all",
        back: "Back",
        count: ["no connections", "1 connection", "{} connections"],
        none_so: "none of these",
        others: "none of these; without filters, ",
        nearest: "This story has no connections with {}. Below are the nearest.",
        colon: ": ",
        comma: ", ",
        brackets: [" (", ")"],
        form: "Show as",
        cards: "Cards",
        table: "Table",
        tools: "Move the map",
        closer: "Closer",
        wider: "Wider",
        left: "Look left",
        up: "Look up",
        down: "Look down",
        right: "Look right",
        whole: "Whole map",
        to_map: "On the map",
    },
    powers: &[],
    kinds: [
        "Industry",
        "Jobs",
        "Education",
        "Health",
        "Digital",
        "Science",
        "Market",
        "Pairing",
    ],
    badges: ["I", "J", "E", "H", "D", "S", "M", ""],
};

impl Locale {
    /// The words for a language tag; English for a language without words of its own.
    #[must_use]
    pub fn of(language: &str) -> Self {
        if language == "zh" || language.starts_with("zh-") {
            CHINESE
        } else {
            ENGLISH
        }
    }

    /// The name of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        of_kind(kind, self.kinds)
    }

    /// The character on the badge of a kind; empty for pairs, which have none.
    #[must_use]
    pub fn badge(&self, kind: Kind) -> &'static str {
        of_kind(kind, self.badges)
    }
}

fn of_kind(kind: Kind, words: [&'static str; Kind::ALL.len()]) -> &'static str {
    let mut words = Kind::ALL.into_iter().zip(words);
    let found = words.find(|(listed, _)| *listed == kind);
    found.map_or("", |(_, word)| word)
}

impl Locale {
    /// The character between the two ends of a link, and its label.
    #[must_use]
    pub fn arrow(&self, direction: Direction) -> [&'static str; 2] {
        let [one, both] = self.arrows;
        match direction {
            Direction::EastToWest | Direction::WestToEast => ["→", one],
            Direction::Both => ["⇄", both],
        }
    }
}
