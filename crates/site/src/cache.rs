//! Caches what takes long to make and seldom changes between builds: the pictures for sharing, and
//! encoded photos.
//!
//! A result is stored under a hash of everything it is made from, in a folder that only the user
//! can write to, together with a hash of its own. A file whose hash does not match is ignored, and
//! the result is made again.

use std::env;
use std::fs::{self, DirBuilder, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

/// Results that no build has used for this long are removed.
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// The length of a hash, in bytes.
const HASH: usize = 32;

/// A folder of cached results.
#[derive(Clone, Debug)]
pub(crate) struct Cache(PathBuf);

/// A hash of everything that a result is made from.
#[derive(Clone, Debug)]
pub(crate) struct Key(Vec<u8>);

impl Key {
    /// The key of what is made from `parts`, which include the code that makes it.
    pub(crate) fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            // The lengths keep lists apart whose concatenations are equal.
            hasher.update(part.len().to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().to_vec())
    }

    fn name(&self) -> String {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    /// The hash that precedes the bytes of the result in its file.
    fn seal(&self, result: &[u8]) -> Vec<u8> {
        let mut hasher = Sha256::new();
        hasher.update(&self.0);
        hasher.update(result);
        hasher.finalize().to_vec()
    }
}

impl Cache {
    /// Opens the cache in `folder`, which is created if missing. `None` if the folder cannot be
    /// created or, on Unix, if other users can write to it.
    pub(crate) fn open(folder: &Path) -> Option<Self> {
        let mut maker = DirBuilder::new();
        maker.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        maker.create(folder).ok()?;
        let cache = is_own(folder).then(|| Self(folder.to_owned()))?;
        cache.clear();
        Some(cache)
    }

    /// The result of `key`, which `make` makes if it is not stored.
    pub(crate) fn get_or(
        cache: Option<&Self>,
        key: &Key,
        make: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Vec<u8>> {
        let Some(cache) = cache else {
            return make();
        };
        cache.get(key).or_else(|| {
            let result = make()?;
            cache.put(key, &result);
            Some(result)
        })
    }

    /// The result of `key`, if it is stored and intact.
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.0.join(key.name());
        if !path.symlink_metadata().ok()?.is_file() {
            return None;
        }
        let bytes = fs::read(&path).ok()?;
        let (seal, result) = bytes.split_at_checked(HASH)?;
        if seal != key.seal(result) {
            return None;
        }
        // Extends the time that the result is kept. If this fails, it is made again some day.
        _ = File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(result.to_vec())
    }

    /// Stores a result. If that fails, for example on a full disk, the next build makes it again.
    fn put(&self, key: &Key, result: &[u8]) {
        let path = self.0.join(key.name());
        let fresh = path.with_added_extension(std::process::id().to_string());
        let written = fs::write(&fresh, [&*key.seal(result), result].concat());
        if written.and_then(|()| fs::rename(&fresh, &path)).is_err() {
            _ = fs::remove_file(&fresh);
        }
    }

    /// Removes results that no build has used for [`KEPT_FOR`].
    fn clear(&self) {
        let now = SystemTime::now();
        for entry in fs::read_dir(&self.0).into_iter().flatten().flatten() {
            let used = entry.metadata().and_then(|about| about.modified());
            let age = used.map(|used| now.duration_since(used).unwrap_or_default());
            if age.is_ok_and(|age| KEPT_FOR < age) {
                _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// The user's cache folder on this machine.
pub(crate) fn folder_of_user() -> Option<PathBuf> {
    let named = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let local = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else {
        None
    };
    let home = || env::home_dir().map(|home| home.join(".cache"));
    let folder = named("XDG_CACHE_HOME").or(local).or_else(home)?;
    Some(folder.join("shanhai").join("pictures"))
}

#[cfg(unix)]
fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let others_write = 0o022;
    folder.symlink_metadata().is_ok_and(|about| {
        let is_mine = about.uid() == rustix::process::geteuid().as_raw();
        about.is_dir() && is_mine && about.mode() & others_write == 0
    })
}

#[cfg(not(unix))]
fn is_own(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok_and(|about| about.is_dir())
}

/// A hash of a font file.
pub(crate) fn hash(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_cached_picture_is_returned_unchanged_or_not_at_all() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        let cache = Cache::open(&place.path().join("a/b")).expect("it is our own");
        let key = Key::of(&[b"svg", b"font"]);
        assert_eq!(cache.get(&key), None);
        cache.put(&key, b"picture");
        assert_eq!(cache.get(&key).as_deref(), Some(&b"picture"[..]));
        assert_eq!(cache.get(&Key::of(&[b"svgf", b"ont"])), None);
        let path = cache.0.join(key.name());
        let other = Key::of(&[b"other"]);
        fs::copy(&path, cache.0.join(other.name()))?;
        assert_eq!(cache.get(&other), None, "another's picture");
        let mut bytes = fs::read(&path)?;
        *bytes.last_mut().expect("it holds some") ^= 1;
        fs::write(&path, &bytes)?;
        assert_eq!(cache.get(&key), None, "a changed one");
        fs::write(&path, &bytes[..9])?;
        assert_eq!(cache.get(&key), None, "a cut one");
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_writable_by_others_is_not_used_as_a_cache() -> io::Result<()> {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let place = tempfile::tempdir()?;
        let open = place.path().join("open");
        fs::create_dir(&open)?;
        fs::set_permissions(&open, fs::Permissions::from_mode(0o777))?;
        assert!(Cache::open(&open).is_none());
        let link = place.path().join("link");
        symlink(place.path(), &link)?;
        assert!(Cache::open(&link).is_none());
        Ok(())
    }
}
