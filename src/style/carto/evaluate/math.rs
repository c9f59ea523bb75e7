//! Operations.

use super::{Evaluator, mistakes};
use crate::{
    diagnostic::Span,
    style::carto::{
        color::HueColor,
        number::{leading_number, number_text, whole_number},
        value::{Dimension, MathNode, NodeKind, NodeRef, Unit, ValueNode},
    },
};

impl Evaluator<'_> {
    /// The result of an operation.
    pub(super) fn math(&mut self, math: &MathNode, span: Span) -> NodeRef {
        let (mut left, mut right) = (self.evaluate(&math.left), self.evaluate(&math.right));
        let operator = math.operator;
        if left.is_undefined() || right.is_undefined() {
            return ValueNode::new(NodeKind::Undefined, span);
        }
        if matches!((&left.kind, &right.kind), (NodeKind::Dimension(_), NodeKind::Color(_))) {
            if !matches!(operator, '*' | '+') {
                return self.undefined(mistakes::number_and_color(span), span);
            }
            std::mem::swap(&mut left, &mut right);
        }
        match (&left.kind, &right.kind) {
            (NodeKind::Quoted(_), NodeKind::Quoted(_)) if operator != '+' => {
                self.undefined(mistakes::strings(operator, span), span)
            }
            (NodeKind::Field(_) | NodeKind::Literal(_), _) | (_, NodeKind::Field(_) | NodeKind::Literal(_)) => {
                if left.type_name() == "color" || right.type_name() == "color" {
                    return self.undefined(mistakes::field_and_color(span), span);
                }
                let text = format!("{}{operator}{}", left.text(true), right.text(true));
                ValueNode::new(NodeKind::Literal(text), span)
            }
            (NodeKind::Quoted(_), _) => self.text_math(operator, &left, &right, span),
            (NodeKind::Dimension(number), _) => self.number_math(operator, number, &right, span),
            (NodeKind::Color(color), _) => self.color_math(operator, color, &right, span),
            _ => self.undefined(mistakes::no_math(&left, span), span),
        }
    }

    fn text_math(&mut self, operator: char, left: &NodeRef, right: &NodeRef, span: Span) -> NodeRef {
        let (left, right) = (left.text(false), right.text(false));
        let text = match operator {
            '+' => left + &right,
            _ => {
                let number = compute(operator, whole_number(&left), whole_number(&right));
                if !number.is_nan() && number != 0.0 {
                    return self.undefined(mistakes::strings(operator, span), span);
                }
                String::new()
            }
        };
        ValueNode::new(NodeKind::Quoted(text), span)
    }

    fn number_math(&mut self, operator: char, left: &Dimension, right: &NodeRef, span: Span) -> NodeRef {
        let (number, unit) = (left.number.get(), left.unit.get());
        let (other, other_unit) = match &right.kind {
            NodeKind::Dimension(other) => (other.number.get(), other.unit.get()),
            NodeKind::Quoted(text) | NodeKind::Keyword(text) if operator == '+' => {
                // the number that both texts together begin with
                let text = format!("{}{text}", number_text(number));
                (leading_number(&text) - number, Unit::None)
            }
            NodeKind::Quoted(text) | NodeKind::Keyword(text) => (whole_number(text), Unit::None),
            _ => (f64::NAN, Unit::None),
        };
        let result = match (unit == Unit::Percent, other_unit == Unit::Percent) {
            (true, false) => return self.undefined(mistakes::percent_first(span), span),
            (false, true) if !matches!(operator, '+' | '-') => {
                return self.undefined(mistakes::percent_factor(span), span);
            }
            (false, true) => Dimension::new(compute(operator, number, number * other * 0.01), unit),
            _ => {
                let unit = if unit == Unit::None { other_unit } else { unit };
                Dimension::new(compute(operator, number, other), unit)
            }
        };
        ValueNode::new(NodeKind::Dimension(result), span)
    }

    fn color_math(&mut self, operator: char, color: &HueColor, right: &NodeRef, span: Span) -> NodeRef {
        let other = match &right.kind {
            NodeKind::Color(other) => other.rgb(),
            NodeKind::Dimension(number) => [number.number.get(); 3],
            _ => return self.undefined(mistakes::no_math(right, span), span),
        };
        let own = color.rgb();
        let [r, g, b] = [0, 1, 2].map(|i| (own.get(i).copied().unwrap_or(0.0), other.get(i).copied().unwrap_or(0.0)));
        let rgb = [r, g, b].map(|(own, other)| compute(operator, own, other));
        let result = match color.perceptual {
            true => HueColor::perceptual_from_rgb(rgb, color.alpha),
            false => HueColor::from_rgb(rgb, color.alpha),
        };
        ValueNode::new(NodeKind::Color(result), span)
    }
}

fn compute(operator: char, a: f64, b: f64) -> f64 {
    match operator {
        '+' => a + b,
        '-' => a - b,
        '*' => a * b,
        '%' => a % b,
        _ => a / b,
    }
}
