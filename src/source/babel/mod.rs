//! `babel://`: one name per feature, in the requested language.
//!
//! The rules are Kartotherian's. Candidates are the tag (`name`) and all tags with its prefix (`name_xx`). They are
//! removed and one `name` is added as the last tag: (1) the candidate whose key is the language code itself; (2)
//! `name_<language>`, then that of each fallback; (3) if the language is written in Latin script, any romanized name
//! (`…_rm`); (4) the local `name`. If a key occurs twice, its last value counts. Layers without tags of that prefix are
//! not changed, nor are tiles with the language `local`.

mod choice;
mod codes;
mod tables;

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;

use self::{choice::Choice, codes::is_known};
use super::{
    SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource,
    editing::{EditError, Editor, TagFault},
};
use crate::{
    mvt::{
        Feature, Layer, Tile, Value,
        edit::{TagEdit, rewrite_tags},
    },
    settings::{BabelSettings, SourceId},
    tile::Lang,
};

/// The language for local names: tiles stay unchanged.
const LOCAL: &str = "local";

/// A `babel://` source; see the module documentation.
#[derive(Debug)]
pub struct Babel {
    id: SourceId,
    inner: SharedSource,
    settings: Arc<BabelSettings>,
    editor: Editor,
}

impl Babel {
    /// Translates the names of `inner`.
    pub fn new(id: SourceId, settings: &BabelSettings, inner: SharedSource, editor: Editor) -> Self {
        Self { id, inner, settings: Arc::new(settings.clone()), editor }
    }

    /// Whether tiles for the language `code` may differ from those for a language that no table knows.
    fn is_known(&self, code: &str) -> bool {
        let BabelSettings { tag, multi_tag, language_map, .. } = &*self.settings;
        let listed = |map: &BTreeMap<String, Vec<String>>| {
            map.contains_key(code) || map.values().flatten().any(|fallback| fallback == code)
        };
        let known = |code: &str| code == LOCAL || is_known(code) || language_map.as_ref().is_some_and(listed);
        code == tag || known(code) || code.strip_prefix(multi_tag.as_str()).is_some_and(known)
    }
}

#[async_trait]
impl TileSource for Babel {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let tile = self.inner.tile(query).await?;
        let language = query.lang.as_ref().map_or(self.settings.default_language.as_str(), |lang| lang.as_str());
        if language == LOCAL {
            return Ok(tile);
        }
        let settings = self.settings.clone();
        let choice = Choice::new(language, &settings.tag, &settings.multi_tag, settings.language_map.as_ref());
        self.editor.edit(&self.id, query.deadline, tile, move |tile| translate(tile, &settings, &choice)).await
    }

    fn info(&self) -> &TileInfo {
        self.inner.info()
    }

    fn depends_on_lang(&self) -> bool {
        true
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        let code = lang.as_str();
        let default = self.settings.default_language.as_str();
        let known = if self.is_known(code) { lang.clone() } else { Lang::unknown() };
        (known.as_str() != default).then_some(known)
    }
}

fn is_candidate(key: &str, settings: &BabelSettings) -> bool {
    key == settings.tag || key.starts_with(&settings.multi_tag)
}

/// The tile with one name per feature; `None` if no layer has translations.
fn translate(tile: &Tile<'_>, settings: &BabelSettings, choice: &Choice) -> Result<Option<Vec<u8>>, EditError> {
    let wants = |layer: &Layer<'_>| layer.keys.iter().any(|key| key.starts_with(&settings.multi_tag));
    if !tile.layers.iter().any(wants) {
        return Ok(None);
    }
    let mut candidates = Vec::new();
    rewrite_tags(tile, wants, |layer, feature, edit| {
        candidates.clear();
        rename(layer, feature, edit, settings, choice, &mut candidates)
    })
    .map(Some)
}

fn rename<'a>(
    layer: &Layer<'a>,
    feature: &Feature<'a>,
    edit: &mut TagEdit<'_, '_, 'a>,
    settings: &BabelSettings,
    choice: &Choice,
    candidates: &mut Vec<(&'a str, &'a str)>,
) -> Result<(), EditError> {
    for ((key, value), (key_id, value_id)) in layer.tags(feature).zip(feature.tags()) {
        if !is_candidate(key, settings) {
            edit.keep(key_id, value_id);
            continue;
        }
        let Value::String(text) = value else {
            let fault = TagFault::NotAString(key.to_owned());
            return Err(EditError::Layer { layer: layer.name.to_owned(), fault });
        };
        edit.spend(key.len() + text.len())?;
        candidates.push((key, text));
    }
    if let Some(picked) = choice.pick(candidates) {
        let local = candidates.iter().rfind(|(key, _)| *key == settings.tag).map(|(_, text)| *text);
        match local.filter(|local| settings.combine_name && *local != picked) {
            Some(local) => edit.add(&settings.tag, Value::String(&format!("{picked} ({local})")))?,
            None => edit.add(&settings.tag, Value::String(picked))?,
        }
    }
    Ok(())
}
