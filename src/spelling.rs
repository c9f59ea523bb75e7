//! Suggestions for misspelled names.

/// The longest names that are compared, in bytes: comparing takes time in proportion to the product of two lengths.
const LONGEST: usize = 100;

/// The candidate nearest to `name` by edit distance (Damerau-Levenshtein, ignoring case), if it is similar enough: one
/// edit per three characters, at most three.
pub(crate) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_short = |name: &str| name.len() <= LONGEST;
    let lower = if is_short(name) { name.to_lowercase() } else { return None };
    candidates
        .into_iter()
        .filter(|c| is_short(c))
        .map(|c| (strsim::damerau_levenshtein(&lower, &c.to_lowercase()), c))
        .filter(|(edits, c)| *edits <= (c.chars().count().min(name.chars().count()) / 3).clamp(1, 3) && c.len() > 1)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, c)| c)
}
