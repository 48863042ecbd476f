//! The stages of `cargo xtask test`: which there are, and what each of them needs.

use clap::ValueEnum;

use crate::machine::Need;
use crate::package::Purpose;

/// A part of the whole test, which can also be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The code is formatted.
    Format,
    /// Everything compiles, without a warning of the compiler or of clippy; scripts have sound types and no warning, and
    /// are formatted.
    Lints,
    /// Licences, bans and sources of dependencies.
    Supply,
    /// The documentation of the libraries builds without a warning, and its examples hold.
    Docs,
    /// Tests on the host.
    HostTests,
    /// The site builds.
    Build,
    /// The author's command is one program.
    Package,
    /// Tests of the built pages in Chromium.
    BrowserTests,
    /// The story and its failure modes, in three engines.
    Engines,
}

/// The extent of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The run before a commit: one walk, one failure and one embed in one browser.
    Quick,
    /// Sizes, languages, themes and reading modes by pairs.
    #[default]
    Pairs,
    /// Every combination of them.
    Full,
}

impl Scope {
    /// The stages that it covers.
    pub(crate) fn stages(self) -> Vec<Stage> {
        match self {
            Self::Quick => vec![
                Stage::Format,
                Stage::Lints,
                Stage::HostTests,
                Stage::Build,
                Stage::BrowserTests,
            ],
            Self::Pairs | Self::Full => Stage::value_variants().to_vec(),
        }
    }

    /// The purpose of the program under test. The release takes ten minutes to compile.
    pub(crate) fn program(self) -> Purpose {
        match self {
            Self::Quick | Self::Pairs => Purpose::Test,
            Self::Full => Purpose::Release,
        }
    }
}

impl Stage {
    /// The word that `--only` takes.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The stages whose results it uses.
    pub(crate) fn follows(self) -> &'static [Self] {
        match self {
            Self::BrowserTests | Self::Engines => &[Self::Build, Self::Package],
            _ => &[],
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Format => &[Need::Rustfmt],
            Self::Lints => &[Need::Clippy, Need::Node, Need::NpmPackages],
            Self::Supply => &[Need::Deny],
            Self::Docs => &[],
            // Draws the pictures for sharing with this font.
            Self::HostTests => &[Need::ChineseFont],
            Self::Build => &[
                Need::WasmTarget,
                Need::ChineseFont,
                Need::Node,
                Need::NpmPackages,
            ],
            Self::Package => &[Need::WasmTarget, Need::Node, Need::NpmPackages],
            Self::BrowserTests => &Need::TO_TEST_PAGES,
            Self::Engines => &[
                Need::Chromium,
                Need::Chromedriver,
                Need::Firefox,
                Need::Geckodriver,
                Need::WebKitDriver,
                Need::Xvfb,
                Need::ChineseFont,
                Need::Node,
                Need::NpmPackages,
            ],
        }
    }
}

/// Everything that the stages need of the machine, each once.
pub(crate) fn needs_of(stages: &[Stage]) -> Vec<Need> {
    let mut needs = Vec::new();
    for need in stages.iter().flat_map(|stage| stage.needs()) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_stages_need_is_asked_for_once() {
        let needs = needs_of(&[Stage::Lints, Stage::Package]);
        let expected = [
            Need::Clippy,
            Need::Node,
            Need::NpmPackages,
            Need::WasmTarget,
        ];
        assert_eq!(needs, expected);
    }
}
