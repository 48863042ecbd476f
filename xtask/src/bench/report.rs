//! The table of a bench, for the committed page and for comparison with it.

use std::collections::BTreeMap;

use super::figures::{Figure, GROUPS, Group};
use super::measured::{Measured, SCREENS, Spread};

const PAGE: &str = "\
# What loading and reading cost

Written by `cargo xtask bench --update`; `cargo xtask bench` shows new figures beside these. Each
is the median of several runs, with the least and the most in brackets; `!` marks what is over its
limit.

- **Loading** is over 1.6 Mbps down, 0.75 up and 150 ms there and back, with brotli, and bytes as
  they travel. Each request waits once; a host far away takes two or three waits more to connect.
- **Main thread at a quarter of its speed**, by the browser's own brake, everywhere. Raster and
  display run on at full speed, by the processor: a machine with a graphics card has less of both.
- **Scrolling** is by wheel input, from the top to the end of the last step, handled by the
  compositor as a reader's is. Frames drawn are the compositor's (`DrawFrame` in a trace): those
  that a scroll alone moved, too. The story's frames are the main thread's
  (`BeginMainThreadFrame`): only in these does the picture change.
- **Times between frames are by the clock, amounts of work in processor time.** What other programs
  take of the machine lengthens the former, and the brake multiplies it: compare figures of calm
  machines only. The last rows say how calm it was, and what the browser takes by itself on a page
  of mere words with one listener.
";

const LEGEND: &str = "! over the limit";

/// The page to commit: browser, cores and figures.
pub(super) fn page(measured: &Measured) -> String {
    let Measured { browser, cores, .. } = measured;
    let table = table(measured, None);
    format!("{PAGE}\nChromium {browser} on {cores} cores.\n\n{table}")
}

/// The figures beside those of an earlier page, then the notes on single runs.
pub(super) fn beside(measured: &Measured, page: &str) -> String {
    let notes: Vec<_> = measured.notes().collect();
    let table = table(measured, Some(&Earlier::read(page)));
    format!("{table}\n{LEGEND}\n\n{}", notes.join("\n"))
}

/// The figures of an earlier page: for each group and name, a cell per screen.
struct Earlier<'page>(BTreeMap<(&'page str, &'page str), Vec<&'page str>>);

impl<'page> Earlier<'page> {
    /// Reads every table row; an unreadable page gives no figures to compare with.
    fn read(page: &'page str) -> Self {
        let mut group = "";
        let mut figures = BTreeMap::new();
        for line in page.lines() {
            let Some(cells) = line.strip_prefix('|') else {
                continue;
            };
            let mut cells = cells.split('|').map(str::trim);
            let name = cells.next().unwrap_or_default();
            if let Some(heading) = heading_in(name) {
                group = heading;
            }
            // The second cell is the limit.
            figures.insert((group, name), cells.skip(1).map(without_range).collect());
        }
        Self(figures)
    }

    fn cell(&self, group: &str, name: &str, screen: usize) -> &str {
        let cells = self.0.get(&(group, name));
        cells.and_then(|cells| cells.get(screen)).unwrap_or(&"")
    }
}

fn heading(group: &str) -> String {
    format!("**{group}**")
}

fn heading_in(cell: &str) -> Option<&str> {
    cell.strip_prefix("**")?.strip_suffix("**")
}

fn without_range(cell: &str) -> &str {
    cell.split(' ').next().unwrap_or(cell)
}

fn table(measured: &Measured, earlier: Option<&Earlier>) -> String {
    let mut rows = vec![head(earlier)];
    for Group { name, figures } in &GROUPS {
        if figures
            .iter()
            .all(|figure| measured.figure(SCREENS[0], figure).is_none())
        {
            continue;
        }
        let blank = rows.first().map_or(0, Vec::len) - 1;
        rows.push(blanks_after(heading(name), blank));
        rows.extend(figures.iter().map(|figure| {
            let mut row = vec![figure.name.to_owned(), figure.limit.text()];
            for (index, screen) in SCREENS.into_iter().enumerate() {
                let spread = measured.figure(screen, figure);
                row.push(spread.map_or(String::new(), |spread| cell(figure, spread)));
                row.extend(earlier.map(|page| page.cell(name, figure.name, index).to_owned()));
            }
            row
        }));
    }
    aligned(&rows)
}

