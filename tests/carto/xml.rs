//! A small reader of the XML that carto writes.

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Element>,
}

/// The root element.
pub(crate) fn parse(text: &str) -> Element {
    let mut stack = vec![Element::default()];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        stack.last_mut().unwrap().text.push_str(&decoded(before));
        if let Some(data) = tag.strip_prefix("<![CDATA[") {
            let (data, after) = data.split_once("]]>").unwrap();
            stack.last_mut().unwrap().text.push_str(data);
            rest = after;
            continue;
        }
        let end = tag_end(tag);
        let inner = &tag[1..end];
        rest = &tag[end + 1..];
        if inner.starts_with(['?', '!']) {
            continue;
        }
        if inner.starts_with('/') {
            close(&mut stack);
            continue;
        }
        let closed = inner.ends_with('/');
        stack.push(element(inner.trim_end_matches('/')));
        if closed {
            close(&mut stack);
        }
    }
    stack.remove(0).children.remove(0)
}

fn close(stack: &mut Vec<Element>) {
    let done = stack.pop().unwrap();
    stack.last_mut().unwrap().children.push(done);
}

fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (i, c) in tag.char_indices() {
        match (c, quote) {
            ('>', None) => return i,
            ('"' | '\'', None) => quote = Some(c),
            _ if quote == Some(c) => quote = None,
            _ => {}
        }
    }
    panic!("no end of {tag}")
}

fn element(inner: &str) -> Element {
    let inner = inner.trim();
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let mut element = Element { name: name.into(), ..Element::default() };
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap();
        element.attributes.push((key.trim().into(), decoded(value)));
        rest = after;
    }
    element
}

fn decoded(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#10;", "\n"), ("&#9;", "\t")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c));
    text.replace("&amp;", "&")
}
