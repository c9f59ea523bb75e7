//! Values as form fields.

use serde_json::Value;
use url::form_urlencoded::Serializer;

/// The deepest nesting that is written.
const MAX_DEPTH: usize = 8;

/// `value` as `application/x-www-form-urlencoded`. Lists and objects within it are written as PHP reads them:
/// `groups[0]=a&groups[1]=b`.
pub(super) fn encode(value: &Value) -> String {
    let mut form = Serializer::new(String::new());
    if let Value::Object(fields) = value {
        fields.iter().for_each(|(name, value)| field(&mut form, name, value, 0));
    }
    form.finish()
}

fn field(form: &mut Serializer<'_, String>, name: &str, value: &Value, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Null => {
            form.append_pair(name, "");
        }
        Value::String(text) => {
            form.append_pair(name, text);
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| field(form, &format!("{name}[{i}]"), item, depth + 1));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, item)| field(form, &format!("{name}[{key}]"), item, depth + 1));
        }
        other => {
            form.append_pair(name, &other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_objects_are_written_as_php_reads_them() {
        let value = serde_json::json!({"a": ["x", "y&z"], "b": {"c": 1, "d": [true]}, "e": null, "f g": "ü"});
        let written = encode(&value).replace("%5B", "[").replace("%5D", "]");
        assert_eq!(written, "a[0]=x&a[1]=y%26z&b[c]=1&b[d][0]=true&e=&f+g=%C3%BC");
    }
}
