//! Checks the sprites of a style.

use std::{io::ErrorKind, path::Path};

use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    image::sprite::{SpriteError, Sprites},
    style::{self, Sprite, Style},
};

/// Loads the sprites of the style in `file` at single and double density; `None` if one cannot be used, which is
/// reported.
pub(super) fn load(
    style: &Style,
    file: &SourceFile,
    named: &StyleUse,
    diagnostics: &mut Diagnostics,
) -> Option<[Sprites; 2]> {
    let folder = file.path.parent().unwrap_or(Path::new("."));
    let mut both = [Sprites::default(), Sprites::default()];
    let mut good = true;
    for (index, sprite) in style.sprites.iter().enumerate() {
        let base = sprite.beside(folder);
        let loaded = both.iter_mut().zip([1.0, 2.0]).try_for_each(|(all, ratio)| all.load(&sprite.id, &base, ratio));
        let Err(error) = loaded else { continue };
        good = false;
        let (message, help) = describe(&error, sprite, &base);
        let (span, path) = style::sprite_place(file, index);
        diagnostics.push(
            Diagnostic::error(Code::StyleImage, span, message)
                .at(path)
                .help(help)
                .related(named.span, format!("`{}` draws this style", named.source)),
        );
    }
    good.then_some(both)
}

/// The message and the advice about a sprite whose files start with `base`.
fn describe(error: &SpriteError, sprite: &Sprite, base: &Path) -> (String, String) {
    let name = base.file_name().map_or_else(|| "sprite".into(), |name| name.to_string_lossy());
    let url = &sprite.url;
    match error {
        SpriteError::File { path, error } if error.kind() == ErrorKind::NotFound => (
            format!("the sprite `{url}` is missing: `{path}` does not exist"),
            match sprite.is_remote() {
                true => format!(
                    "karto does not load sprites from servers: put `{name}.json`, `{name}.png`, `{name}@2x.json` and `{name}@2x.png` next to the style"
                ),
                false => format!(
                    "put `{name}.json` and `{name}.png` next to the style (and `@2x` of both), or correct the URL"
                ),
            },
        ),
        _ => (format!("the sprite `{url}` cannot be used: {error}"), "generate the sprite again".to_owned()),
    }
}
