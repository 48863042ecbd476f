//! The pack: the story as the browser reads it, in postcard format, preceded by its version.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::story::Story;

/// The version of the format that this code writes, and the only one that it reads. Increase it
/// with every change to [`Story`] or to the types in it.
pub const VERSION: u16 = 4;

#[derive(Serialize, Deserialize)]
struct Pack {
    version: u16,
    story: Story,
}

/// The reason why a pack cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// The pack was written by another version.
    Version(u16),
    /// The pack is truncated, changed, or not a pack.
    Broken,
    /// A reference in this list leads nowhere.
    Dangling(&'static str),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(
                f,
                "the pack has version {version}, this app reads {VERSION}; build both again"
            ),
            Self::Broken => f.write_str("the pack is cut or changed; build it again"),
            Self::Dangling(list) => {
                write!(
                    f,
                    "a reference in the pack's {list} leads nowhere; build it again"
                )
            }
        }
    }
}

impl std::error::Error for PackError {}

/// The bytes of a pack that holds `story`.
///
/// # Errors
/// None in practice: a story that is in memory can be written.
pub fn pack(story: &Story) -> Result<Vec<u8>, PackError> {
    let pack = Pack {
        version: VERSION,
        story: story.clone(),
    };
    postcard::to_allocvec(&pack).map_err(|_| PackError::Broken)
}

/// The story in a pack.
///
/// # Errors
///
/// If the bytes are of another version or broken, or if they refer to items that they do not
/// contain.
pub fn unpack(bytes: &[u8]) -> Result<Story, PackError> {
    let (version, _) = postcard::take_from_bytes::<u16>(bytes).map_err(|_| PackError::Broken)?;
    if version != VERSION {
        return Err(PackError::Version(version));
    }
    let (pack, rest): (Pack, _) =
        postcard::take_from_bytes(bytes).map_err(|_| PackError::Broken)?;
    if !rest.is_empty() {
        return Err(PackError::Broken);
    }
    match pack.story.dangling() {
        Some(list) => Err(PackError::Dangling(list)),
        None => Ok(pack.story),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::{MapPoint, MapRect};
    use crate::story::{Fit, Place, Step};
    use proptest::prelude::*;

    fn small() -> Story {
        Story {
            steps: vec![Step {
                id: "cover".to_owned(),
                fit: Fit::Nation,
                links: vec![],
                regions: vec![],
                places: vec![0],
                is_bundled: false,
            }],
            places: vec![Place {
                id: "ankang".to_owned(),
                name: "安康".to_owned(),
                at: MapPoint::new(3075.25, 2382.5),
                region: None,
                members: vec![],
                area: Some(610_900),
            }],
            nation: MapRect::between(MapPoint::new(-150.0, 0.0), MapPoint::new(4950.0, 5830.0)),
            ..Story::default()
        }
    }

    #[test]
    fn unpacking_a_pack_gives_the_same_story() {
        let story = small();
        assert_eq!(unpack(&pack(&story).unwrap()), Ok(story));
    }

    #[test]
    fn another_version_is_refused_by_its_number() {
        let mut bytes = pack(&small()).unwrap();
        bytes[0] = 77;
        assert_eq!(unpack(&bytes), Err(PackError::Version(77)));
    }

    #[test]
    fn a_dangling_reference_is_refused() {
        let mut story = small();
        story.steps[0].places = vec![1];
        let bytes = pack(&story).unwrap();
        assert_eq!(unpack(&bytes), Err(PackError::Dangling("steps")));
    }

    proptest! {
        #[test]
        fn a_broken_pack_never_panics(at in 0..80usize, byte: u8, cut in 0..200usize) {
            let mut bytes = pack(&small()).unwrap();
            let (at, cut) = (at % bytes.len(), cut.min(bytes.len()));
            bytes[at] = byte;
            _ = unpack(&bytes);
            _ = unpack(&bytes[..cut]);
        }
    }
}