fn head(earlier: Option<&Earlier>) -> Vec<String> {
    let mut row = vec![String::new(), "limit".to_owned()];
    for screen in SCREENS {
        row.push(screen.to_owned());
        row.extend(earlier.map(|_| "before".to_owned()));
    }
    row
}

fn blanks_after(first: String, count: usize) -> Vec<String> {
    let blanks = std::iter::repeat_n(String::new(), count);
    std::iter::once(first).chain(blanks).collect()
}

/// The median, the range if the runs differ, and a mark if the median is over the limit.
fn cell(figure: &Figure, spread: Spread) -> String {
    let Figure { digits, limit, .. } = *figure;
    let [least, median, most] =
        [spread.least, spread.median, spread.most].map(|value| format!("{value:.digits$}"));
    let range = if least == most {
        String::new()
    } else {
        format!(" ({least}–{most})")
    };
    let mark = if limit.holds(spread.median) { "" } else { " !" };
    format!("{median}{range}{mark}")
}

/// Rows as a Markdown table that is also readable as plain text. The first row is its head.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let rule = widths
        .iter()
        .map(|&width| format!("|{:-<1$}", "", width + 2));
    let rule = rule.collect::<String>() + "|\n";
    let mut lines = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(cell, &width)| format!("| {cell:width$} "));
        cells.collect::<String>() + "|\n"
    });
    let head = lines.next().unwrap_or_default();
    let body: String = lines.collect();
    format!("{head}{rule}{body}")
}

#[cfg(test)]
mod tests {
    use super::super::measured::tests::alike;
    use super::*;

    /// The only line of `text` that contains `figure`.
    #[track_caller]
    fn line<'text>(text: &'text str, figure: &str) -> &'text str {
        let mut lines = text.lines().filter(|line| line.contains(figure));
        let line = lines
            .next()
            .unwrap_or_else(|| panic!("no {figure} in\n{text}"));
        assert_eq!(lines.next(), None, "{figure} stands there twice");
        line
    }

    /// The cells of a line, without their padding.
    fn cells(line: &str) -> Vec<&str> {
        line.trim_matches('|').split('|').map(str::trim).collect()
    }

    #[test]
    fn a_figure_stands_beside_its_limit() {
        let page = page(&alike(&[60.0]));
        let cells = cells(line(&page, "frames drawn a second"));
        assert_eq!(cells, ["frames drawn a second", "≥ 55", "60.0", "60.0"]);
    }

    #[test]
    fn runs_that_differ_show_their_range() {
        let page = page(&alike(&[58.0, 60.0, 61.0]));
        assert_eq!(
            cells(line(&page, "frames drawn a second"))[2],
            "60.0 (58.0–61.0)"
        );
    }

    #[test]
    fn what_is_over_its_limit_is_marked() {
        let page = page(&alike(&[51.0]));
        assert_eq!(cells(line(&page, "ms the longest stood"))[2], "51 !");
    }

    #[test]
    fn the_committed_medians_stand_beside_the_new_ones() {
        let committed = page(&alike(&[40.0, 51.0, 60.0]));
        let told = beside(&alike(&[33.0]), &committed);
        let cells = cells(line(&told, "ms the longest stood"));
        assert_eq!(
            cells,
            ["ms the longest stood", "≤ 50", "33", "51", "33", "51"]
        );
    }

    #[test]
    fn equal_names_of_two_groups_are_not_confused() {
        let page = "| **Loading** |\n| a | | 1 | 2 |\n| **Memory** |\n| a | | 3 | 4 |\n";
        let earlier = Earlier::read(page);
        assert_eq!(earlier.cell("Loading", "a", 1), "2");
        assert_eq!(earlier.cell("Memory", "a", 1), "4");
    }

    #[test]
    fn without_a_committed_page_the_column_is_empty() {
        let told = beside(&alike(&[33.0]), "");
        assert_eq!(cells(line(&told, "ms the longest stood"))[3], "");
    }

    #[test]
    fn what_is_said_of_single_runs_stands_below() {
        let told = beside(&alike(&[33.0]), "");
        assert!(told.ends_with("phone, run 1: calm\ndesk, run 1: calm"));
    }
}
