use serde_json::{Map, Value, json};

use super::*;

fn context() -> RequestContext {
    let object = |value: Value| if let Value::Object(map) = value { map } else { Map::new() };
    let headers = object(json!({"user-agent": "karto/1"}));
    let query = object(json!({"action": "query", "n": 2, "empty": "", "groups": ["a", "b"]}));
    RequestContext::new("https", "en.wikipedia.org", headers, query)
}

fn expand(template: &Value) -> Result<ExpandedRequest, String> {
    let template = RequestTemplate::parse(template).map_err(|error| error.to_string())?;
    template.expand(&context()).map_err(|problem| problem.to_string())
}

/// The value of one text in the body.
fn body(text: &str) -> Result<Value, String> {
    Ok(expand(&json!({"uri": "http://a/", "body": {"x": text}}))?.body.unwrap()["x"].take())
}

#[test]
fn the_recorded_template_is_filled() {
    let request = expand(&json!({
        "method": "post",
        "uri": "http://127.0.0.1:6500/w/api.php",
        "headers": {"host": "{{ request.params.domain }}", "User-Agent": "{{ user-agent }}", "x": "{{x-client-ip}}"},
        "body": "{{ default(request.query, {}) }}",
        "timeout": 3,
    }))
    .unwrap();
    assert!(request.post);
    assert_eq!(request.url.as_str(), "http://127.0.0.1:6500/w/api.php");
    let headers = [("host", "en.wikipedia.org"), ("user-agent", "karto/1")].map(|(n, v)| (n.to_owned(), v.to_owned()));
    assert_eq!(request.headers, headers);
    assert_eq!(request.body, Some(json!({"action": "query", "n": 2, "empty": "", "groups": ["a", "b"]})));
    assert_eq!(request.query, None);
}

#[test]
fn the_template_of_the_service_is_filled() {
    let request = expand(&json!({
        "uri": "{{request.params.protocol}}://{{domain}}/w/api.php",
        "headers": "{{request.headers}}",
        "query": "{{ merge({format: 'json', action: \"x\"}, request.query) }}",
    }))
    .unwrap();
    assert!(!request.post);
    assert_eq!(request.url.as_str(), "https://en.wikipedia.org/w/api.php");
    assert_eq!(request.headers, [("user-agent".to_owned(), "karto/1".to_owned())]);
    assert_eq!(request.query.unwrap()["action"], "x");
}

#[test]
fn expressions_have_values() {
    for (text, expected) in [
        ("plain", json!("plain")),
        ("", json!("")),
        ("{{request.query.n}}", json!(2)),
        ("n={{request.query.n}}", json!("n=2")),
        ("{{$.request.query.action}}", json!("query")),
        ("{{request.query['action']}}", json!("query")),
        ("{{request.query.groups}}", json!(["a", "b"])),
        ("{{request.query.missing}}", json!(null)),
        ("a{{request.query.missing}}b", json!("ab")),
        ("{{action}}", json!(null)),
        ("{{$$.default(request.query.empty, 'x')}}", json!("x")),
        ("{{ default(request.query.n, 7) }}", json!(2)),
        ("{{ default(request.query.m, 7.5) }}", json!(7.5)),
        ("{{ default(false, [1, true, null]) }}", json!([1, true, null])),
        ("{{ strip(request.query, ['n', 'groups', \"empty\"]) }}", json!({"action": "query"})),
        ("{{ strip({a: 1, 'b-c': 2}, 'a') }}", json!({"b-c": 2})),
        ("{{ merge(null, {a: {b: request.params.domain}}) }}", json!({"a": {"b": "en.wikipedia.org"}})),
        ("{{ 'it\\'s' }}", json!("it's")),
        ("{$.request.params.domain}", json!("en.wikipedia.org")),
        ("{$.request.headers.user-agent}", json!("karto%2F1")),
        ("{+$.request.headers.user-agent}", json!("karto/1")),
        ("a{/$.request.headers.user-agent}", json!("a/karto%2F1")),
        ("a{/$.request.query.missing}", json!("a")),
    ] {
        assert_eq!(body(text), Ok(expected), "{text}");
    }
}

#[test]
fn mistakes_are_found_when_the_template_is_read() {
    for (text, expected) in [
        ("{{request.query", "unbalanced braces"),
        ("x}", "unbalanced braces"),
        ("{{}}", "the expression `` is not valid: a value is missing"),
        ("{{a b}}", "the variable `a` is not known"),
        ("{{request.query.n x}}", "the expression `request.query.n x` is not valid: the end is missing"),
        ("{{default(request.query)}}", "the function `default` takes 2 arguments, not 1"),
        ("{{uppercase(request.query, 1)}}", "the function `uppercase` is not known"),
        ("{{$.secret.password}}", "the variable `$.secret.password` is not known"),
        ("{{request.headers.cookie}}", "the variable `request.headers.cookie` is not known"),
        ("{{request.params.title}}", "the variable `request.params.title` is not known"),
        ("{{'x}}", "the expression `'x` is not valid: a closing quote is missing"),
        ("{{ {a 1} }}", "the expression `{a 1}` is not valid: a key and `:` is missing"),
        ("{{request.query.}}", "the expression `request.query.` is not valid: a name is missing"),
        (
            "{{request.query[request.query.n]}}",
            "the expression `request.query[request.query.n]` is not valid: a quoted key is missing",
        ),
    ] {
        assert_eq!(expand(&json!({"uri": "http://a/", "headers": {"x": text}})), Err(expected.to_owned()), "{text}");
    }
    let deep = format!("{{{{{}1{}}}}}", "[".repeat(40), "]".repeat(40));
    assert_eq!(body(&deep), Err("the template is nested too deeply".to_owned()));
    let path = RequestTemplate::parse(&json!({"uri": "http://a/", "headers": {"x": "{{y}}"}})).unwrap_err().path;
    assert_eq!(path, ["headers", "x"]);
}

#[test]
fn a_template_is_a_request() {
    for (template, expected) in [
        (json!("x"), "a request template is a mapping with `uri`"),
        (json!({"method": "get"}), "a request template needs `uri`"),
        (
            json!({"uri": "http://a/", "method": "delete"}),
            "the method `delete` is not supported, only `get` and `post`",
        ),
        (json!({"uri": "ftp://a/"}), "the template makes an address that is not an http or https URL"),
        (json!({"uri": "{{request.query.missing}}"}), "the template makes an address that is not an http or https URL"),
        (json!({"uri": "http://a/", "body": "{{merge(1, 2)}}"}), "the function `merge` got a value of the wrong type"),
    ] {
        assert_eq!(expand(&template), Err(expected.to_owned()), "{template}");
    }
    assert!(expand(&json!({"uri": "http://a/", "body": {"x": 1}})).unwrap().post);
    assert!(!expand(&json!({"url": "http://a/", "method": "GET", "body": {"x": 1}})).unwrap().post);
}
