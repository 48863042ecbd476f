//! Finds fonts whose glyphs may be published. A share picture publishes them, while many system
//! fonts are licensed for display on the user's screen only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, ID, Style};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::cache::{self, Cache};

/// Families for titles and names, in order of preference. All are under the SIL Open Font License.
const SERIF: [&str; 9] = [
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "思源宋体 CN",
    "LXGW WenKai GB",
    "LXGW WenKai",
    "霞鹜文楷",
];

/// Families for small text, and for titles if there is no serif family.
const SANS: [&str; 6] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "思源黑体 CN",
];

/// For languages without Chinese characters these families come first.
const LATIN_SERIF: [&str; 3] = ["Source Serif 4", "Source Serif Pro", "Noto Serif"];
const LATIN_SANS: [&str; 3] = ["Source Sans 3", "Source Sans Pro", "Noto Sans"];

/// The open fonts with which pictures may be drawn.
#[derive(Clone)]
pub struct Fonts {
    pub(super) faces: Arc<Database>,
    /// The faces that the author named. They come before all others.
    named: Vec<ID>,
    /// The cache of the pictures drawn with them.
    pub(super) cache: Option<Cache>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faces = self.faces.faces();
        let names = faces.map(|face| &*face.post_script_name);
        f.debug_list().entries(names).finish()
    }
}

/// A file that was named as a font but is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAFont(pub PathBuf);

impl fmt::Display for NotAFont {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = crate::terminal::shown(&self.0);
        write!(
            f,
            "`{path}`: this is not a font; name a TrueType or OpenType file"
        )
    }
}

impl std::error::Error for NotAFont {}

impl Fonts {
    /// The fonts in `files`, then the open fonts of this machine.
    ///
    /// # Errors
    /// Fails if one of `files` is not a font.
    pub fn of_machine(files: &[PathBuf]) -> Result<Self, NotAFont> {
        let mut machine = Database::new();
        machine.load_system_fonts();
        Self::among(&machine, files)
    }

    /// The fonts in `files`, then those of `others` that are known to be open.
    ///
    /// # Errors
    /// Fails if one of `files` is not a font.
    pub fn among(others: &Database, files: &[PathBuf]) -> Result<Self, NotAFont> {
        let mut faces = Database::new();
        for file in files {
            load(&mut faces, file)?;
        }
        let named = faces.faces().map(|face| face.id).collect();
        let is_open = |face: &&FaceInfo| {
            let known = [&SERIF[..], &SANS, &LATIN_SERIF, &LATIN_SANS].concat();
            known.iter().any(|family| is_of(face, family))
        };
        for face in others.faces().filter(is_open) {
            faces.push_face_info(face.clone());
        }
        Ok(Self {
            faces: Arc::new(faces),
            named,
            cache: None,
        })
    }

    /// Enables the picture cache in the user's cache folder: unchanged pictures are not drawn
    /// again.
    #[must_use]
    pub fn keeping_pictures(self) -> Self {
        let folder = cache::folder_of_user();
        self.keeping_pictures_in(folder.as_deref())
    }

    /// Enables the picture cache in `folder`, if only the user can write to it.
    #[must_use]
    pub fn keeping_pictures_in(self, folder: Option<&Path>) -> Self {
        let cache = folder.and_then(Cache::open);
        Self { cache, ..self }
    }

    /// The faces for a page whose pictures have the letters `title` in titles and `note` in notes.
    /// `is_han` tells whether its language is written in Chinese characters.
    pub(super) fn faces(
        &self,
        title: &BTreeSet<char>,
        note: &BTreeSet<char>,
        is_han: bool,
    ) -> Result<Faces, FontProblem> {
        let serif = [&SERIF[..], &SANS].concat();
        let sans = [&SANS[..], &SERIF].concat();
        let before = |latin: &[&'static str], all: Vec<&'static str>| {
            if is_han { all } else { [latin, &all].concat() }
        };
        let note = self.face(&before(&LATIN_SANS, sans), REGULAR, note)?;
        let face = self.face(&before(&LATIN_SERIF, serif), BOLD, title)?;
        Ok(Faces {
            fonts: self.clone(),
            title: face,
            note,
            widths: widths(&self.faces, face, title),
        })
    }

    /// The first face that has all `letters`: one that the author named, or else one of `families`.
    fn face(
        &self,
        families: &[&str],
        weight: u16,
        letters: &BTreeSet<char>,
    ) -> Result<ID, FontProblem> {
        let named = |face: &&FaceInfo| self.named.contains(&face.id);
        let mut faces: Vec<ID> = self.nearest_first(weight, named);
        for family in families {
            // The other weights of a family have the same letters.
            let own = self.nearest_first(weight, |face| is_of(face, family));
            faces.extend(own.first());
        }
        let mut first = None;
        for face in faces {
            let missing = missing(&self.faces, face, letters);
            if missing.is_empty() {
                return Ok(face);
            }
            first.get_or_insert((face, missing));
        }
        Err(match first {
            None => FontProblem::NoFont,
            Some((face, letters)) => FontProblem::Letters {
                family: family_of(&self.faces, face),
                letters,
            },
        })
    }

    /// The upright faces that are `wanted`, sorted by distance from `weight`.
    fn nearest_first(&self, weight: u16, wanted: impl Fn(&&FaceInfo) -> bool) -> Vec<ID> {
        let upright = |face: &&FaceInfo| face.style == Style::Normal;
        let mut faces: Vec<_> = self.faces.faces().filter(upright).filter(wanted).collect();
        faces.sort_by_key(|face| (face.weight.0.abs_diff(weight), &face.post_script_name));
        faces.into_iter().map(|face| face.id).collect()
    }
}

const BOLD: u16 = 700;
const REGULAR: u16 = 400;

/// The faces for the pictures of one page.
#[derive(Clone, Debug)]
pub(super) struct Faces {
    pub(super) fonts: Fonts,
    /// The face for titles and names.
    pub(super) title: ID,
    /// The face for the map's note.
    pub(super) note: ID,
    widths: BTreeMap<char, f64>,
}

impl Faces {
    /// Hashes of the faces' files.
    pub(super) fn hashes(&self) -> Vec<u8> {
        let faces = [self.title, self.note].into_iter();
        let hashes = faces.filter_map(|face| {
            let faces = &self.fonts.faces;
            faces.with_face_data(face, |bytes, index| {
                [cache::hash(bytes), index.to_le_bytes().to_vec()].concat()
            })
        });
        hashes.flatten().collect()
    }

