//! Rules.

use super::scale::ZoomRange;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    style::{
        expression::{Expression, Keys, Value},
        layer::{Rule, RuleCondition},
        mapnik::{
            attributes::AttributeReader,
            expression,
            map::{FaceSet, MapnikFilter, MapnikRule, MapnikSymbolizer},
            symbolizers,
        },
        symbolizer::Symbolizer,
    },
};

/// Compiles the rules of a style for one layer.
pub(super) struct RuleCompiler<'c> {
    pub font_sets: &'c [FaceSet],
    pub keys: &'c mut Keys,
    pub problems: &'c mut Diagnostics,
}

impl RuleCompiler<'_> {
    /// Compiles a rule; `None` if it never applies at `zooms`, or if its filter is invalid.
    pub(super) fn compile(&mut self, rule: &MapnikRule, zooms: ZoomRange) -> Option<Rule> {
        let zooms = ZoomRange::of_scales(rule.min_scale, rule.max_scale).and(zooms);
        // Read even if it never applies: its errors are reported.
        let condition = self.condition(rule);
        let symbolizers = rule.symbolizers.iter().filter_map(|it| self.symbolizer(it)).collect();
        let condition = condition.filter(|_| !zooms.is_empty())?;
        Some(Rule { min_zoom: zooms.min, max_zoom: zooms.max, condition, symbolizers })
    }

    fn condition(&mut self, rule: &MapnikRule) -> Option<RuleCondition> {
        match &rule.filter {
            MapnikFilter::None => Some(RuleCondition::Filter(None)),
            MapnikFilter::Else => Some(RuleCondition::Else),
            MapnikFilter::Also => Some(RuleCondition::Also),
            MapnikFilter::Expression(text) => match expression::parse_condition(text, self.keys) {
                Ok(filter) => Some(RuleCondition::Filter(Some(filter).filter(|it| !is_always_true(it)))),
                Err(problem) => {
                    let message = format!("a filter has an invalid expression: {}", problem.message);
                    let cause = format!("at character {} of `{text}`", problem.at + 1);
                    let problem = Diagnostic::error(Code::StyleExpression, rule.span, message).at("Filter");
                    self.problems.push(problem.cause(cause).help(expression::MapnikExpressionError::HELP));
                    None
                }
            },
        }
    }

    fn symbolizer(&mut self, element: &MapnikSymbolizer) -> Option<Symbolizer> {
        let mut reader = AttributeReader {
            element,
            font_sets: self.font_sets,
            keys: self.keys,
            problems: self.problems,
            asked: Vec::new(),
        };
        let found = symbolizers::read(&mut reader);
        if reader.asked.is_empty() {
            let message = format!("`{}` is not drawn", element.element);
            self.problems.push(Diagnostic::warning(Code::StyleNotDrawn, element.span, message).at(&element.element));
        } else if found.is_some() {
            // Of a symbolizer that is not drawn, not everything was asked for.
            reader.report_unknown();
        }
        found
    }
}

fn is_always_true(filter: &Expression) -> bool {
    filter.constant() == Some(&Value::Bool(true))
}
