//! The paths that a file of Rust names: `use` trees and paths in code.

use crate::lexer::{Kind, Token, tokens};

/// What a file says about other modules. Code under `#[cfg(test)]` is left out.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    /// Everything that `use` brings into scope.
    pub uses: Vec<Use>,
    /// Paths of two or more segments in code.
    pub paths: Vec<Path>,
    /// Names of items that the file defines.
    pub items: Vec<String>,
    /// Modules that are compiled for tests only.
    pub test_modules: Vec<String>,
}

/// A path as it is written, e.g. `super::clip::area`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path {
    pub segments: Vec<String>,
    /// Names of the inline modules that the path is written in, from the outside in.
    pub inside: Vec<String>,
    pub line: usize,
}

/// One leaf of a `use` tree.
#[derive(Debug)]
pub(crate) struct Use {
    pub path: Path,
    /// The name in scope; `None` for `*`.
    pub name: Option<String>,
    /// Whether it is re-exported: `pub use`, `pub(crate) use` …
    pub public: bool,
}

/// Reads a file.
pub(crate) fn read(source: &str) -> Imports {
    let tokens = tokens(source);
    let mut reader = Reader { tokens: &tokens, at: 0, depth: 0, inside: Vec::new(), found: Imports::default() };
    reader.read();
    reader.found
}

