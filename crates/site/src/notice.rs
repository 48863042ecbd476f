//! Notices that must accompany copies of the base map, of the app in the browser and of this
//! program.

/// The file that contains the notices in every build.
pub(crate) const FILE: &str = "NOTICE.txt";

const OWN: &str = include_str!("../../../LICENSE-MIT");
const MAP: &str = include_str!("../../../basemaps/china/NOTICE");
/// The crates in the app. `tests/notice.rs` writes this file.
const APP: &str = include_str!("../licenses/app.txt");
/// The crates in this program. `tests/notice.rs` writes this file too.
const PROGRAM: &str = include_str!("../licenses/program.txt");

const LINE: &str =
    "================================================================================";

/// The notices for a copy of a site, which contains the map, the app and nothing else of ours.
#[must_use]
pub fn of_site() -> String {
    sections(&[
        (
            "Shanhai, MIT OR Apache-2.0: its scripts, its style and its program in WebAssembly. The words and \
             figures are their authors'.",
            OWN,
        ),
        ("The map", MAP),
        (
            "Libraries in the program, among them Rust's standard library, Copyright (c) The Rust Project \
          Contributors, MIT OR Apache-2.0",
            APP,
        ),
    ])
}

/// The notices for a copy of this program, which contains everything that goes into a site.
#[must_use]
pub fn of_program() -> String {
    let own = sections(&[("Libraries in the command `shanhai`", PROGRAM)]);
    [of_site(), own].concat()
}

fn sections(sections: &[(&str, &str)]) -> String {
    let sections = sections.iter().map(|(title, text)| {
        let text = text.trim_end();
        format!("{LINE}\n{title}\n{LINE}\n\n{text}\n\n")
    });
    sections.collect()
}
