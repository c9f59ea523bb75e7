//! `["semiliteral", [a, b, …]]`: a list whose items are expressions. `maplibre-expr` does not support it, so it is
//! parsed as a function of its items. During type checking it is replaced with a bound variable of the list's type (a
//! placeholder).

use maplibre_expr::{Color, Expr, ParseError, Type, Value as Literal, typecheck};
use serde_json::Value as Json;

use super::{
    types::{SEMILITERAL, type_of},
    walk::{children_mut, used},
};

/// Prefix of the placeholders, followed by their number.
const STAND_IN: &str = "karto_semiliteral_";

/// The call in the form in which it is parsed: with its items as arguments.
pub(super) fn flattened(call: &[Json]) -> Result<Vec<Json>, ParseError> {
    let [name, value] = call else {
        let found = call.len().saturating_sub(1);
        return Err(ParseError::new(format!(
            "'{SEMILITERAL}' expression requires exactly one argument, but found {found} instead."
        )));
    };
    Ok(match value {
        Json::Array(items) => std::iter::once(name).chain(items).cloned().collect(),
        other => vec![Json::from("literal"), other.clone()],
    })
}

/// Replaces every list with its placeholder. Returns the checked items, indexed by the number of the placeholder.
pub(super) fn stand_ins(expr: &mut Expr) -> Result<Vec<Vec<Expr>>, ParseError> {
    let mut lists = Lists { scope: Vec::new(), found: Vec::new() };
    lists.replace(expr)?;
    Ok(lists.found)
}

/// Replaces the placeholders with their lists.
pub(super) fn restore(expr: &mut Expr, mut lists: Vec<Vec<Expr>>) {
    // In nested lists, the inner ones have the lower numbers.
    for at in 0..lists.len() {
        let (done, rest) = lists.split_at_mut(at);
        rest.iter_mut().flat_map(|list| list.iter_mut()).for_each(|item| put_back(item, done));
    }
    if !lists.is_empty() {
        put_back(expr, &lists);
    }
}

fn put_back(expr: &mut Expr, lists: &[Vec<Expr>]) {
    if let Expr::Var(name) = expr
        && let Some(items) = number(name).and_then(|n| lists.get(n))
    {
        *expr = Expr::Call { op: SEMILITERAL.to_owned(), args: items.clone() };
    } else if let Expr::Let { bindings, body } = expr
        && matches!(bindings.as_slice(), [(name, _)] if number(name).is_some())
    {
        // The type checker may have added a coercion around the variable in the body.
        *expr = std::mem::replace(body, Expr::Literal(Literal::Null));
        return put_back(expr, lists);
    }
    children_mut(expr).into_iter().for_each(|(_, child)| put_back(child, lists));
}

fn number(name: &str) -> Option<usize> {
    name.strip_prefix(STAND_IN)?.parse().ok()
}

struct Lists {
    /// The enclosing bindings.
    scope: Vec<(String, Expr)>,
    found: Vec<Vec<Expr>>,
}

impl Lists {
    fn replace(&mut self, expr: &mut Expr) -> Result<(), ParseError> {
        if let Expr::Let { bindings, body } = expr {
            let outer = self.scope.len();
            for (_, value) in bindings.iter_mut() {
                self.replace(value)?;
            }
            self.scope.extend(bindings.iter().cloned());
            let result = self.replace(body);
            self.scope.truncate(outer);
            return result;
        }
        for (key, child) in children_mut(expr) {
            self.replace(child).map_err(|e| ParseError { key: format!("{key}{}", e.key), ..e })?;
        }
        if let Expr::Call { op, args } = expr
            && op == SEMILITERAL
        {
            let items = args.iter().map(|item| self.item(item)).collect::<Result<Vec<_>, _>>()?;
            let (nodes, types): (Vec<_>, Vec<_>) = items.into_iter().unzip();
            let list = Literal::Array(nodes.iter().zip(types).map(|(node, ty)| sample(node, &ty)).collect());
            let name = format!("{STAND_IN}{}", self.found.len());
            self.found.push(nodes);
            let bindings = vec![(name.clone(), Expr::Literal(list))];
            *expr = Expr::Let { bindings, body: Box::new(Expr::Var(name)) };
        }
        Ok(())
    }

    /// Checks an item separately with the enclosing bindings. Returns it with its type.
    fn item(&self, item: &Expr) -> Result<(Expr, Type), ParseError> {
        let scope: Vec<_> = self.scope.iter().map(|(name, e)| (name.as_str(), e)).collect();
        let bindings = used(item, &scope).into_iter().filter_map(|at| self.scope.get(at).cloned()).collect();
        let whole = Expr::Let { bindings, body: Box::new(item.clone()) };
        match typecheck(&whole, None, false)? {
            Expr::Let { bindings, body } => {
                let mut scope = Vec::new();
                for (name, value) in bindings {
                    let ty = type_of(&value, &scope);
                    scope.push((name, ty));
                }
                let ty = type_of(&body, &scope);
                Ok((*body, ty))
            }
            other => Ok((other, Type::Value)),
        }
    }
}

/// A sample value of an item's type: the item itself if it is constant.
fn sample(node: &Expr, ty: &Type) -> Literal {
    match (node, ty) {
        (Expr::Literal(value), _) => value.clone(),
        (_, Type::Number) => Literal::Number(0.0),
        (_, Type::String) => Literal::String(String::new()),
        (_, Type::Boolean) => Literal::Bool(false),
        (_, Type::Color) => Literal::Color(Color::new(0.0, 0.0, 0.0, 1.0)),
        (_, Type::Array(item, Some(length))) => Literal::Array(vec![sample(node, item); (*length).min(64)]),
        // A value of any type, so that lists of such items have no item type either.
        _ => Literal::Null,
    }
}
