//! The functions of request templates.

use serde_json::{Map, Value};

use super::error::RequestTemplateProblem;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// `default(a, b)`: `a`, or `b` if `a` is missing, empty, zero or false.
    Default,
    /// `merge(a, b)`: an object with the keys of both; those of `a` win.
    Merge,
    /// `strip(object, keys)`: the object without a key, or without a list of keys.
    Strip,
}

impl Function {
    const ALL: [Self; 3] = [Self::Default, Self::Merge, Self::Strip];

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Merge => "merge",
            Self::Strip => "strip",
        }
    }

    /// The function of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    /// The number of its arguments. All functions take two.
    pub(super) const ARGUMENTS: usize = 2;

    /// The result for these arguments.
    pub(super) fn call(self, first: Value, second: Value) -> Result<Value, RequestTemplateProblem> {
        let object = |value: Value| match value {
            Value::Null => Ok(Map::new()),
            Value::Object(map) => Ok(map),
            _ => Err(RequestTemplateProblem::Type(self.name())),
        };
        match self {
            Self::Default => Ok(if is_set(&first) { first } else { second }),
            Self::Merge => {
                let mut merged = object(first)?;
                for (key, value) in object(second)? {
                    merged.entry(key).or_insert(value);
                }
                Ok(Value::Object(merged))
            }
            Self::Strip => {
                let mut left = object(first)?;
                match second {
                    Value::String(key) => {
                        left.shift_remove(&key);
                    }
                    Value::Array(keys) => left.retain(|key, _| !keys.iter().any(|k| k.as_str() == Some(key))),
                    _ => return Err(RequestTemplateProblem::Type(self.name())),
                }
                Ok(Value::Object(left))
            }
        }
    }
}

/// Whether JavaScript takes the value for true.
fn is_set(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
