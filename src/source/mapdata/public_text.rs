//! Which texts of other services clients may see.

use reqwest::StatusCode;
use serde_json::Value;

/// The longest text that is shown.
const MAX_TEXT: usize = 200;

/// The message of an answer with an error status and this body, as in Kartotherian: the text itself, or the message in
/// a JSON object. A text that may name a host or an address is not shown.
pub(super) fn of_failure(status: StatusCode, body: &[u8]) -> String {
    let text = match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(object)) => {
            let message = ["detail", "message", "description"].iter().find_map(|key| object.get(*key)?.as_str());
            message.unwrap_or_default().to_owned()
        }
        _ => String::from_utf8_lossy(body).into_owned(),
    };
    let text = text.trim();
    if text.is_empty() {
        format!("{}: http_error", status.as_u16())
    } else if is_harmless(text) {
        text.to_owned()
    } else {
        format!("The MediaWiki API answered with the status {}", status.as_u16())
    }
}

/// A text of the API that it means for its clients, shortened.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

/// Whether a text is short and has only words: no markup, no paths, nothing with a dot or colon in it, as hosts,
/// addresses and URLs have.
fn is_harmless(text: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ':', ',', '!', '?', ';']);
        word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '"' | '(' | ')' | ','))
            && !word.bytes().any(|b| b.is_ascii_digit() && word.len() > 6)
    };
    text.len() <= MAX_TEXT && text.split_whitespace().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_words_are_shown() {
        let shown = |body: &str| of_failure(StatusCode::INTERNAL_SERVER_ERROR, body.as_bytes());
        for (body, expected) in [
            ("oops", "oops"),
            ("Service is down, sorry.\n", "Service is down, sorry."),
            (r#"{"detail": "no such page", "message": "x"}"#, "no such page"),
            (r#"{"type": "x"}"#, "500: http_error"),
            ("", "500: http_error"),
        ] {
            assert_eq!(shown(body), expected);
        }
        for body in [
            "<html>oops</html>",
            "cannot connect to mw-api-int.discovery.wmnet",
            "connect 10.2.2.81",
            "see http://internal/x",
            "reset by db1123:3306",
            "password=hunter2",
            "[AbCdEf] Caught exception",
            &"long ".repeat(60),
        ] {
            assert_eq!(shown(body), "The MediaWiki API answered with the status 500", "{body}");
        }
    }
}
