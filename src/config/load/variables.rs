//! Checks of `variables`.

use crate::{
    config::{
        document::Kind,
        expand::Variables,
        keys::{Form, Shape},
        schema::{At, Checker},
        secrets,
        templates::Braces,
    },
    diagnostic::{Code, Diagnostics},
};

/// Reports template text and missing values in variables, whether they are used or not.
pub(super) fn check(variables: &Variables, checker: &mut Checker<'_>) {
    for (name, variable) in variables.iter() {
        let node = &variable.value;
        let at = At {
            path: format!("variables.{name}"),
            subject: format!("the variable `{name}`"),
            secret: secrets::is_secret_name(name),
            required: true,
        };
        let mut found = Diagnostics::default();
        std::mem::swap(&mut found, checker.diagnostics);
        match &node.kind {
            Kind::Null => checker.value(node, &Shape::Text(Form::Any), &at),
            Kind::Scalar(s) if s.text.trim().is_empty() && at.secret => {
                checker.error(
                    Code::EmptySecret,
                    node,
                    &at,
                    format!("{} is empty", at.subject),
                    "give it as `{ env(NAME) }`",
                );
            }
            // The braces of tile URLs are allowed, because a variable may hold one.
            _ => checker.free(node, Braces::Tile, &at),
        }
        std::mem::swap(&mut found, checker.diagnostics);
        for diagnostic in found.iter() {
            let mut diagnostic = diagnostic.clone();
            for (span, path) in &variable.uses {
                diagnostic = diagnostic.related(*span, format!("`{{var: {name}}}` is used at `{path}`"));
            }
            checker.diagnostics.push(diagnostic);
        }
    }
}
