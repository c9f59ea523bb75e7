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

/// Calls `seen` with a node and all of its descendants.
pub(super) fn visit<'e>(expr: &'e Expr, seen: &mut impl FnMut(&'e Expr)) {
    seen(expr);
    let mut all = |exprs: &mut dyn Iterator<Item = &'e Expr>| {
        for e in exprs {
            visit(e, seen);
        }
    };
    match expr {
        Expr::Literal(_) | Expr::Var(_) | Expr::Within(_) | Expr::Distance(_) => {}
        Expr::Call { args, .. } => all(&mut args.iter()),
        Expr::Let { bindings, body } => {
            all(&mut bindings.iter().map(|(_, e)| e).chain(std::iter::once(&**body)));
        }
        Expr::Match { input, arms, default } => {
            all(&mut [&**input, &**default].into_iter().chain(arms.iter().map(|(_, e)| e)));
        }
        Expr::Step { input, output0, stops } => {
            all(&mut [&**input, &**output0].into_iter().chain(stops.iter().map(|(_, e)| e)));
        }
        Expr::Interpolate { input, stops, .. } => {
            all(&mut std::iter::once(&**input).chain(stops.iter().map(|(_, e)| e)));
        }
        Expr::Format(sections) => {
            for s in sections {
                let options = [&s.scale, &s.font, &s.text_color, &s.vertical_align];
                all(&mut std::iter::once(&s.content).chain(options.into_iter().flatten()));
            }
        }
        Expr::Collator { case_sensitive, diacritic_sensitive, locale } => {
            all(&mut [case_sensitive, diacritic_sensitive, locale].into_iter().flatten().map(|e| &**e));
        }
        Expr::NumberFormat { value, locale, currency, min_fraction_digits, max_fraction_digits, unit } => {
            let options = [locale, currency, min_fraction_digits, max_fraction_digits, unit];
            all(&mut std::iter::once(&**value).chain(options.into_iter().flatten().map(|e| &**e)));
        }
        Expr::Assert(_, inner) | Expr::Coerce(_, inner) => all(&mut std::iter::once(&**inner)),
    }
}
