//! Entries of the specification's reference.

use maplibre_expr::Type;
use serde_json::Value as Json;

use super::reference;

/// The reference's entry of one property.
#[derive(Clone, Copy)]
pub(super) struct Spec(&'static Json);

impl Spec {
    /// The entry of the property `name` in `section` (`layout` or `paint`) of layers of `kind`. The entry is empty if
    /// the property does not exist.
    pub(super) fn of(kind: &str, section: &str, name: &str) -> Self {
        static NONE: Json = Json::Null;
        Self(reference::property(kind, section, name).unwrap_or(&NONE))
    }

    /// Wraps an entry of any table of the reference.
    pub(super) fn entry(entry: &'static Json) -> Self {
        Self(entry)
    }

    /// Whether the property exists in the reference.
    pub(super) fn exists(self) -> bool {
        !self.0.is_null()
    }

    /// The default as JSON, or `null`.
    pub(super) fn default(self) -> &'static Json {
        static NULL: Json = Json::Null;
        self.0.get("default").unwrap_or(&NULL)
    }

    /// The name of the type.
    pub(super) fn kind(self) -> &'static str {
        self.0.get("type").and_then(Json::as_str).unwrap_or_default()
    }

    /// The item type of a list.
    pub(super) fn item_kind(self) -> &'static str {
        self.0.get("value").and_then(Json::as_str).unwrap_or_default()
    }

    /// The length of a list, if it is fixed.
    pub(super) fn length(self) -> Option<usize> {
        self.0.get("length").and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok())
    }

    /// The minimum of a number.
    pub(super) fn minimum(self) -> Option<f64> {
        self.0.get("minimum").and_then(Json::as_f64)
    }

    /// The maximum of a number.
    pub(super) fn maximum(self) -> Option<f64> {
        self.0.get("maximum").and_then(Json::as_f64)
    }

    /// The required type of expressions.
    pub(super) fn expression_type(self) -> Option<Type> {
        type_of(self.0)
    }

    /// Whether expressions coerce their result to a string.
    pub(super) fn is_string(self) -> bool {
        self.kind() == "string"
    }

    /// Whether expressions are allowed.
    pub(super) fn takes_expressions(self) -> bool {
        self.0.get("expression").is_some()
    }

    /// Whether the property is required.
    pub(super) fn is_required(self) -> bool {
        self.0.get("required").and_then(Json::as_bool).unwrap_or(false)
    }

    /// Whether expressions may read `parameter` (`zoom`, `feature`, …).
    pub(super) fn may_read(self, parameter: &str) -> bool {
        let parameters = self.0.pointer("/expression/parameters").and_then(Json::as_array);
        parameters.is_some_and(|all| all.iter().any(|p| p == parameter))
    }

    /// Whether a `…-transition` next to the property is allowed.
    pub(super) fn has_transition(self) -> bool {
        self.0.get("transition").and_then(Json::as_bool).unwrap_or(false)
    }

    /// The allowed keywords of an enum.
    pub(super) fn words(self) -> Vec<&'static str> {
        let words = self.0.get("values").and_then(Json::as_array);
        words.into_iter().flatten().filter_map(Json::as_str).collect()
    }

    /// Describes the type for messages.
    pub(super) fn describe(self) -> String {
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
            "color" => "a color".into(),
            "formatted" => "text".into(),
            "resolvedImage" => "the name of an image".into(),
            "padding" => "a number, or a list of 1 to 4 numbers".into(),
            "numberArray" => format!("a number{range}, or a list of such numbers"),
            "colorArray" => "a color, or a list of colors".into(),
            "variableAnchorOffsetCollection" => "a list of anchors, each with its offset [x, y]".into(),
            "projectionDefinition" => "the name of a projection".into(),
            "array" => {
                let of = match self.item_kind() {
                    "number" => format!("numbers{range}"),
                    "string" => "strings".into(),
                    "enum" => format!("values from {}", choice()),
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

/// The expression type of a reference entry, derived as in the specification's own tests.
pub(super) fn type_of(spec: &Json) -> Option<Type> {
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