    /// The width of `text` in the title face, in ems.
    pub(super) fn width_of(&self, text: &str) -> f64 {
        let width = |letter| self.widths.get(&letter);
        text.chars().filter_map(width).sum()
    }
}

/// A reason why an edition has no pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontProblem {
    /// The machine has no open font, and the author named none.
    NoFont,
    /// The preferred font lacks some letters, and so do all others.
    Letters {
        /// The font's family.
        family: String,
        /// The letters that it lacks.
        letters: String,
    },
}

impl fmt::Display for FontProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFont => f.write_str("found no font with an open licence")?,
            Self::Letters { family, letters } => {
                write!(
                    f,
                    "neither `{family}` nor any other open font has `{letters}`"
                )?;
            }
        }
        f.write_str("; run `apt install fonts-noto-cjk`, or name a font file with `--font`")
    }
}

/// The limit of faces in a collection. The largest collections in use have some tens.
const MOST_FACES: u32 = 1_000;

fn load(faces: &mut Database, file: &Path) -> Result<(), NotAFont> {
    let before = faces.len();
    let is_sound = claimed_faces(file).is_ok_and(|count| count <= MOST_FACES);
    if !is_sound || faces.load_font_file(file).is_err() || faces.len() == before {
        return Err(NotAFont(file.to_owned()));
    }
    Ok(())
}

/// The number of faces that a font file claims to contain; loading it would look for each one.
/// Fails for a pipe or a device, from which reading may block forever.
fn claimed_faces(file: &Path) -> io::Result<u32> {
    if !fs::metadata(file)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut head = [0; 12];
    fs::File::open(file)?.read_exact(&mut head)?;
    let [rest @ .., a, b, c, d] = head;
    let is_collection = rest.starts_with(b"ttcf");
    Ok(if is_collection {
        u32::from_be_bytes([a, b, c, d])
    } else {
        1
    })
}

fn is_of(face: &FaceInfo, family: &str) -> bool {
    face.families.iter().any(|(name, _)| name == family)
}

fn family_of(faces: &Database, face: ID) -> String {
    let face = faces.face(face);
    let family = face.and_then(|face| face.families.first());
    family.map_or_else(String::new, |(name, _)| name.clone())
}

/// The letters among `letters` for which `face` has no glyph.
fn missing(faces: &Database, face: ID, letters: &BTreeSet<char>) -> String {
    let missing = faces.with_face_data(face, |bytes, index| {
        let font = FontRef::from_index(bytes, index).ok()?;
        let known = font.charmap();
        let missing = letters
            .iter()
            .filter(|letter| known.map(**letter).is_none());
        Some(missing.collect())
    });
    // A file that has been deleted since counts as lacking all of them.
    missing
        .flatten()
        .unwrap_or_else(|| letters.iter().collect())
}

/// The widths of `letters` and of the space in `face`, in ems.
fn widths(faces: &Database, face: ID, letters: &BTreeSet<char>) -> BTreeMap<char, f64> {
    let widths = faces.with_face_data(face, |bytes, index| {
        let font = FontRef::from_index(bytes, index).ok()?;
        let known = font.charmap();
        let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let letters = letters.iter().copied().chain([' ']);
        let width = |letter: char| {
            let width = widths.advance_width(known.map(letter)?)?;
            Some((letter, f64::from(width)))
        };
        Some(letters.filter_map(width).collect())
    });
    widths.flatten().unwrap_or_default()
}
