//! Problems with the story's publication: its address, its dates and its WeChat configuration.

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A story cannot be published as its data say.
    pub enum PublicationProblem {
        /// An address cannot be that of a site.
        NotASite {
            /// The address as written.
            address: String,
        } => {
            written: address,
            message: format!("{} cannot be the address of a site", Quoted(address)),
            help: SITE_RULE,
        }

        /// A date and time is invalid or incomplete.
        NotADateTime {
            /// The value as written.
            written: String,
        } => {
            written: written,
            message: format!("{} is no day, and no time with its offset from UTC", Quoted(written)),
            help: "write `2026-09-01`, or `2026-09-01T08:00:00+08:00`",
        }

        /// A day is invalid.
        NotADay {
            /// The value as written.
            written: String,
        } => {
            written: written,
            message: format!("{} is not a day", Quoted(written)),
            help: "write the year, the month and the day: `2026-09-01`",
        }

        /// A name cannot be that of a script beside `story.toml`.
        NotAScript {
            /// The name as written.
            name: String,
        } => {
            written: name,
            message: format!("{} cannot be a script in the story's folder", Quoted(name)),
            help: "write the file's name, such as `jweixin-1.6.0.js`",
        }

        /// A script is missing in the story's folder.
        NoScript {
            /// The script's name.
            name: String,
        } => {
            message: format!("the folder has no file {}", Quoted(name)),
            help: "put WeChat's own script there, or remove `[wechat]`",
        }

        /// A path is not a path on the site's own host.
        NotAPath {
            /// The path as written.
            path: String,
        } => {
            written: path,
            message: format!("{} is not a path on the story's own host", Quoted(path)),
            help: "begin it with one `/`, as in `/wechat/signature`",
        }
    }
}

/// Help on the form of a site's address. The command line gives it too.
pub(crate) const SITE_RULE: &str = "write a complete address that begins with `https://` and ends with `/`, \
     as in `https://example.org/story/`";
