//! Reads expressions.

use serde_json::{Number, Value};

use super::{error::RequestTemplateProblem, expression::Expression, function::Function, variable};

/// The deepest nesting of an expression.
const MAX_DEPTH: usize = 16;

/// Reads the expression `text`. A name without dots is one of `part`.
pub(super) fn parse(text: &str, part: &str) -> Result<Expression, RequestTemplateProblem> {
    let mut parser = Parser { text, rest: text, part };
    let expression = parser.expression(0)?;
    parser.skip_space();
    if parser.rest.is_empty() { Ok(expression) } else { Err(parser.missing("the end")) }
}

struct Parser<'t> {
    text: &'t str,
    rest: &'t str,
    part: &'t str,
}

impl Parser<'_> {
    fn missing(&self, expected: &'static str) -> RequestTemplateProblem {
        RequestTemplateProblem::Syntax { expression: self.text.trim().to_owned(), expected }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Reads past `token`, if it is next.
    fn took(&mut self, token: &str) -> bool {
        self.skip_space();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads the characters that belong to a word.
    fn word(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }

    fn expression(&mut self, depth: usize) -> Result<Expression, RequestTemplateProblem> {
        if depth > MAX_DEPTH {
            return Err(RequestTemplateProblem::TooDeep);
        }
        self.skip_space();
        match self.rest.chars().next() {
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('\'' | '"') => Ok(Expression::Literal(Value::String(self.string()?))),
            Some(c) if c.is_ascii_digit() => self.number(),
            Some(c) if is_name(c) => self.variable(depth),
            _ => Err(self.missing("a value")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Expression, RequestTemplateProblem> {
        self.took("{");
        let mut entries = Vec::new();
        while !self.took("}") {
            if !entries.is_empty() && !self.took(",") {
                return Err(self.missing("`,`"));
            }
            self.skip_space();
            let key = if self.rest.starts_with(['\'', '"']) { self.string()? } else { self.word(is_name) };
            if key.is_empty() || !self.took(":") {
                return Err(self.missing("a key and `:`"));
            }
            entries.push((key, self.expression(depth + 1)?));
        }
        Ok(Expression::Object(entries))
    }

    /// Values up to `end`, with commas between them.
    fn values(&mut self, end: &str, depth: usize) -> Result<Vec<Expression>, RequestTemplateProblem> {
        let mut values = Vec::new();
        while !self.took(end) {
            if !values.is_empty() && !self.took(",") {
                return Err(self.missing("`,`"));
            }
            values.push(self.expression(depth + 1)?);
        }
        Ok(values)
    }

    fn list(&mut self, depth: usize) -> Result<Expression, RequestTemplateProblem> {
        self.took("[");
        Ok(Expression::List(self.values("]", depth)?))
    }

    fn string(&mut self) -> Result<String, RequestTemplateProblem> {
        let mut characters = self.rest.char_indices();
        let quote = characters.next().map(|(_, c)| c);
        let mut text = String::new();
        let mut escaped = false;
        for (at, c) in characters {
            if escaped || (c != '\\' && Some(c) != quote) {
                text.push(c);
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else {
                self.rest = self.rest.get(at + c.len_utf8()..).unwrap_or_default();
                return Ok(text);
            }
        }
        Err(self.missing("a closing quote"))
    }

    fn number(&mut self) -> Result<Expression, RequestTemplateProblem> {
        let digits = self.word(|c| c.is_ascii_digit() || c == '.');
        let number = digits.parse().map(Number::from_u128).ok().flatten();
        let number = number.or_else(|| Number::from_f64(digits.parse().ok()?));
        number.map(|number| Expression::Literal(Value::Number(number))).ok_or_else(|| self.missing("a number"))
    }

    fn variable(&mut self, depth: usize) -> Result<Expression, RequestTemplateProblem> {
        let mut path = vec![self.word(is_name)];
        loop {
            if self.took("(") {
                let arguments = self.values(")", depth)?;
                return call(&path, arguments);
            }
            if self.took("[") {
                self.skip_space();
                if !self.rest.starts_with(['\'', '"']) {
                    return Err(self.missing("a quoted key"));
                }
                path.push(self.string()?);
                if !self.took("]") {
                    return Err(self.missing("`]`"));
                }
            } else if self.took(".") {
                self.skip_space();
                let name = self.word(is_name);
                if name.is_empty() {
                    return Err(self.missing("a name"));
                }
                path.push(name);
            } else {
                return self.value_of(path);
            }
        }
    }

    fn value_of(&self, mut path: Vec<String>) -> Result<Expression, RequestTemplateProblem> {
        let written = path.join(".");
        match path.as_slice() {
            [only] => match only.as_str() {
                "true" => return Ok(Expression::Literal(Value::Bool(true))),
                "false" => return Ok(Expression::Literal(Value::Bool(false))),
                "null" | "undefined" => return Ok(Expression::Literal(Value::Null)),
                _ => path.splice(..0, ["request".to_owned(), self.part.to_owned()]).for_each(drop),
            },
            [first, ..] if matches!(first.as_str(), "$" | "globals" | "global") => {
                path.remove(0);
            }
            _ => {}
        }
        if variable::is_known(&path) {
            Ok(Expression::Path(path))
        } else {
            Err(RequestTemplateProblem::UnknownVariable(written))
        }
    }
}

/// A call of the function that `path` names: `default` or `$$.default`.
fn call(path: &[String], arguments: Vec<Expression>) -> Result<Expression, RequestTemplateProblem> {
    let name = match path {
        [name] => Some(name),
        [globals, name] if globals == "$$" => Some(name),
        _ => None,
    };
    let function = name
        .and_then(|name| Function::named(name))
        .ok_or_else(|| RequestTemplateProblem::UnknownFunction(path.join(".")))?;
    if arguments.len() != Function::ARGUMENTS {
        let (function, expected, given) = (function.name(), Function::ARGUMENTS, arguments.len());
        return Err(RequestTemplateProblem::Arguments { function, expected, given });
    }
    Ok(Expression::Call(function, arguments))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '-')
}
