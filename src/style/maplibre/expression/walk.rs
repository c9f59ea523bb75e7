//! Traversal of the trees of `maplibre-expr`.

use maplibre_expr::Expr;

/// The children of a node with their paths in its JSON (`[2]`).
pub(in crate::style::maplibre) fn children_mut(expr: &mut Expr) -> Vec<(String, &mut Expr)> {
    let at = |i: usize| format!("[{i}]");
    match expr {
        Expr::Literal(_) | Expr::Var(_) | Expr::Within(_) | Expr::Distance(_) => Vec::new(),
        Expr::Call { args, .. } => args.iter_mut().enumerate().map(|(i, e)| (at(i + 1), e)).collect(),
        Expr::Let { bindings, body } => {
            let last = at(1 + 2 * bindings.len());
            let values = bindings.iter_mut().enumerate().map(|(i, (_, e))| (at(2 + 2 * i), e));
            values.chain([(last, &mut **body)]).collect()
        }
        Expr::Match { input, arms, default } => {
            let last = at(2 + 2 * arms.len());
            let outputs = arms.iter_mut().enumerate().map(|(i, (_, e))| (at(3 + 2 * i), e));
            [(at(1), &mut **input)].into_iter().chain(outputs).chain([(last, &mut **default)]).collect()
        }
        Expr::Step { input, output0, stops } => {
            let outputs = stops.iter_mut().enumerate().map(|(i, (_, e))| (at(4 + 2 * i), e));
            [(at(1), &mut **input), (at(2), &mut **output0)].into_iter().chain(outputs).collect()
        }
        Expr::Interpolate { input, stops, .. } => {
            let outputs = stops.iter_mut().enumerate().map(|(i, (_, e))| (at(4 + 2 * i), e));
            [(at(2), &mut **input)].into_iter().chain(outputs).collect()
        }
        Expr::Format(sections) => sections
            .iter_mut()
            .enumerate()
            .flat_map(|(i, s)| {
                let options = [&mut s.scale, &mut s.font, &mut s.text_color, &mut s.vertical_align];
                [&mut s.content].into_iter().chain(options.into_iter().flatten()).map(move |e| (at(1 + 2 * i), e))
            })
            .collect(),
        Expr::Collator { case_sensitive, diacritic_sensitive, locale } => {
            let options = [case_sensitive, diacritic_sensitive, locale];
            options.into_iter().flatten().map(|e| (at(1), &mut **e)).collect()
        }
        Expr::NumberFormat { value, locale, currency, min_fraction_digits, max_fraction_digits, unit } => {
            let options = [locale, currency, min_fraction_digits, max_fraction_digits, unit];
            let options = options.into_iter().flatten().map(|e| (at(2), &mut **e));
            [(at(1), &mut **value)].into_iter().chain(options).collect()
        }
        Expr::Assert(_, inner) | Expr::Coerce(_, inner) => vec![(String::new(), &mut **inner)],
    }
}

/// The children of a node.
pub(super) fn children(expr: &Expr) -> Vec<&Expr> {
    fn boxed<'e>(options: &[&'e Option<Box<Expr>>]) -> Vec<&'e Expr> {
        options.iter().filter_map(|e| e.as_deref()).collect()
    }
    match expr {
        Expr::Literal(_) | Expr::Var(_) | Expr::Within(_) | Expr::Distance(_) => Vec::new(),
        Expr::Call { args, .. } => args.iter().collect(),
        Expr::Let { bindings, body } => bindings.iter().map(|(_, e)| e).chain([&**body]).collect(),
        Expr::Match { input, arms, default } => {
            [&**input, &**default].into_iter().chain(arms.iter().map(|(_, e)| e)).collect()
        }
        Expr::Step { input, output0, stops } => {
            [&**input, &**output0].into_iter().chain(stops.iter().map(|(_, e)| e)).collect()
        }
        Expr::Interpolate { input, stops, .. } => [&**input].into_iter().chain(stops.iter().map(|(_, e)| e)).collect(),
        Expr::Format(sections) => {
            let all = sections.iter().flat_map(|s| {
                let options = [&s.scale, &s.font, &s.text_color, &s.vertical_align];
                [&s.content].into_iter().chain(options.into_iter().flatten())
            });
            all.collect()
        }
        Expr::Collator { case_sensitive, diacritic_sensitive, locale } => {
            boxed(&[case_sensitive, diacritic_sensitive, locale])
        }
        Expr::NumberFormat { value, locale, currency, min_fraction_digits, max_fraction_digits, unit } => {
            let mut all = vec![&**value];
            all.extend(boxed(&[locale, currency, min_fraction_digits, max_fraction_digits, unit]));
            all
        }
        Expr::Assert(_, inner) | Expr::Coerce(_, inner) => vec![inner],
    }
}

/// Calls `seen` with a node and all of its descendants.
pub(super) fn visit<'e>(expr: &'e Expr, seen: &mut impl FnMut(&'e Expr)) {
    seen(expr);
    for child in children(expr) {
        visit(child, seen);
    }
}

/// The indices in `scope`, ascending, of the variables that `expr` uses, directly or in their definitions.
pub(super) fn used<'e>(expr: &'e Expr, scope: &[(&'e str, &'e Expr)]) -> Vec<usize> {
    let mut wanted = vec![false; scope.len()];
    let mut pending = vec![(expr, scope.len())];
    while let Some((expr, visible)) = pending.pop() {
        visit(expr, &mut |node| {
            let Expr::Var(name) = node else { return };
            let known = scope.get(..visible).unwrap_or_default();
            // A variable of a `let` inside of `expr` may have the same name; then one binding too many is kept.
            if let Some(at) = known.iter().rposition(|(known, _)| known == name)
                && let Some(wanted) = wanted.get_mut(at)
                && !std::mem::replace(wanted, true)
                && let Some((_, definition)) = scope.get(at)
            {
                pending.push((definition, at));
            }
        });
    }
    wanted.iter().enumerate().filter(|(_, wanted)| **wanted).map(|(at, _)| at).collect()
}
