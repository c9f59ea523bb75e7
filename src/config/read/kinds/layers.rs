//! `layers://`, `layermixer://`

use crate::{
    config::{
        document::Kind,
        read::{ConfigReader, fields::Fields, reference::reference},
        schema::At,
    },
    diagnostic::Code,
    settings::{LayersPart, LayersSettings},
};

/// The settings in the parameters `p`, which are at `at`.
pub(super) fn layers(p: Fields<'_>, at: &At, reader: &mut ConfigReader<'_, '_>) -> Option<LayersSettings> {
    for (i, part) in p.sections("sources").into_iter().enumerate() {
        if let Some(node) = part.node("layers").filter(|n| matches!(&n.kind, Kind::Sequence(items) if items.is_empty()))
        {
            let at = At { subject: "`layers`".into(), ..At::key(&format!("{}.sources[{i}]", at.path), "layers") };
            let message = "`layers` is empty: no layers would be taken from this source".into();
            reader.checker.error(Code::Empty, node, &at, message, "name a layer, or remove the key to take all layers");
        }
    }
    let part = |part: Fields<'_>| {
        Some(LayersPart {
            source: reference(part.node("source"))?,
            only: part.texts("layers"),
            except: part.texts("except").unwrap_or_default(),
            rename: part.text_map("rename"),
        })
    };
    Some(LayersSettings { parts: p.sections("sources").into_iter().map(part).collect::<Option<_>>()? })
}
