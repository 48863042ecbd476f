//! The files with which other pages embed the story: the loader, and the scripts and styles of each
//! embed mode.

use super::asset::Asset;
use super::shell::Values;
use super::{BuildError, style};
use crate::parts::Parts;

/// The built files of `web/embed`.
pub(super) struct Embed {
    /// The loader. Embed codes contain its name, so the name must never change.
    pub(super) loader: Vec<u8>,
    /// The script that puts the story into the document of another page.
    pub(super) inline: Asset,
    pub(super) inline_style: Asset,
    /// The script that manages the frame from the page around it.
    pub(super) pinned: Asset,
    /// The script that runs within the frame.
    pub(super) framed: Asset,
    pub(super) framed_style: Asset,
}

impl Embed {
    /// The name of the loader.
    pub(super) const LOADER: &str = "embed.js";

    /// Reads the files of each embed mode from the app's folder. `style` is the page's style sheet.
    pub(super) fn read(
        parts: &Parts,
        style: &str,
        layers: &style::Layers,
    ) -> Result<Self, BuildError> {
        let app = |name: &str| parts.app(name);
        let sheet = |name: &str| style::minify(name, &app(name)?);
        let framed_style = layers.flattened("framed.css", &sheet("framed.css")?)?;
        let framed_style = Asset::named("framed", "css", framed_style.into_bytes());
        let inline_style = [
            style::in_a_container(&style::with_lengths_of_the_reader(style)?)?,
            sheet("inline.css")?,
        ];
        let inline_style = style::with_own_viewport(&inline_style.concat())?;
        let inline_style = Asset::named("inline", "css", inline_style.into_bytes());
        let framed = Values::of("framed-style", &framed_style);
        let framed = framed.script("framed", &app("framed.js")?)?;
        let inline = Values::of("inline-style", &inline_style);
        let inline = inline.script("inline", &app("inline.js")?)?;
        let pinned = Asset::named("share/pinned", "js", app("pinned.js")?);
        let mut loader = Values::of("inline", &inline);
        loader.asset("pinned", &pinned, "./");
        let loader = loader.script("embed", &app(Self::LOADER)?)?;
        Ok(Self {
            loader: loader.bytes,
            inline,
            inline_style,
            pinned,
            framed,
            framed_style,
        })
    }
}
