//! Reads the properties of one layer.

use maplibre_expr::migrate::migrate_property;
use serde_json::{Map, Value as Json};

use super::{Path, Problems, filter_zoom, spec::Spec};
use crate::style::{
    Property, PropertyValue,
    expression::{self, Expression, Keys, Value},
};

/// The JSON of one layer while its properties are taken out of it.
pub(in crate::style) struct LayerReader<'r> {
    layer: &'r Map<String, Json>,
    path: Path,
    keys: &'r mut Keys,
    problems: &'r mut Problems,
    known: Vec<&'static str>,
}

impl<'r> LayerReader<'r> {
    pub(super) fn new(
        layer: &'r Map<String, Json>,
        path: Path,
        keys: &'r mut Keys,
        problems: &'r mut Problems,
    ) -> Self {
        Self { layer, path, keys, problems, known: vec!["visibility"] }
    }

    /// The property `name` of `section` (`layout` or `paint`).
    pub(in crate::style) fn property<T: PropertyValue>(&mut self, section: &str, name: &'static str) -> Property<T> {
        self.known.push(name);
        let spec = Spec::of(name);
        let default = literal::<T>(spec.default()).unwrap_or_else(T::neutral);
        match self.layer.get(section).and_then(|s| s.get(name)) {
            None | Some(Json::Null) => match spec.default() {
                ramp @ Json::Array(_) if expression::is_expression(ramp) => {
                    self.computed(ramp, spec, &Path::root(), default)
                }
                _ => Property::default_value(default),
            },
            Some(json) => {
                let path = self.path.key(section).key(name);
                let migrated = migrate_property(name, json);
                if expression::is_expression(&migrated) {
                    self.computed(&migrated, spec, &path, default)
                } else if let Some(value) = literal::<T>(&migrated) {
                    Property::fixed(value)
                } else {
                    let message = format!("\"{name}\" must be {}, not {json}", spec.describe());
                    self.problems.error("style/value", path, message);
                    Property::default_value(default)
                }
            }
        }
    }

    fn computed<T: PropertyValue>(&mut self, json: &Json, spec: Spec, path: &Path, default: T) -> Property<T> {
        let ty = spec.expression_type();
        let expr = match expression::checked(json, ty.as_ref(), spec.is_string()) {
            Ok(expr) => expr,
            Err(e) => {
                self.problems.error("style/expression", path.indices(&e.key), e.to_string());
                return Property::default_value(default);
            }
        };
        let expression = Expression::compile(&expr, self.keys);
        if spec.exists() && expression.reads_feature && !spec.may_read("feature") {
            self.problems.error(
                "style/expression",
                path.clone(),
                "data expressions not supported: this property is the same for all features of a layer",
            );
            return Property::default_value(default);
        }
        if spec.exists() && expression.reads_zoom && !spec.may_read("zoom") {
            self.problems.error("style/expression", path.clone(), "zoom expressions not supported");
            return Property::default_value(default);
        }
        Property::computed(expression, default)
    }

    /// The filter, if there is one.
    pub(super) fn filter(&mut self) -> Option<Expression> {
        let json = self.layer.get("filter").filter(|f| !f.is_null())?;
        let path = self.path.key("filter");
        let parsed = expression::parsed_filter(json)
            .and_then(|e| expression::typed(filter_zoom::hide(e), Some(&maplibre_expr::Type::Boolean), false));
        match parsed.map(filter_zoom::reveal) {
            Ok(expr) => Some(Expression::compile(&expr, self.keys)),
            Err(e) => {
                self.problems.error("style/filter", path.indices(&e.key), e.to_string());
                None
            }
        }
    }

    /// Reports properties that nobody asked for.
    pub(super) fn finish(&mut self, kind: &str) {
        for section in ["layout", "paint"] {
            let Some(Json::Object(given)) = self.layer.get(section) else { continue };
            for name in given.keys().filter(|n| !self.known.contains(&n.as_str())) {
                if name.ends_with("-transition") || name.contains(':') {
                    continue;
                }
                let message = format!("a {kind} layer has no {section} property \"{name}\"");
                self.problems.warn("style/unknown-property", self.path.key(section).key(name), message);
            }
        }
    }
}

/// A value that is no expression.
fn literal<T: PropertyValue>(json: &Json) -> Option<T> {
    T::from_value(&Value::from_reference(maplibre_expr::Value::from_json(json)))
}
