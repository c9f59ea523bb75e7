//! `{width}x{height}[@{scale}x][.{format}]`: the last part of the paths of static maps.

/// The parts of a picture's size and format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PictureSize<'a> {
    /// Digits.
    pub(super) width: &'a str,
    /// Digits.
    pub(super) height: &'a str,
    /// Digits and dots.
    pub(super) scale: Option<&'a str>,
    /// Letters, digits, `_`; `None` if there is no extension.
    pub(super) format: Option<&'a str>,
}

impl<'a> PictureSize<'a> {
    /// Parses the last part of a path.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (width, rest) = some(text, |b| b.is_ascii_digit())?;
        let (height, rest) = some(rest.strip_prefix(['x', 'X'])?, |b| b.is_ascii_digit())?;
        let (scale, rest) = match rest.strip_prefix('@').or_else(|| rest.strip_prefix("%40")) {
            Some(rest) => {
                let (scale, rest) = some(rest, |b| b.is_ascii_digit() || b == b'.')?;
                (Some(scale), rest.strip_prefix(['x', 'X'])?)
            }
            None => (None, rest),
        };
        let format = match rest.strip_prefix('.') {
            Some(format) => Some(some(format, |b| b.is_ascii_alphanumeric() || b == b'_')?),
            None => None,
        };
        let rest = format.map_or(rest, |(_, rest)| rest);
        rest.is_empty().then_some(Self { width, height, scale, format: format.map(|(format, _)| format) })
    }
}

/// The bytes at the start that are a part, of which there is at least one, and the rest.
fn some(text: &str, is_part: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let (part, rest) = text.split_at(text.bytes().take_while(|b| is_part(*b)).count());
    (!part.is_empty()).then_some((part, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_and_format_may_be_missing() {
        let parts = |text| PictureSize::parse(text).map(|it| (it.width, it.height, it.scale, it.format));
        assert_eq!(parts("600x400@1.5x.png"), Some(("600", "400", Some("1.5"), Some("png"))));
        assert_eq!(parts("600X400%402x"), Some(("600", "400", Some("2"), None)));
        assert_eq!(parts("600x400.svg"), Some(("600", "400", None, Some("svg"))));
        assert_eq!(parts("0x0"), Some(("0", "0", None, None)));
        for broken in ["600x", "x400", "600x400@x.png", "600x400.", "600x400.p-g", "600x400@2.png", ""] {
            assert_eq!(parts(broken), None, "{broken}");
        }
    }
}
