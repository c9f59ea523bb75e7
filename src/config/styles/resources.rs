//! What a style's layers are drawn with: sprites, their images, fonts.

use std::{collections::BTreeSet, path::Path};

use super::{Check, StyleUse, Use};
use crate::{
    config::keys::quoted,
    diagnostic::{Code, Diagnostic, FileId},
    image::sprite::{SpriteError, Sprites},
    spelling::did_you_mean,
    style::{self, Style},
    text::{self, FontSet},
};

/// Names shown in help.
const MOST_NAMES: usize = 12;

impl Check<'_> {
    /// The sprites of a style at single and double density; what is wrong with them becomes findings.
    pub(super) fn sprites(
        &mut self,
        style: &Style,
        path: &Path,
        file: FileId,
        named: &StyleUse,
    ) -> Option<[Sprites; 2]> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut both = [Sprites::default(), Sprites::default()];
        let mut good = true;
        for (index, sprite) in style.sprites.iter().enumerate() {
            let base = sprite.beside(folder);
            let loaded =
                both.iter_mut().zip([1.0, 2.0]).try_for_each(|(all, ratio)| all.load(&sprite.id, &base, ratio));
            let Err(error) = loaded else { continue };
            good = false;
            let missing =
                matches!(&error, SpriteError::File { error, .. } if error.kind() == std::io::ErrorKind::NotFound);
            let name = base.file_name().map_or_else(|| "sprite".into(), |name| name.to_string_lossy());
            let (message, help) = match &error {
                SpriteError::File { path, .. } if missing => (
                    format!("the sprite `{}` is not there: `{path}` does not exist", sprite.url),
                    match sprite.is_remote() {
                        true => format!(
                            "karto asks no server for sprites: put `{name}.json`, `{name}.png`, `{name}@2x.json` and `{name}@2x.png` beside the style"
                        ),
                        false => format!(
                            "put `{name}.json` and `{name}.png` beside the style (and `@2x` of both), or correct the address"
                        ),
                    },
                ),
                _ => {
                    (format!("the sprite `{}` cannot be used: {error}", sprite.url), "make the sprite anew".to_owned())
                }
            };
            let Some((span, place)) = self.files.get(file).map(|f| style::sprite_place(f, index)) else { continue };
            self.diagnostics.push(
                Diagnostic::error(Code::StyleImage, span, message)
                    .at(place)
                    .help(help)
                    .related(named.node.span, format!("`{}` draws this style", named.id)),
            );
        }
        good.then_some(both)
    }

    /// Images that layers name must be in a sprite.
    pub(super) fn images(&mut self, used: &Use<'_>) {
        let Some([single, double]) = &used.read.sprites else { return };
        for mention in used.layers().flat_map(|layer| &layer.images) {
            let name = mention.what.as_str();
            let (message, serious) = match (single.contains(name), double.contains(name)) {
                (true, true) => continue,
                (false, false) if used.read.style.sprites.is_empty() => {
                    (format!("there is no image `{name}`: the style has no sprite"), !mention.optional)
                }
                (false, false) => (format!("no sprite of the style has an image `{name}`"), !mention.optional),
                (true, false) => (format!("the image `{name}` is missing in the `@2x` sprite"), false),
                (false, true) => (format!("the image `{name}` is only in the `@2x` sprite"), false),
            };
            let diagnostic = match serious {
                true => used.diagnostic(Code::StyleImage, mention.span, message, &mention.path),
                false => Diagnostic::warning(Code::StyleImage, mention.span, message).at(&mention.path),
            };
            let known: Vec<&str> = single.names().collect();
            let help = match known.len() {
                0 => "add `sprite` to the style and put its files beside it".to_owned(),
                1..=MOST_NAMES => format!("its images are {}", quoted(&known)),
                n => format!("it has {n} images, none of that name; add it, or correct the name"),
            };
            self.diagnostics.push(diagnostic.help(help).suggest(did_you_mean(name, known.iter().copied())));
        }
    }

    /// Of every font stack at least one font must be there.
    pub(super) fn fonts(&mut self, used: &Use<'_>) {
        let mut said: BTreeSet<&[String]> = BTreeSet::new();
        for mention in used.layers().flat_map(|layer| &layer.fonts) {
            let stack = mention.what.as_slice();
            if !said.insert(stack) {
                continue;
            }
            self.load_fonts(used.named);
            let Some(fonts) = self.fonts.get() else { return };
            let first = stack.first().map(String::as_str).unwrap_or_default();
            let span = mention.span;
            let diagnostic = if fonts.has(first) {
                continue;
            } else if let Some(found) = stack.iter().find(|name| fonts.has(name)) {
                let message = format!("there is no font `{first}`: its text is drawn with `{found}`");
                Diagnostic::info(Code::StyleFont, span, message).at(&mention.path)
            } else if let Some(near) = stack.iter().find_map(|name| fonts.nearest(name)) {
                let message = format!("there is no font `{first}`: its text is drawn with `{near}`");
                Diagnostic::warning(Code::StyleFont, span, message).at(&mention.path)
            } else {
                let message = match stack {
                    [one] => format!("there is no font `{one}`"),
                    many => {
                        let names: Vec<&str> = many.iter().map(String::as_str).collect();
                        format!("none of the fonts {} is there", quoted(&names))
                    }
                };
                used.diagnostic(Code::StyleFont, mention.span, message, &mention.path)
            };
            let names = fonts.names();
            let near = stack.iter().find_map(|name| did_you_mean(name, names.iter().copied()));
            let help =
                "add the folder that holds it to `karto.fonts`, or name one of karto's own such as `Noto Sans Regular`";
            let diagnostic = diagnostic.help(help).suggest(near.filter(|_| !stack.iter().any(|name| fonts.has(name))));
            self.diagnostics.push(diagnostic);
        }
    }

    /// Looks at the fonts, once; those that cannot be used are warned about.
    fn load_fonts(&mut self, named: &StyleUse) {
        if self.fonts.get().is_some() {
            return;
        }
        let (set, problems) = FontSet::load(text::embedded::FONTS.iter().copied(), &self.settings.karto.fonts);
        for problem in problems {
            self.diagnostics.push(
                Diagnostic::warning(Code::StyleFont, named.node.span, format!("the font {problem}"))
                    .at(&named.at.path)
                    .help("take it out of the folders in `karto.fonts`, or put a TrueType or OpenType font there"),
            );
        }
        let _ = self.fonts.set(set);
    }
}
