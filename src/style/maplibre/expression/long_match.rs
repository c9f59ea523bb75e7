//! `match` with many labels. `maplibre-expr` compares each label with all others, so during type checking a long `match`
//! is replaced by a `case` with the same input and outputs. Its labels are checked here.

use std::collections::HashSet;

use maplibre_expr::{Expr, ParseError, ParseErrorKind, Value as Literal};

use super::walk::children_mut;

/// With fewer labels, comparing them all takes no time.
const LONG: usize = 200;

/// Marks the `case` that replaces a `match`, followed by its number.
const MARK: &str = "karto_match_";

/// The largest integer that labels may be.
const MAX_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The labels of each output of a `match`.
type LabelsOfArms = Vec<Vec<Literal>>;

/// Replaces every long `match`. Returns their labels, indexed by the number of the mark.
pub(super) fn hide(expr: &mut Expr) -> Result<Vec<LabelsOfArms>, ParseError> {
    let mut hidden = Vec::new();
    replace(expr, &mut hidden)?;
    Ok(hidden)
}

/// Replaces each mark with its `match`.
pub(super) fn restore(expr: &mut Expr, hidden: &mut [LabelsOfArms]) {
    if hidden.is_empty() {
        return;
    }
    for (_, child) in children_mut(expr) {
        restore(child, hidden);
    }
    let Expr::Call { op, args } = expr else { return };
    let Some(labels) = (op == "case").then(|| args.first().and_then(number)).flatten().and_then(|n| hidden.get_mut(n))
    else {
        return;
    };
    let mut args = std::mem::take(args).into_iter();
    let input = args.next().and_then(input_of);
    let mut arms = Vec::with_capacity(labels.len());
    for labels in std::mem::take(labels) {
        if let Some(output) = args.next() {
            arms.push((labels, output));
        }
        // The condition of the next output, or the default.
        if arms.len() < arms.capacity() {
            args.next();
        }
    }
    if let (Some(input), Some(default)) = (input, args.next()) {
        *expr = Expr::Match { input: Box::new(input), arms, default: Box::new(default) };
    }
}

fn replace(expr: &mut Expr, hidden: &mut Vec<LabelsOfArms>) -> Result<(), ParseError> {
    for (key, child) in children_mut(expr) {
        replace(child, hidden).map_err(|e| ParseError { key: format!("{key}{}", e.key), ..e })?;
    }
    let Expr::Match { arms, .. } = expr else { return Ok(()) };
    if arms.iter().map(|(labels, _)| labels.len()).sum::<usize>() < LONG {
        return Ok(());
    }
    check(arms)?;
    let nothing = || Expr::Literal(Literal::Null);
    let Expr::Match { input, arms, default } = std::mem::replace(expr, nothing()) else { return Ok(()) };
    let mark = Expr::Literal(Literal::String(format!("{MARK}{}", hidden.len())));
    let call = |op: &str, args| Expr::Call { op: op.to_owned(), args };
    let mut args = Vec::with_capacity(2 * arms.len() + 1);
    let mut condition = Some(call("==", vec![call("typeof", vec![*input]), mark]));
    let mut labels_of_arms = Vec::with_capacity(arms.len());
    for (labels, output) in arms {
        args.push(condition.take().unwrap_or(Expr::Literal(Literal::Bool(false))));
        args.push(output);
        labels_of_arms.push(labels);
    }
    args.push(*default);
    hidden.push(labels_of_arms);
    *expr = call("case", args);
    Ok(())
}

/// The number of the mark in the first condition of a `case`.
fn number(condition: &Expr) -> Option<usize> {
    let Expr::Call { op, args } = condition else { return None };
    let [_, Expr::Literal(Literal::String(mark))] = args.as_slice() else { return None };
    (op == "==").then(|| mark.strip_prefix(MARK)?.parse().ok()).flatten()
}

/// The input in the first condition.
fn input_of(condition: Expr) -> Option<Expr> {
    let Expr::Call { args, .. } = condition else { return None };
    let Expr::Call { args, .. } = args.into_iter().next()? else { return None };
    args.into_iter().next()
}

/// Checks labels as the library does: texts or integers, and no label twice.
fn check(arms: &[(Vec<Literal>, Expr)]) -> Result<(), ParseError> {
    let mut texts = HashSet::new();
    let mut numbers = HashSet::new();
    for (arm, (labels, _)) in arms.iter().enumerate() {
        let error = |kind| ParseError { key: format!("[{}]", 2 + 2 * arm), ..ParseError::of(kind) };
        if labels.is_empty() {
            return Err(error(ParseErrorKind::BranchLabelsEmpty));
        }
        for label in labels {
            let is_new = match label {
                Literal::Number(n) if n.abs() > MAX_INTEGER => return Err(error(ParseErrorKind::BranchLabelTooLarge)),
                Literal::Number(n) if n.fract() != 0.0 => return Err(error(ParseErrorKind::BranchLabelNotInteger)),
                Literal::Number(n) => numbers.insert(*n as i64),
                Literal::String(text) => texts.insert(text.as_str()),
                _ => return Err(error(ParseErrorKind::BranchLabelsType)),
            };
            if !is_new {
                return Err(error(ParseErrorKind::BranchLabelsUnique));
            }
            if !texts.is_empty() && !numbers.is_empty() {
                let kinds = ["string", "number"].map(str::to_owned);
                let [expected, found] =
                    if matches!(label, Literal::Number(_)) { kinds } else { [kinds[1].clone(), kinds[0].clone()] };
                return Err(error(ParseErrorKind::TypeMismatch { expected, found }));
            }
        }
    }
    Ok(())
}
