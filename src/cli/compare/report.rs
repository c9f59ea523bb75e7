//! The result of a comparison, as text and as JSON.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    time::Duration,
};

use serde_json::{Value, json};

use super::replay::{CompareError, ComparedRequest, ComparedResponses};
use crate::cli::{
    comparison::{Difference, PicturePair},
    exit::{EXIT_FINDINGS, EXIT_USAGE},
};

/// The maximum number of requests that the text names for each kind of difference.
const MAX_SHOWN: usize = 10;

/// A finished comparison.
pub(super) struct CompareReport<'a> {
    /// URL of the old server.
    pub(super) old: &'a str,
    /// URL of the new server.
    pub(super) new: &'a str,
    /// Every request, in the order of the log.
    pub(super) compared: &'a [ComparedRequest],
}

impl CompareReport<'_> {
    /// 0 without differences, 1 with differences, 2 if a request could not be compared.
    pub(super) fn exit_status(&self) -> u8 {
        match (self.failed(), self.different()) {
            (0, 0) => 0,
            (0, _) => EXIT_FINDINGS,
            _ => EXIT_USAGE,
        }
    }

    /// The pairs of images that were kept, those that differ most first.
    pub(super) fn worst_pictures(&self) -> impl Iterator<Item = (&str, &PicturePair)> {
        let mut pairs: Vec<_> = self
            .compared
            .iter()
            .filter_map(|one| Some((one.target.as_str(), one.result.as_ref().ok()?.comparison.pictures.as_ref()?)))
            .collect();
        pairs.sort_by(|a, b| b.1.share().total_cmp(&a.1.share()).then_with(|| a.0.cmp(b.0)));
        pairs.into_iter()
    }

    fn responses(&self) -> impl Iterator<Item = &ComparedResponses> {
        self.compared.iter().filter_map(|one| one.result.as_ref().ok())
    }

    /// Requests that could not be compared.
    fn failed(&self) -> usize {
        self.compared.iter().filter(|one| one.result.is_err()).count()
    }

    /// Requests whose responses differ.
    fn different(&self) -> usize {
        self.responses().filter(|responses| !responses.comparison.differences.is_empty()).count()
    }

    /// The number of requests for each kind of difference.
    fn kinds(&self) -> BTreeMap<&'static str, usize> {
        let mut kinds = BTreeMap::new();
        for responses in self.responses() {
            let own: BTreeSet<_> = responses.comparison.differences.iter().map(Difference::kind).collect();
            for kind in own {
                *kinds.entry(kind).or_insert(0) += 1;
            }
        }
        kinds
    }

    /// Median response times of the old and the new server, in milliseconds.
    fn medians(&self) -> (u64, u64) {
        let median = |server: fn(&ComparedResponses) -> Duration| {
            let mut times: Vec<_> = self.responses().map(server).collect();
            times.sort_unstable();
            let time = times.get(times.len() / 2).copied().unwrap_or_default();
            u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
        };
        (median(|responses| responses.elapsed.0), median(|responses| responses.elapsed.1))
    }

    /// A line per difference, at most [`MAX_SHOWN`] of each kind, and a summary.
    pub(super) fn human(&self) -> String {
        // Writing to a String cannot fail.
        let mut out = String::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for one in self.compared {
            for (kind, words) in problems(&one.result) {
                let count = counts.entry(kind).or_insert(0);
                *count += 1;
                if *count <= MAX_SHOWN {
                    let _ = writeln!(out, "{}: {words}", one.target);
                }
            }
        }
        for (kind, count) in counts.iter().filter(|(_, count)| **count > MAX_SHOWN) {
            let _ = writeln!(out, "… and {} more differences of kind {kind}", count - MAX_SHOWN);
        }
        let (failed, different) = (self.failed(), self.different());
        let kinds: Vec<_> = self.kinds().iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        let (old, new) = self.medians();
        let _ = writeln!(
            out,
            "{} requests: {} same, {different} different{kinds}, {failed} not compared; median {old} ms → {new} ms",
            self.compared.len(),
            self.compared.len() - failed - different,
        );
        out
    }

    /// `{old, new, ok, requests, different, failed, kinds, medianMilliseconds, sheet: [path], answers: [{path,
    /// differences, failure}]}`
    pub(super) fn json(&self) -> String {
        let (old, new) = self.medians();
        let answers: Vec<Value> = self.compared.iter().filter_map(answer).collect();
        let sheet: Vec<&str> = self.worst_pictures().map(|(target, _)| target).collect();
        let report = json!({
            "old": self.old, "new": self.new, "ok": self.exit_status() == 0, "requests": self.compared.len(),
            "different": self.different(), "failed": self.failed(), "kinds": self.kinds(),
            // The rows of sheet.png, from the top.
            "sheet": sheet, "medianMilliseconds": {"old": old, "new": new},
            "answers": answers,
        });
        format!("{report:#}\n")
    }
}

/// The problems of a request: kind and message.
fn problems(result: &Result<ComparedResponses, CompareError>) -> Vec<(&'static str, String)> {
    match result {
        Ok(responses) => responses.comparison.differences.iter().map(|d| (d.kind(), d.to_string())).collect(),
        Err(error) => vec![("failure", error.to_string())],
    }
}

/// An entry of `answers`; `None` for a request without differences.
fn answer(one: &ComparedRequest) -> Option<Value> {
    let (differences, failure): (&[Difference], _) = match &one.result {
        Ok(responses) => (&responses.comparison.differences, None),
        Err(error) => (&[], Some(error.to_string())),
    };
    if differences.is_empty() && failure.is_none() {
        return None;
    }
    let differences: Vec<Value> =
        differences.iter().map(|d| json!({"kind": d.kind(), "what": d.to_string()})).collect();
    Some(json!({"path": one.target, "differences": differences, "failure": failure}))
}
