//! Suggestions for misspelled names.

/// The candidate nearest to `name` by edit distance (Damerau-Levenshtein, ignoring case), if it is similar enough: one
/// edit per three characters, at most three.
pub(crate) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    candidates
        .into_iter()
        .map(|c| (strsim::damerau_levenshtein(&lower, &c.to_lowercase()), c))
        .filter(|(edits, c)| *edits <= (c.chars().count().min(name.chars().count()) / 3).clamp(1, 3) && c.len() > 1)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, c)| c)
}
