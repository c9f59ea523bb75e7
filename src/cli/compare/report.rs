//! What a comparison found, for people and machines.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::{Value, json};

use super::{super::EXIT_FINDINGS, Compared, EXIT_USAGE, pixels::Pair};

/// Requests that people are shown, of each kind of difference.
const SHOWN: usize = 10;

/// A finished comparison.
pub struct Report<'a> {
    /// The old server.
    pub old: &'a str,
    /// The new server.
    pub new: &'a str,
    /// Every request.
    pub compared: &'a [Compared],
}

impl Report<'_> {
    /// 0, 1 or 2.
    pub fn exit(&self) -> u8 {
        if self.compared.iter().any(|one| one.failure.is_some()) {
            EXIT_USAGE
        } else if self.compared.iter().any(|one| !one.differences.is_empty()) {
            EXIT_FINDINGS
        } else {
            0
        }
    }

    /// The pictures of the sheet: those that differ most, first.
    pub fn worst_pictures(&self) -> impl Iterator<Item = (&str, &Pair)> {
        let mut pairs: Vec<_> =
            self.compared.iter().filter_map(|one| Some((one.path.as_str(), one.pictures.as_ref()?))).collect();
        pairs.sort_by(|a, b| b.1.share().total_cmp(&a.1.share()).then_with(|| a.0.cmp(b.0)));
        pairs.into_iter()
    }

    /// Kind of difference → requests that have it.
    fn kinds(&self) -> BTreeMap<&'static str, usize> {
        let mut kinds = BTreeMap::new();
        for one in self.compared {
            let own: std::collections::BTreeSet<_> = one.differences.iter().map(|d| d.kind()).collect();
            for kind in own {
                *kinds.entry(kind).or_insert(0) += 1;
            }
        }
        kinds
    }

    /// Requests that could not be compared, and those that differ.
    fn counts(&self) -> (usize, usize) {
        let failed = self.compared.iter().filter(|one| one.failure.is_some()).count();
        (failed, self.compared.iter().filter(|one| !one.differences.is_empty()).count())
    }

    /// The middle of the times of the old and the new server, in milliseconds.
    fn medians(&self) -> (u128, u128) {
        let median = |of: fn(&Compared) -> u128| {
            let mut times: Vec<_> = self.compared.iter().filter(|one| one.failure.is_none()).map(of).collect();
            times.sort_unstable();
            times.get(times.len() / 2).copied().unwrap_or(0)
        };
        (median(|one| one.took.0), median(|one| one.took.1))
    }

    /// A line per difference, as far as one wants to read, and a summary.
    pub fn human(&self) -> String {
        // Writing to a String cannot fail.
        let mut out = String::new();
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for one in self.compared {
            if let Some(failure) = &one.failure {
                let count = shown.entry("failure").or_insert(0);
                *count += 1;
                if *count <= SHOWN {
                    let _ = writeln!(out, "{}: {failure}", one.path);
                }
            }
            for difference in &one.differences {
                let count = shown.entry(difference.kind()).or_insert(0);
                *count += 1;
                if *count <= SHOWN {
                    let _ = writeln!(out, "{}: {difference}", one.path);
                }
            }
        }
        for (kind, count) in shown.iter().filter(|(_, count)| **count > SHOWN) {
            let _ = writeln!(out, "… and {} more differences of kind {kind}", count - SHOWN);
        }
        let (failed, different) = self.counts();
        let kinds: Vec<_> = self.kinds().iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        let (old, new) = self.medians();
        let _ = writeln!(
            out,
            "{} requests: {} answered the same, {different} differently{kinds}, {failed} not compared; median {old} ms → {new} ms",
            self.compared.len(),
            self.compared.len() - failed - different,
        );
        out
    }

    /// `{old, new, ok, requests, different, failed, kinds, medianMilliseconds, sheet: [path], answers: [{path, differences, failure}]}`
    pub fn json(&self) -> String {
        let (failed, different) = self.counts();
        let (old, new) = self.medians();
        let told = self.compared.iter().filter(|one| one.failure.is_some() || !one.differences.is_empty());
        let told: Vec<Value> = told
            .map(|one| {
                let differences: Vec<Value> =
                    one.differences.iter().map(|d| json!({"kind": d.kind(), "what": d.to_string()})).collect();
                json!({"path": one.path, "differences": differences, "failure": one.failure})
            })
            .collect();
        let sheet: Vec<&str> = self.worst_pictures().map(|(path, _)| path).collect();
        let report = json!({
            "old": self.old, "new": self.new, "ok": self.exit() == 0, "requests": self.compared.len(),
            "different": different, "failed": failed, "kinds": self.kinds(),
            // What the rows of sheet.png show, from the top.
            "sheet": sheet, "medianMilliseconds": {"old": u64::try_from(old).unwrap_or(u64::MAX), "new": u64::try_from(new).unwrap_or(u64::MAX)},
            "answers": told,
        });
        format!("{report:#}\n")
    }
}
