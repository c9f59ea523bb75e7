//! The sprites of a style.

use std::{io::ErrorKind, path::Path};

use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    image::sprite::{SpriteError, Sprites},
    style::{self, Sprite, Style},
};

/// The sprites of the style in `file` at single and double density; `None` if one cannot be used, which is reported.
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

/// What is wrong with a sprite whose files begin with `base`, and what to do.
fn describe(error: &SpriteError, sprite: &Sprite, base: &Path) -> (String, String) {
    let name = base.file_name().map_or_else(|| "sprite".into(), |name| name.to_string_lossy());
    let url = &sprite.url;
    match error {
        SpriteError::File { path, error } if error.kind() == ErrorKind::NotFound => (
            format!("the sprite `{url}` is not there: `{path}` does not exist"),
            match sprite.is_remote() {
                true => format!(
                    "karto asks no server for sprites: put `{name}.json`, `{name}.png`, `{name}@2x.json` and `{name}@2x.png` beside the style"
                ),
                false => format!(
                    "put `{name}.json` and `{name}.png` beside the style (and `@2x` of both), or correct the address"
                ),
            },
        ),
        _ => (format!("the sprite `{url}` cannot be used: {error}"), "make the sprite anew".to_owned()),
    }
}
