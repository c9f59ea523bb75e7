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
    let mut at = At::key(path, "mwapi_req");
    let error = match RequestTemplate::parse(&to_json(node)) {
        Ok(template) => return Some(template),
        Err(error) => error,
    };
    let mut place = node;
    for key in &error.path {
        if let Some(value) = place.get(key) {
            (place, at) = (value, At::key(&at.path, key));
        }
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
            .suggest(similar_variable(name)),
        RequestTemplateProblem::UnknownFunction(name) => diagnostic
            .help(format!("the functions are {}", list(&RequestTemplate::FUNCTIONS)))
            .suggest(did_you_mean(name, RequestTemplate::FUNCTIONS.iter().copied()).map(str::to_owned)),
        RequestTemplateProblem::Method(_) => diagnostic.help("write `post`"),
        RequestTemplateProblem::NoUri | RequestTemplateProblem::NotAMapping => {
            diagnostic.help("add `uri`, for example `https://{{domain}}/w/api.php`")
        }
        _ => diagnostic.help("for example, `{{ default(request.query, {}) }}` is a valid expression"),
    };
    checker.report(place, &at, diagnostic);
    None
}

/// The variable that may be meant by `name`; both may be without the keys before the last.
fn similar_variable(name: &str) -> Option<String> {
    let short = RequestTemplate::VARIABLES.iter().filter_map(|variable| Some(variable.rsplit_once('.')?.1));
    did_you_mean(name, RequestTemplate::VARIABLES.iter().copied().chain(short)).map(str::to_owned)
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
