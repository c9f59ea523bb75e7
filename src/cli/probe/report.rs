//! What a probe found, for people, machines and Nagios.

use std::{fmt::Write, time::Duration};

use serde_json::{Value, json};
use url::Url;

use super::{EXIT_CRITICAL, EXIT_OK, EXIT_WARNING, Outcome, Probed, answer::Verdict};

/// Problems named in Nagios' one line.
const NAMED: usize = 3;

/// A finished probe.
pub struct Report<'a> {
    /// Who was asked.
    pub url: &'a Url,
    /// What came of it.
    pub outcome: &'a Outcome,
    /// How long all took.
    pub took: Duration,
}

impl Report<'_> {
    /// 0, 1 or 2.
    pub fn exit(&self) -> u8 {
        let Ok(probed) = self.outcome else { return EXIT_CRITICAL };
        let worst = |p: &Probed| match p.verdict {
            Verdict::Fine => EXIT_OK,
            Verdict::Warning(_) => EXIT_WARNING,
            Verdict::Critical(_) => EXIT_CRITICAL,
        };
        probed.iter().map(worst).max().unwrap_or(EXIT_CRITICAL)
    }

    fn failures(&self) -> impl Iterator<Item = (&Probed, &str)> {
        self.outcome.iter().flatten().filter_map(|p| Some((p, p.verdict.problem()?)))
    }

    fn count(&self) -> usize {
        self.outcome.as_ref().map_or(0, Vec::len)
    }

    /// A line per example and a summary.
    pub fn human(&self) -> String {
        // Writing to a String cannot fail.
        let mut out = String::new();
        match self.outcome {
            Err(problem) => drop(writeln!(out, "{}: {problem}", self.url)),
            Ok(probed) => {
                for p in probed {
                    let mark = if p.verdict == Verdict::Fine { "ok    " } else { "FAILED" };
                    let (ms, method, target) = (p.took.as_millis(), &p.example.method, &p.example.target);
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
                    self.took.as_secs_f64()
                );
            }
        }
        out
    }

    /// `{ok, seconds, examples: [{title, method, target, ok, milliseconds, problem}]}`
    pub fn json(&self) -> String {
        let examples: Vec<Value> = self
            .outcome
            .iter()
            .flatten()
            .map(|p| {
                json!({
                    "title": p.example.title, "method": p.example.method.as_str(), "target": p.example.target,
                    "ok": p.verdict == Verdict::Fine, "critical": matches!(p.verdict, Verdict::Critical(_)),
                    "milliseconds": u64::try_from(p.took.as_millis()).unwrap_or(u64::MAX), "problem": p.verdict.problem(),
                })
            })
            .collect();
        let report = json!({
            "url": self.url.as_str(), "ok": self.exit() == EXIT_OK, "seconds": self.took.as_secs_f64(),
            "problem": self.outcome.as_ref().err(), "failed": self.failures().count(), "examples": examples,
        });
        format!("{report:#}\n")
    }

    /// `KARTO CRITICAL - 1 of 14 examples failed: GET /…: 503 instead of 200 | time=0.5s failed=1`
    pub fn nagios(&self) -> String {
        let word = match self.exit() {
            EXIT_OK => "OK",
            EXIT_WARNING => "WARNING",
            _ => "CRITICAL",
        };
        let (all, failed) = (self.count(), self.failures().count());
        let said = match self.outcome {
            Err(problem) => problem.clone(),
            Ok(_) if failed == 0 => format!("all {all} examples answered as described"),
            Ok(_) => {
                let some = self.failures().take(NAMED);
                let some: Vec<_> =
                    some.map(|(p, problem)| format!("{} {}: {problem}", p.example.method, p.example.target)).collect();
                let more = if failed > NAMED { format!("; and {} more", failed - NAMED) } else { String::new() };
                format!("{failed} of {all} examples failed: {}{more}", some.join("; "))
            }
        };
        // A bar starts the figures, a line break the long text.
        let said = said.replace(['|', '\n', '\r'], " ");
        format!("KARTO {word} - {said} | time={:.3}s examples={all} failed={failed}\n", self.took.as_secs_f64())
    }
}