/// What the definition of an item begins with.
const ITEMS: [&str; 8] = ["struct", "enum", "union", "trait", "type", "fn", "const", "static"];

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    /// Open braces.
    depth: usize,
    /// The inline modules that are open, with the depth of their braces.
    inside: Vec<(String, usize)>,
    found: Imports,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            if token.is_punct('#') && self.matches(&["#", "[", "cfg", "(", "test", ")", "]"]) {
                self.at += 7;
                self.skip_item();
            } else if token.is_punct('{') {
                self.depth += 1;
                self.at += 1;
            } else if token.is_punct('}') {
                self.depth = self.depth.saturating_sub(1);
                self.inside.retain(|(_, depth)| *depth <= self.depth);
                self.at += 1;
            } else if token.is("mod") && self.peek(2).is_some_and(|t| t.is_punct('{')) {
                self.depth += 1;
                self.inside.push((self.word(1), self.depth));
                self.at += 3;
            } else if token.is("use") && !self.after_punct('<') {
                let public =
                    self.at > 0 && (self.tokens[self.at - 1].is("pub") || self.tokens[self.at - 1].is_punct(')'));
                self.at += 1;
                self.use_tree(&[], public);
            } else if self.matches(&["pub", "(", "in"]) {
                // A visibility, which says who may use the item, not what the file uses.
                while self.tokens.get(self.at).is_some_and(|token| !token.is_punct(')')) {
                    self.at += 1;
                }
            } else if ITEMS.iter().any(|keyword| token.is(keyword)) {
                self.found.items.push(self.word(1));
                self.at += 1;
            } else if matches!(token.kind, Kind::Word(_)) {
                self.path();
            } else {
                self.at += 1;
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn after_punct(&self, punct: char) -> bool {
        self.at > 0 && self.tokens[self.at - 1].is_punct(punct)
    }

    fn word(&self, ahead: usize) -> String {
        match self.peek(ahead).map(|t| &t.kind) {
            Some(Kind::Word(word)) => word.clone(),
            _ => String::new(),
        }
    }

    fn matches(&self, pattern: &[&str]) -> bool {
        pattern.iter().enumerate().all(|(i, wanted)| match self.peek(i).map(|t| &t.kind) {
            Some(Kind::Word(word)) => word == wanted,
            Some(Kind::Punct(c)) => wanted.len() == 1 && wanted.starts_with(*c),
            _ => false,
        })
    }

    /// Skips the item after `#[cfg(test)]`: to its `;` or `,`, or to the end of its braces.
    fn skip_item(&mut self) {
        let (mut depth, mut is_use) = (0usize, false);
        while let Some(token) = self.tokens.get(self.at) {
            if depth == 0 && token.is("mod") && self.peek(2).is_some_and(|t| t.is_punct(';')) {
                self.found.test_modules.push(self.word(1));
            }
            is_use |= depth == 0 && token.is("use");
            match token.kind {
                Kind::Punct('{' | '(' | '[') => depth += 1,
                Kind::Punct('}' | ')' | ']') if depth == 0 => return,
                Kind::Punct('}') if depth == 1 && !is_use => {
                    self.at += 1;
                    return;
                }
                Kind::Punct('}' | ')' | ']') => depth -= 1,
                Kind::Punct(';' | ',') if depth == 0 => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    fn located(&self, segments: Vec<String>, line: usize) -> Path {
        Path { segments, inside: self.inside.iter().map(|(name, _)| name.clone()).collect(), line }
    }

    /// A `use` tree from its first segment on; stops after `;`, or before `,` and `}` of the tree around it.
    fn use_tree(&mut self, prefix: &[String], public: bool) {
        let mut segments = prefix.to_vec();
        let mut alias = None;
        let mut line = self.peek(0).map_or(0, |t| t.line);
        while let Some(token) = self.tokens.get(self.at) {
            match &token.kind {
                Kind::PathSep => {}
                Kind::Word(word) if word == "as" => {
                    self.at += 1;
                    alias = Some(self.word(0));
                }
                Kind::Word(word) => {
                    line = token.line;
                    segments.push(word.clone());
                }
                Kind::Punct('*') => {
                    let path = self.located(segments.clone(), token.line);
                    self.found.uses.push(Use { path, name: None, public });
                    segments.clear();
                }
                Kind::Punct('{') => {
                    self.at += 1;
                    while self.peek(0).is_some_and(|t| !t.is_punct('}')) {
                        self.use_tree(&segments, public);
                        if self.peek(0).is_some_and(|t| t.is_punct(',')) {
                            self.at += 1;
                        }
                    }
                    segments.clear();
                }
                _ => break,
            }
            self.at += 1;
        }
        if segments.len() > prefix.len() {
            // `use a::{self}` names `a`.
            if segments.last().is_some_and(|s| s == "self") && segments.len() > 1 {
                segments.pop();
            }
            let name = alias.or_else(|| segments.last().cloned());
            let path = self.located(segments, line);
            self.found.uses.push(Use { path, name, public });
        }
        if prefix.is_empty() && self.peek(0).is_some_and(|t| t.is_punct(';')) {
            self.at += 1;
        }
    }

    /// A path in code, if it has two segments or more.
    fn path(&mut self) {
        let line = self.tokens[self.at].line;
        let starts =
            self.at == 0 || !self.tokens[self.at - 1].is_punct('.') && self.tokens[self.at - 1].kind != Kind::PathSep;
        let mut segments = vec![self.word(0)];
        self.at += 1;
        while self.peek(0).is_some_and(|t| t.kind == Kind::PathSep) && !self.word(1).is_empty() {
            segments.push(self.word(1));
            self.at += 2;
        }
        if starts && segments.len() > 1 {
            let path = self.located(segments, line);
            self.found.paths.push(path);
        }
    }
}

#[test]
fn use_trees_and_paths_are_read() {
    let source = "pub(crate) use super::{a::{self, B as C}, d::*};\nuse e;\nmod inner { fn f() { crate::g::h(); x.y::<u8>(); } }\n\
                  #[cfg(test)]\nmod tests { use crate::no; }\n#[cfg(test)] mod more;\nfn g() -> i::J {}";
    let found = read(source);
    let uses: Vec<_> = found
        .uses
        .iter()
        .map(|u| format!("{} {} {}", u.path.segments.join("::"), u.name.as_deref().unwrap_or("*"), u.public))
        .collect();
    assert_eq!(uses, ["super::a a true", "super::a::B C true", "super::d * true", "e e false"]);
    let paths: Vec<_> = found.paths.iter().map(|p| (p.segments.join("::"), p.inside.join("::"), p.line)).collect();
    assert_eq!(paths, [("crate::g::h".into(), "inner".into(), 3), ("i::J".into(), String::new(), 7)]);
    assert_eq!(found.test_modules, ["more"]);
}
