//! Evaluation of the compiled tree.

use std::borrow::Cow;

use maplibre_expr::{Color, Expr, FormatSection, InterpKind, InterpSpace, Type, Value as Reference};

use super::{
    Context, Failure, Value,
    node::{FormatNode, Node},
    value::is_anchor_offsets,
};

type Answer<'a> = Result<Value<'a>, Failure>;

/// The value of `node`.
pub(super) fn evaluate<'a>(node: &'a Node, context: &Context<'a>) -> Answer<'a> {
    Evaluator { context, frame: Vec::new() }.eval(node)
}

struct Evaluator<'a, 'c> {
    context: &'c Context<'a>,
    frame: Vec<Value<'a>>,
}

impl<'a> Evaluator<'a, '_> {
    fn eval(&mut self, node: &'a Node) -> Answer<'a> {
        Ok(match node {
            Node::Constant(value) => value.borrowed(),
            Node::Get(slot) => match self.context.feature.and_then(|f| f.slot(*slot)) {
                Some(value) => value.borrowed(),
                None => Value::Null,
            },
            Node::Has(slot) => Value::Bool(self.context.feature.is_some_and(|f| f.slot(*slot).is_some())),
            Node::Id => self.context.feature.map_or(Value::Null, |f| f.id.borrowed()),
            Node::GeometryType => match self.context.feature {
                Some(f) => super::feature::text(f.kind.name()),
                None => Value::Null,
            },
            Node::Zoom => match self.context.zoom {
                Some(zoom) => Value::Number(zoom),
                None => {
                    return Err(Failure::Other(
                        "The 'zoom' expression is unavailable in the current evaluation context.".into(),
                    ));
                }
            },
            Node::Ramp => Value::Number(self.context.ramp),
            Node::Not(inner) => Value::Bool(!self.eval(inner)?.is_truthy()),
            Node::All(nodes) => {
                for node in nodes {
                    if !self.eval(node)?.is_truthy() {
                        return Ok(Value::Bool(false));
                    }
                }
                Value::Bool(true)
            }
            Node::Any(nodes) => {
                for node in nodes {
                    if self.eval(node)?.is_truthy() {
                        return Ok(Value::Bool(true));
                    }
                }
                Value::Bool(false)
            }
            Node::Equal(pair, wanted) => {
                let (a, b) = (self.eval(&pair.0)?, self.eval(&pair.1)?);
                Value::Bool((a == b) == *wanted)
            }
            Node::SlotIs(slot, text, wanted) => {
                let value = self.context.feature.and_then(|f| f.slot(*slot));
                Value::Bool(matches!(value, Some(Value::String(s)) if **s == **text) == *wanted)
            }
            Node::Compare(comparison, pair) => {
                let (a, b) = (self.eval(&pair.0)?, self.eval(&pair.1)?);
                let order = match (&a, &b) {
                    (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
                    // JavaScript orders strings by UTF-16 units.
                    (Value::String(a), Value::String(b)) => Some(a.encode_utf16().cmp(b.encode_utf16())),
                    _ => {
                        return Err(Failure::Other(
                            format!(
                                "Expected arguments for \"{}\" to be (string, string) or (number, number), but found ({}, {}) instead.",
                                comparison.sign(),
                                a.type_name(),
                                b.type_name()
                            )
                            .into(),
                        ));
                    }
                };
                Value::Bool(comparison.holds(order))
            }
            Node::In(needle, labels) => match self.eval(needle)? {
                Value::Color(_) | Value::Complex(_) => {
                    return Err(Failure::Type { expected: "boolean, string, number or null", found: "array" });
                }
                needle => Value::Bool(labels.find(&needle).is_some()),
            },
            Node::Match { input, labels, outputs, otherwise } => {
                let input = self.eval(input)?;
                let output = labels.find(&input).and_then(|at| outputs.get(at)).unwrap_or(otherwise);
                return self.eval(output);
            }
            Node::Case(conditions, otherwise) => {
                for (condition, output) in conditions {
                    match self.eval(condition)? {
                        Value::Bool(true) => return self.eval(output),
                        Value::Bool(false) => {}
                        other => return Err(Failure::Type { expected: "boolean", found: other.type_name() }),
                    }
                }
                return self.eval(otherwise);
            }
            Node::Coalesce(nodes) => return self.coalesce(nodes),
            Node::Step { input, first, stops } => {
                let x = self.finite(input)?;
                let passed = stops.partition_point(|(stop, _)| *stop <= x);
                let output = passed.checked_sub(1).and_then(|i| stops.get(i)).map_or(&**first, |(_, node)| node);
                return self.eval(output);
            }
            Node::Interpolate { kind, space, input, stops } => return self.interpolate(*kind, *space, input, stops),
            Node::Unary(f, x) => Value::Number(f(self.number(x)?)),
            Node::Binary(f, pair) => Value::Number(f(self.number(&pair.0)?, self.number(&pair.1)?)),
            Node::Fold(f, start, nodes) => {
                let mut sum = *start;
                for node in nodes {
                    sum = f(sum, self.number(node)?);
                }
                Value::Number(sum)
            }
            Node::Concat(nodes) => {
                let mut text = String::new();
                for node in nodes {
                    text.push_str(&self.eval(node)?.into_text());
                }
                Value::String(Cow::Owned(text))
            }
            Node::Case2(up, inner) => match self.eval(inner)? {
                Value::String(s) => Value::String(Cow::Owned(if *up { s.to_uppercase() } else { s.to_lowercase() })),
                other => return Err(Failure::Type { expected: "string", found: other.type_name() }),
            },
            Node::ToString(inner) => Value::String(self.eval(inner)?.into_text()),
            Node::ToBoolean(inner) => Value::Bool(self.eval(inner)?.is_truthy()),
            Node::ToColor(inner) => return to_color(self.eval(inner)?),
            Node::ToFormatted(inner) => match self.eval(inner)? {
                value @ Value::Complex(_) if value.type_name() == "formatted" => value,
                value => Value::Complex(Cow::Owned(Reference::Formatted(vec![plain_section(value)]))),
            },
            Node::Image(inner) => match self.eval(inner)? {
                Value::Complex(v) if matches!(v.as_ref(), Reference::Image { .. }) => Value::Complex(v),
                other => {
                    let name = other.into_text().into_owned();
                    let available = self.context.has_image(&name);
                    Value::Complex(Cow::Owned(Reference::Image { name, available }))
                }
            },
            Node::List(nodes) => {
                let items = nodes.iter().map(|node| Ok(self.eval(node)?.to_reference()));
                Value::Complex(Cow::Owned(Reference::Array(items.collect::<Result<_, Failure>>()?)))
            }
            Node::AnchorOffsets(inner) => {
                let value = self.eval(inner)?.to_reference();
                if !is_anchor_offsets(&value) {
                    let found = super::json::stringify(&value);
                    let message = format!("Could not parse variableAnchorOffsetCollection from value '{found}'");
                    return Err(Failure::Other(message.into()));
                }
                Value::Complex(Cow::Owned(value))
            }
            Node::Format(sections) => {
                let sections = sections.iter().map(|s| self.section(s)).collect::<Result<_, _>>()?;
                Value::Complex(Cow::Owned(Reference::Formatted(sections)))
            }
            Node::Assert(ty, candidates) => {
                let mut last = Value::Null;
                for node in candidates {
                    last = self.eval(node)?;
                    if has_type(&last, ty) {
                        return Ok(last);
                    }
                }
                return Err(Failure::Type { expected: ty.kind(), found: last.type_name() });
            }
            Node::Let(values, body) => {
                let outer = self.frame.len();
                for node in values {
                    let value = self.eval(node)?;
                    self.frame.push(value);
                }
                let result = self.eval(body);
                self.frame.truncate(outer);
                return result;
            }
            Node::Var(at) => self.frame.get(*at).cloned().unwrap_or(Value::Null),
            Node::Reference(expr) => return reference(expr, self.context),
        })
    }

    fn number(&mut self, node: &'a Node) -> Result<f64, Failure> {
        match self.eval(node)? {
            Value::Number(n) => Ok(n),
            other => Err(Failure::Type { expected: "number", found: other.type_name() }),
        }
    }

    /// A number that a curve has a place for.
    fn finite(&mut self, node: &'a Node) -> Result<f64, Failure> {
        let x = self.number(node)?;
        if x.is_nan() { Err(Failure::Other("Input is not a number.".into())) } else { Ok(x) }
    }

    fn string(&mut self, node: &'a Node) -> Result<String, Failure> {
        match self.eval(node)? {
            Value::String(s) => Ok(s.into_owned()),
            other => Err(Failure::Type { expected: "string", found: other.type_name() }),
        }
    }

    /// The first value that is neither null nor an image nobody has. If the last candidate is such an
    /// image, the first one's name is the answer (`coalesce.ts` of the specification).
    fn coalesce(&mut self, nodes: &'a [Node]) -> Answer<'a> {
        let mut requested = None;
        for (i, node) in nodes.iter().enumerate() {
            let value = self.eval(node)?;
            if let Value::Complex(v) = &value
                && let Reference::Image { name, available: false } = v.as_ref()
            {
                requested.get_or_insert_with(|| name.clone());
                if i + 1 == nodes.len() {
                    return Ok(requested.map_or(Value::Null, |name| Value::String(Cow::Owned(name))));
                }
                continue;
            }
            if value != Value::Null {
                return Ok(value);
            }
        }
        Ok(Value::Null)
    }

    fn interpolate(
        &mut self,
        kind: InterpKind,
        space: InterpSpace,
        input: &'a Node,
        stops: &'a [(f64, Node)],
    ) -> Answer<'a> {
        let x = self.finite(input)?;
        let above = stops.partition_point(|(stop, _)| *stop <= x);
        let low = above.checked_sub(1).and_then(|i| stops.get(i));
        let (Some((from, low)), Some((to, high))) = (low, stops.get(above)) else {
            let end = low.or_else(|| stops.first());
            return end.map_or(Ok(Value::Null), |(_, node)| self.eval(node).and_then(string_to_color));
        };
        let (low, high) = (self.eval(low)?, self.eval(high)?);
        if let (Value::Number(a), Value::Number(b)) = (&low, &high)
            && let Some(t) = factor(kind, x, *from, *to)
        {
            return Ok(Value::Number(a + (b - a) * t));
        }
        let (low, high) = (string_to_color(low)?, string_to_color(high)?);
        if let (Value::Color(a), Value::Color(b), InterpSpace::Rgb) = (&low, &high, space)
            && let Some(t) = factor(kind, x, *from, *to)
        {
            let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
            let alpha = mix(a.a, b.a, t);
            let t = if self.context.fading && alpha > 0.0 { b.a * t / alpha } else { t };
            return Ok(Value::Color(Color::new(mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t), alpha)));
        }
        if let (Value::Complex(a), Value::Complex(b), Some(t)) = (&low, &high, factor(kind, x, *from, *to))
            && is_anchor_offsets(a)
            && is_anchor_offsets(b)
        {
            return anchor_offsets_between(a, b, t);
        }
        // Arrays, paddings, Bézier curves and perceptual colour spaces: once a tile at most.
        let literal = |v: &Value<'_>| Expr::Literal(v.to_reference());
        let expr = Expr::Interpolate {
            kind,
            space,
            input: Box::new(Expr::Literal(Reference::Number(x))),
            stops: vec![(*from, literal(&low)), (*to, literal(&high))],
            projection: false,
        };
        reference(&expr, self.context)
    }

    fn section(&mut self, section: &'a FormatNode) -> Result<FormatSection, Failure> {
        let content = self.eval(&section.content)?;
        let mut it = plain_section(content);
        it.vertical_align = section.vertical_align.as_ref().map(|n| self.string(n)).transpose()?;
        if it.image.is_some() {
            return Ok(it);
        }
        it.scale = section.scale.as_ref().map(|n| self.number(n)).transpose()?;
        it.font_stack = match section.font.as_ref().map(|n| self.eval(n)).transpose()? {
            Some(Value::Complex(v)) => match v.as_ref() {
                Reference::Array(names) => Some(names.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
                _ => None,
            },
            _ => None,
        };
        it.text_color = match section.color.as_ref().map(|n| self.eval(n)).transpose()? {
            Some(Value::Color(c)) => Some(c),
            _ => None,
        };
        Ok(it)
    }
}

fn reference(expr: &Expr, context: &Context<'_>) -> Result<Value<'static>, Failure> {
    let mut cx = context.to_reference();
    if let Some(globals) = context.globals {
        collect_images(expr, &globals, &mut cx.available_images);
    }
    maplibre_expr::evaluate_with(expr, &cx, super::check::options())
        .map(Value::from_reference)
        .map_err(|e| Failure::Other(e.to_string().into()))
}

/// The reference evaluator wants the list of available images; only literal names can matter to it
/// here, because `image` itself is compiled.
fn collect_images(expr: &Expr, globals: &super::Globals<'_>, names: &mut Vec<String>) {
    if let Expr::Call { op, args } = expr {
        if let ("image", [Expr::Literal(Reference::String(name))]) = (op.as_str(), args.as_slice())
            && (globals.has_image)(name)
        {
            names.push(name.clone());
        }
        for arg in args {
            collect_images(arg, globals, names);
        }
    }
}

/// How far `x` lies between two stops (`Interpolate.interpolationFactor` of the specification);
/// `None` for curves that are left to the reference evaluator.
fn factor(kind: InterpKind, x: f64, from: f64, to: f64) -> Option<f64> {
    let base = match kind {
        InterpKind::Linear => 1.0,
        InterpKind::Exponential(base) => base,
        InterpKind::CubicBezier(..) => return None,
    };
    let (range, progress) = (to - from, x - from);
    Some(if range == 0.0 {
        0.0
    } else if base == 1.0 {
        progress / range
    } else {
        (base.powf(progress) - 1.0) / (base.powf(range) - 1.0)
    })
}

/// Offsets between those of two lists of the same anchors.
fn anchor_offsets_between(low: &Reference, high: &Reference, t: f64) -> Answer<'static> {
    let mismatch = || Failure::Other("Cannot interpolate values containing mismatched anchors.".into());
    let (Reference::Array(low), Reference::Array(high)) = (low, high) else { return Err(mismatch()) };
    if low.len() != high.len() {
        return Err(mismatch());
    }
    let items = low.iter().zip(high).map(|pair| match pair {
        (Reference::Array(a), Reference::Array(b)) => {
            let mix = |(a, b): (&Reference, &Reference)| match (a, b) {
                (Reference::Number(a), Reference::Number(b)) => Ok(Reference::Number(a + (b - a) * t)),
                _ => Err(mismatch()),
            };
            a.iter().zip(b).map(mix).collect::<Result<_, _>>().map(Reference::Array)
        }
        (a, b) if a == b => Ok(a.clone()),
        _ => Err(mismatch()),
    });
    Ok(Value::Complex(Cow::Owned(Reference::Array(items.collect::<Result<_, _>>()?))))
}

fn string_to_color(value: Value<'_>) -> Answer<'_> {
    match value {
        Value::String(_) => to_color(value),
        other => Ok(other),
    }
}

fn to_color(value: Value<'_>) -> Answer<'_> {
    match value {
        Value::Color(_) => Ok(value),
        Value::String(s) => match Color::parse(&s) {
            Some(color) => Ok(Value::Color(color)),
            None => Err(Failure::Other(format!("Could not parse color from value '{s}'").into())),
        },
        other => {
            let expr = Expr::Call { op: "to-color".into(), args: vec![Expr::Literal(other.to_reference())] };
            maplibre_expr::evaluate(&expr, &maplibre_expr::EvaluationContext::new())
                .map(Value::from_reference)
                .map_err(|e| Failure::Other(e.to_string().into()))
        }
    }
}

fn plain_section(value: Value<'_>) -> FormatSection {
    let image = match &value {
        Value::Complex(v) => match v.as_ref() {
            Reference::Image { name, available } => Some((name.clone(), *available)),
            _ => None,
        },
        _ => None,
    };
    let text = if image.is_some() { String::new() } else { value.into_text().into_owned() };
    FormatSection { text, image, scale: None, font_stack: None, text_color: None, vertical_align: None }
}

fn has_type(value: &Value<'_>, ty: &Type) -> bool {
    match (ty, value) {
        (Type::Value, _) | (Type::Null, Value::Null) => true,
        (Type::String, Value::String(_)) | (Type::Number, Value::Number(_)) => true,
        (Type::Boolean, Value::Bool(_)) | (Type::Color, Value::Color(_)) => true,
        (_, Value::Complex(v)) => maplibre_expr::is_subtype(ty, &Type::of_value(v)),
        _ => false,
    }
}
