//! Paths of markers.

use crate::service::MarkerRequest;

const PREFIX: &str = "/v4/marker/";
const EXTENSION: &str = ".png";

/// The parts of `/v4/marker/{base}-{size}[-{symbol}]+{color}[@{scale}x].png`. Both `+` and `@` may be percent-encoded,
/// and letters have any case. `folded` is `bare` in lower case.
pub(super) fn request<'a>(bare: &'a str, folded: &str) -> Option<MarkerRequest<'a>> {
    if !folded.starts_with(PREFIX) || !folded.ends_with(EXTENSION) {
        return None;
    }
    let name = bare.get(PREFIX.len()..bare.len() - EXTENSION.len())?;
    let (subject, look) = split(name, ["+", "%2B", "%2b"])?;
    let (color, scale) = match split(look, ["@", "%40", "%40"]) {
        Some((color, scale)) => (color, Some(scale.strip_suffix(['x', 'X'])?)),
        None => (look, None),
    };
    let (base, rest) = subject.split_once('-')?;
    let (size, symbol) = rest.split_once('-').map_or((rest, None), |(size, symbol)| (size, Some(symbol)));
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let matches = consists(base, is_word)
        && matches!(size, "s" | "m" | "l" | "S" | "M" | "L")
        && symbol.is_none_or(|symbol| consists(symbol, |b| is_word(b) || b == b'-'))
        && consists(color, |b| b.is_ascii_hexdigit())
        && scale.is_none_or(|scale| consists(scale, |b| b.is_ascii_digit() || b == b'.'));
    matches.then_some(MarkerRequest { base, size, symbol, color, scale })
}

/// Splits `text` at the first of the separators that occurs in it.
fn split<'a>(text: &'a str, separators: [&str; 3]) -> Option<(&'a str, &'a str)> {
    separators.into_iter().find_map(|separator| text.split_once(separator))
}

/// Whether `text` has characters, all of which are allowed.
fn consists(text: &str, is_allowed: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Option<[String; 5]> {
        let path = format!("{PREFIX}{name}");
        let found = request(&path, &path.to_ascii_lowercase())?;
        let text = |part: Option<&str>| part.unwrap_or("none").to_owned();
        Some([Some(found.base), Some(found.size), found.symbol, Some(found.color), found.scale].map(text))
    }

    #[test]
    fn names_have_up_to_five_parts() {
        let expected = |all: [&str; 5]| Some(all.map(str::to_owned));
        assert_eq!(parts("pin-s+f00.png"), expected(["pin", "s", "none", "f00", "none"]));
        assert_eq!(parts("Pin-L-Cafe%2b7E7e7e%402X.PNG"), expected(["Pin", "L", "Cafe", "7E7e7e", "2"]));
        assert_eq!(parts("pin-m-star-stroked+f@2.0x.png"), expected(["pin", "m", "star-stroked", "f", "2.0"]));
        assert_eq!(parts("pin-m--+f00.png"), expected(["pin", "m", "-", "f00", "none"]));
    }

    #[test]
    fn other_names_have_no_route() {
        for name in [
            "",
            "pin-m.png",
            "pin-m-bus.png",
            "pin-m+.png",
            "pin-m-+f00.png",
            "pin-x+f00.png",
            "pin+f00.png",
            "-m+f00.png",
            "pin-m+f00@x.png",
            "pin-m+f00@2.png",
            "pin-m+f00@2x.jpg",
            "pin-m+f00xpng",
            "pin-m+xyz.png",
            "pin-m+f00+f00.png",
            "a/pin-m+f00.png",
            "pin-m-b%75s+f00.png",
        ] {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}
