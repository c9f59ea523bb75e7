//! The tables of ARCHITECTURE.md and the dependencies in Cargo.toml.

use std::collections::{BTreeMap, BTreeSet};

/// The cells of the table whose header begins with `first`, row by row.
pub(crate) fn table(markdown: &str, first: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let lines =
        markdown.lines().skip_while(|line| !line.starts_with('|') || cells(line).first().is_none_or(|c| c != first));
    let rows: Vec<_> = lines.skip(2).take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "ARCHITECTURE.md has no table whose first column is \"{first}\"");
    rows
}

/// The names in backticks.
pub(crate) fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(|name| name.trim_end_matches('/').to_owned()).collect()
}

/// Names with the number that their row begins with: rooms or layers, and their floors.
pub(crate) fn floors(rows: &[Vec<String>]) -> BTreeMap<String, u32> {
    let mut floors = BTreeMap::new();
    for row in rows {
        let floor = row[0].parse().unwrap_or_else(|_| panic!("not the number of a floor: {}", row[0]));
        floors.extend(quoted(&row[1]).into_iter().map(|name| (name, floor)));
    }
    floors
}

/// The dependencies that a Cargo.toml names, those of tests and platforms included.
pub(crate) fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut section = "";
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if section.ends_with("dependencies")
            && let Some((name, _)) = line.split_once('=').filter(|_| !line.starts_with('#'))
        {
            found.insert(name.trim().to_owned());
        }
    }
    found
}

#[test]
fn tables_and_dependencies_are_read() {
    let text = "# A\n| floor | room |\n|---|---|\n| 2 | `b/`, `c` |\n\n| x | y |\n|---|---|\n| 3 | `d` |\n";
    let expected = [("b".to_owned(), 2), ("c".to_owned(), 2)];
    assert_eq!(floors(&table(text, "floor")), BTreeMap::from(expected));
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# a = 1\nb-c = \"1\"\n[target.'cfg(unix)'.dev-dependencies]\nd = { a = 1 }\n";
    assert_eq!(dependencies(manifest), BTreeSet::from(["b-c".to_owned(), "d".to_owned()]));
}
