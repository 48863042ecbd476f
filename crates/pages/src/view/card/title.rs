//! The lines of a title: words are broken into balanced lines, Chinese characters at their
//! punctuation.

/// Lines of words, and their font size.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines {
    pub(super) lines: Vec<String>,
    /// In pixels.
    pub(super) size: f64,
}

/// The line height, as a multiple of the font size.
pub(super) const LEADING: f64 = 1.14;

/// One more line is worth it if the font size grows by this factor.
const WORTH_A_LINE: f64 = 1.12;

/// A line shorter than this share of the widest one looks lost.
const LOST: f64 = 0.42;

/// A line that looks lost is worth it if the font size grows by this factor.
const WORTH_A_LOSS: f64 = 1.6;

/// A break at the end of a clause is worth this factor of the font size.
const AT_A_CHARACTER: f64 = 1.1;

/// `text` in lines that fill a box of `width` by `height` pixels with the largest possible font
/// size, up to `most`. `width_of` is the width of a text at a font size of 1.
pub(super) fn filling(
    text: &str,
    [width, height]: [f64; 2],
    most: f64,
    width_of: &dyn Fn(&str) -> f64,
) -> Lines {
    let words: Vec<&str> = text.split_whitespace().collect();
    // However the text is broken, its widest line is one of these runs of words.
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| from..to));
    let limits = runs.map(|run| width_of(&words[run].join(" ")));
    let set = limits.map(|limit| {
        let lines = broken(&words, limit, width_of);
        let widths = || lines.iter().map(|line| width_of(line));
        let (widest, least) = (
            widths().fold(0.1, f64::max),
            widths().fold(f64::INFINITY, f64::min),
        );
        let rows = f64::from(u16::try_from(lines.len()).unwrap_or(u16::MAX)).max(1.0);
        let size = most.min(width / widest).min(height / (rows * LEADING));
        let is_lost = least < widest * LOST;
        let characters = lines
            .iter()
            .rev()
            .skip(1)
            .filter(|line| line.ends_with([',', ':', ';', '.']));
        let worth = size / WORTH_A_LINE.powf(rows - 1.0) / if is_lost { WORTH_A_LOSS } else { 1.0 }
            * AT_A_CHARACTER.powf(f64::from(
                u16::try_from(characters.count()).unwrap_or_default(),
            ));
        (worth, Lines { lines, size })
    });
    // The first of equal candidates: no picture depends on which others are tried.
    let best = set.reduce(|best, next| if best.0 < next.0 { next } else { best });
    best.map_or_else(Lines::default, |(_, lines)| lines)
}

/// `words` in lines of at most `limit`, or of a single word that is wider.
fn broken(words: &[&str], limit: f64, width_of: &dyn Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        if let Some(line) = lines.last_mut() {
            let longer = [&**line, word].join(" ");
            if width_of(&longer) <= limit {
                *line = longer;
                continue;
            }
        }
        lines.push((*word).to_owned());
    }
    lines
}

/// The most characters in a column: more would be too small.
const LONGEST: usize = 9;

/// The columns of a title as on a hanging scroll: two for a couplet, or one, or as many as its
/// characters need. Punctuation between clauses is omitted: the end of a column, or a gap, replaces
/// it.
pub(super) fn columns(text: &str) -> Vec<String> {
    let clauses = text.split(['，', '、', '；', '：', ',', ' ']);
    let clauses: Vec<_> = clauses.filter(|clause| !clause.is_empty()).collect();
    let columns = match clauses[..] {
        [right, left] => vec![right.to_owned(), left.to_owned()],
        _ => vec![clauses.join(" ")],
    };
    let cut = columns.iter().flat_map(|column| {
        let letters: Vec<char> = column.chars().collect();
        let pieces = letters.len().div_ceil(LONGEST).max(1);
        let length = letters.len().div_ceil(pieces).max(1);
        let pieces = letters.chunks(length);
        pieces
            .map(|piece| piece.iter().collect::<String>())
            .collect::<Vec<_>>()
    });
    cut.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each character is half as wide as the font size.
    fn half(text: &str) -> f64 {
        f64::from(u16::try_from(text.chars().count()).expect("it is short")) / 2.0
    }

    #[track_caller]
    fn check(text: &str, room: [f64; 2], expected: &[&str]) {
        assert_eq!(filling(text, room, 150.0, &half).lines, expected);
    }

    #[test]
    fn another_line_is_added_only_for_larger_type() {
        check("Still on the road", [2000.0, 200.0], &["Still on the road"]);
        check(
            "Still on the road",
            [500.0, 400.0],
            &["Still on", "the road"],
        );
    }

    #[test]
    fn lines_have_about_the_same_width() {
        check(
            "Mountain to mountain, river to river",
            [900.0, 200.0],
            &["Mountain to mountain,", "river to river"],
        );
    }

    #[test]
    fn no_short_word_stands_alone_on_a_line() {
        check(
            "A matter of addition",
            [400.0, 400.0],
            &["A matter of", "addition"],
        );
    }

    #[test]
    fn a_single_word_is_never_broken() {
        check("Mountains", [100.0, 400.0], &["Mountains"]);
    }

    #[test]
    fn an_empty_title_has_no_lines() {
        check("", [100.0, 400.0], &[]);
    }

    #[test]
    fn many_clauses_share_one_column_with_gaps_between() {
        assert_eq!(columns("饭碗、课堂、病床"), ["饭碗 课堂 病床"]);
    }

    #[test]
    fn a_long_title_is_set_in_columns_of_equal_length() {
        assert_eq!(
            columns("一二三四五六七八九十"),
            ["一二三四五", "六七八九十"]
        );
    }

    #[test]
    fn a_couplet_is_set_in_two_columns() {
        assert_eq!(columns("山认得山，水认得水"), ["山认得山", "水认得水"]);
        assert_eq!(columns("一道加法题"), ["一道加法题"]);
    }
}
