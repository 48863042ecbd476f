//! Pictures that were drawn before: drawing one takes most of a second, and few change with a build.
//!
//! A picture is kept under a hash of all that it is made of, in a folder that nobody else can write
//! to, and with a hash of its own: what does not match is drawn anew.

use std::env;
use std::fs::{self, DirBuilder, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

/// What all pictures are drawn by: the code here, and the libraries' versions.
const DRAWN_BY: [&str; 3] = [
    include_str!("canvas.rs"),
    include_str!("png.rs"),
    include_str!("../../../../../Cargo.lock"),
];

/// How long a picture is kept that no build has asked for.
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// Bytes of a hash.
const HASH: usize = 32;

/// A folder of pictures.
#[derive(Clone, Debug)]
pub(super) struct Cache(PathBuf);

/// What stands for all that a picture is made of.
#[derive(Clone, Debug)]
pub(super) struct Key(Vec<u8>);

impl Key {
    /// The key of what is drawn with all of `parts`.
    pub(super) fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in DRAWN_BY
            .iter()
            .map(|text| text.as_bytes())
            .chain(parts.iter().copied())
        {
            // Of what length each is, or two lists could read the same.
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

    /// What stands before the bytes of the picture.
    fn seal(&self, picture: &[u8]) -> Vec<u8> {
        let mut hasher = Sha256::new();
        hasher.update(&self.0);
        hasher.update(picture);
        hasher.finalize().to_vec()
    }
}

impl Cache {
    /// The cache in `folder`, which is made; none where others could write there.
    pub(super) fn open(folder: &Path) -> Option<Self> {
        let mut maker = DirBuilder::new();
        maker.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        maker.create(folder).ok()?;
        let cache = is_own(folder).then(|| Self(folder.to_owned()))?;
        cache.clear();
        Some(cache)
    }

    /// The picture of `key`, whole and as it was put there.
    pub(super) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.0.join(key.name());
        if !path.symlink_metadata().ok()?.is_file() {
            return None;
        }
        let bytes = fs::read(&path).ok()?;
        let (seal, picture) = bytes.split_at_checked(HASH)?;
        if seal != key.seal(picture) {
            return None;
        }
        // It stays for longer; if that cannot be noted, it is drawn anew one day.
        _ = File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(picture.to_vec())
    }

    /// Keeps a picture. A full disk costs time at the next build, and nothing now.
    pub(super) fn put(&self, key: &Key, picture: &[u8]) {
        let path = self.0.join(key.name());
        let fresh = path.with_added_extension(std::process::id().to_string());
        let written = fs::write(&fresh, [&*key.seal(picture), picture].concat());
        if written.and_then(|()| fs::rename(&fresh, &path)).is_err() {
            _ = fs::remove_file(&fresh);
        }
    }

    /// Takes away what no build has asked for in a long time.
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

/// Where this machine keeps what its user can do without.
pub(super) fn folder_of_user() -> Option<PathBuf> {
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

/// A hash of the file that a font's face lies in.
pub(super) fn hash(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_picture_comes_back_as_it_was_put_there_or_not_at_all() -> io::Result<()> {
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
    fn a_folder_that_others_write_to_is_no_cache() -> io::Result<()> {
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
