//! Writes a folder of files, with compressed siblings, all or none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use shanhai_compress::{brotli, gzip};

use super::asset::Asset;
use super::public::{PublicFileError, PublicFileProblem, PublicFiles};
use super::target::Target;
use super::{BuildError, existing};
use crate::files::{FileError, at};
use crate::hosting::{plain_name, upload_stage};

/// The files to write, by path relative to the folder, with forward slashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(BTreeMap<String, Vec<u8>>);

/// Extensions of files that get compressed siblings.
const COMPRESSIBLE: [&str; 9] = [
    "html", "css", "js", "wasm", "bin", "json", "svg", "txt", "xml",
];

/// The byte order mark of UTF-8.
pub(super) const MARK: &str = "\u{feff}";

impl Output {
    /// Adds a file under its hashed name.
    pub(super) fn add(&mut self, asset: Asset) {
        self.0.insert(asset.name, asset.bytes);
    }

    /// Adds a file under a stable name.
    pub(super) fn add_page(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }

    /// Adds the files of a story's `public/` folder under their own names.
    ///
    /// # Errors
    /// Fails if one of them would replace another file, including on file systems that
    /// ignore case.
    pub(super) fn add_public(&mut self, files: PublicFiles) -> Result<(), BuildError> {
        let mut used = UsedPaths::default();
        used.add(existing::LIST);
        self.0.keys().for_each(|path| used.add(path));
        let mut errors = Vec::new();
        for (path, place, bytes) in files {
            if let Some(other) = used.conflict_with(&path) {
                let reason = PublicFileProblem::Clash(other.to_owned());
                errors.push(PublicFileError {
                    path: place,
                    reason,
                });
                continue;
            }
            used.add(&path);
            self.add_page(&path, bytes);
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(BuildError::Public(errors))
        }
    }

    /// Adds a page, a picture that contains text, or plain text. The file starts with a byte order
    /// mark, which overrides the charset that a host declares: Chinese text decoded as GBK would be
    /// unreadable.
    pub(super) fn add_text(&mut self, path: &str, text: &[u8]) {
        let is_marked = [".html", ".svg", ".txt"]
            .iter()
            .any(|end| path.ends_with(end));
        let mark = if is_marked { MARK } else { "" };
        self.add_page(path, [mark.as_bytes(), text].concat());
    }

    /// The files, by their paths.
    pub(super) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.0
    }

    /// Writes all files to a staging folder, then renames each into its place. Files that pages
    /// refer to come before the pages, and the first page comes last, so that readers see either
    /// the old site or the new one, even if the program is killed meanwhile. Files that no build
    /// has written stay.
    pub(super) fn write(mut self, target: Target) -> Result<Vec<String>, BuildError> {
        self.add_page(existing::LIST, Vec::new());
        let paths = self.paths();
        self.add_page(existing::LIST, listing(&paths));
        let Target {
            folder,
            is_new,
            staging,
        } = target;
        self.stage(&staging.0)?;
        if is_new {
            fs::rename(&staging.0, &folder).map_err(at(&folder))?;
        } else {
            replace(&folder, &staging.0, &paths)?;
        }
        Ok(self.0.into_keys().collect())
    }

    /// Every file to write, including compressed siblings.
    fn paths(&self) -> BTreeSet<String> {
        self.0.keys().flat_map(|path| with_siblings(path)).collect()
    }

    /// Writes every file below `staging`, using all available threads.
    fn stage(&self, staging: &Path) -> Result<(), FileError> {
        let files: Vec<_> = self.0.iter().collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some((path, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                write(&staging.join(path), bytes)?;
                if is_compressible(path) {
                    write(&staging.join(sibling(path, "br")), &brotli(bytes))?;
                    write(&staging.join(sibling(path, "gz")), &gzip(bytes))?;
                }
            }
            Ok(())
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let results = workers.into_iter().map(|worker| {
                let results = worker.join();
                results.expect("a thread ends unless what it calls panics")
            });
            results.collect()
        })
    }
}

