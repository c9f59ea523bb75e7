//! What the specification's reference says of a property.

use maplibre_expr::Type;
use serde_json::Value as Json;

use super::reference;

/// The entry of one property in the reference.
#[derive(Clone, Copy)]
pub(super) struct Spec(&'static Json);

impl Spec {
    /// The entry of the property `name` of `section` (`layout` or `paint`) of layers of `kind`; an empty one for
    /// properties that the reference does not have.
    pub fn of(kind: &str, section: &str, name: &str) -> Self {
        static NONE: Json = Json::Null;
        Self(reference::property(kind, section, name).unwrap_or(&NONE))
    }

    /// An entry of any table of the reference.
    pub fn entry(entry: &'static Json) -> Self {
        Self(entry)
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

    /// The name of its type.
    pub fn kind(self) -> &'static str {
        self.0.get("type").and_then(Json::as_str).unwrap_or_default()
    }

    /// The type of the items, where it is a list of items of one type.
    pub fn item_kind(self) -> &'static str {
        self.0.get("value").and_then(Json::as_str).unwrap_or_default()
    }

    /// How many items a list has, where that is fixed.
    pub fn length(self) -> Option<usize> {
        self.0.get("length").and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok())
    }

    /// The lowest number allowed.
    pub fn minimum(self) -> Option<f64> {
        self.0.get("minimum").and_then(Json::as_f64)
    }

    /// The highest number allowed.
    pub fn maximum(self) -> Option<f64> {
        self.0.get("maximum").and_then(Json::as_f64)
    }

    /// The type its expressions must have.
    pub fn expression_type(self) -> Option<Type> {
        type_of(self.0)
    }

    /// Whether expressions coerce their result to a string.
    pub fn is_string(self) -> bool {
        self.kind() == "string"
    }

    /// Whether it may be an expression.
    pub fn takes_expressions(self) -> bool {
        self.0.get("expression").is_some()
    }

    /// Whether it must be there.
    pub fn is_required(self) -> bool {
        self.0.get("required").and_then(Json::as_bool).unwrap_or(false)
    }

    /// Whether its expressions may read `parameter` (`zoom`, `feature`, …).
    pub fn may_read(self, parameter: &str) -> bool {
        let parameters = self.0.pointer("/expression/parameters").and_then(Json::as_array);
        parameters.is_some_and(|all| all.iter().any(|p| p == parameter))
    }

    /// Whether a change of it can be smooth, by a `…-transition` beside it.
    pub fn has_transition(self) -> bool {
        self.0.get("transition").and_then(Json::as_bool).unwrap_or(false)
    }

    /// The words an enum may be.
    pub fn words(self) -> Vec<&'static str> {
        let words = self.0.get("values").and_then(Json::as_array);
        words.into_iter().flatten().filter_map(Json::as_str).collect()
    }

    /// The type in words, for messages.
    pub fn describe(self) -> String {
        let words = self.words();
        let choice = || words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
        let range = match (self.minimum(), self.maximum()) {
            (Some(low), Some(high)) => format!(" from {low} to {high}"),
            (Some(low), None) => format!(" of {low} or more"),
            (None, Some(high)) => format!(" of {high} or less"),
            (None, None) => String::new(),
        };
        match self.kind() {
            "enum" => format!("one of {}", choice()),
            "number" => format!("a number{range}"),
            "string" => "text".into(),
            "boolean" => "true or false".into(),
            "color" => "a colour".into(),
            "formatted" => "text".into(),
            "resolvedImage" => "the name of an image".into(),
            "padding" => "a number, or a list of 1 to 4 numbers".into(),
            "numberArray" => format!("a number{range}, or a list of such numbers"),
            "colorArray" => "a colour, or a list of colours".into(),
            "variableAnchorOffsetCollection" => "a list of anchors, each with its offset [x, y]".into(),
            "projectionDefinition" => "the name of a projection".into(),
            "array" => {
                let of = match self.item_kind() {
                    "number" => format!("numbers{range}"),
                    "string" => "texts".into(),
                    "enum" => format!("words of {}", choice()),
                    _ => "values".into(),
                };
                match self.length() {
                    Some(n) => format!("a list of {n} {of}"),
                    None => format!("a list of {of}"),
                }
            }
            _ => "a value of another type".into(),
        }
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
