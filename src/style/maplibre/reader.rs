//! Reads the properties of one layer.

use maplibre_expr::migrate::migrate_property;
use serde_json::{Map, Value as Json};

use super::{Path, Problems, filter_zoom, outputs, spec::Spec, validate};
use crate::{
    diagnostic::Code,
    spelling::did_you_mean,
    style::{
        Property, PropertyValue, Support,
        expression::{self, Expression, Keys, Value},
        layer::properties_of,
        reference,
    },
};

/// The JSON of one layer while its properties are taken out of it.
pub(in crate::style) struct LayerReader<'r> {
    kind: &'r str,
    layer: &'r Map<String, Json>,
    path: Path,
    keys: &'r mut Keys,
    problems: &'r mut Problems,
    /// Section and name of the properties asked for.
    known: Vec<(&'static str, &'static str)>,
}

impl<'r> LayerReader<'r> {
    pub(super) fn new(
        kind: &'r str,
        layer: &'r Map<String, Json>,
        path: Path,
        keys: &'r mut Keys,
        problems: &'r mut Problems,
    ) -> Self {
        Self { kind, layer, path, keys, problems, known: vec![("layout", "visibility")] }
    }

    /// The property `name` of `section` (`layout` or `paint`).
    pub(in crate::style) fn property<T: PropertyValue>(
        &mut self,
        section: &'static str,
        name: &'static str,
    ) -> Property<T> {
        self.known.push((section, name));
        let spec = Spec::of(self.kind, section, name);
        let default = literal::<T>(spec.default()).unwrap_or_else(T::neutral);
        let json = match self.layer.get(section).and_then(|s| s.get(name)) {
            None => return self.absent(spec, default),
            Some(Json::Null) => {
                let message = format!("\"{name}\" is null: it is as if it were not there");
                self.problems.warn(Code::StyleValue, self.path.key(section).key(name), message);
                return self.absent(spec, default);
            }
            Some(json) => json,
        };
        let path = self.path.key(section).key(name);
        if let Json::Object(function) = json
            && !validate::function(name, function, spec, &path, self.problems)
        {
            return Property::default_value(default);
        }
        let migrated = migrate_property(name, json);
        if expression::is_expression(&migrated) {
            self.outputs_in_range(name, json, spec, &path);
            return self.computed(&migrated, spec, &path, default);
        }
        match literal::<T>(&migrated).filter(|_| validate::fits(&migrated, spec)) {
            Some(value) => {
                validate::in_range(name, json, spec, &path, self.problems);
                Property::fixed(value)
            }
            None => {
                validate::wrong_value(name, json, spec, &path, self.problems);
                Property::default_value(default)
            }
        }
    }

    /// A property that the layer does not mention.
    fn absent<T: PropertyValue>(&mut self, spec: Spec, default: T) -> Property<T> {
        match spec.default() {
            ramp @ Json::Array(_) if expression::is_expression(ramp) => {
                self.computed(ramp, spec, &Path::root(), default)
            }
            _ => Property::default_value(default),
        }
    }

    /// Warns of numbers that an expression can yield and that are outside the reference's range: they are drawn as
    /// the nearest one inside, which is hardly what was meant.
    fn outputs_in_range(&mut self, name: &str, json: &Json, spec: Spec, path: &Path) {
        if spec.kind() != "number" || spec.minimum().is_none() && spec.maximum().is_none() {
            return;
        }
        let outside =
            |n: &f64| spec.minimum().is_some_and(|low| *n < low) || spec.maximum().is_some_and(|high| *n > high);
        for leaf in outputs::leaves(json, path) {
            if let Some(n) = leaf.value.as_f64().filter(outside) {
                let message = format!("\"{name}\" must be {}, and can become {n} here", spec.describe());
                self.problems.warn(Code::StyleValue, leaf.path, message);
            }
        }
    }

