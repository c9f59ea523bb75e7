//! What the specification's reference says of a property.

use maplibre_expr::Type;
use serde_json::Value as Json;

/// The entry of one property in the embedded reference.
#[derive(Clone, Copy)]
pub(in crate::style) struct Spec(&'static Json);

impl Spec {
    /// The entry of `name`; an empty one for properties newer than the reference.
    pub fn of(name: &str) -> Self {
        static NONE: Json = Json::Null;
        Self(maplibre_expr::migrate::property_spec(name).unwrap_or(&NONE))
    }

    /// Whether the reference knows it.
    pub fn exists(self) -> bool {
        !self.0.is_null()
    }

    /// The default as JSON, `null` where there is none.
    pub fn default(self) -> &'static Json {
        static NULL: Json = Json::Null;
        self.0.get("default").unwrap_or(&NULL)
    }

    /// The type its expressions must have.
    pub fn expression_type(self) -> Option<Type> {
        type_of(self.0)
    }

    /// Whether expressions coerce their result to a string.
    pub fn is_string(self) -> bool {
        self.0.get("type").and_then(Json::as_str) == Some("string")
    }

    /// Whether its expressions may read `parameter` (`zoom`, `feature`, …).
    pub fn may_read(self, parameter: &str) -> bool {
        let parameters = self.0.pointer("/expression/parameters").and_then(Json::as_array);
        parameters.is_some_and(|all| all.iter().any(|p| p == parameter))
    }

    /// The words an enum may be.
    pub fn words(self) -> Vec<&'static str> {
        match self.0.get("values") {
            Some(Json::Array(words)) => words.iter().filter_map(Json::as_str).collect(),
            Some(Json::Object(words)) => words.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The type in words, for messages.
    pub fn describe(self) -> String {
        let words = self.words();
        if !words.is_empty() {
            return format!("one of {}", words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", "));
        }
        self.expression_type().map_or_else(|| "a value".to_owned(), |t| t.to_string())
    }
}

/// The expression type of a property-spec entry, as the specification's own tests derive it.
pub fn type_of(spec: &Json) -> Option<Type> {
    let scalar = |name: &str| {
        Some(match name {
            "color" => Type::Color,
            "number" => Type::Number,
            "string" | "enum" => Type::String,
            "boolean" => Type::Boolean,
            "formatted" => Type::Formatted,
            "resolvedImage" => Type::ResolvedImage,
            "padding" => Type::Padding,
            "numberArray" => Type::NumberArray,
            "colorArray" => Type::ColorArray,
            "projectionDefinition" => Type::ProjectionDefinition,
            "variableAnchorOffsetCollection" => Type::VariableAnchorOffsetCollection,
            _ => return None,
        })
    };
    let name = spec.get("type")?.as_str()?;
    if name != "array" {
        return scalar(name);
    }
    let item = spec.get("value").and_then(Json::as_str).and_then(scalar).unwrap_or(Type::Value);
    let length = spec.get("length").and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok());
    Some(Type::array(item, length))
}
