//! Request templates.

use serde_json::{Map, Value};
use url::Url;

use super::{
    context::RequestContext,
    error::{RequestTemplateError, RequestTemplateProblem},
    evaluate,
    expanded::ExpandedRequest,
    expression::Piece,
    text,
};

/// The deepest nesting of a part.
const MAX_DEPTH: usize = 16;

/// A request template: `uri`, and optionally `method`, `headers`, `query` and `body`.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestTemplate {
    uri: Vec<Piece>,
    post: Option<bool>,
    headers: Option<Part>,
    query: Option<Part>,
    body: Option<Part>,
}

/// A value of a template.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(Vec<Piece>),
    Object(Vec<(String, Part)>),
    List(Vec<Part>),
    Other(Value),
}

impl RequestTemplate {
    /// The keys of a template that have a meaning.
    pub const KEYS: [&'static str; 5] = ["method", "uri", "headers", "query", "body"];

    /// The variables that an expression may name.
    pub const VARIABLES: [&'static str; 6] = [
        "request.params.domain",
        "request.params.protocol",
        "request.query",
        "request.headers.user-agent",
        "request.headers.x-client-ip",
        "request.headers.x-forwarded-for",
    ];

    /// The functions that an expression may call.
    pub const FUNCTIONS: [&'static str; 3] = ["default", "merge", "strip"];

    /// Reads a template as configured. Keys other than [`Self::KEYS`] are ignored.
    ///
    /// # Errors
    /// The first thing that is wrong: a missing `uri`, a method other than `get` and `post`, an expression with a
    /// wrong syntax, an unknown function, or a variable that no request has.
    pub fn parse(template: &Value) -> Result<Self, RequestTemplateError> {
        let Value::Object(template) = template else { return Err(RequestTemplateProblem::NotAMapping.at(&[])) };
        let uri = template.get("uri").or_else(|| template.get("url")).and_then(Value::as_str);
        let uri = uri.ok_or_else(|| RequestTemplateProblem::NoUri.at(&[]))?;
        let part = |key: &str| template.get(key).map(|value| Part::parse(value, key, &mut vec![key])).transpose();
        Ok(Self {
            uri: text::pieces(uri, "params").map_err(|problem| problem.at(&["uri"]))?,
            post: method(template).map_err(|problem| problem.at(&["method"]))?,
            headers: part("headers")?,
            query: part("query")?,
            body: part("body")?,
        })
    }

    /// The request for `context`. It is a `POST` if the template says so, or says nothing and has a body.
    ///
    /// # Errors
    /// The address is not an http or https URL, or a function got a value of the wrong type.
    pub fn expand(&self, context: &RequestContext) -> Result<ExpandedRequest, RequestTemplateProblem> {
        let url = Url::parse(&evaluate::text(&self.uri, context)?).map_err(|_| RequestTemplateProblem::Address)?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(RequestTemplateProblem::Address);
        }
        let value = |part: &Option<Part>| match part {
            Some(part) => part.value(context).map(|value| Some(value).filter(|value| !value.is_null())),
            None => Ok(None),
        };
        let headers = match value(&self.headers)? {
            Some(Value::Object(headers)) => headers,
            _ => Map::new(),
        };
        let header = |(name, value): (&String, &Value)| Some((name.to_ascii_lowercase(), evaluate::written(value)?));
        let (query, body) = (value(&self.query)?, value(&self.body)?);
        Ok(ExpandedRequest {
            post: self.post.unwrap_or(body.is_some()),
            url,
            headers: headers.iter().filter_map(header).collect(),
            query,
            body,
        })
    }
}

/// Whether the method is `post`; `None` if the template does not say.
fn method(template: &Map<String, Value>) -> Result<Option<bool>, RequestTemplateProblem> {
    match template.get("method") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("post") => Ok(Some(true)),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("get") => Ok(Some(false)),
        Some(other) => Err(RequestTemplateProblem::Method(evaluate::written(other).unwrap_or_default())),
    }
}

impl Part {
    /// Reads `value`, which is in the part `name`, at `path`.
    fn parse<'v>(value: &'v Value, name: &str, path: &mut Vec<&'v str>) -> Result<Self, RequestTemplateError> {
        if path.len() > MAX_DEPTH {
            return Err(RequestTemplateProblem::TooDeep.at(path));
        }
        Ok(match value {
            Value::String(text) => Self::Text(text::pieces(text.trim(), name).map_err(|problem| problem.at(path))?),
            Value::Array(items) => {
                let mut item = |item: &'v Value| Self::parse(item, name, path);
                Self::List(items.iter().map(&mut item).collect::<Result<_, _>>()?)
            }
            Value::Object(entries) => {
                let mut entry = |(key, value): (&'v String, &'v Value)| {
                    path.push(key);
                    let part = Self::parse(value, name, path)?;
                    path.pop();
                    Ok((key.clone(), part))
                };
                Self::Object(entries.iter().map(&mut entry).collect::<Result<_, _>>()?)
            }
            other => Self::Other(other.clone()),
        })
    }

    /// The value for `context`.
    fn value(&self, context: &RequestContext) -> Result<Value, RequestTemplateProblem> {
        Ok(match self {
            Self::Text(pieces) => evaluate::value(pieces, context)?,
            Self::List(items) => Value::Array(items.iter().map(|i| i.value(context)).collect::<Result<_, _>>()?),
            Self::Object(entries) => {
                let mut map = Map::new();
                for (key, part) in entries {
                    map.insert(key.clone(), part.value(context)?);
                }
                Value::Object(map)
            }
            Self::Other(value) => value.clone(),
        })
    }
}
