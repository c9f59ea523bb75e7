//! Request templates.

use super::fields::to_json;
use crate::{
    config::{
        document::DocumentNode,
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    spelling::did_you_mean,
    template::{RequestTemplate, RequestTemplateProblem},
};

/// The request template at `node`, which is the key `mwapi_req` of the section at `path`.
pub(crate) fn request_template(node: &DocumentNode, path: &str, checker: &mut Checker<'_>) -> Option<RequestTemplate> {
    let at = At::key(path, "mwapi_req");
    let error = match RequestTemplate::parse(&to_json(node)) {
        Ok(template) => return Some(template),
        Err(error) => error,
    };
    let mut place = node;
    for key in &error.path {
        place = place.get(key).unwrap_or(place);
    }
    let code = match &error.problem {
        RequestTemplateProblem::NotAMapping => Code::WrongType,
        RequestTemplateProblem::NoUri => Code::MissingKey,
        RequestTemplateProblem::UnknownVariable(_) | RequestTemplateProblem::UnknownFunction(_) => {
            Code::UnknownPlaceholder
        }
        _ => Code::BadText,
    };
    let message = format!("the request template `mwapi_req` cannot be used: {}", error.problem);
    let diagnostic = Diagnostic::error(code, place.span, message);
    let diagnostic = match &error.problem {
        RequestTemplateProblem::UnknownVariable(name) => diagnostic
            .help(format!("the variables are {}", list(&RequestTemplate::VARIABLES)))
            .suggest(did_you_mean(name, RequestTemplate::VARIABLES.iter().copied()).map(str::to_owned)),
        RequestTemplateProblem::UnknownFunction(name) => diagnostic
            .help(format!("the functions are {}", list(&RequestTemplate::FUNCTIONS)))
            .suggest(did_you_mean(name, RequestTemplate::FUNCTIONS.iter().copied()).map(str::to_owned)),
        _ => diagnostic,
    };
    checker.report(place, &at, diagnostic);
    None
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
