//! The architecture as ARCHITECTURE.md describes it: its tables are read, and so is every file in `src`. A test fails if
//! the two differ, with the file, the line and what to do.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod imports;
mod lexer;
mod rules;
mod tables;
mod tree;

use std::{collections::BTreeMap, path::Path};

/// A violation of the architecture.
pub struct Violation {
    /// What it is, without places.
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
    let report = found.iter().map(|(key, messages)| format!("{key}\n    {}", messages.join("\n    ")));
    let report: Vec<String> = report.collect();
    assert!(report.is_empty(), "\n{}\n", report.join("\n"));
}
