//! Look-up of literal values.

use ahash::AHashMap;

use super::value::Value;

/// The labels of `match` and `in`, each with the index of its output.
#[derive(Debug, Clone, Default)]
pub(in crate::style) struct Labels {
    /// A few strings are compared one by one (length first); many are looked up in a hash map.
    few: Vec<(Box<str>, u32)>,
    many: AHashMap<Box<str>, u32>,
    /// By the bits of the number.
    numbers: AHashMap<u64, u32>,
    bools: [Option<u32>; 2],
    null: Option<u32>,
}

impl Labels {
    /// With more strings than this, a hash look-up is cheaper than comparing them.
    const FEW: usize = 8;

    /// Creates labels with the index of their outputs; the first of equal labels wins. `None` if a label is not a
    /// string, number, boolean or null.
    pub(crate) fn new<'v>(labels: impl IntoIterator<Item = (Value<'v>, usize)>) -> Option<Self> {
        let mut it = Self::default();
        for (label, output) in labels {
            let output = u32::try_from(output).ok()?;
            match label {
                Value::String(s) => it.few.push((s.into(), output)),
                Value::Number(n) => {
                    it.numbers.entry(bits(n)).or_insert(output);
                }
                Value::Bool(b) => {
                    it.bools[usize::from(b)].get_or_insert(output);
                }
                Value::Null => {
                    it.null.get_or_insert(output);
                }
                Value::Color(_) | Value::Compound(_) => return None,
            }
        }
        if it.few.len() > Self::FEW {
            for (label, output) in it.few.drain(..) {
                it.many.entry(label).or_insert(output);
            }
        }
        Some(it)
    }

    /// The output for `value`.
    pub(crate) fn find(&self, value: &Value<'_>) -> Option<usize> {
        let at = match value {
            Value::String(s) if self.many.is_empty() => {
                self.few.iter().find(|(label, _)| **label == **s).map(|(_, at)| *at)
            }
            Value::String(s) => self.many.get(&**s).copied(),
            Value::Number(n) => self.numbers.get(&bits(*n)).copied(),
            Value::Bool(b) => self.bools[usize::from(*b)],
            Value::Null => self.null,
            Value::Color(_) | Value::Compound(_) => None,
        };
        at.map(|at| at as usize)
    }
}

/// The bits of a number; those of 0 for -0, which equals it.
fn bits(n: f64) -> u64 {
    (n + 0.0).to_bits()
}
