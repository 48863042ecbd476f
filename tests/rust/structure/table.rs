//! The table of connections: complete, and each cell with its column and row headers.

use std::collections::BTreeSet;

use shanhai_story::story::Kind;

use crate::{pages, select, text};

#[test]
fn the_table_has_a_caption_and_a_row_for_every_connection() {
    for page in pages() {
        let html = page.parsed();
        assert_eq!(select(&html, "table").len(), 1);
        assert_eq!(select(&html, "table > caption").len(), 1);
        assert!(10 < text(select(&html, "table > caption")[0]).len());
        let rows = select(&html, "tbody > tr").into_iter();
        let rows: BTreeSet<_> = rows.filter_map(|row| row.attr("data-link")).collect();
        let links = page.story().links.iter();
        let listed = links.filter(|link| link.kind != Kind::Pair && link.width == 0);
        assert_eq!(rows, listed.map(|link| &*link.id).collect());
    }
}

#[test]
fn each_cell_of_the_table_has_a_column_header_and_a_row_header() {
    for page in pages() {
        let html = page.parsed();
        let columns = select(&html, "thead > tr > *");
        for column in &columns {
            assert_eq!(column.value().name(), "th");
            assert_eq!(column.attr("scope"), Some("col"));
            assert!(!text(*column).is_empty());
        }
        for row in select(&html, "tbody > tr") {
            let cells: Vec<_> = row.child_elements().collect();
            assert_eq!(cells.len(), columns.len());
            let heads = cells.iter().filter(|cell| cell.value().name() == "th");
            let heads: Vec<_> = heads.collect();
            assert_eq!(heads.len(), 1);
            assert_eq!(heads[0].attr("scope"), Some("row"));
            assert!(!text(*heads[0]).is_empty());
            assert!(cells.iter().all(|cell| cell.attr("colspan").is_none()));
        }
    }
}

#[test]
fn a_space_separates_the_arrow_of_a_row_from_its_goal() {
    for page in pages() {
        let html = page.parsed();
        let cells = select(&html, "tbody > tr > td:has(.arrow)");
        assert!(!cells.is_empty());
        for cell in cells {
            let arrow = cell.child_elements().next().map(text).unwrap_or_default();
            assert!(
                text(cell).starts_with(&[&*arrow, " "].concat()),
                "{}",
                text(cell)
            );
        }
    }
}
