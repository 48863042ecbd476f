//! The hook with which a publisher that runs a server makes WeChat show the story's own card.

use serde_json::{Map, Value};

use shanhai_pages::escape::escaped;

use super::about::About;
use super::asset::Asset;
use super::pictures::Pictures;
use crate::folder::WechatHook;

/// WeChat's script and ours in one file: a page that requires Trusted Types must name all its
/// scripts in its HTML. WeChat's script runs only in WeChat, and may fail.
pub(super) fn script(hook: &WechatHook, ours: &[u8]) -> Asset {
    let ours = String::from_utf8_lossy(ours);
    let both = format!(
        "if(/MicroMessenger/i.test(navigator.userAgent))try{{\n{}\n}}catch{{}}\n{ours}",
        hook.sdk
    );
    Asset::named("wechat", "js", both.into_bytes())
}

/// The script element for `script`, with its data. It is `async`, because the story waits for every
/// script that is not.
pub(super) fn element(script: &Asset, hook: &WechatHook, about: About<'_>) -> String {
    let pictures = about.pictures.map_or_else(String::new, |pictures| {
        let story = escaped(about.place.relative_path(&pictures.square.asset.name));
        let steps = escaped(&Value::Object(of_each_step(about, pictures)).to_string());
        format!(" data-picture=\"{story}\" data-pictures=\"{steps}\"")
    });
    format!(
        "<script async crossorigin src=\"{}\" integrity=\"{}\" data-signature=\"{}\"{pictures}></script>",
        escaped(&[about.place.up, &script.name].concat()),
        script.integrity,
        escaped(&hook.signature),
    )
}

/// The picture of each step's chapter, for chapters that have one.
fn of_each_step(about: About<'_>, pictures: &Pictures) -> Map<String, Value> {
    let mut names = Map::new();
    let mut name = None;
    for (step, section) in about.edition.article.sections.iter().enumerate() {
        if section.level <= 2 {
            let mut chapters = pictures.chapters.iter();
            let chapter = chapters.find(|chapter| chapter.step == step);
            name = chapter.map(|chapter| about.place.relative_path(&chapter.square.asset.name));
        }
        if let Some(name) = name {
            names.insert(section.id.clone(), Value::from(name));
        }
    }
    names
}
