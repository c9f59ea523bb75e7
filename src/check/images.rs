//! Checks the images that the layers of a style name.

use super::drawn_style::DrawnStyle;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, quoted},
    spelling::did_you_mean,
    style::Mention,
};

/// The maximum number of names in a help text.
const MAX_NAMES: usize = 12;

/// Reports images that are not in a sprite at both densities.
pub(super) fn check(drawn: &DrawnStyle<'_>, diagnostics: &mut Diagnostics) {
    let Some([single, double]) = &drawn.file.sprites else { return };
    for mention in drawn.layers().flat_map(|layer| &layer.images) {
        let name = mention.what.as_str();
        let densities = (single.contains(name), double.contains(name));
        let Some((message, error)) = problem(drawn, mention, densities) else { continue };
        let diagnostic = match error {
            true => drawn.diagnostic(Code::StyleImage, mention.span, message, &mention.path),
            false => Diagnostic::warning(Code::StyleImage, mention.span, message).at(&mention.path),
        };
        let known: Vec<&str> = single.names().collect();
        diagnostics.push(diagnostic.help(help(&known)).suggest(did_you_mean(name, known.iter().copied())));
    }
}

/// The problem of an image, and whether it is an error. `densities` is whether it exists at single and double density.
fn problem(drawn: &DrawnStyle<'_>, mention: &Mention<String>, densities: (bool, bool)) -> Option<(String, bool)> {
    let name = &mention.what;
    match densities {
        (true, true) => None,
        (false, false) if drawn.file.style.sprites.is_empty() => {
            Some((format!("there is no image `{name}`: the style has no sprite"), !mention.optional))
        }
        (false, false) => Some((format!("no sprite of the style has an image `{name}`"), !mention.optional)),
        (true, false) => Some((format!("the image `{name}` is missing in the `@2x` sprite"), false)),
        (false, true) => Some((format!("the image `{name}` is only in the `@2x` sprite"), false)),
    }
}

fn help(known: &[&str]) -> String {
    match known.len() {
        0 => "add `sprite` to the style, and put its files next to the style".to_owned(),
        1..=MAX_NAMES => format!("the images are {}", quoted(known)),
        n => format!("none of the {n} images has this name; add it, or correct the name"),
    }
}
