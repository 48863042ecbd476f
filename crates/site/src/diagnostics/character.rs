//! Characters that are invisible in a text, or that change how the text around them is displayed.

use std::borrow::Cow;

/// Why a character is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharacterClass {
    /// A control character, such as a bell.
    Control,
    /// A code point that Unicode reserves for internal use. XML and SVG cannot contain it.
    Noncharacter,
    /// Overrides, embeds or isolates the direction of the text around it.
    Direction,
    /// Has a direction itself but does not change that of its neighbours. Common in right-to-left
    /// scripts.
    DirectionMark,
    /// Has no width.
    Invisible,
    /// Looks like a plain space.
    Space,
}

/// The class of `character`, or `None` for visible characters and the plain space.
pub(crate) fn class_of(character: char) -> Option<CharacterClass> {
    use CharacterClass as Class;
    let code = u32::from(character);
    Some(match code {
        _ if character.is_control() => Class::Control,
        0xFDD0..=0xFDEF => Class::Noncharacter,
        _ if code & 0xFFFE == 0xFFFE => Class::Noncharacter,
        0x202A..=0x202E | 0x2066..=0x2069 => Class::Direction,
        0x061C | 0x200E | 0x200F => Class::DirectionMark,
        0x00AD
        | 0x034F
        | 0x115F..=0x1160
        | 0x17B4..=0x17B5
        | 0x180B..=0x180F
        | 0x200B..=0x200D
        | 0x2060..=0x2065
        | 0x206A..=0x206F
        | 0x3164
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0xFFA0
        | 0xFFF0..=0xFFFB
        | 0x1BCA0..=0x1BCA3
        | 0x1D173..=0x1D17A
        | 0xE0000..=0xE0FFF => Class::Invisible,
        0x20 => return None,
        _ if character.is_whitespace() => Class::Space,
        0x2800 => Class::Space,
        _ => return None,
    })
}

/// Returns whether `character` is invisible, or looks like a plain space.
pub(crate) fn is_hidden(character: char) -> bool {
    class_of(character).is_some()
}

/// The character's name in messages: `U+200B (zero width space)`.
pub(crate) fn named(character: char) -> String {
    let code = u32::from(character);
    let name = match code {
        0x0009 => "tab",
        0x000A | 0x000D => "line break",
        0x00A0 => "no-break space",
        0x00AD => "soft hyphen",
        0x061C => "Arabic letter mark",
        0x200B => "zero width space",
        0x200C => "zero width non-joiner",
        0x200D => "zero width joiner",
        0x200E => "left-to-right mark",
        0x200F => "right-to-left mark",
        0x2028 => "line separator",
        0x2029 => "paragraph separator",
        0x202A => "left-to-right embedding",
        0x202B => "right-to-left embedding",
        0x202C => "end of an embedding or override",
        0x202D => "left-to-right override",
        0x202E => "right-to-left override",
        0x202F => "narrow no-break space",
        0x2060 => "word joiner",
        0x2066 => "left-to-right isolate",
        0x2067 => "right-to-left isolate",
        0x2068 => "first strong isolate",
        0x2069 => "end of an isolate",
        0x3000 => "ideographic space",
        0xFE00..=0xFE0F => "variation selector",
        0xFEFF => "byte order mark",
        _ => return format!("U+{code:04X}"),
    };
    format!("U+{code:04X} ({name})")
}

/// `text` as its author sees it: without invisible characters, with plain spaces in place of
/// unusual ones, and with ASCII in place of full-width letters.
pub(crate) fn seen(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| is_hidden(c) || is_full_width(c);
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if is_plain || !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let seen = text
        .chars()
        .filter_map(|character| match class_of(character) {
            Some(CharacterClass::Space) => Some(' '),
            Some(_) => None,
            None if is_full_width(character) => char::from_u32(u32::from(character) - 0xFEE0),
            None => Some(character),
        });
    Cow::Owned(seen.collect::<String>().trim().to_owned())
}

fn is_full_width(character: char) -> bool {
    ('\u{FF01}'..='\u{FF5E}').contains(&character)
}

/// The characters of `text` that a story's text must not contain, or should not, with their byte
/// offsets. Tabs and line breaks are included; callers that allow them skip them. Direction marks
/// are left out if the text has letters of a right-to-left script.
pub(crate) fn problems(text: &str) -> impl Iterator<Item = (usize, char)> {
    let has_right_to_left = text.contains(is_right_to_left);
    text.char_indices()
        .filter(move |(_, character)| match class_of(*character) {
            Some(
                CharacterClass::Control | CharacterClass::Noncharacter | CharacterClass::Direction,
            ) => true,
            Some(CharacterClass::DirectionMark) => !has_right_to_left,
            _ => false,
        })
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{0590}'..='\u{061B}'
            | '\u{061D}'..='\u{08FF}'
            | '\u{FB1D}'..='\u{FDCF}'
            | '\u{FDF0}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_code_points_of_each_plane_are_noncharacters() {
        for character in [
            '\u{FFFE}',
            '\u{FFFF}',
            '\u{1FFFE}',
            '\u{10FFFF}',
            '\u{FDD0}',
        ] {
            assert_eq!(class_of(character), Some(CharacterClass::Noncharacter));
        }
        assert_eq!(class_of('\u{FFFD}'), None);
    }

    #[test]
    fn everyday_characters_are_not_hidden() {
        for character in ['a', ' ', '山', 'é', '—', '“', '，', '😀', 'अ', 'ع'] {
            assert!(!is_hidden(character), "{character}");
        }
    }

    #[test]
    fn invisible_characters_are_removed_from_a_text() {
        assert_eq!(seen("an\u{200B}kang\u{00AD}"), "ankang");
        assert_eq!(seen("\u{00A0}east\u{2009}west\u{FEFF}"), "east west");
        assert_eq!(seen("ａｎｋａｎｇ－１"), "ankang-1");
    }

    #[test]
    fn direction_marks_are_allowed_in_right_to_left_text() {
        assert_eq!(problems("10\u{200F} ملايين").count(), 0);
        assert_eq!(problems("10\u{200F} million").count(), 1);
        assert_eq!(problems("\u{202E}ملايين").count(), 1);
    }
}
