//! Reads the properties of one layer.

use maplibre_expr::migrate::migrate_property;
use serde_json::{Map, Value as Json};

use super::{
    Path, Problems, expression, filter_zoom, outputs, properties::PropertyEntry, reference, spec::Spec,
    support::Support, validate,
};
use crate::{
    diagnostic::Code,
    spelling::did_you_mean,
    style::{
        Property, PropertyValue,
        expression::{Expression, Keys, Value},
    },
};

/// Reads the properties of one layer's JSON.
pub(super) struct LayerReader<'r> {
    kind: &'r str,
    layer: &'r Map<String, Json>,
    path: Path,
    keys: &'r mut Keys,
    problems: &'r mut Problems,
    /// The properties of this layer type.
    entries: &'static [PropertyEntry],
}

impl<'r> LayerReader<'r> {
    pub(super) fn new(
        kind: &'r str,
        entries: &'static [PropertyEntry],
        layer: &'r Map<String, Json>,
        path: Path,
        keys: &'r mut Keys,
        problems: &'r mut Problems,
    ) -> Self {
        Self { kind, layer, path, keys, problems, entries }
    }

    /// Reads the property `name` of `section` (`layout` or `paint`) into `property`, which keeps its default if the
    /// property is missing or invalid.
    pub(super) fn read<T: PropertyValue>(&mut self, section: &str, name: &str, property: &mut Property<T>) {
        let Some(json) = self.layer.get(section).and_then(|s| s.get(name)) else { return };
        let path = self.path.key(section).key(name);
        if json.is_null() {
            let message = format!("\"{name}\" is null, which is the same as leaving it out");
            self.problems.warn(Code::StyleValue, path, message);
            return;
        }
        let spec = Spec::of(self.kind, section, name);
        if let Json::Object(function) = json
            && !validate::function(name, function, spec, &path, self.problems)
        {
            return;
        }
        let migrated = migrate_property(name, json);
        if expression::is_expression(&migrated) {
            self.outputs_in_range(name, json, spec, &path);
            if let Some(expression) = self.computed(&migrated, spec, &path) {
                *property = Property::computed(expression, property.default_value().clone());
            }
            return;
        }
        match T::from_value(Value::from_json(&migrated)).filter(|_| validate::fits(&migrated, spec)) {
            Some(value) => {
                validate::in_range(name, json, spec, &path, self.problems);
                *property = Property::fixed(value);
            }
            None => validate::wrong_value(name, json, spec, &path, self.problems),
        }
    }

    /// Checks a property without a field in the tree.
    pub(super) fn check(&mut self, section: &str, name: &str) {
        self.read(section, name, &mut Property::unset(Unread));
    }

    /// Warns of numbers that an expression can yield outside of the reference's range. They are clamped when drawn,
    /// which is probably not intended.
    fn outputs_in_range(&mut self, name: &str, json: &Json, spec: Spec, path: &Path) {
        if spec.kind() != "number" || spec.minimum().is_none() && spec.maximum().is_none() {
            return;
        }
        let outside =
            |n: &f64| spec.minimum().is_some_and(|low| *n < low) || spec.maximum().is_some_and(|high| *n > high);
        for leaf in outputs::leaves(json, path) {
            if let Some(n) = leaf.value.as_f64().filter(outside) {
                let message = format!("\"{name}\" must be {}, but can become {n} here", spec.describe());
                self.problems.warn(Code::StyleValue, leaf.path, message);
            }
        }
    }

    fn computed(&mut self, json: &Json, spec: Spec, path: &Path) -> Option<Expression> {
        let ty = spec.expression_type();
        let expr = match expression::checked(json, ty.as_ref(), spec.is_string()) {
            Ok(expr) => expr,
            Err(e) => {
                self.problems.error(Code::StyleExpression, path.indices(&e.key), e.to_string());
                return None;
            }
        };
        let compiled = expression::compile(&expr, self.keys);
        let refused = if !spec.exists() {
            None
        } else if compiled.reads_feature() && !spec.may_read("feature") {
            Some("this property is the same for all features of a layer: its expression must not read them")
        } else if compiled.reads_zoom() && !spec.may_read("zoom") {
            Some("this property is the same at all zooms: its expression must not read the zoom")
        } else {
            None
        };
        if let Some(message) = refused {
            self.problems.error(Code::StyleExpression, path.clone(), message);
            return None;
        }
        Some(compiled)
    }

    /// The filter, if there is one.
    pub(super) fn filter(&mut self) -> Option<Expression> {
        let json = self.layer.get("filter").filter(|f| !f.is_null())?;
        let path = self.path.key("filter");
        let parsed = expression::parsed_filter(json)
            .and_then(|e| expression::typed(filter_zoom::hide(e), Some(&maplibre_expr::Type::Boolean), false));
        match parsed.map(filter_zoom::reveal) {
            Ok(expr) => Some(expression::compile(&expr, self.keys)),
            Err(e) => {
                self.problems.error(Code::StyleExpression, path.indices(&e.key), e.to_string());
                None
            }
        }
    }

    /// Reports unknown properties.
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

    /// Warns of a property that is not drawn, unless its value equals the behavior that is drawn anyway.
    fn not_drawn(&mut self, section: &str, name: &str, value: &Json) {
        let Some(Support::Not(why)) = self.entry(section, name).map(|entry| entry.support) else { return };
        if value != Spec::of(self.kind, section, name).default() && !value.is_null() {
            let message = format!("\"{name}\" is not drawn: {why}");
            self.problems.warn(Code::StyleNotDrawn, self.path.key(section).name(name), message);
        }
    }

    fn entry(&self, section: &str, name: &str) -> Option<&'static PropertyEntry> {
        self.entries.iter().find(|entry| (entry.section, entry.name) == (section, name))
    }

    fn knows(&self, section: &str, name: &str) -> bool {
        (section, name) == ("layout", "visibility") || self.entry(section, name).is_some()
    }

    /// Checks a `…-transition`. Pictures show its final state, but it may still be invalid.
    fn transition(&mut self, section: &str, base: &str, name: &str, value: &Json) {
        let path = self.path.key(section).key(name);
        match value {
            Json::Object(json) if Spec::of(self.kind, section, base).has_transition() => {
                validate::object(json, "transition", &format!("\"{name}\""), &path, &[], self.problems);
            }
            Json::Object(_) => {
                let message = format!("\"{base}\" has no transition");
                self.problems.warn(Code::StyleProperty, self.path.key(section).name(name), message);
            }
            other => {
                let message = format!("\"{name}\" must be an object, not {}", validate::shown(other));
                self.problems.error(Code::StyleValue, path, message);
            }
        }
    }

    /// Reports a property that layers of this type do not have in karto. Certain mistakes are errors.
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

/// The value of a property that is checked but not read.
#[derive(Clone)]
struct Unread;

impl PropertyValue for Unread {
    fn from_value(_: Value<'_>) -> Option<Self> {
        Some(Self)
    }
}
