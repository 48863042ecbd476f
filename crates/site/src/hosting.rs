//! Configuration for hosts: one table of rules, and a generator for each kind of host.

mod headers_file;
mod nginx;
mod caddy;
mod rules;
mod stores;

use std::fmt;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::files::FileError;
use crate::terminal::shown;
use crate::tree::paths_below;
pub use rules::{CachePolicy, HASHED_PATH, cache_policy, is_hashed};
pub(crate) use rules::{HASH_DIGITS, kind, plain_name, upload_stage};

/// The host, and the build that it is to serve.
#[derive(Args, Clone, Debug)]
pub struct HostingOptions {
    /// The host
    #[arg(value_enum)]
    pub host: Host,
    /// The folder of the build, for hosts that need a line for each file
    #[arg(default_value = "dist")]
    pub dist: PathBuf,
    /// The path of the build within the site, for the same hosts
    #[arg(long, value_name = "PATH", default_value = "/", value_parser = place)]
    pub at: String,
}

/// Kinds of hosts that need different configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// nginx: a file for /etc/nginx/conf.d
    Nginx,
    /// Caddy: a Caddyfile
    Caddy,
    /// Netlify, Cloudflare Pages and other hosts that read a file `_headers`
    Netlify,
    /// 阿里云 OSS: the commands of ossutil 2 that upload the build
    Oss,
    /// 腾讯云 COS: the commands of coscmd that upload the build
    Cos,
}

/// A reason why no configuration can be written.
#[derive(Debug)]
pub enum HostingError {
    /// The folder contains no build.
    NoBuild(PathBuf),
    /// The folder cannot be read.
    Unread(FileError),
}

impl fmt::Display for HostingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBuild(folder) => write!(
                f,
                "`{}` contains no build: it has no `index.html`; run `shanhai build`, or name the \
                 folder of a build",
                shown(folder)
            ),
            Self::Unread(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for HostingError {}

/// The configuration file for the host, or the commands that upload the build.
///
/// # Errors
/// Fails if the host's configuration lists each file and the folder contains no build or
/// cannot be read.
pub fn configuration(options: &HostingOptions) -> Result<String, HostingError> {
    match options.host {
        Host::Nginx => Ok(nginx::configuration()),
        Host::Caddy => Ok(caddy::configuration()),
        Host::Netlify => Ok(headers_file::file(&listing(&options.dist)?, &options.at)),
        Host::Oss => Ok(stores::oss(
            &listing(&options.dist)?,
            &options.dist,
            &options.at,
        )),
        Host::Cos => Ok(stores::cos(
            &listing(&options.dist)?,
            &options.dist,
            &options.at,
        )),
    }
}

/// The files of a build in upload order: files come before the files that refer to them, and the
/// first page comes last. Compressed siblings are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listing(Vec<ListedFile>);

/// A file of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedFile {
    /// The path in the build, with forward slashes.
    pub(crate) path: String,
    /// True if the build has a `.gz` sibling of it.
    pub(crate) has_gzip: bool,
}

impl Listing {
    /// Sorts `paths`, which may be in any order.
    pub(crate) fn of(paths: &[String]) -> Self {
        // A `.gz` or `.br` file without its plain file, such as an archive, is not a sibling.
        let is_plain = |path: &&String| {
            let plain = plain_name(path);
            plain == **path || !paths.iter().any(|path| path == plain)
        };
        let plain = paths.iter().filter(is_plain);
        let mut files: Vec<_> = plain
            .map(|path| ListedFile {
                path: path.clone(),
                has_gzip: paths.contains(&[path, ".gz"].concat()),
            })
            .collect();
        files.sort_by_cached_key(|file| (rules::upload_stage(&file.path), file.path.clone()));
        Self(files)
    }

    /// The files in upload order.
    pub(crate) fn files(&self) -> impl Iterator<Item = &ListedFile> {
        self.0.iter()
    }
}

fn listing(dist: &Path) -> Result<Listing, HostingError> {
    if !dist.join(FIRST_PAGE).is_file() {
        return Err(HostingError::NoBuild(dist.to_owned()));
    }
    let paths = paths_below(dist).map_err(HostingError::Unread)?;
    Ok(Listing::of(&paths))
}

/// The page that every build has.
pub(crate) const FIRST_PAGE: &str = "index.html";

/// Parses `--at`. Other characters would need different escaping on each host.
fn place(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./~".contains(c);
    if !text.chars().all(is_plain) {
        return Err("it can contain only letters, digits and - _ . ~ /".to_owned());
    }
    let within = text.trim_matches('/');
    Ok(if within.is_empty() {
        "/".to_owned()
    } else {
        format!("/{within}/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The small build that docs/hosting.md shows.
    pub(super) fn example() -> Listing {
        let paths = [
            "index.html",
            "index.html.br",
            "index.html.gz",
            "embed.js",
            "embed.js.gz",
            "relief.7ba26a76dfa3.avif",
            "shanhai.b05a221bbb4b.wasm",
            "shanhai.b05a221bbb4b.wasm.gz",
        ];
        Listing::of(&paths.map(str::to_owned))
    }

    #[test]
    fn hashed_files_are_uploaded_first_and_the_first_page_last() {
        let listing = Listing::of(
            &[
                "index.html",
                "en/index.html",
                "embed.js",
                "a.0123456789ab.js",
                "share/poster.svg",
            ]
            .map(str::to_owned),
        );
        let paths: Vec<_> = listing.files().map(|file| &*file.path).collect();
        assert_eq!(
            paths,
            [
                "a.0123456789ab.js",
                "share/poster.svg",
                "embed.js",
                "en/index.html",
                "index.html"
            ]
        );
    }

    #[test]
    fn a_path_in_the_site_begins_and_ends_with_a_slash() {
        assert_eq!(place("story").as_deref(), Ok("/story/"));
        assert_eq!(place("/a/b/").as_deref(), Ok("/a/b/"));
        assert_eq!(place("").as_deref(), Ok("/"));
        assert!(place("it's").is_err());
    }

    #[test]
    fn the_message_for_a_folder_without_a_build_says_what_to_do() {
        let empty = tempfile::tempdir().expect("the system has a place for temporary files");
        let error = listing(empty.path())
            .expect_err("it holds nothing")
            .to_string();
        let expected = format!(
            "`{}` contains no build: it has no `index.html`; run `shanhai build`, or name the \
             folder of a build",
            empty.path().display()
        );
        assert_eq!(error, expected);
    }

    #[test]
    fn the_document_shows_what_the_command_prints() {
        let document = include_str!("../../../docs/hosting.md");
        let dist = Path::new("dist");
        for text in [
            nginx::configuration(),
            caddy::configuration(),
            headers_file::file(&example(), "/"),
            stores::oss(&example(), dist, "/story/"),
            stores::cos(&example(), dist, "/story/"),
        ] {
            assert!(
                document.contains(&text),
                "docs/hosting.md lacks this:\n{text}"
            );
        }
    }
}
