//! `json2tags://`: expands a JSON object in a tag into one tag per key.
//!
//! `name_ = {"de":"Rom","it":"Roma"}` becomes `name_de = Rom`, `name_it = Roma` in the same place. PostGIS returns
//! translations in this form, because rows cannot have a column per language.

use std::{borrow::Cow, sync::Arc};

use async_trait::async_trait;
use serde_json::{Map, Value as Json};

use super::{
    SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource,
    editing::{EditError, Editor, TagFault},
};
use crate::{
    mvt::{
        Feature, Layer, Tile, Value,
        edit::{TagEdit, rewrite_tags},
    },
    settings::{Json2tagsSettings, SourceId},
    tile::Lang,
};

/// A `json2tags://` source; see the module documentation.
#[derive(Debug)]
pub struct Json2tags {
    id: SourceId,
    inner: SharedSource,
    multi_tag: Arc<str>,
    editor: Editor,
}

impl Json2tags {
    /// A source that expands the tag in the tiles of `inner`.
    pub fn new(id: SourceId, settings: &Json2tagsSettings, inner: SharedSource, editor: Editor) -> Self {
        Self { id, inner, multi_tag: settings.multi_tag.as_str().into(), editor }
    }
}

#[async_trait]
impl TileSource for Json2tags {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let tile = self.inner.tile(query).await?;
        let tag = self.multi_tag.clone();
        self.editor.edit(&self.id, query.deadline, tile, move |tile| expand(tile, &tag)).await
    }

    fn info(&self) -> &TileInfo {
        self.inner.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.inner.depends_on_lang()
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.inner.language(lang)
    }
}

/// The tile with the tag expanded; `None` if no layer has it.
fn expand(tile: &Tile<'_>, tag: &str) -> Result<Option<Vec<u8>>, EditError> {
    let wants = |layer: &Layer<'_>| layer.key_index(tag).is_some();
    if !tile.layers.iter().any(wants) {
        return Ok(None);
    }
    rewrite_tags(tile, wants, |layer, feature, edit| expand_feature(layer, feature, edit, tag)).map(Some)
}

fn expand_feature<'a>(
    layer: &Layer<'a>,
    feature: &Feature<'a>,
    edit: &mut TagEdit<'_, '_, 'a>,
    tag: &str,
) -> Result<(), EditError> {
    let wrong = |fault| EditError::Layer { layer: layer.name.to_owned(), fault };
    let mut seen = false;
    for ((key, value), (key_id, value_id)) in layer.tags(feature).zip(feature.tags()) {
        if key != tag {
            edit.keep(key_id, value_id);
            continue;
        }
        if std::mem::replace(&mut seen, true) {
            return Err(wrong(TagFault::Repeated(tag.to_owned())));
        }
        let text = value.as_str().ok_or_else(|| wrong(TagFault::NotAString(tag.to_owned())))?;
        edit.spend(text.len())?;
        let object: Map<String, Json> = serde_json::from_str(text)
            .map_err(|source| wrong(TagFault::NotAnObject { tag: tag.to_owned(), source }))?;
        for (code, name) in &object {
            let key = format!("{tag}{code}");
            if let Some(name) = text_of(name) {
                edit.add(&key, Value::String(&name))?;
            }
        }
    }
    Ok(())
}

/// The text of a translation: numbers as JavaScript writes them, lists and objects as JSON. `null` has none.
fn text_of(name: &Json) -> Option<Cow<'_, str>> {
    match name {
        Json::Null => None,
        Json::String(name) => Some(Cow::Borrowed(name)),
        Json::Number(number) if number.is_f64() => Some(Cow::Owned(number.as_f64()?.to_string())),
        other => Some(Cow::Owned(other.to_string())),
    }
}
