//! The architecture as ARCHITECTURE.md describes it: its tables are read, and so is every file in `src`. A test fails
//! if the two differ, with the file, the line and what to do.
//!
//! Known violations that will be fixed are listed in `known-violations.txt`, one key per line. A line that is no longer
//! needed is a failure too.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod imports;
mod lexer;
mod rules;
mod tables;
mod tree;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A violation of the architecture.
pub struct Violation {
    /// What identifies it in the list of known violations.
    pub key: String,
    /// Where it is and what to do.
    pub message: String,
}

#[test]
fn the_code_follows_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let house = rules::House {
        tree: tree::Tree::read(&root.join("src")),
        architecture: read("ARCHITECTURE.md"),
        manifest: read("Cargo.toml"),
    };
    let mut found = BTreeMap::<String, Vec<String>>::new();
    for Violation { key, message } in house.violations() {
        found.entry(key).or_default().push(message);
    }
    let known = read("tests/house/known-violations.txt");
    let known: BTreeSet<&str> = known.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();

    let new = found.iter().filter(|(key, _)| !known.contains(key.as_str()));
    let mut report: Vec<String> =
        new.map(|(key, messages)| format!("{key}\n    {}", messages.join("\n    "))).collect();
    let gone = known.iter().filter(|key| !found.contains_key(**key));
    report.extend(
        gone.map(|key| format!("no longer so, remove this line from tests/house/known-violations.txt:\n    {key}")),
    );
    assert!(report.is_empty(), "\n{}\n", report.join("\n"));
}
