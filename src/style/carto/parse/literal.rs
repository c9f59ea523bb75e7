//! Literals: numbers, colors and strings.

use super::{operand::is_word, reader::SheetReader, strings::quoted_string};
use crate::style::carto::{
    color::HueColor,
    number::{exponent_length, leading_number},
    value::{Dimension, NodeKind, NodeRef, Unit},
};

impl SheetReader<'_> {
    /// A number, color or string.
    pub(super) fn literal(&mut self) -> Option<NodeRef> {
        self.dimension().or_else(|| self.named_color()).or_else(|| self.hex_color()).or_else(|| self.quoted())
    }

    /// A string in quotes.
    pub(super) fn quoted(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        if !matches!(self.scanner.peek(), b'"' | b'\'') {
            return None;
        }
        let (length, content) = quoted_string(self.scanner.rest())?;
        let content = content.to_owned();
        self.scanner.take(length);
        Some(self.node(NodeKind::Quoted(content), start))
    }

    /// `#rgb` or `#rrggbb`
    fn hex_color(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let digits = self.scanner.rest().strip_prefix('#')?;
        let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
        let length = if count >= 6 { 6 } else { (count >= 3).then_some(3)? };
        let digits = digits.get(..length)?;
        let channel = |i: usize| {
            let text = if length == 6 { digits.get(2 * i..2 * i + 2)?.into() } else { digits.get(i..=i)?.repeat(2) };
            u8::from_str_radix(&text, 16).ok().map(f64::from)
        };
        let rgb = [channel(0)?, channel(1)?, channel(2)?];
        self.scanner.take(1 + length);
        Some(self.node(NodeKind::Color(HueColor::from_rgb(rgb, 1.0)), start))
    }

    /// A color with a name, such as `steelblue`.
    fn named_color(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let rest = self.scanner.rest();
        let length = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let [r, g, b, alpha] = self.reference.color(rest.get(..length)?)?;
        self.scanner.take(length);
        Some(self.node(NodeKind::Color(HueColor::from_rgb([r, g, b], alpha)), start))
    }

    /// A number with or without a unit.
    pub(super) fn dimension(&mut self) -> Option<NodeRef> {
        let start = self.scanner.position();
        let rest = self.scanner.rest();
        let length = number_length(rest.as_bytes())?;
        let number = leading_number(rest.get(..length)?);
        let after = rest.get(length..)?;
        let unit_length = match after.starts_with('%') {
            true => 1,
            false => after.bytes().take_while(|b| is_word(*b)).count(),
        };
        let unit = Unit::of(after.get(..unit_length)?);
        self.scanner.take(length + unit_length);
        Some(self.node(NodeKind::Dimension(Dimension::new(number, unit)), start))
    }
}

/// The length of the number at the start of `text`.
fn number_length(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| text.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let at = |i: usize| text.get(i).copied().unwrap_or(0);
    let mut i = usize::from(at(0) == b'-');
    let whole = digits(i);
    i += whole;
    let fraction = if at(i) == b'.' { digits(i + 1) } else { 0 };
    if fraction > 0 {
        i += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    Some(i + exponent_length(text.get(i..).unwrap_or_default()))
}
