//! Errors with their causes, in one line.

use std::error::Error;

/// The message of `error`, followed by those of its causes that it does not repeat itself, separated by colons.
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let message = cause.to_string();
        if !text.contains(&message) {
            text = format!("{text}: {message}");
        }
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Layer {
        text: &'static str,
        source: Option<Box<Layer>>,
    }

    #[test]
    fn causes_are_appended_unless_the_message_contains_them() {
        let inner = Layer { text: "refused", source: None };
        let middle = Layer { text: "db:5432: refused", source: Some(Box::new(inner)) };
        let outer = Layer { text: "no connection", source: Some(Box::new(middle)) };
        assert_eq!(with_causes(&outer), "no connection: db:5432: refused");
    }
}
