//! The containers of videos and recordings: their first bytes, and the position in an MP4.

use crate::diagnostics::{Entity, MediaProblem};

/// A format of files that hold video or sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Mp4,
    WebM,
    Mp3,
    M4a,
    Ogg,
}

impl Container {
    /// The format that the name of the file at `path` says.
    pub(super) fn of_name(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match &*extension.to_ascii_lowercase() {
            "mp4" => Some(Self::Mp4),
            "webm" => Some(Self::WebM),
            "mp3" => Some(Self::Mp3),
            "m4a" => Some(Self::M4a),
            "ogg" => Some(Self::Ogg),
            _ => None,
        }
    }

    /// A video or a recording.
    pub(super) fn entity(self) -> Entity {
        match self {
            Self::Mp4 | Self::WebM => Entity::Video,
            Self::Mp3 | Self::M4a | Self::Ogg => Entity::Audio,
        }
    }

    /// The name of the format, as [`found`] gives it.
    fn name(self) -> &'static str {
        match self {
            Self::Mp4 | Self::M4a => MP4,
            Self::WebM => "WebM",
            Self::Mp3 => "MP3",
            Self::Ogg => "Ogg",
        }
    }
}

const MP4: &str = "MP4";

/// Reports a file whose content is not what its `name` says, which is cut, or which says where it
/// was recorded.
pub(super) fn check(bytes: &[u8], name: &str) -> Result<(), MediaProblem> {
    if bytes.is_empty() {
        return Err(MediaProblem::EmptyFile);
    }
    let found = found(bytes);
    if found.is_none() || found != Container::of_name(name).map(Container::name) {
        return Err(MediaProblem::OtherFormat { found });
    }
    if found != Some(MP4) {
        return Ok(());
    }
    let boxes: Option<Vec<_>> = Boxes(bytes).collect();
    let boxes = boxes.ok_or(MediaProblem::Truncated)?;
    if !boxes.iter().any(|(kind, _)| kind == b"moov") {
        return Err(MediaProblem::Truncated);
    }
    if boxes.iter().any(|it| has_position(*it, DEPTH)) {
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        return Err(MediaProblem::Position { name });
    }
    Ok(())
}

/// The format that the first bytes of a file say it has.
fn found(bytes: &[u8]) -> Option<&'static str> {
    let is_ebml = bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]);
    let head = bytes.get(..64).unwrap_or(bytes);
    let sync = bytes.first_chunk::<2>();
    match bytes.get(4..12) {
        // The brand of QuickTime, which browsers do not all play.
        Some(b"ftypqt  ") => return Some("QuickTime"),
        Some(start) if start.starts_with(b"ftyp") => {
            return match shanhai_photos::signature(bytes) {
                Err(Some(image)) => Some(image),
                _ => Some(MP4),
            };
        }
        _ => {}
    }
    if let Ok(image) = shanhai_photos::signature(bytes) {
        return Some(image.name());
    }
    if is_ebml {
        return Some(if contains(head, b"matroska") {
            "Matroska"
        } else {
            "WebM"
        });
    }
    if bytes.starts_with(b"OggS") {
        return Some("Ogg");
    }
    // A frame of MPEG audio begins with eleven bits 1; layer III is 01.
    let is_frame = sync.is_some_and(|[one, two]| *one == 0xFF && two & 0xE6 == 0xE2);
    (bytes.starts_with(b"ID3") || is_frame).then_some("MP3")
}

/// The boxes of an MP4 (ISO/IEC 14496-12, section 4.2): each with its type and its content, or
/// `None` if it is longer than the rest.
struct Boxes<'b>(&'b [u8]);

type Box<'b> = ([u8; 4], &'b [u8]);

impl<'b> Iterator for Boxes<'b> {
    type Item = Option<Box<'b>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let next = self.split();
        if next.is_none() {
            self.0 = &[];
        }
        Some(next)
    }
}

