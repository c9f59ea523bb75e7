//! The result of a probe, as text, as JSON and for Nagios.

use std::{fmt::Write, time::Duration};

use serde_json::{Value, json};
use url::Url;

use super::{
    check::{CheckedExample, ProbeError},
    verdict::Verdict,
};
use crate::source::with_causes;

/// All responses are as described. These are the statuses of Nagios plugins.
const EXIT_OK: u8 = 0;
/// Some headers or bodies are not as described.
const EXIT_WARNING: u8 = 1;
/// Some statuses are not as described, or there was no response.
const EXIT_CRITICAL: u8 = 2;

/// The maximum number of problems in the line for Nagios.
const MAX_NAMED: usize = 3;

/// A finished probe.
pub(super) struct ProbeReport<'a> {
    /// The server.
    pub(super) url: &'a Url,
    /// Every example, or why there are none.
    pub(super) result: &'a Result<Vec<CheckedExample>, ProbeError>,
    /// The time of the whole probe.
    pub(super) elapsed: Duration,
}

impl ProbeReport<'_> {
    /// 0, 1 or 2: the worst of all verdicts.
    pub(super) fn exit_status(&self) -> u8 {
        let Ok(checked) = self.result else { return EXIT_CRITICAL };
        let worst = |p: &CheckedExample| match p.verdict {
            Verdict::AsDescribed => EXIT_OK,
            Verdict::Warning(_) => EXIT_WARNING,
            Verdict::Critical(_) => EXIT_CRITICAL,
        };
        checked.iter().map(worst).max().unwrap_or(EXIT_CRITICAL)
    }

    fn failures(&self) -> impl Iterator<Item = (&CheckedExample, &str)> {
        self.result.iter().flatten().filter_map(|p| Some((p, p.verdict.problem()?)))
    }

    fn count(&self) -> usize {
        self.result.as_ref().map_or(0, Vec::len)
    }

    /// A line per example and a summary.
    pub(super) fn human(&self) -> String {
        // Writing to a String cannot fail.
        let mut out = String::new();
        match self.result {
            Err(error) => drop(writeln!(out, "{}: {}", self.url, with_causes(error))),
            Ok(checked) => {
                for p in checked {
                    let mark = if p.verdict == Verdict::AsDescribed { "ok    " } else { "FAILED" };
                    let (ms, method, target) = (p.elapsed.as_millis(), &p.example.method, &p.example.target);
                    let _ = write!(out, "{mark} {ms:>5} ms  {method} {target}  ({})", p.example.title);
                    let _ = match p.verdict.problem() {
                        Some(problem) => writeln!(out, ": {problem}"),
                        None => writeln!(out),
                    };
                }
                let (all, failed) = (self.count(), self.failures().count());
                let _ = writeln!(
                    out,
                    "{} of {all} examples answered as described, in {:.1} s",
                    all - failed,
                    self.elapsed.as_secs_f64()
                );
            }
        }
        out
    }

    /// `{ok, seconds, examples: [{title, method, target, ok, milliseconds, problem}]}`
    pub(super) fn json(&self) -> String {
        let examples: Vec<Value> = self
            .result
            .iter()
            .flatten()
            .map(|p| {
                json!({
                    "title": p.example.title, "method": p.example.method.as_str(), "target": p.example.target,
                    "ok": p.verdict == Verdict::AsDescribed, "critical": matches!(p.verdict, Verdict::Critical(_)),
                    "milliseconds": u64::try_from(p.elapsed.as_millis()).unwrap_or(u64::MAX), "problem": p.verdict.problem(),
                })
            })
            .collect();
        let report = json!({
            "url": self.url.as_str(), "ok": self.exit_status() == EXIT_OK, "seconds": self.elapsed.as_secs_f64(),
            "problem": self.result.as_ref().err().map(|error| with_causes(error)), "failed": self.failures().count(), "examples": examples,
        });
        format!("{report:#}\n")
    }

    /// `KARTO CRITICAL - 1 of 14 examples failed: GET /…: 503 instead of 200 | time=0.5s failed=1`
    pub(super) fn nagios(&self) -> String {
        let word = match self.exit_status() {
            EXIT_OK => "OK",
            EXIT_WARNING => "WARNING",
            _ => "CRITICAL",
        };
        let (all, failed) = (self.count(), self.failures().count());
        let summary = match self.result {
            Err(error) => with_causes(error),
            Ok(_) if failed == 0 => format!("all {all} examples answered as described"),
            Ok(_) => {
                let some = self.failures().take(MAX_NAMED);
                let some: Vec<_> =
                    some.map(|(p, problem)| format!("{} {}: {problem}", p.example.method, p.example.target)).collect();
                let more =
                    if failed > MAX_NAMED { format!("; and {} more", failed - MAX_NAMED) } else { String::new() };
                format!("{failed} of {all} examples failed: {}{more}", some.join("; "))
            }
        };
        // In Nagios, a bar starts performance data and a line break starts the long text.
        let summary = summary.replace(['|', '\n', '\r'], " ");
        format!("KARTO {word} - {summary} | time={:.3}s examples={all} failed={failed}\n", self.elapsed.as_secs_f64())
    }
}
