//! The words of the page with the embed codes.

/// The words of the page with the embed codes, in one language. Text between two backquotes is
/// code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuideWords {
    /// The page's title.
    pub title: &'static str,
    /// The purpose of the page, in two sentences.
    pub lead: &'static str,
    /// The link to the story itself.
    pub story: &'static str,
    /// The heading of the table of embed codes.
    pub which: &'static str,
    /// The columns of that table: what a page may hold, the embed code, what its readers get.
    pub columns: [&'static str; 3],
    /// The heading of the options, and a sentence on them.
    pub options: [&'static str; 2],
    /// The labels of the options: width, theme, language, step, colours.
    pub option: [&'static str; 5],
    /// The widths of a preview: phone, column, wide.
    pub widths: [&'static str; 3],
    /// The themes: light, dark, as the reader's system.
    pub themes: [&'static str; 3],
    /// The colours that can be chosen: paper, ink, accent, sea.
    pub colours: [&'static str; 4],
    /// The button that restores the original colours.
    pub reset: &'static str,
    /// Before the name of an embed code, in the title of its preview.
    pub preview: &'static str,
    /// The caption of a preview.
    pub live: &'static str,
    /// On the button that copies: before, after it has copied, and if the browser refuses to copy.
    pub copy: [&'static str; 3],
    /// The description of each embed mode, from the best to the most robust.
    pub modes: [ModeWords; 5],
    /// The purpose of each code, in the order of the modes.
    pub codes: [&'static str; 11],
    /// The heading of more codes that follow a frame's height.
    pub more: &'static str,
    /// A closing note: cookies, storage, file sizes.
    pub rest: &'static str,
    /// The stub article of a preview: its label, heading, and paragraphs.
    pub article: [&'static str; 5],
    /// On the button that opens a whole frame in AMP.
    pub open: &'static str,
}

/// An embed mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModeWords {
    /// Its name.
    pub name: &'static str,
    /// The permission that it needs from a page.
    pub when: &'static str,
    /// The result for readers, in a few words.
    pub gives: &'static str,
    /// Its behaviour, in a sentence.
    pub what: &'static str,
    /// Its requirements on the host, each with a name.
    pub needs: &'static [[&'static str; 2]],
}

impl GuideWords {
    /// The words for a language tag; English for a language without words of its own.
    #[must_use]
    pub fn of(language: &str) -> Self {
        if language == "zh" || language.starts_with("zh-") {
            CHINESE
        } else {
            ENGLISH
        }
    }
}

const CHINESE: GuideWords = GuideWords {
    title: "把故事放进你的页面",
    lead: "读者滚动你的文章，地图跟着文字亮起来。能做到哪一步，要看你的发布系统允许什么：下面五种做法，从最好到最稳，都在这页上真实运行。",
    story: "看故事",
    which: "选哪一种",
    columns: ["你的页面能放什么", "选这一种", "读者看到什么"],
    options: ["选项", "选好以后，下面的预览和代码一起变。"],
    option: [
        "预览宽度",
        "明暗",
        "语言",
        "从哪一节开始（定高框架、图的链接）",
        "颜色",
    ],
    widths: ["手机 390", "正文栏 680", "宽幅 1120"],
    themes: ["浅色", "深色", "随读者的系统"],
    colours: ["纸", "字", "强调", "海"],
    reset: "恢复原色",
    preview: "预览：",
    live: "真实运行的预览。",
    copy: ["复制代码", "已复制", "已选中，请按复制键"],
    modes: [
        ModeWords {
            name: "一行代码",
            when: "能加一行 `<script>`",
            gives: "故事就在文章里，一起滚动",
            what: "故事成为文章的一部分：文字在你的文档里，地图由浏览器稳稳停在屏幕上，两边的样式互不影响。",
            needs: &[
                [
                    "跨站读取",
                    "故事所在的主机要回答 `Access-Control-Allow-Origin: *`。",
                ],
                [
                    "内容策略",
                    "你的页面若有 CSP，加上 `script-src [[host]] 'wasm-unsafe-eval'; style-src [[host]]; connect-src [[host]]; img-src [[host]]`。",
                ],
                [
                    "外层元素",
                    "不能带 `overflow: hidden`、`auto` 或 `scroll`，否则地图停不住。遇到这种情况，或者策略不允许，它会自己改用 B（那就还要 `frame-src [[host]]`）。",
                ],
                [
                    "被删掉的 `style`",
                    "有的发布系统会删掉 `style` 属性，严格的 `style-src` 也不认它。照样能用，只是故事来之前没有预留位置；写进自己的样式表也一样：`story-map { display: block; min-height: 100vh }`。",
                ],
                [
                    "顶部有固定栏",
                    "在样式表或 `style` 里写上 `--story-top: 56px`，地图停在它下面。",
                ],
                [
                    "明暗",
                    "不写就是浅色，不管读者的系统：`theme=\"dark\"` 或 `theme=\"system\"` 才变。",
                ],
            ],
        },
        ModeWords {
            name: "随屏框架",
            when: "能加 `<script>`，但外层会裁切，或者你想把故事隔开",
            gives: "地图停在屏幕上，文章照常滚动",
            what: "故事在一个与屏幕同高的框架里，框架停在屏幕上；读者滚动的始终是你的文章，故事跟着走。",
            needs: &[
                [
                    "内容策略",
                    "加上 `script-src [[host]]; frame-src [[host]]; img-src [[host]]`。",
                ],
                [
                    "什么时候用",
                    "A 不成时会自动变成这一种；写上 `mode=\"frame\"` 就是直接要它。",
                ],
                ["顶部有固定栏", "和 A 一样：`--story-top: 56px`。"],
            ],
        },
        ModeWords {
            name: "全高框架",
            when: "只能放 `<iframe>`，高度能随内容调整",
            gives: "整篇展开，地图一节一节跟上",
            what: "整篇故事展开在与内容同高的框架里，和文章一起滚动；地图挪到正在读的那一节旁边。",
            needs: &[
                [
                    "内容策略",
                    "加上 `frame-src [[host]]`；调整高度的代码放进你自己的脚本文件，或者给它一个 nonce。",
                ],
                [
                    "高度",
                    "代码里的高度是在预览里量出来的，读者一打开就有位置。屏幕宽窄不同，高度也不同，所以最好再加一段调整高度的代码，下面五种任选。",
                ],
                [
                    "不加会怎样",
                    "内容比框架高时，框架里会出现滚动条。那就改用 D。",
                ],
            ],
        },
        ModeWords {
            name: "定高框架",
            when: "只能放 `<iframe>`，高度固定",
            gives: "一节一节翻看，不抢滚动",
            what: "像一叠卡片，一次一节：按钮、方向键翻页。框里没有第二条滚动条，手指划过时文章照常滚动。",
            needs: &[
                ["内容策略", "加上 `frame-src [[host]]`。"],
                [
                    "高度",
                    "300 像素起，480 以上更舒服；手机上 640 正好。主题若有 `iframe { height: auto }`，靠代码里的 `style` 顶住。",
                ],
                [
                    "WordPress",
                    "在编辑器里加“自定义 HTML”区块，把代码贴进去；没有权限放 `<iframe>` 的账号请找管理员。",
                ],
            ],
        },
        ModeWords {
            name: "图和链接",
            when: "两样都不行：订阅源、邮件、公众号文章",
            gives: "一张图，点开读全文",
            what: "一张封面地图，点开就是故事。它也是前两种做法在脚本没来时显示的样子。",
            needs: &[[
                "图",
                "一个 SVG 文件，颜色写在里面，不带脚本和外部样式，多大都清楚；有 CSP 就加上 `img-src [[host]]`。不收 SVG 的地方，先把它另存成 PNG。",
            ]],
        },
    ],
    codes: [
        "贴在文章里要放故事的地方",
        "同一行代码，指明用框架",
        "框架",
        "自己听高度：框架后面加这一段",
        "pym.js",
        "AMP",
        "@newswire/frames",
        "iframe-resizer",
        "框架",
        "图和链接",
        "AMP 页面的 `<head>` 里还要有",
    ],
    more: "调整高度，任选一种",
    rest: "它不用 Cookie，不问别的主机；读者选的明暗和动画只记在他自己的浏览器里（`shanhai:*`）。`embed.js` 名字不变，一行代码约 2 KB；读者走近，才去取其余的约 100 KB。",
    article: [
        "预览用的文章",
        "这里是你的文章",
        "这一段是你的报道。往下滚动，故事就在文字中间。",
        "故事前面的文字照常排在你的栏目里，用你的字体和颜色。",
        "故事到这里结束，你的报道接着往下写。",
    ],
    open: "展开全文",
};

const ENGLISH: GuideWords = GuideWords {
    title: "Put the story into your page",
    lead: "Readers scroll through your article, and the map lights up with the words. How far that goes depends on what your CMS allows: here are five ways, from the best to the surest, each running live on this page.",
    story: "Read the story",
    which: "Which one do I take?",
    columns: ["Your page may hold", "Take", "Readers get"],
    options: [
        "Options",
        "What you choose changes the previews and the code below.",
    ],
    option: [
        "Preview width",
        "Theme",
        "Language",
        "Begin at (fixed-height frame, picture’s link)",
        "Colours",
    ],
    widths: ["Phone 390", "Column 680", "Wide 1120"],
    themes: ["Light", "Dark", "As the reader’s system"],
    colours: ["Paper", "Ink", "Accent", "Sea"],
    reset: "Reset colours",
    preview: "Preview: ",
    live: "Running live.",
    copy: ["Copy code", "Copied", "Selected: press your copy key"],
    modes: [
        ModeWords {
            name: "One line",
            when: "a `<script>` tag",
            gives: "the story in your article, scrolling with it",
            what: "The story becomes part of your article: its words stand in your document, the browser itself holds the map in sight, and neither side’s style reaches the other.",
            needs: &[
                [
                    "Cross-origin reads",
                    "The story’s host must answer `Access-Control-Allow-Origin: *`.",
                ],
                [
                    "Policy",
                    "If your page has a CSP, add `script-src [[host]] 'wasm-unsafe-eval'; style-src [[host]]; connect-src [[host]]; img-src [[host]]`.",
                ],
                [
                    "Elements around it",
                    "None may have `overflow: hidden`, `auto` or `scroll`: the map could not stay. There, or where the policy refuses it, it turns into B by itself (and then needs `frame-src [[host]]`).",
                ],
                [
                    "No `style` left",
                    "Some systems drop the `style` attribute, and a strict `style-src` refuses it. It works all the same, but keeps no room free before it comes; in your own style sheet `story-map { display: block; min-height: 100vh }` does.",
                ],
                [
                    "A bar at the top",
                    "Say `--story-top: 56px` in your style sheet or in `style`, and the map stays below it.",
                ],
                [
                    "Light and dark",
                    "Light, whatever the reader’s system says, unless you ask for `theme=\"dark\"` or `theme=\"system\"`.",
                ],
            ],
        },
        ModeWords {
            name: "Pinned frame",
            when: "a `<script>` tag, but something around it clips, or you want the story kept apart",
            gives: "the map held in sight, your page scrolling",
            what: "The story stands in a frame as high as the window, which stays in sight; what readers scroll is your article all along, and the story follows.",
            needs: &[
                [
                    "Policy",
                    "Add `script-src [[host]]; frame-src [[host]]; img-src [[host]]`.",
                ],
                [
                    "When",
                    "A turns into this one where it must; `mode=\"frame\"` asks for it outright.",
                ],
                ["A bar at the top", "As for A: `--story-top: 56px`."],
            ],
        },
        ModeWords {
            name: "Full-height frame",
            when: "only an `<iframe>`, whose height follows its content",
            gives: "the whole story laid out, the map following from section to section",
            what: "The whole story is laid out in a frame as high as its content and scrolls with your article; the map moves to the section that is read.",
            needs: &[
                [
                    "Policy",
                    "Add `frame-src [[host]]`; put what follows the height into a script file of your own, or give it a nonce.",
                ],
                [
                    "Height",
                    "The height in the code was measured in this preview, so that room is kept from the start. It differs from screen to screen: add one of the five ways below to follow it.",
                ],
                [
                    "Without one",
                    "Where the content is higher than the frame, the frame gets a scrollbar. Then take D.",
                ],
            ],
        },
        ModeWords {
            name: "Fixed-height frame",
            when: "only an `<iframe>`, of fixed height",
            gives: "a section at a time; the scroll stays yours",
            what: "Like a deck of cards, a section at a time, by buttons and arrow keys. No second scrollbar: a finger that passes over it scrolls your article.",
            needs: &[
                ["Policy", "Add `frame-src [[host]]`."],
                [
                    "Height",
                    "From 300 pixels; better over 480; 640 is right for a phone. Where a theme says `iframe { height: auto }`, the `style` in the code holds it.",
                ],
                [
                    "WordPress",
                    "Add a “Custom HTML” block and paste the code. An account that may not use an `<iframe>` needs an administrator.",
                ],
            ],
        },
        ModeWords {
            name: "Picture and link",
            when: "neither: feeds, mail, WeChat articles",
            gives: "a picture that opens the story",
            what: "The map of the cover, which leads to the story. It is also what the first two ways show until their script has come.",
            needs: &[[
                "The picture",
                "One SVG file with its colours written in, without script or outside style, sharp at any size; under a CSP add `img-src [[host]]`. Where no SVG is taken, save it as PNG first.",
            ]],
        },
    ],
    codes: [
        "Paste it where the story belongs",
        "The same line, asking for the frame",
        "The frame",
        "Listen for its height: behind the frame",
        "pym.js",
        "AMP",
        "@newswire/frames",
        "iframe-resizer",
        "The frame",
        "Picture and link",
        "An AMP page needs this in its `<head>`, too",
    ],
    more: "Five ways to follow the height",
    rest: "It sets no cookie and asks no other host; what a reader chooses stays in their own browser (`shanhai:*`). `embed.js` keeps its name and weighs about 2 KB; the rest, about 100 KB, is fetched as a reader comes near.",
    article: [
        "Article of the preview",
        "Your article stands here",
        "This paragraph is your reporting. Scroll on, and the story is in the middle of it.",
        "The words before the story stand in your column, in your type and your colours.",
        "Here the story ends, and your reporting goes on.",
    ],
    open: "Show the whole story",
};
