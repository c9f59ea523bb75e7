//! Sets of font faces.

use crate::style::{
    carto::value::{NodeKind, NodeRef},
    mapnik::FaceSet,
};

/// The sets so far.
#[derive(Debug, Default)]
pub(crate) struct FontSets {
    /// The texts of the values that each set comes from.
    keys: Vec<String>,
    pub(crate) sets: Vec<FaceSet>,
}

impl FontSets {
    /// The name of the set of these faces.
    pub(super) fn name(&mut self, items: &[NodeRef]) -> String {
        let key: String = items.iter().map(|item| item.text(false)).collect();
        let index = self.keys.iter().position(|k| *k == key).unwrap_or_else(|| {
            let mut faces = Vec::new();
            collect(items, &mut faces);
            let span = items.first().map(|item| item.span);
            self.sets.push(FaceSet { name: format!("fontset-{}", self.sets.len()), faces, span });
            self.keys.push(key);
            self.keys.len() - 1
        });
        self.sets.get(index).map(|set| set.name.clone()).unwrap_or_default()
    }
}

fn collect(items: &[NodeRef], faces: &mut Vec<String>) {
    for item in items {
        match &item.kind {
            NodeKind::List(inner) | NodeKind::Sequence(inner) => collect(inner, faces),
            NodeKind::Quoted(text) | NodeKind::Field(text) => faces.push(text.clone()),
            _ => faces.push(item.text(false)),
        }
    }
}
