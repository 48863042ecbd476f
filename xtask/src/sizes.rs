//! The sizes of a built site, file by file, and of the files that a reader loads until the story is
//! live.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The files of a built site.
#[derive(Debug, Default)]
pub(crate) struct Site {
    files: Vec<SiteFile>,
}

/// One file, without its compressed siblings.
#[derive(Clone, Debug, Default, PartialEq)]
struct SiteFile {
    /// Its path from the site's folder, with `/` between the names.
    path: String,
    weight: Weight,
    /// The HTML of a page, empty for other files: files that it names are loaded with it.
    text: String,
}

/// Sizes of a file.
///
/// # Units
/// Bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// A part of the files that a page loads until the story is live, with its limit.
struct Part {
    name: &'static str,
    /// The extension of its files' names; `None` for all files.
    ending: Option<&'static str>,
    /// In bytes after brotli; `None` without a limit.
    limit: Option<u64>,
}

pub(crate) const KIB: u64 = 1024;

/// The limit of everything that a page loads until the story is live, in bytes after brotli.
pub(crate) const UNTIL_LIVE: u64 = 94 * KIB;

/// The limits of the design. The browser tests check them; a test below compares the numbers.
const PARTS: [Part; 5] = [
    Part {
        name: "HTML with style and boot",
        ending: Some("html"),
        limit: Some(36 * KIB),
    },
    Part {
        name: "glue",
        ending: Some("js"),
        limit: Some(4 * KIB),
    },
    Part {
        name: "WASM",
        ending: Some("wasm"),
        limit: Some(55 * KIB),
    },
    Part {
        name: "pack",
        ending: Some("bin"),
        limit: None,
    },
    Part {
        name: "all",
        ending: None,
        limit: Some(UNTIL_LIVE),
    },
];

impl Site {
    /// Reads the folder that `shanhai build` has written.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut site = Self::default();
        site.read_folder(folder, "")?;
        site.files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(site)
    }

    fn read_folder(&mut self, folder: &Path, within: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{within}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read_folder(&entry.path(), &format!("{path}/"))?;
            } else if !matches!(ending(&path), "br" | "gz") {
                self.files.push(SiteFile::read(path, &entry.path())?);
            }
        }
        Ok(())
    }

    /// The sizes as text: every file, then for each page the parts until it is live.
    pub(crate) fn table(&self) -> String {
        let width = self
            .files
            .iter()
            .map(|file| file.path.len())
            .max()
            .unwrap_or(0)
            .max(PARTS.iter().map(|part| part.name.len()).max().unwrap_or(0));
        let mut lines = vec![format!(
            "\n{:width$} {:>9} {:>9} {:>9}",
            "bytes", "raw", "gzip", "brotli"
        )];
        for SiteFile { path, weight, .. } in &self.files {
            let Weight { raw, gzip, brotli } = weight;
            lines.push(format!("{path:width$} {raw:>9} {gzip:>9} {brotli:>9}"));
        }
        for page in self.files.iter().filter(|file| file.is_page()) {
            let loaded = self.until_live(page);
            // A page without the WASM, such as one for a missing address, never goes live.
            if loaded.iter().any(|file| ending(&file.path) == "wasm") {
                lines.push(format!(
                    "\n{:width$} {:>9} {:>9}",
                    page.path, "brotli", "limit"
                ));
                lines.extend(PARTS.iter().map(|part| part.line(&loaded, width)));
            }
        }
        lines.join("\n")
    }

    /// The files that a page loads at once: those that its head names.
    fn until_live<'site>(&'site self, page: &'site SiteFile) -> Vec<&'site SiteFile> {
        // With JavaScript enabled, as assumed here, a browser loads nothing of `<noscript>`.
        let parts = page.text.split("<noscript>");
        let parts = parts.map(|part| part.rsplit("</noscript>").next().unwrap_or(part));
        let named: Vec<_> = parts.flat_map(loading_tags).collect();
        let is_named = |file: &&SiteFile| named.iter().any(|tag| tag.contains(file.name()));
        let files = self.files.iter().filter(|file| !file.is_page());
        std::iter::once(page)
            .chain(files.filter(is_named))
            .collect()
    }
}

impl SiteFile {
    fn read(path: String, on_disk: &Path) -> io::Result<Self> {
        let bytes = fs::read(on_disk)?;
        let raw = size(&bytes);
        let sibling = |ending: &str| {
            let mut name = on_disk.as_os_str().to_owned();
            name.push(ending);
            // A file that compresses badly has no sibling, and is sent uncompressed.
            fs::metadata(name).map_or(raw, |file| file.len())
        };
        let weight = Weight {
            raw,
            gzip: sibling(".gz"),
            brotli: sibling(".br"),
        };
        let mut file = Self {
            path,
            weight,
            text: String::new(),
        };
        if file.is_page() {
            file.text = String::from_utf8_lossy(&bytes).into_owned();
        }
        Ok(file)
    }

    /// Its name, which its hash makes unique.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    fn is_page(&self) -> bool {
        ending(&self.path) == "html"
    }
}

impl Part {
    fn line(&self, loaded: &[&SiteFile], width: usize) -> String {
        let is_of_part =
            |file: &&&SiteFile| self.ending.is_none_or(|end| ending(&file.path) == end);
        let sum: u64 = loaded
            .iter()
            .filter(is_of_part)
            .map(|file| file.weight.brotli)
            .sum();
        let line = format!("{:width$} {sum:>9}", self.name);
        match self.limit {
            None => line,
            Some(limit) if sum <= limit => format!("{line} {limit:>9}"),
            Some(limit) => format!("{line} {limit:>9}  over by {}", sum - limit),
        }
    }
}

