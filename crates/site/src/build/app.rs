//! The files that every page of a build shares (app, styles, shell), and the page built from them.

use shanhai_pages::view::{Page, rendered};

use super::about::About;
use super::asset::Asset;
use super::embed::Embed;
use super::optional_assets::{OptionalAssets, addresses};
use super::page::{INSTANCE, page};
use super::shell::{self, Values};
use super::{BuildError, BuildOptions, PageAssets, arrival, style};
use crate::basemap::Basemap;
use crate::folder::ReadStory;

/// The files that every page of a build shares.
pub(super) struct AppFiles {
    shell: String,
    style: Asset,
    boot: Asset,
    glue: Asset,
    wasm: Asset,
    later: Asset,
    /// The styles of what is added to the map.
    finish: Asset,
    /// For stories with an explorer.
    pub(super) explore: Asset,
    pub(super) embed: Embed,
    pub(super) print: Asset,
    /// The script that runs after WeChat's own script.
    pub(super) wechat: Vec<u8>,
    pub(super) public: Vec<(String, Vec<u8>)>,
}

impl AppFiles {
    pub(super) fn read(
        options: &BuildOptions,
        read: &ReadStory,
        optional: &OptionalAssets,
        drawings: &str,
    ) -> Result<Self, BuildError> {
        let parts = &options.parts;
        let app = |name: &str| parts.app(name);
        let uses = style::Uses::of(read);
        let style = style::bundle(parts, &uses)?;
        let explore_style = style::minify("explore.css", &app("explore.css")?)?;
        let explore_style = style::with_lengths_of_the_reader(&explore_style)?;
        let layers = style::Layers::read(parts)?;
        let embed = Embed::read(parts, &style, &layers)?;
        let finish = style::of_additions(parts, &uses)?;
        let finish = layers.flattened("late.css", &(finish + &explore_style))?;
        let finish = Asset::named("finish", "css", finish.into_bytes());
        let print = style::minify(style::OF_PAPER, &parts.page(style::OF_PAPER)?)?;
        let print = style::with_lengths_of_the_reader(&print)?;
        let print = layers.flattened(style::OF_PAPER, &print)?;
        let print = Asset::named("print", "css", print.into_bytes());
        let mut boot = Values::of("framed", &embed.framed);
        boot.asset("print", &print, "./");
        let explore = Asset::named("explore", "js", app("explore.js")?);
        let mut later = Values::of("explore", &explore);
        later.asset("finish", &finish, "./");
        later.text("land", &addresses(&optional.land, "./"));
        later.waiting();
        optional.fill(&mut later);
        later.text("drawings", drawings);
        let shell = parts.page("index.html")?;
        Ok(Self {
            shell: shell::compact(&String::from_utf8_lossy(&shell)),
            style: Asset::named("story", "css", style.into_bytes()),
            boot: boot.script("boot", &app("boot.js")?)?,
            glue: Asset::named("shanhai", "js", app("shanhai.js")?),
            wasm: Asset::named("shanhai", "wasm", app("shanhai_bg.wasm")?),
            later: later.script("later", &app("later.js")?)?,
            finish,
            explore,
            embed,
            print,
            wechat: app("wechat.js")?,
            public: parts.page_below("public")?,
        })
    }

    pub(super) fn assets(&self) -> [&Asset; 7] {
        let Self {
            style,
            print,
            boot,
            glue,
            wasm,
            later,
            finish,
            ..
        } = self;
        [style, print, boot, glue, wasm, later, finish]
    }

    pub(super) fn page(
        &self,
        about: About<'_>,
        wechat: &str,
        page_assets: &PageAssets,
        optional: &OptionalAssets,
        basemap: &Basemap,
    ) -> Result<String, BuildError> {
        let (edition, up) = (about.edition, page_assets.up);
        let relief = addresses(&optional.relief, up);
        let download = [up, &page_assets.table.name].concat();
        let page = page(
            edition,
            basemap,
            relief,
            page_assets.others.clone(),
            download,
            page_assets.drawings.clone(),
            page_assets.files.clone(),
        );
        let keepsake = about.pictures.map(|pictures| pictures.keepsake(up));
        let page = Page { keepsake, ..page };
        let story = rendered(&page);
        let mut values = shell::values(&page, INSTANCE, &story);
        about.fill(&mut values);
        values.html("wechat", wechat.to_owned());
        values.text("up", up);
        let folder = arrival::folder_of(about.place, about.context.site);
        let notice = [up, &page_assets.notice.name].concat();
        arrival::fill(&mut values, folder, &arrival::add_notice(&notice));
        for (name, asset) in [
            ("style", &self.style),
            ("print", &self.print),
            ("boot", &self.boot),
            ("glue", &self.glue),
            ("wasm", &self.wasm),
            ("pack", &page_assets.pack),
            ("later", &self.later),
        ] {
            values.asset(name, asset, up);
        }
        // Inlined, so that the first paint waits for no request.
        for (name, asset) in [("style", &self.style), ("boot", &self.boot)] {
            values.inline(name, asset).map_err(BuildError::Shell)?;
        }
        // Empty unless the story has an explorer.
        let (facts, integrity) = match &page_assets.facts {
            Some(facts) => ([up, &facts.name].concat(), &*facts.integrity),
            None => Default::default(),
        };
        values.text("facts", &facts);
        values.text("facts-integrity", integrity);
        let has_media = !page.files.media.is_empty();
        let policy = if has_media { " media-src 'self';" } else { "" };
        values.html("media-policy", policy.to_owned());
        values.filled_in(&self.shell).map_err(BuildError::Shell)
    }
}
