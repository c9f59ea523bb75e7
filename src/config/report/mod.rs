//! Findings → text: for people, for machines, for code review.

mod github;
mod human;
mod json;
mod masked;

use super::{Loaded, Severity};

impl Loaded {
    /// For people: each finding with the lines it is about. `colour` adds terminal colours.
    pub fn human(&self, colour: bool) -> String {
        human::render(self, colour)
    }

    /// For machines: one JSON object.
    pub fn json(&self) -> String {
        json::render(self)
    }

    /// For GitHub Actions: one workflow command per finding.
    pub fn github(&self) -> String {
        github::render(self)
    }

    /// `2 errors, 1 warning`; "no findings" when there is nothing to say.
    pub fn summary(&self) -> String {
        let counted = |severity, one: &str| match self.findings.count(severity) {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        };
        let parts = [
            counted(Severity::Error, "error"),
            counted(Severity::Warning, "warning"),
            counted(Severity::Info, "remark"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "no findings".into() } else { parts.join(", ") }
    }
}
