//! A folder of files, written whole or not at all, with compressed siblings.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};

use super::BuildError;
use super::asset::Asset;
use crate::parts::at;

/// Files that are to stand in a folder, by their path in it with forward slashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(BTreeMap<String, Vec<u8>>);

/// Kinds of files that compress; others are compressed already.
const COMPRESSIBLE: [&str; 9] = [
    "html", "css", "js", "wasm", "bin", "json", "svg", "txt", "xml",
];

impl Output {
    /// Adds a file under its hashed name.
    pub(super) fn add(&mut self, asset: Asset) {
        self.0.insert(asset.name, asset.bytes);
    }

    /// Adds a file under a name that stays.
    pub(super) fn add_page(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }

    /// Writes all files beside `folder` and then puts them in its place, so that no one ever
    /// reads half of a build.
    pub(super) fn write(self, folder: &Path) -> Result<Vec<String>, BuildError> {
        let fresh = sibling(folder, "new");
        let old = sibling(folder, "old");
        clear(&fresh)?;
        clear(&old)?;
        for (path, bytes) in &self.0 {
            let target = fresh.join(path);
            write(&target, bytes)?;
            let extension = target.extension().and_then(|end| end.to_str());
            if extension.is_some_and(|end| COMPRESSIBLE.contains(&end)) {
                write(&appended(&target, "br"), &brotli(bytes))?;
                write(&appended(&target, "gz"), &gzip(bytes))?;
            }
        }
        if folder.exists() {
            fs::rename(folder, &old).map_err(at(folder))?;
        }
        fs::rename(&fresh, folder).map_err(at(&fresh))?;
        clear(&old)?;
        Ok(self.0.into_keys().collect())
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BuildError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    fs::write(path, bytes).map_err(at(path))
}

fn clear(folder: &Path) -> Result<(), BuildError> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(at(folder))?;
    }
    Ok(())
}

/// A hidden folder beside `folder`, on the same disk, so that renaming is enough.
fn sibling(folder: &Path, end: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    // Two builds at once must not write into each other's.
    let process = std::process::id();
    folder.with_file_name(format!(".{name}.{process}.{end}"))
}

fn appended(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    name.into()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
        .expect("reading from and writing to memory cannot fail");
    compressed
}

/// Without a time or a name inside, so that equal bytes stay equal.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory cannot fail")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::files_below;

    fn output(path: &str, bytes: &[u8]) -> Output {
        let mut output = Output::default();
        output.add_page(path, bytes.to_vec());
        output
    }

    #[test]
    fn what_a_folder_held_before_is_gone_once_the_new_build_stands() {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        let dist = place.path().join("dist");
        output("old.html", b"old")
            .write(&dist)
            .expect("it can be written");
        output("new.html", b"new")
            .write(&dist)
            .expect("it can be written");
        let names: Vec<_> = files_below(&dist)
            .expect("it can be read")
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["new.html", "new.html.br", "new.html.gz"]);
    }

    #[test]
    fn compressed_siblings_hold_the_same_bytes() {
        let text = b"mountains and sea, mountains and sea".repeat(20);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&text), &mut plain).expect("it is brotli");
        assert_eq!(plain, text);
        let mut plain = Vec::new();
        let packed = gzip(&text);
        let mut reader = flate2::read::GzDecoder::new(&*packed);
        std::io::Read::read_to_end(&mut reader, &mut plain).expect("it is gzip");
        assert_eq!(plain, text);
    }
}