impl<'b> Boxes<'b> {
    fn split(&mut self) -> Option<Box<'b>> {
        let (size, rest) = self.0.split_first_chunk()?;
        let (kind, rest) = rest.split_first_chunk()?;
        let (content, rest) = match u32::from_be_bytes(*size) {
            0 => (rest, &[][..]),
            1 => {
                let (size, rest) = rest.split_first_chunk()?;
                let size = usize::try_from(u64::from_be_bytes(*size)).ok()?;
                rest.split_at_checked(size.checked_sub(16)?)?
            }
            size => {
                let size = usize::try_from(size).ok()?;
                rest.split_at_checked(size.checked_sub(8)?)?
            }
        };
        self.0 = rest;
        Some((*kind, content))
    }
}

/// Boxes with a position are at most this deep: `moov`, `trak`, `udta`, `meta`.
const DEPTH: usize = 4;

/// Returns whether a box says where the file was recorded: in Apple's `©xyz`, 3GPP's `loci`,
/// its list of keys, or XMP.
fn has_position((kind, content): Box<'_>, depth: usize) -> bool {
    match &kind {
        b"\xA9xyz" | b"loci" => true,
        b"meta" => contains(content, b"com.apple.quicktime.location."),
        b"uuid" | b"XMP_" => contains(content, b"GPSLatitude"),
        b"moov" | b"trak" | b"udta" if 0 < depth => {
            let within = Boxes(content).flatten();
            within.into_iter().any(|it| has_position(it, depth - 1))
        }
        _ => false,
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A box with this content.
    fn boxed(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).expect("it is short");
        [&size.to_be_bytes()[..], &kind, content].concat()
    }

    /// An MP4 whose `moov` has this content.
    fn mp4(content: &[u8]) -> Vec<u8> {
        let start = boxed(*b"ftyp", b"isom\0\0\0\0");
        [start, boxed(*b"mdat", b"..."), boxed(*b"moov", content)].concat()
    }

    #[test]
    fn a_position_is_found_in_each_of_its_forms() {
        let key = [b"mdta", &b"com.apple.quicktime.location.ISO6709"[..]].concat();
        let meta = boxed(*b"meta", &boxed(*b"keys", &key));
        for content in [
            boxed(*b"udta", &boxed(*b"\xA9xyz", b"\0\x12\x15\xC7+26.7+119.9/")),
            boxed(*b"trak", &boxed(*b"udta", &boxed(*b"loci", &[0; 8]))),
            meta.clone(),
            boxed(*b"udta", &meta),
        ] {
            let name = "a.mp4".to_owned();
            assert_eq!(
                check(&mp4(&content), "media/a.mp4"),
                Err(MediaProblem::Position { name })
            );
        }
        assert_eq!(check(&mp4(&boxed(*b"udta", b"")), "a.mp4"), Ok(()));
    }

    #[test]
    fn a_file_is_refused_wherever_it_is_cut() {
        let whole = mp4(&boxed(*b"mvhd", &[0; 16]));
        for end in 0..whole.len() {
            assert!(check(&whole[..end], "a.mp4").is_err(), "{end}");
        }
        assert_eq!(check(&whole, "a.m4a"), Ok(()));
    }

    #[track_caller]
    fn check_found(bytes: &[u8], name: Option<&str>) {
        assert_eq!(found(bytes), name);
    }

    #[test]
    fn the_first_bytes_tell_the_format() {
        check_found(b"\0\0\0\x14ftypisom", Some("MP4"));
        check_found(b"\0\0\0\x14ftypqt  ", Some("QuickTime"));
        check_found(b"\x1A\x45\xDF\xA3\x9F\x42\x82\x84webm", Some("WebM"));
        check_found(b"\x1A\x45\xDF\xA3\x42\x82\x88matroska", Some("Matroska"));
        check_found(b"OggS\0", Some("Ogg"));
        check_found(b"ID3\x04", Some("MP3"));
        check_found(b"\xFF\xFB\x90", Some("MP3"));
        check_found(b"\xFF\xD8\xFF\xE0", Some("JPEG"));
        for other in [
            &b""[..],
            b"\xFF",
            b"\xFF\xF1\x50",
            b"words",
            b"\0\0\0\x14moov",
        ] {
            check_found(other, None);
        }
    }
}