/// The size of the single-file story at `path` below `root`, in a line: uncompressed and after
/// gzip.
pub(crate) fn one_file(root: &Path, path: &Path) -> io::Result<String> {
    let bytes = fs::read(root.join(path))?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    let packed = encoder.finish()?;
    let (path, raw, gzip) = (path.display(), size(&bytes), size(&packed));
    Ok(format!("{path}: {raw} bytes, {gzip} after gzip"))
}

/// The part of a path after its last dot.
fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// The tags of a page that make the browser load something at once.
fn loading_tags(page: &str) -> impl Iterator<Item = &str> {
    let tags = page
        .split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap_or(rest));
    tags.filter(|tag| {
        let is_loading_link = ["stylesheet", "preload"]
            .iter()
            .any(|rel| tag.contains(rel));
        match tag.split_whitespace().next() {
            Some("script") => true,
            Some("link") => is_loading_link,
            _ => false,
        }
    })
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).expect("no machine holds more than 2^64 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, brotli: u64, text: &str) -> SiteFile {
        let weight = Weight {
            raw: brotli * 4,
            gzip: brotli * 2,
            brotli,
        };
        SiteFile {
            path: path.to_owned(),
            weight,
            text: text.to_owned(),
        }
    }

    fn site() -> Site {
        let page = r#"<link rel="stylesheet" href="page-1.css"><link rel=icon href="icon-1.svg">
            <link
            rel="preload" as="fetch" href="shanhai-1.wasm"><script src="boot-1.js"></script>
            <link rel="modulepreload" href="glue-1.js">
            <noscript><link rel="stylesheet" href="print-1.css"></noscript>
            <img src="relief-1.avif"><a href="en/index.html">English</a>"#;
        Site {
            files: vec![
                file("boot-1.js", 300, "import('./framed-1.js')"),
                file("en/index.html", 9_000, "<h1>"),
                file("framed-1.js", 9_000, ""),
                file("glue-1.js", 9_000, ""),
                file("icon-1.svg", 1, ""),
                file("index.html", 10_000, page),
                file("page-1.css", 2_000, ""),
                file("print-1.css", 700, ""),
                file("relief-1.avif", 60_000, ""),
                file("shanhai-1.wasm", 50_000, ""),
            ],
        }
    }

    /// Adds the scripts in `folder` to `text`.
    fn add_scripts(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("it is in the repository") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                add_scripts(&path, text);
            } else if path.extension().is_some_and(|end| end == "ts") {
                *text += &fs::read_to_string(path).expect("it is text");
            }
        }
    }

    #[test]
    fn the_browser_tests_check_the_same_limits() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/browser");
        let mut tests = String::new();
        add_scripts(&folder, &mut tests);
        for Part { name, limit, .. } in PARTS {
            if let Some(limit) = limit {
                let check = format!("\"{name}\").toBeLessThanOrEqual({} * KIB)", limit / KIB);
                assert!(tests.contains(&check), "no test has `{check}`");
            }
        }
    }

    #[test]
    fn the_documents_name_the_same_limits() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |path| fs::read_to_string(root.join(path)).expect("it is in the repository");
        let all = UNTIL_LIVE / KIB;
        let architecture = read("ARCHITECTURE.md");
        assert!(architecture.contains(&format!("fits into {all} KiB")));
        let [_, Part { limit: glue, .. }, Part { limit: wasm, .. }, ..] = PARTS;
        let [glue, wasm] = [glue, wasm].map(|limit| limit.map_or(0, |limit| limit / KIB));
        let decision = read("docs/decisions/0007-keep-what-loads-until-live-small.md");
        let sentence = format!(
            "All of it must fit into {all} KiB (brotli), the WASM\n\
             into {wasm} KiB and the glue into {glue} KiB"
        );
        assert!(decision.contains(&sentence), "{sentence}");
    }

    #[test]
    fn a_page_loads_what_its_head_names() {
        let site = site();
        let loaded = site.until_live(&site.files[5]);
        let mut names: Vec<_> = loaded.iter().map(|file| file.path.as_str()).collect();
        names.sort_unstable();
        let expected = [
            "boot-1.js",
            "glue-1.js",
            "index.html",
            "page-1.css",
            "shanhai-1.wasm",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn sums_stand_beside_their_limits_and_say_by_how_much_they_are_over() {
        let table = site().table();
        let sums = table.split("\n\n").nth(1).unwrap_or_default();
        assert_eq!(
            sums,
            "index.html                  brotli     limit\n\
             HTML with style and boot     10000     36864\n\
             glue                          9300      4096  over by 5204\n\
             WASM                         50000     56320\n\
             pack                             0\n\
             all                          71300     96256"
        );
    }

    #[test]
    fn a_page_that_never_goes_live_has_no_sums() {
        assert!(
            !site()
                .table()
                .contains("en/index.html               brotli")
        );
    }

    #[test]
    fn a_file_without_compressed_siblings_travels_as_it_is() {
        let cargo_toml = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let file = SiteFile::read("Cargo.toml".to_owned(), &cargo_toml).expect("it is read above");
        let Weight { raw, gzip, brotli } = file.weight;
        assert!(0 < raw);
        assert_eq!((gzip, brotli), (raw, raw));
    }
}
