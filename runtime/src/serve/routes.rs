//! `routes`: prints the table of routes.

use super::listen::say;
use crate::error::Result;
use crate::router::Row;

pub(super) fn print(table: &[Row], json: bool) -> Result<()> {
    if json {
        say(&serde_json::to_string_pretty(table)?);
    } else {
        say(text(table).trim_end());
    }
    Ok(())
}

fn text(table: &[Row]) -> String {
    let cells = table.iter().map(|row| {
        let function =
            if row.file.is_empty() { String::new() } else { format!("{} {}", row.file, row.function) };
        [row.method.clone(), row.path.clone(), row.operation.to_owned(), function]
    });
    let cells: Vec<[String; 4]> = cells.collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut text = String::new();
    for row in &cells {
        let line: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(line.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_straight_columns() {
        let row = |method: &str, path: &str| Row {
            method: method.to_owned(),
            path: path.to_owned(),
            operation: "x",
            document: "v1",
            file: "src/app/route.rs",
            function: "get",
        };
        assert_eq!(
            text(&[row("GET", "/a"), row("DELETE", "/a/{b}")]),
            "GET     /a      x  src/app/route.rs get\n\
             DELETE  /a/{b}  x  src/app/route.rs get\n"
        );
    }
}
