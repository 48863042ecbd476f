//! Text for a terminal: no file name can control the terminal, and printed commands can be pasted.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

/// Returns whether a terminal would interpret `character` instead of showing it, or would show text
/// in another order.
#[must_use]
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Direction marks.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Line separators and invisible characters.
            | '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// `text` with every unsafe character escaped: `\u{1b}`.
#[must_use]
pub fn safe(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// `path` as messages show it.
#[must_use]
pub fn shown(path: &Path) -> String {
    safe(&path.to_string_lossy())
}

/// `path` as an argument of a command that is pasted into a shell, even if it starts with a hyphen.
#[must_use]
pub fn argument(path: &Path) -> String {
    let text = path.to_string_lossy();
    // A path that starts with a hyphen would be parsed as an option.
    let text = if text.starts_with('-') {
        ["./", &text].concat()
    } else {
        text.into_owned()
    };
    let has_unknown = path.to_str().is_none();
    if cfg!(windows) {
        return for_windows(&text);
    }
    if has_unknown || text.chars().any(is_unsafe) {
        return in_codes(path);
    }
    quoted(&text)
}

/// `word`, quoted for a POSIX shell if necessary.
#[must_use]
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@%+,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// `word` in double quotes if necessary. Both shells of Windows support them, and no file name
/// there contains one.
fn for_windows(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:\\".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return safe(word);
    }
    format!("\"{}\"", safe(word))
}

/// A word that cannot be printed, in the `$'…'` syntax of bash, zsh and POSIX 2024.
fn in_codes(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut word = "$'".to_owned();
    if bytes.starts_with(b"-") {
        word.push_str("./");
    }
    for &byte in bytes {
        match byte {
            b'\'' | b'\\' => {
                word.push('\\');
                word.push(char::from(byte));
            }
            b' '..=b'~' => word.push(char::from(byte)),
            // Writing to memory cannot fail.
            _ => _ = write!(word, "\\{byte:03o}"),
        }
    }
    word + "'"
}

/// Writes `text` to the standard output, and returns the exit code of the program.
///
/// A reader that stops early, such as `head`, is not an error; a full disk is.
#[must_use]
pub fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report_write_error(&error),
    }
}

/// The exit code of a program whose output could not be written.
#[must_use]
pub fn report_write_error(error: &io::Error) -> ExitCode {
    if error.kind() == ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    print_error(&format!("cannot write the output: {error}"));
    ExitCode::FAILURE
}

/// Writes a line to the standard error. If that is closed, nobody could read it anyway.
pub fn print_error(text: &str) {
    _ = writeln!(io::stderr(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(argument(Path::new(path)), expected);
    }

    #[test]
    fn control_characters_in_a_name_are_escaped() {
        assert_eq!(
            shown(Path::new("a\u{1b}[31m\u{9b}\r\n\u{202e}山\u{7f}")),
            "a\\u{1b}[31m\\u{9b}\\u{d}\\u{a}\\u{202e}山\\u{7f}"
        );
    }

    #[test]
    #[cfg(not(windows))]
    fn a_path_is_quoted_for_the_shell_if_necessary() {
        check("my-story", "my-story");
        check("山海", "山海");
        check("Panda Story", "'Panda Story'");
        check("it's", r"'it'\''s'");
        check("$HOME", "'$HOME'");
        check("~", "'~'");
        check("a;b&c|d", "'a;b&c|d'");
        check("-x", "./-x");
        check("--help me", "'./--help me'");
        check("", "''");
        check("a\u{1b}'b", r"$'a\033\'b'");
        check("-\u{7}", r"$'./-\007'");
    }

    #[test]
    fn paths_on_windows_get_double_quotes() {
        assert_eq!(for_windows("Panda Story"), "\"Panda Story\"");
        assert_eq!(for_windows("C:\\story"), "C:\\story");
    }
}