    fn computed<T: PropertyValue>(&mut self, json: &Json, spec: Spec, path: &Path, default: T) -> Property<T> {
        let ty = spec.expression_type();
        let expr = match expression::checked(json, ty.as_ref(), spec.is_string()) {
            Ok(expr) => expr,
            Err(e) => {
                self.problems.error(Code::StyleExpression, path.indices(&e.key), e.to_string());
                return Property::default_value(default);
            }
        };
        let expression = Expression::compile(&expr, self.keys);
        if spec.exists() && expression.reads_feature && !spec.may_read("feature") {
            self.problems.error(
                Code::StyleExpression,
                path.clone(),
                "this property is the same for all features of a layer: its expression must not read them",
            );
            return Property::default_value(default);
        }
        if spec.exists() && expression.reads_zoom && !spec.may_read("zoom") {
            self.problems.error(
                Code::StyleExpression,
                path.clone(),
                "this property is the same at all zooms: its expression must not read the zoom",
            );
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
                self.problems.error(Code::StyleExpression, path.indices(&e.key), e.to_string());
                None
            }
        }
    }

    /// Reports properties that nobody asked for.
    pub(super) fn finish(&mut self) {
        for section in ["layout", "paint"] {
            let given = match self.layer.get(section) {
                None => continue,
                Some(Json::Object(given)) => given,
                Some(other) => {
                    let message = format!("\"{section}\" must be an object, not {}", validate::shown(other));
                    self.problems.error(Code::StyleValue, self.path.key(section), message);
                    continue;
                }
            };
            for (name, value) in given {
                if self.knows(section, name) {
                    self.not_drawn(section, name, value);
                    continue;
                }
                match name.strip_suffix("-transition").filter(|base| self.knows(section, base)) {
                    Some(base) => self.transition(section, base, name, value),
                    None => self.unknown(section, name),
                }
            }
        }
    }

    /// Warns of a property that is read and not drawn, unless it says what would be drawn anyway.
    fn not_drawn(&mut self, section: &str, name: &str, value: &Json) {
        let mut entries = properties_of(self.kind).iter();
        let entry = entries.find(|entry| (entry.section, entry.name) == (section, name));
        let Some(Support::Not(why)) = entry.map(|entry| entry.support) else { return };
        if value != Spec::of(self.kind, section, name).default() && !value.is_null() {
            let message = format!("\"{name}\" is not drawn: {why}");
            self.problems.warn(Code::StyleNotDrawn, self.path.key(section).name(name), message);
        }
    }

    fn knows(&self, section: &str, name: &str) -> bool {
        self.known.contains(&(section, name))
    }

    /// `…-transition`: a picture shows the end of it, but it may still be wrong.
    fn transition(&mut self, section: &str, base: &str, name: &str, value: &Json) {
        let path = self.path.key(section).key(name);
        match value {
            Json::Object(json) if Spec::of(self.kind, section, base).has_transition() => {
                validate::object(json, "transition", &format!("\"{name}\""), &path, &[], self.problems);
            }
            Json::Object(_) => {
                let message = format!("\"{base}\" changes at once: it has no transition");
                self.problems.warn(Code::StyleProperty, self.path.key(section).name(name), message);
            }
            other => {
                let message = format!("\"{name}\" must be an object, not {}", validate::shown(other));
                self.problems.error(Code::StyleValue, path, message);
            }
        }
    }

    /// A property that layers of this kind do not have in karto. What is certainly a mistake is an error.
    fn unknown(&mut self, section: &str, name: &str) {
        let (kind, path) = (self.kind, self.path.key(section));
        let other_section = if section == "paint" { "layout" } else { "paint" };
        let other_kind = reference::layer_kinds().find(|other| reference::property(other, section, name).is_some());
        let message = format!("a {kind} layer has no {section} property \"{name}\"");
        if reference::property(kind, section, name).is_some() {
            let message = format!("\"{name}\" of {kind} layers is not drawn");
            self.problems.warn(Code::StyleNotDrawn, path.name(name), message);
        } else if reference::property(kind, other_section, name).is_some() {
            let problem = self.problems.error(Code::StyleProperty, path.name(name), message);
            problem.help(format!("move it to \"{other_section}\""));
        } else if let Some(other) = other_kind {
            let problem = self.problems.error(Code::StyleProperty, path.name(name), message);
            problem.help(format!("it is a property of {other} layers"));
        } else {
            let all = reference::section(&format!("{section}_{kind}")).into_iter().flat_map(|table| table.keys());
            let near = did_you_mean(name, all.map(String::as_str));
            validate::unknown(name, &format!("the {section} of a {kind} layer"), near, &path, self.problems);
        }
    }
}

/// A value that is no expression.
fn literal<T: PropertyValue>(json: &Json) -> Option<T> {
    T::from_value(&Value::from_reference(maplibre_expr::Value::from_json(json)))
}
