//! Help for diagnostics: how to fix the problem.

use super::{
    PlaceProblem, address,
    character::{self, CharacterClass},
    kind::FaultKind,
    message::Quoted,
    nearest::Nearest,
    subject::{Forbidden, PlainPlace, Shape, Thing},
};

/// Help on the form of a site's address. The command line gives it too.
pub(crate) const SITE_RULE: &str = "write a whole address that begins with `https://` and ends with `/`, \
     as in `https://example.org/story/`";

impl FaultKind {
    /// Advice on fixing the problem, or `None` if the message makes it obvious.
    #[expect(clippy::too_many_lines, reason = "a few lines for each kind of fault")]
    #[must_use]
    pub fn help(&self) -> Option<String> {
        if let Some(hidden) = self.hidden_in() {
            return Some(hidden);
        }
        let text = match self {
            Self::NoFolder | Self::FolderIsFile => "give the folder that holds `story.toml`",
            Self::NoFile { name } if name == "story.toml" => {
                "a story's data stands in `story.toml`: is this the story's folder?"
            }
            Self::NoFile { .. } => "write the words there, or take the language out of `languages`",
            Self::Unreadable { .. } => "mend its permissions, or put a plain file in its place",
            Self::TooLarge { .. } => "a story is text only: is this the right file?",
            Self::NotUtf8 { .. } => "save it as UTF-8; it may be GB 18030 or UTF-16 now",
            Self::Syntax { problem } if problem.starts_with("string values") => "put it in quotes",
            Self::Syntax { .. } => return None,
            Self::Unclosed { closer } => return Some(format!("close it with `{closer}`")),
            Self::UnknownKey {
                nearest: Nearest::Nothing,
                ..
            } => "a language goes by the first part of its tag, such as `zh`",
            Self::UnknownKey { nearest, .. } => return Some(nearest.help("the keys here are")),
            Self::MissingKey { key, .. } => return missing_key(key),
            Self::WrongType {
                key,
                expected,
                found,
            } => return wrong_type(key, *expected, *found),
            Self::EmptyText { .. } => "write it, or take the key away if it may be left out",
            Self::EmptyList { key } => return Some(empty_list(key)),
            Self::Character(character) => return Some(character_help(*character)),
            Self::Place(problem) => return Some(problem.help()),
            Self::Figure(problem) => return Some(problem.help()),
            Self::Quote(problem) => return Some(problem.help()),
            Self::Label(problem) => return Some(problem.help()),
            Self::Address { address, problem } => return Some(address::help(problem, address)),
            Self::ExploreNotLast { next: Some(_) } => {
                "move its `[[step]]` and its section behind all others"
            }
            Self::ExploreNotLast { next: None } => "put a step for the cover before it",
            Self::HeadingWithoutSpace { hashes } => {
                return Some(format!("write `{hashes} `, then the heading"));
            }
            Self::WideHeadingId { fixed } => return Some(format!("write `{fixed}`")),
            Self::LongTitle { .. } => "shorten it, and say the rest in the words below it",
            Self::UnusableId { .. } => "choose another id",
            Self::BadId { mended, .. } => return Some(bad_id(mended.as_deref())),
            Self::ReservedId { .. } => "give the step another id",
            Self::DuplicateId {
                thing: Thing::Region,
                ..
            } => "keep one of the two",
            Self::DuplicateId { .. } => "give one of the two another id",
            Self::Unknown { thing, nearest, .. } => return Some(nearest.help(known(*thing))),
            Self::UnknownWord { nearest, .. } => return Some(nearest.help("it can be")),
            Self::ListedTwice { .. } => "name it once",
            Self::BadLanguage { .. } => "a tag is like `zh-CN` or `en`",
            Self::TooManyLanguages { .. } => "keep those that it is read in",
            Self::SharedFile { .. } => "keep one language for each first part of a tag",
            Self::NoText { language, .. } => {
                return Some(format!(
                    "write one behind `{language} =`, or take the language out of `languages`"
                ));
            }
            Self::GroupInRegion => "keep either `region` or `members`",
            Self::LinkToItself { .. } => "a link joins two places",
            Self::BothSides { .. } => "take it off one of the two",
            Self::StandInTooSmall => "give the points that the map must show of it, two or more",
            Self::NoSteps => "add a `[[step]]` for each section of the words",
            Self::NoSections => {
                "write a section for each step, under a heading such as `# 题 {#cover}`"
            }
            Self::StepWithoutWords { step, .. } => {
                return Some(format!(
                    "give it a section, with `{{#{step}}}` behind the heading"
                ));
            }
            Self::StepOutOfOrder { .. } => "move the words, or the `[[step]]`",
            Self::FigureNotInWords {
                figure, display, ..
            } => {
                return Some(format!(
                    "write `[{display}](figure:{figure})` there, or take it out of `figures`"
                ));
            }
            Self::FigureNotInStep { figure, step } if step == "sources" => {
                return Some(format!(
                    "name `{figure}` in the words of a step, not in the credits"
                ));
            }
            Self::FigureNotInStep { figure, step } => {
                return Some(format!(
                    "add \"{figure}\" to the `figures` of step `{step}`"
                ));
            }
            Self::FigureText {
                figure, display, ..
            } => {
                return Some(format!(
                    "write `[{display}](figure:{figure})`, or mend the figure in `story.toml`"
                ));
            }
            Self::NotOneDrawing => "name it behind either `within` or `beside`",
            Self::MoreThanWhole { .. } => "is it the other way round?",
            Self::UnlikeUnits { .. } => "draw it with a figure that counts the same, or not at all",
            Self::DrawnApart { other, .. } => {
                return Some(format!("list \"{other}\" right before it in `figures`"));
            }
            Self::WordsBeforeHeading => "put a heading above them",
            Self::EmptyHeading => "write what the section is called before its `{#id}`",
            Self::HeadingWithoutId => "end it with the id of its step, as in `## 章题 {#id}`",
            Self::NoCover => "open with the cover: `# 题 {#cover}`",
            Self::SecondCover => "a chapter has `##`, a section within it `###`",
            Self::SectionWithoutChapter => "a section that stands by itself has `##`",
            Self::EmptySection => "write a paragraph under the heading",
            Self::NoMapText { .. } => {
                "describe the map in a block quote for readers who cannot see it: `> 地图：……`"
            }
            Self::SecondMapText { .. } => "describe the map in one block quote",
            Self::NoCredits => {
                "name the sources and who made the story: `## 资料与致谢 {#sources}`"
            }
            Self::CreditsNotLast => "move it to the end",
            Self::CreditsWithin => "write it as `## ... {#sources}`",
            Self::NotAllowed(forbidden) => return not_allowed(*forbidden).map(str::to_owned),
            Self::NotPlain(PlainPlace::Mark) => "put the mark within `*` or `**`, not around them",
            Self::NotPlain(_) => "put marks into the running words",
            Self::TooDeep => "keep one mark, or two",
            Self::EmptyMark => "write words between the brackets",
            Self::NoTarget { .. } => {
                "write `[words](figure:...)`, without a space between, or `\\[` for a bracket"
            }
            Self::UnknownScheme { nearest, .. } => {
                return Some(nearest.help("an address begins with"));
            }
            Self::BadPronunciation { .. } => "write it in pinyin with its tones: `[熺](ruby:xī)`",
            Self::OtherWay { goes } => {
                return Some(format!(
                    "write `direction = \"{goes}\"`, or exchange `from` and `to`"
                ));
            }
            Self::OtherDate { .. } => "mend whichever is wrong",
            Self::BadDate { .. } => "write `1996`, `2021-08` or `2021-02-25`",
            Self::NotASite { .. } => SITE_RULE,
            Self::NotAMoment { .. } => {
                "write it with how far its clock is from Greenwich: `2026-09-01T08:00:00+08:00`"
            }
            Self::NotAScript { .. } => "write the file's name, such as `jweixin-1.6.0.js`",
            Self::NoScript { .. } => "put WeChat's own script there, or take `[wechat]` away",
            Self::NotAPath { .. } => "begin it with one `/`, as in `/wechat/signature`",
        };
        Some(text.to_owned())
    }
}

