//! The page's own words: what is not the story's, in each language that a story may have.

mod guide;

use serde::Serialize;
use shanhai_story::story::{Direction, Kind};

pub use guide::{GuideWords, WayWords};

/// The page's own words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// What the language calls itself.
    pub name: &'static str,
    /// The link over everything that leads to the words.
    pub skip: &'static str,
    /// Names the picture that stays.
    pub map: &'static str,
    /// The table of contents.
    pub contents: &'static str,
    /// The table of connections.
    pub connections: &'static str,
    /// What the table of connections holds, in a sentence.
    pub connections_caption: &'static str,
    /// The columns of that table: kind, from, way, to, what, figures, place in the words.
    pub columns: [&'static str; 6],
    /// Notes on readings of the source.
    pub readings: &'static str,
    /// Before what the copy prints.
    pub printed: &'static str,
    /// The mark that opens such a note, one letter.
    pub reading_mark: &'static str,
    /// What the mark is, for who does not see it.
    pub reading_label: &'static str,
    /// Between a name and what it names.
    pub colon: &'static str,
    /// Between two sentences.
    pub stop: &'static str,
    /// Around what is said beside the words.
    pub brackets: [&'static str; 2],
    /// Before the source of a figure.
    pub source: &'static str,
    /// What a map says that has not been reviewed.
    pub unreviewed: &'static str,
    /// Before a map's review number.
    pub reviewed: &'static str,
    /// The bar of controls.
    pub controls: &'static str,
    /// To the step before.
    pub previous: &'static str,
    /// To the step after.
    pub next: &'static str,
    /// From the bar to the words of the step that is read.
    pub read: &'static str,
    /// What can be set: opens the switches.
    pub switches: &'static str,
    /// How much moves: as the system says, everything, nothing.
    pub motion: [&'static str; 3],
    /// Day or night: as the system says, day, night.
    pub theme: [&'static str; 3],
    /// How the story is read: by scrolling, a section at a time.
    pub reading: [&'static str; 2],
    /// Leads from a frame in another's page to the story's own.
    pub whole: &'static str,
    /// Copies the address of the step that is read.
    pub copy: &'static str,
    /// Before the address once it is copied.
    pub copied: &'static str,
    /// A cue to scroll.
    pub cue: &'static str,
    /// The plain lines between provinces, in the legend.
    pub pairs: &'static str,
    /// The two sides, in the legend.
    pub sides: [&'static str; 2],
    /// The faint lines of connections told before, in the legend.
    pub told_before: &'static str,
    /// An arrow as it is said: to one side, and to both.
    pub arrows: [&'static str; 2],
    /// The file of all connections.
    pub download: &'static str,
    /// On a page that was opened from disk: what it lacks, and which file opens from disk.
    pub from_disk: &'static str,
    /// What the reader's own map says.
    pub explore: ExploreWords,
    kinds: [&'static str; 8],
}

/// What the reader's own map says, as `src/explore.js` calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExploreWords {
    /// Names the form.
    choose: &'static str,
    kind: &'static str,
    direction: &'static str,
    region: &'static str,
    /// No choice.
    every: &'static str,
    east_to_west: &'static str,
    west_to_east: &'static str,
    /// The sides, over their provinces.
    east: &'static str,
    west: &'static str,
    none: &'static str,
    /// Back to everything, and from one connection to those it was chosen from.
    reset: &'static str,
    back: &'static str,
    /// How many are found, for none, none of what is asked for, one and more; `{}` stands for the
    /// number, and the name of a province and this sign before it.
    count: [&'static str; 4],
    colon: &'static str,
    /// Names the buttons that move the map, and each of them.
    tools: &'static str,
    closer: &'static str,
    wider: &'static str,
    left: &'static str,
    up: &'static str,
    down: &'static str,
    right: &'static str,
    whole: &'static str,
    /// From a row of the table to the map.
    to_map: &'static str,
}

const CHINESE: Locale = Locale {
    name: "中文",
    skip: "跳到正文",
    map: "地图",
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
    told_before: "前面讲过的",
    arrows: ["到", "往返"],
    download: "下载表格（CSV，逗号分隔值）",
    from_disk: "这一页直接从磁盘打开，地图不会动。要一份从磁盘也能完整打开的文件，请运行 shanhai build 故事文件夹 --single，它会写成“故事文件夹.html”。",
    explore: ExploreWords {
        choose: "选连线",
        kind: "类别",
        direction: "方向",
        region: "省份",
        every: "全部",
        east_to_west: "由东到西",
        west_to_east: "由西到东",
        east: "东部",
        west: "西部",
        none: "其他",
        reset: "全部显示",
        back: "返回",
        count: [
            "没有本文讲到的连线",
            "没有这样的连线",
            "1条连线",
            "{}条连线",
        ],
        colon: "：",
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
    kinds: [
        "产业", "就业", "教育", "医疗", "数字", "科研", "市场", "结对",
    ],
};

const ENGLISH: Locale = Locale {
    name: "English",
    skip: "Skip to the story",
    map: "Map",
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
    told_before: "Shown earlier",
    arrows: ["to", "to and from"],
    download: "Download the table (CSV, comma-separated values)",
    from_disk: "Opened from disk, this page shows still maps. For one file that works from disk, run shanhai build my-story --single. It writes my-story.html.",
    explore: ExploreWords {
        choose: "Choose connections",
        kind: "Kind",
        direction: "Direction",
        region: "Province",
        every: "All",
        east_to_west: "East to west",
        west_to_east: "West to east",
        east: "East",
        west: "West",
        none: "Elsewhere",
        reset: "Show all",
        back: "Back",
        count: [
            "this story tells of no connection here",
            "none of these",
            "1 connection",
            "{} connections",
        ],
        colon: ": ",
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
};

impl Locale {
    /// The words for a language tag; English for a language that has none yet.
    #[must_use]
    pub fn of(language: &str) -> Self {
        if language == "zh" || language.starts_with("zh-") {
            CHINESE
        } else {
            ENGLISH
        }
    }

    /// A kind's name.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        Kind::ALL
            .iter()
            .zip(self.kinds)
            .find_map(|(&listed, name)| (listed == kind).then_some(name))
            .unwrap_or_default()
    }
}

impl Locale {
    /// The sign that stands between the two ends of a link, and as it is said.
    #[must_use]
    pub fn arrow(&self, direction: Direction) -> [&'static str; 2] {
        let [one, both] = self.arrows;
        match direction {
            Direction::EastToWest | Direction::WestToEast => ["→", one],
            Direction::Both => ["⇄", both],
        }
    }
}
