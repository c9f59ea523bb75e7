//! Attribute values (specification 2.1, section 4.1).

use super::{
    MvtError,
    wire::{FieldReader, WireType, unzigzag},
};

/// The value of a tag. Strings are borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// `string_value`
    String(&'a str),
    /// `float_value`
    Float(f32),
    /// `double_value`
    Double(f64),
    /// `int_value`
    Int(i64),
    /// `uint_value`
    Uint(u64),
    /// `sint_value`
    Sint(i64),
    /// `bool_value`
    Bool(bool),
}

impl<'a> Value<'a> {
    /// The number, if the value is numeric; integers beyond 2^53 lose precision.
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Float(v) => Some(f64::from(v)),
            Self::Double(v) => Some(v),
            Self::Int(v) | Self::Sint(v) => Some(v as f64),
            Self::Uint(v) => Some(v as f64),
            Self::String(_) | Self::Bool(_) => None,
        }
    }

    /// The text, if the value is a string.
    pub fn as_str(self) -> Option<&'a str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Decodes a value message; `index` is its index among the layer's values.
    pub(super) fn decode(bytes: &'a [u8], index: usize) -> Result<Self, MvtError> {
        const WHAT: &str = "a value";
        let mut reader = FieldReader::new(bytes);
        let mut value = None;
        while let Some((field, wire)) = reader.field(WHAT)? {
            let wanted = match field {
                1 => WireType::Bytes,
                2 => WireType::Fixed32,
                3 => WireType::Fixed64,
                4..=7 => WireType::Varint,
                _ => {
                    reader.skip(wire, WHAT)?;
                    continue;
                }
            };
            wire.expect(wanted, WHAT)?;
            value = Some(match field {
                1 => Self::String(reader.text(WHAT)?),
                2 => Self::Float(f32::from_le_bytes(reader.fixed32(WHAT)?)),
                3 => Self::Double(f64::from_le_bytes(reader.fixed64(WHAT)?)),
                4 => Self::Int(reader.varint(WHAT)? as i64),
                5 => Self::Uint(reader.varint(WHAT)?),
                6 => Self::Sint(unzigzag(reader.varint(WHAT)?)),
                _ => Self::Bool(reader.varint(WHAT)? != 0),
            });
        }
        value.ok_or(MvtError::EmptyValue { index })
    }
}