impl FaultKind {
    /// The name, word or address in the story that is wrong, for diagnostics about one.
    fn written(&self) -> Option<&str> {
        match self {
            Self::BadId { id: text, .. }
            | Self::UnusableId { id: text, .. }
            | Self::UnknownKey { key: text, .. }
            | Self::Unknown { id: text, .. }
            | Self::UnknownWord { word: text, .. }
            | Self::BadLanguage { tag: text }
            | Self::UnknownScheme { address: text, .. }
            | Self::Address { address: text, .. }
            | Self::BadPronunciation { written: text }
            | Self::BadDate { date: text }
            | Self::NotASite { address: text }
            | Self::NotAMoment { written: text }
            | Self::NotAScript { name: text }
            | Self::NotAPath { path: text }
            | Self::Place(PlaceProblem::UnknownArea { area: text, .. }) => Some(text),
            _ => None,
        }
    }

    /// Help that names the invisible characters in [the author's text](Self::written), or `None` if
    /// it has none.
    fn hidden_in(&self) -> Option<String> {
        let written = self.written()?;
        let mut hidden: Vec<char> = Vec::new();
        for character in written.chars().filter(|&c| character::is_hidden(c)) {
            if !hidden.contains(&character) && hidden.len() < 3 {
                hidden.push(character);
            }
        }
        let names: Vec<String> = hidden.into_iter().map(character::named).collect();
        (!names.is_empty()).then(|| format!("delete the invisible {}", names.join(" and ")))
    }
}

impl Nearest {
    /// The suggestion as a question, or a list of the known words after `introduction`.
    fn help(&self, introduction: &str) -> String {
        match self {
            Self::One(word) => format!("did you mean {}?", Quoted(word)),
            Self::Some { first, more } => {
                let list: Vec<String> = first.iter().map(|word| Quoted(word).to_string()).collect();
                let rest = match more {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!("{introduction} {}{rest}", list.join(", "))
            }
            Self::Nothing => "the story has none yet".to_owned(),
            Self::NoOther => "the story has no other".to_owned(),
            Self::Unsought => "fix the errors before it first".to_owned(),
        }
    }
}

fn known(thing: Thing) -> &'static str {
    match thing {
        Thing::Region => "its regions are",
        Thing::Anchor => "its addresses are",
        _ => "the story has",
    }
}

