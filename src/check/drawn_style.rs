//! A style with the source that draws it.

use super::style_file::StyleFile;
use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Span},
    settings::{EVERY_SOURCE, StyleSettings},
    style::LayerMentions,
};

/// A style, and the source that draws it.
pub(super) struct DrawnStyle<'u> {
    pub(super) file: &'u StyleFile,
    pub(super) settings: &'u StyleSettings,
    pub(super) named: &'u StyleUse,
}

impl<'u> DrawnStyle<'u> {
    /// The names in the layers that this source draws.
    pub(super) fn layers(&self) -> impl Iterator<Item = &'u LayerMentions> {
        let settings = self.settings;
        self.file.mentions.iter().filter(move |layer| {
            settings.draws(&layer.id, layer.source_layer.as_ref().map(|mention| mention.what.as_str()))
        })
    }

    /// The karto source that replaces the style's source `name`.
    pub(super) fn backend(&self, name: &str) -> Option<&'u str> {
        let named = |wanted: &str| self.settings.sources.iter().find(|(name, _)| name == wanted);
        named(name).or_else(|| named(EVERY_SOURCE)).map(|(_, id)| id.as_ref())
    }

    /// An error in the style's file.
    pub(super) fn diagnostic(&self, code: Code, span: Span, message: String, path: &str) -> Diagnostic {
        Diagnostic::error(code, span, message)
            .at(path)
            .related(self.named.span, format!("`{}` draws this style", self.named.source))
    }

    /// An error in the configuration, where the style is named.
    pub(super) fn configured(&self, code: Code, message: String) -> Diagnostic {
        Diagnostic::error(code, self.named.span, message).at(&self.named.path)
    }
}
