//! All sources of the configuration, and their dependencies.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::{Map, Value};

use crate::{
    settings::{SourceId, SourceSettings},
    source::SharedSource,
};

use super::{error::TileError, served_source::ServedSource};

/// The maximum length of a chain of sources, far above real ones. It ends the iteration if there is a cycle.
const MAX_CHAIN: usize = 64;

/// All sources, by id and in the order of the configuration.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    in_order: Vec<Arc<ServedSource>>,
    by_id: BTreeMap<SourceId, Arc<ServedSource>>,
}

impl Sources {
    /// The sources of `settings`. `built` has those that are not drawn, `infos` the `info.json` of each.
    pub(crate) fn new(
        settings: &[SourceSettings],
        built: &BTreeMap<SourceId, SharedSource>,
        mut infos: BTreeMap<SourceId, Map<String, Value>>,
    ) -> Self {
        let serve = |settings: &SourceSettings| {
            let mut served = ServedSource {
                settings: settings.clone(),
                source: built.get(&settings.id).cloned(),
                depends_on_lang: false,
                translated: Vec::new(),
                info: infos.remove(&settings.id).unwrap_or_default(),
            };
            let read = std::iter::once(&*settings.id).chain(served.backends());
            let translated: Vec<_> =
                read.filter_map(|id| built.get(id)).filter(|source| source.depends_on_lang()).cloned().collect();
            served.depends_on_lang = !translated.is_empty();
            served.translated = translated;
            Arc::new(served)
        };
        let in_order: Vec<_> = settings.iter().map(serve).collect();
        let by_id = in_order.iter().map(|source| (source.settings.id.clone(), source.clone())).collect();
        Self { in_order, by_id }
    }

    /// All sources, in the order of the configuration.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<ServedSource>> {
        self.in_order.iter()
    }

    /// The source with this id, public or not.
    pub(crate) fn get(&self, id: &str) -> Option<&Arc<ServedSource>> {
        self.by_id.get(id)
    }

    /// The public source with this id.
    pub(crate) fn public(&self, id: &str) -> Result<&Arc<ServedSource>, TileError> {
        let source = self.get(id).ok_or(TileError::UnknownSource)?;
        if source.settings.public { Ok(source) } else { Err(TileError::NotPublic) }
    }

    /// The chain of sources that `id` is made from: its input, the input of that, and so on, as long as each source has
    /// one input.
    pub(crate) fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Arc<ServedSource>> + use<'a> {
        let input = |source: &ServedSource| self.get(source.settings.kind.input()?);
        let first = self.get(id).and_then(|source| input(source));
        std::iter::successors(first, move |source| input(source)).take(MAX_CHAIN)
    }

    /// `source` and all sources that it reads, directly or indirectly, each once.
    pub(crate) fn with_inputs<'a>(&'a self, source: &'a ServedSource) -> Vec<&'a ServedSource> {
        let mut seen = BTreeSet::from([source.settings.id.clone()]);
        let mut all = vec![source];
        let mut next = 0;
        while let Some(source) = all.get(next) {
            let inputs = source.settings.kind.references();
            all.extend(
                inputs.into_iter().filter(|id| seen.insert(id.clone())).filter_map(|id| self.get(&id)).map(|s| &**s),
            );
            next += 1;
        }
        all
    }
}