fn character_help(character: char) -> String {
    match character::class_of(character) {
        Some(CharacterClass::Direction | CharacterClass::DirectionMark) => {
            "delete it, unless the text is written from right to left and needs it"
        }
        Some(CharacterClass::Space) => "type a plain space instead",
        _ => "delete it",
    }
    .to_owned()
}

fn missing_key(key: &str) -> Option<String> {
    let help = match key {
        "id" => "add an id: lower-case letters, digits and hyphens",
        "basemap" => "add `basemap = \"china\"`",
        "languages" => "add `languages = [\"zh-CN\"]`",
        "title" | "description" | "name" | "note" => {
            return Some(format!("add `{key} = {{ zh = \"...\" }}`"));
        }
        "at" => "add `at = [longitude, latitude]`, in degrees",
        "from" | "to" => "add the id of a `[[place]]`",
        "kind" => "add what it is about, such as `industry`",
        "direction" => "add `east-to-west`, `west-to-east` or `both`",
        "printed" => "add the words as the copy prints them",
        "code" => "add the region's code on the base map",
        "stand_in" => "add the points that the map must show of it, two or more",
        "source" => "add the id of a `[[source]]`: where does the number come from?",
        "qualifier" => "add `exact`, `over`, `nearly`, `reaching` or `about`",
        "value" => "add the number itself, such as 20000 for `近2万人`",
        "number" => "add the digits as the words write them",
        "unit" => "add the unit in which `value` counts",
        "label" => "add what is counted",
        "sdk" => "add the name of WeChat's script in this folder, such as `jweixin-1.6.0.js`",
        "signature" => "add the path that answers with a signature, such as `/wechat/signature`",
        _ => return None,
    };
    Some(help.to_owned())
}

fn wrong_type(key: &str, expected: Shape, found: Shape) -> Option<String> {
    let help = match (expected, found) {
        (Shape::Text, Shape::Integer | Shape::Float | Shape::Boolean | Shape::Date) => {
            "put it in quotes".to_owned()
        }
        (Shape::UnitsOrTable, _) => "write `\"units\"` or `{ within = \"...\" }`".to_owned(),
        (Shape::Texts | Shape::NationOrTexts, Shape::Text) => "put it in `[` and `]`".to_owned(),
        (Shape::Tables, Shape::Table) => format!("write `[[{key}]]`"),
        (Shape::TextByLanguage, Shape::Text) => "write `{ zh = \"...\" }`".to_owned(),
        (Shape::Integer | Shape::Number, Shape::Text) => "take the quotes away".to_owned(),
        _ => return None,
    };
    Some(help)
}

fn empty_list(key: &str) -> String {
    match key {
        "fit" => "take the key away to show what the step shows, or write `fit = \"nation\"`",
        "languages" => "add a language: `languages = [\"zh-CN\"]`",
        "authors" => "name somebody, or take the key away",
        _ => "add the points that the map must show of it, two or more",
    }
    .to_owned()
}

fn bad_id(mended: Option<&str>) -> String {
    let rule = "an id is a letter or digit, then letters, digits, dots and hyphens, all of them lower-case ASCII";
    match mended {
        Some(id) => format!("{rule}: did you mean `{id}`?"),
        None => rule.to_owned(),
    }
}

fn not_allowed(forbidden: Forbidden) -> Option<&'static str> {
    Some(match forbidden {
        Forbidden::Html => "write plain words, `*emphasis*` or `**strong**`; a bare `<` is `\\<`",
        Forbidden::Image => "the map is the picture",
        Forbidden::Code => "begin the line at its edge, without backticks",
        Forbidden::Table => "write a list with `-`",
        Forbidden::NumberedList => "write a list with `-`, or `1\\.` for a number and a dot",
        Forbidden::NestedList | Forbidden::LongListEntry => "write one list, a paragraph an entry",
        Forbidden::HeadingWithin => "begin the line at its edge",
        Forbidden::QuoteWithin => {
            "block quotes cannot hold quotations yet: write it as a paragraph, in quotation marks"
        }
        Forbidden::Strikethrough | Forbidden::Highlight => {
            "delete the marks, or write `*emphasis*` or `**strong**`"
        }
        Forbidden::Formula => "write it in words, or `\\$` for a dollar sign",
        Forbidden::WikiLink => "write `[words](#step)` or `[words](https://...)`",
        Forbidden::Rule => "a new section has a heading",
        Forbidden::DeepHeading => "levels 1 to 3 are the cover, chapters and sections",
        Forbidden::HeadingAttribute => "keep the `#id` only",
        Forbidden::Footnote => "say it in the words, or in a `[[reading]]`",
        Forbidden::TaskList => "write `-` and the words",
        Forbidden::AddressApart => "write `[words](https://...)`, or `\\[` for a bracket",
        Forbidden::LinkTitle => "say it in the words",
        Forbidden::Other => return None,
    })
}
