//! `[wechat]`: the publisher's own hook for the card that WeChat shows when a page is shared.

use std::path::Path;

use super::{file, located::Located, table::Table};
use crate::address::is_path_of_host;
use crate::diagnostics::{Diagnostic, Entity, Findings, PublicationProblem, Shape};

/// The configuration with which a publisher that runs a server makes WeChat show the story's own
/// card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WechatHook {
    /// The text of WeChat's own script, read from the story's folder.
    pub sdk: String,
    /// The path on the site's host that returns a signature.
    pub signature: String,
}

/// `[wechat]` as written in `story.toml`.
#[derive(Debug)]
pub(super) struct WechatData {
    sdk: Option<Located<String>>,
    signature: String,
}

impl WechatData {
    /// Reads `[wechat]`, or returns `None` if the table is absent.
    pub(super) fn read(story: &Table<'_>, findings: &mut Findings) -> Option<Self> {
        let table = story.table("wechat", Entity::Wechat, Shape::Table, findings)?;
        let sdk = table.text("sdk", findings);
        let sdk = sdk.map(|name| Located::new(name.value.to_owned(), name.span));
        if let Some(Located { value, span }) = sdk.clone()
            && !is_script(&value)
        {
            findings.add(span, PublicationProblem::NotAScript { name: value });
        }
        let signature = table.text("signature", findings);
        if let Some(Located { value, span }) = signature.clone()
            && !is_path_of_host(value)
        {
            let path = value.to_owned();
            findings.add(span, PublicationProblem::NotAPath { path });
        }
        Some(Self {
            sdk: sdk.filter(|name| is_script(&name.value)),
            signature: signature.map_or_else(String::new, |path| path.value.to_owned()),
        })
    }

    /// The hook, with the script read from `folder`. `shown` returns the path of a file in
    /// messages.
    ///
    /// A missing script is reported in `story.toml`.
    ///
    /// # Errors
    /// Returns the diagnostic of a script that exists but cannot be read.
    pub(super) fn with_script(
        self,
        folder: &Path,
        shown: impl Fn(&str) -> String,
        findings: &mut Findings,
    ) -> Result<Option<WechatHook>, Diagnostic> {
        let Some(Located { value: name, span }) = self.sdk else {
            return Ok(None);
        };
        match file::read(&folder.join(&name), shown(&name)) {
            Ok(script) => Ok(Some(WechatHook {
                sdk: script.text().to_owned(),
                signature: self.signature,
            })),
            Err(diagnostic) if diagnostic.is_missing_file() => {
                findings.add(span, PublicationProblem::NoScript { name });
                Ok(None)
            }
            Err(diagnostic) => Err(diagnostic),
        }
    }
}

/// Returns whether `name` is the plain name of a `.js` file beside `story.toml`.
fn is_script(name: &str) -> bool {
    name.strip_suffix(".js").is_some_and(file::is_plain_name)
}
