//! Runs of one script, as ICU's `ScriptRun` finds them.

use unicode_script::{Script, UnicodeScript};

/// Maximum depth of nested brackets.
const MAX_BRACKETS: usize = 128;

/// The script of every character of `text`. Characters without a script of their own (spaces, digits, punctuation) take
/// that of the preceding ones, or of the first following one at the start; a closing bracket takes that of its opening
/// one.
pub(super) fn scripts(text: &str) -> Vec<(usize, Script)> {
    let own = |c: char| Some(c.script()).filter(|s| !matches!(s, Script::Common | Script::Inherited));
    let mut current = text.chars().find_map(own).unwrap_or(Script::Common);
    let mut open: Vec<(char, Script)> = Vec::new();
    text.char_indices()
        .map(|(at, c)| {
            if let Some(script) = own(c) {
                current = script;
            } else if let Some(closing) = closing(c) {
                if open.len() < MAX_BRACKETS {
                    open.push((closing, current));
                }
            } else if let Some(depth) = open.iter().rposition(|(closing, _)| *closing == c) {
                current = open.get(depth).map_or(current, |(_, script)| *script);
                open.truncate(depth);
            }
            (at, current)
        })
        .collect()
}

/// The closing bracket of an opening one.
fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '<' => '>',
        '[' => ']',
        '{' => '}',
        '«' => '»',
        '‘' => '’',
        '“' => '”',
        '‹' => '›',
        '〈' => '〉',
        '《' => '》',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        '〔' => '〕',
        '〖' => '〗',
        '〘' => '〙',
        '〚' => '〛',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_bracket_has_the_script_of_its_opening_one() {
        let found: Vec<Script> = scripts("1a (б) 2").into_iter().map(|(_, script)| script).collect();
        let (latin, cyrillic) = (Script::Latin, Script::Cyrillic);
        assert_eq!(found, [latin, latin, latin, latin, cyrillic, latin, latin, latin]);
    }
}
