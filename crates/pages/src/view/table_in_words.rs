//! A table in the words: rows and columns where there is room, a card for each row on a phone
//! (`style/tables.css`).

use leptos::prelude::*;

use super::words::inlines;
use crate::article::{Alignment, Article, Block, Column, Inline, Table, plain_text};
use crate::locale::Locale;

/// The name of the table at index `at` of `blocks`, for screen readers: that of the `heading` above
/// it, with a number if there are more tables.
pub(super) fn name_of_table(
    at: usize,
    blocks: &[Block],
    heading: &str,
    article: &Article,
) -> String {
    let tables = |blocks: &[Block]| {
        let tables = blocks.iter().filter(|it| matches!(it, Block::Table(_)));
        tables.count()
    };
    let locale = Locale::of(&article.language);
    let number = match tables(blocks) {
        0 | 1 => String::new(),
        _ => format!(" {}", tables(&blocks[..=at])),
    };
    [locale.table, &number, locale.colon, heading].concat()
}

/// A table called `name`. It scrolls sideways in a frame that takes the focus, so that keys can
/// scroll it. Its roles are explicit: with `display: block`, which makes its rows cards, browsers
/// forget them.
pub(super) fn table_in_words(table: &Table, name: String, article: &Article) -> AnyView {
    let head: Vec<_> = table
        .columns
        .iter()
        .map(|column| heading(column, article))
        .collect();
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|cells| row(&table.columns, cells, article))
        .collect();
    view! {
        <div class="table-frame table-in-words" tabindex="0" role="region" aria-label=name>
            <table role="table">
                <thead role="rowgroup">
                    <tr role="row">{head}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn heading(column: &Column, article: &Article) -> AnyView {
    if column.heading.is_empty() {
        return view! { <td role="cell"></td> }.into_any();
    }
    view! {
        <th scope="col" role="columnheader" data-align=align(column)>
            {inlines(&column.heading, article)}
        </th>
    }
    .into_any()
}

/// A row. Its first cell names it, whether or not the first column has a heading: it is the title of
/// the row's card.
fn row(columns: &[Column], cells: &[Vec<Inline>], article: &Article) -> AnyView {
    let cells = columns.iter().zip(cells).enumerate();
    let cells: Vec<_> = cells
        .map(|(at, (column, words))| match at {
            0 => view! {
                <th scope="row" role="rowheader" data-align=align(column)>
                    {inlines(words, article)}
                </th>
            }
            .into_any(),
            _ => cell(column, words, article),
        })
        .collect();
    view! { <tr role="row">{cells}</tr> }.into_any()
}

/// A cell, with its column's heading as a label for the card.
fn cell(column: &Column, words: &[Inline], article: &Article) -> AnyView {
    let label = plain_text(&column.heading, article);
    // One element beside the label, however many pieces the words have.
    let words = (!words.is_empty()).then(|| view! { <span>{inlines(words, article)}</span> });
    view! {
        <td role="cell" data-label=label data-align=align(column)>
            {words}
        </td>
    }
    .into_any()
}

fn align(column: &Column) -> Option<&'static str> {
    column.alignment.map(Alignment::word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::html_of;

    fn text(text: &str) -> Vec<Inline> {
        match text {
            "" => Vec::new(),
            _ => vec![Inline::Text(text.to_owned())],
        }
    }

    fn table(heading: &str, cells: [&str; 2]) -> Table {
        let column = |heading, alignment| Column { heading, alignment };
        let area = [text("km"), vec![Inline::Superscript("2".to_owned())]].concat();
        Table {
            columns: vec![
                column(text(heading), None),
                column(area, Some(Alignment::End)),
            ],
            rows: vec![cells.map(text).to_vec()],
        }
    }

    #[track_caller]
    fn check(heading: &str, cells: [&str; 2], head: &str, row: &str) {
        let table = table(heading, cells);
        let html = html_of(|| table_in_words(&table, "T".to_owned(), &Article::default()));
        let expected = format!(
            "<div tabindex=\"0\" role=\"region\" aria-label=\"T\" class=\"table-frame table-in-words\">\
             <table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">{head}\
             <th scope=\"col\" role=\"columnheader\" data-align=\"end\">km<sup>2</sup></th></tr>\
             </thead><tbody role=\"rowgroup\"><tr role=\"row\">{row}</tr></tbody></table></div>"
        );
        assert_eq!(html, expected);
    }

    #[test]
    fn each_row_has_its_name_and_each_cell_its_heading_as_a_label() {
        check(
            "Lake",
            ["Qinghai", "4,500"],
            "<th scope=\"col\" role=\"columnheader\">Lake</th>",
            "<th scope=\"row\" role=\"rowheader\">Qinghai</th>\
             <td role=\"cell\" data-label=\"km²\" data-align=\"end\"><span>4,500</span></td>",
        );
    }

    #[test]
    fn an_empty_corner_is_no_heading_and_an_empty_cell_has_no_content() {
        check(
            "",
            ["Qinghai", ""],
            "<td role=\"cell\"></td>",
            "<th scope=\"row\" role=\"rowheader\">Qinghai</th>\
             <td role=\"cell\" data-label=\"km²\" data-align=\"end\"></td>",
        );
    }

    #[test]
    fn several_tables_of_a_section_are_numbered() {
        let block = || Block::Table(Table::default());
        let article = Article {
            language: "en".to_owned(),
            ..Article::default()
        };
        let name = |at, blocks: &[Block]| name_of_table(at, blocks, "Lakes", &article);
        assert_eq!(name(0, &[block()]), "Table: Lakes");
        let paragraph = Block::Paragraph(Vec::new());
        assert_eq!(name(2, &[block(), paragraph, block()]), "Table 2: Lakes");
    }
}