/// Moves the files at `paths` from `staging` into `folder`, and removes those of the earlier build
/// that are no longer needed.
fn replace(folder: &Path, staging: &Path, paths: &BTreeSet<String>) -> Result<(), BuildError> {
    let existing = existing::find(folder)?;
    for path in paths {
        let in_the_way =
            |other: &&String| is_same_or_within(path, other) || is_same_or_within(other, path);
        if let Some(other) = existing.others.iter().find(in_the_way) {
            return Err(existing::occupied(folder, other.into()));
        }
    }
    let outdated: Vec<_> = existing.own.difference(paths).collect();
    // From here on the list contains old and new files, so that a later build recognises all of
    // them even if this one is killed.
    let all = existing.own.union(paths).cloned().collect();
    let list = staging.join("list");
    write(&list, &listing(&all))?;
    let in_the_way = |path: &&&String| {
        paths
            .iter()
            .any(|new| is_same_or_within(path, new) || is_same_or_within(new, path))
    };
    for path in outdated.iter().filter(in_the_way) {
        remove(folder, path)?;
    }
    put(&list, &folder.join(existing::LIST))?;
    let is_list = |path: &&String| *path == existing::LIST;
    let mut ordered: Vec<_> = paths.iter().filter(|path| !is_list(path)).collect();
    ordered.sort_by_cached_key(|path| {
        let plain = plain_name(path);
        (upload_stage(plain), plain.to_owned(), plain == **path)
    });
    for path in ordered {
        put(&staging.join(path), &folder.join(path))?;
    }
    for path in outdated {
        remove(folder, path)?;
    }
    put(&staging.join(existing::LIST), &folder.join(existing::LIST))?;
    Ok(())
}

/// Renames a file into its place and keeps the permissions of the file that it replaces. An
/// identical file is left alone.
fn put(from: &Path, to: &Path) -> Result<(), FileError> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    if let Ok(about) = to.symlink_metadata() {
        if fs::read(to).ok() == fs::read(from).ok() {
            return Ok(());
        }
        fs::set_permissions(from, about.permissions()).map_err(at(to))?;
    }
    fs::rename(from, to).map_err(at(to))
}

/// Removes a file of an earlier build, and its folders if they are then empty.
fn remove(folder: &Path, path: &str) -> Result<(), FileError> {
    let place = folder.join(path);
    match fs::remove_file(&place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&place)(error)),
        _ => {}
    }
    let above = place.ancestors().skip(1);
    for above in above.take_while(|above| *above != folder) {
        // `remove_dir` fails for a folder that is not empty.
        if fs::remove_dir(above).is_err() {
            break;
        }
    }
    Ok(())
}

/// Returns whether `path` equals `other` or lies within it.
fn is_same_or_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The paths, one per line.
fn listing(paths: &BTreeSet<String>) -> Vec<u8> {
    let lines: Vec<_> = paths.iter().map(|path| [path, "\n"].concat()).collect();
    lines.concat().into_bytes()
}

/// The paths in use, in lower case, each with the file that uses it.
#[derive(Default)]
struct UsedPaths {
    files: BTreeMap<String, String>,
    folders: BTreeMap<String, String>,
}

impl UsedPaths {
    fn add(&mut self, path: &str) {
        for path in with_siblings(path) {
            let small = path.to_lowercase();
            for (end, _) in small.match_indices('/') {
                self.folders.insert(small[..end].to_owned(), path.clone());
            }
            self.files.insert(small, path);
        }
    }

    /// The file with which a file at `path`, or a sibling of it, would collide.
    fn conflict_with(&self, path: &str) -> Option<&str> {
        let found = with_siblings(path).find_map(|path| {
            let small = path.to_lowercase();
            let mut above = small.match_indices('/');
            let above = above.find_map(|(end, _)| self.files.get(&small[..end]));
            let there = self.files.get(&small).or_else(|| self.folders.get(&small));
            there.or(above)
        });
        found.map(String::as_str)
    }
}

fn with_siblings(path: &str) -> impl Iterator<Item = String> {
    let ends = if is_compressible(path) {
        &["br", "gz"][..]
    } else {
        &[]
    };
    let siblings = ends.iter().map(move |end| sibling(path, end));
    siblings.chain([path.to_owned()])
}

fn is_compressible(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|end| end.to_str());
    extension.is_some_and(|end| COMPRESSIBLE.contains(&end))
}

fn sibling(path: &str, end: &str) -> String {
    [path, end].join(".")
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    fs::write(path, bytes).map_err(at(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::files_below;

    fn output(path: &str, bytes: &[u8]) -> Output {
        let mut output = Output::default();
        output.add_page(path, bytes.to_vec());
        output
    }

    #[test]
    fn a_new_build_removes_the_files_of_the_old_one() {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        let dist = place.path().join("dist");
        for (path, bytes) in [("old/old.html", b"old"), ("new.html", b"new")] {
            let target = Target::folder(&dist, place.path().join("story").as_path());
            let target = target.expect("it can be written");
            output(path, bytes)
                .write(target)
                .expect("it can be written");
        }
        assert!(!dist.join("old").exists());
        let names: Vec<_> = files_below(&dist)
            .expect("it can be read")
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let own = ["new.html", "new.html.br", "new.html.gz"].map(str::to_owned);
        assert_eq!(names[..3], own);
        assert!(
            names[3..]
                .iter()
                .all(|name| name.starts_with("share/files.txt"))
        );
    }
}
