//! Ids of Wikidata items.

/// The most digits of an id.
const MAX_DIGITS: usize = 16;

/// Whether `text` is the id of an item: `Q` and a number without leading zeros.
pub(super) fn is_wikidata_id(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|digits| {
        (1..=MAX_DIGITS).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}
