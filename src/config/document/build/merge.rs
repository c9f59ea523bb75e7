//! Merge keys.

use super::builder::Builder;
use crate::{
    config::document::{DocumentNode, Kind, MappingEntry},
    diagnostic::{Code, Diagnostic},
};

impl Builder<'_, '_> {
    /// `<<: *defaults`: adds the keys of the merged mappings that the mapping does not have itself. In a list of
    /// mappings, earlier ones take precedence.
    pub(super) fn merge(&mut self, mut entries: Vec<MappingEntry>, merges: Vec<DocumentNode>) -> Vec<MappingEntry> {
        for merged in merges {
            let sources = match merged.kind {
                Kind::Sequence(items) => items,
                _ => vec![merged],
            };
            for source in sources {
                let Kind::Mapping(from) = source.kind else {
                    self.diagnostics.push(
                        Diagnostic::error(Code::YamlStructure, source.span, "only mappings can be merged with `<<`")
                            .help("write `<<: *name` where `&name` marks a mapping"),
                    );
                    continue;
                };
                for entry in from {
                    if !entries.iter().any(|e| e.key == entry.key) {
                        entries.push(entry);
                    }
                }
            }
        }
        entries
    }
}
