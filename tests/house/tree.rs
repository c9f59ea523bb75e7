//! The modules of the crate, and which file uses which.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::imports::{self, Imports};

/// A module of the crate, by its path without `crate`: `["render", "scene"]`.
pub(crate) type ModulePath = Vec<String>;

/// The modules of a crate.
pub(crate) struct Tree {
    modules: BTreeMap<ModulePath, Module>,
}

/// A module in a file of its own.
pub(crate) struct Module {
    /// Its file, relative to `src`.
    pub file: String,
    /// How many lines the file has.
    pub lines: usize,
    pub imports: Imports,
}

/// A place where one file uses another.
#[derive(Debug)]
pub(crate) struct Usage {
    pub line: usize,
    /// The path as it is written.
    pub written: String,
    /// The module that the item is in.
    pub target: ModulePath,
    /// Whether it only re-exports an item of a module below.
    pub re_export: bool,
}

impl Tree {
    /// Reads every file in `src`.
    pub(crate) fn read(src: &Path) -> Self {
        let mut files = Vec::new();
        collect(src, src, &mut files);
        Self::of(files)
    }

    /// A tree of files: names relative to `src`, and texts.
    pub(crate) fn of(files: Vec<(String, String)>) -> Self {
        let modules = files.into_iter().map(|(file, text)| {
            let mut path: Vec<_> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            if matches!(path.last().map(String::as_str), Some("mod" | "lib" | "main")) {
                path.pop();
            }
            (path, Module { file, lines: text.lines().count(), imports: imports::read(&text) })
        });
        let mut modules: BTreeMap<_, _> = modules.collect();
        let tests: Vec<ModulePath> = modules
            .iter()
            .flat_map(|(path, module)| {
                module.imports.test_modules.iter().map(|test| [path.as_slice(), std::slice::from_ref(test)].concat())
            })
            .collect();
        for (path, module) in &mut modules {
            if tests.iter().any(|test| path.starts_with(test)) {
                module.imports = Imports::default();
            }
        }
        Self { modules }
    }

    pub(crate) fn modules(&self) -> impl Iterator<Item = (&ModulePath, &Module)> {
        self.modules.iter()
    }

    /// The modules that `module` uses, itself left out.
    pub(crate) fn usages(&self, path: &ModulePath) -> Vec<Usage> {
        let Some(module) = self.modules.get(path) else { return Vec::new() };
        let uses = module.imports.uses.iter().map(|u| (&u.path, u.public));
        let paths = module.imports.paths.iter().map(|p| (p, false));
        let mut found = Vec::new();
        for (written, public) in uses.chain(paths) {
            let Some(target) = self.resolve(path, written) else { continue };
            if target != *path {
                let re_export = public && target.starts_with(path);
                found.push(Usage { line: written.line, written: written.segments.join("::"), target, re_export });
            }
        }
        found
    }

    /// The first segments of paths that lead out of the crate: crates, and types in scope.
    pub(crate) fn foreign<'t>(&'t self, path: &'t ModulePath) -> impl Iterator<Item = (&'t str, usize)> {
        let module = self.modules.get(path);
        let uses = module.into_iter().flat_map(|m| m.imports.uses.iter().map(|u| &u.path));
        let paths = module.into_iter().flat_map(|m| &m.imports.paths);
        uses.chain(paths)
            .filter(|p| self.absolute(path, p, false).is_none())
            .filter_map(|p| Some((p.segments.first()?.as_str(), p.line)))
    }

    /// The module that a path leads to, or that defines the item it leads to; `None` outside of the crate.
    fn resolve(&self, from: &ModulePath, written: &imports::Path) -> Option<ModulePath> {
        self.follow(self.absolute(from, written, true)?, 0)
    }

    /// A path as written in `from`, from the root of the crate on; `None` if it leads out of the crate. Names that
    /// `use` brings into scope are followed if `scope` is set.
    fn absolute(&self, from: &ModulePath, written: &imports::Path, scope: bool) -> Option<Vec<String>> {
        let base = [from.as_slice(), &written.inside].concat();
        let (first, rest) = written.segments.split_first()?;
        match first.as_str() {
            "crate" => return Some(rest.to_vec()),
            "self" => return Some([base, rest.to_vec()].concat()),
            "super" => {
                let up = written.segments.iter().take_while(|segment| *segment == "super").count();
                let kept = base.len().checked_sub(up)?;
                return Some([&base[..kept], &written.segments[up..]].concat());
            }
            _ => {}
        }
        let uses = &self.modules.get(from)?.imports.uses;
        let used = uses.iter().find(|u| u.name.as_ref() == Some(first)).filter(|_| scope && written.inside.is_empty());
        if let Some(used) = used {
            return Some([self.absolute(from, &used.path, false)?, rest.to_vec()].concat());
        }
        let child = [from.as_slice(), std::slice::from_ref(first)].concat();
        self.modules.contains_key(&child).then(|| [child, rest.to_vec()].concat())
    }

    /// Follows an absolute path to the module that defines what it names, through re-exports.
    fn follow(&self, absolute: Vec<String>, steps: usize) -> Option<ModulePath> {
        let depth = (0..=absolute.len()).rev().find(|n| self.modules.contains_key(&absolute[..*n]))?;
        let path = absolute[..depth].to_vec();
        let (Some(name), true) = (absolute.get(depth), steps < 16) else { return Some(path) };
        let module = self.modules.get(&path)?;
        if module.imports.items.contains(name) {
            return Some(path);
        }
        if let Some(used) = module.imports.uses.iter().find(|u| u.name.as_ref() == Some(name)) {
            let target = self.absolute(&path, &used.path, false);
            return Some(target.and_then(|t| self.follow(t, steps + 1)).unwrap_or(path));
        }
        // A name that only `*` can have brought.
        let globs = module.imports.uses.iter().filter(|u| u.name.is_none() && u.public);
        for glob in globs.filter_map(|u| self.absolute(&path, &u.path, false)) {
            let target = self.follow([glob, absolute[depth..].to_vec()].concat(), steps + 1);
            let defines = |t: &ModulePath| self.modules.get(t).is_some_and(|m| m.imports.items.contains(name));
            if let Some(target) = target.filter(defines) {
                return Some(target);
            }
        }
        Some(path)
    }
}

/// The cycles of `files` that use each other, each sorted.
pub(crate) fn circles(files: &BTreeMap<ModulePath, BTreeSet<ModulePath>>) -> Vec<Vec<ModulePath>> {
    let reachable = |from: &ModulePath| {
        let mut found = BTreeSet::new();
        let mut open = vec![from];
        while let Some(file) = open.pop() {
            for next in files.get(file).into_iter().flatten() {
                if found.insert(next) {
                    open.push(next);
                }
            }
        }
        found
    };
    let reach: BTreeMap<_, _> = files.keys().map(|file| (file, reachable(file))).collect();
    let mut circles = BTreeSet::new();
    for (file, reached) in &reach {
        if reached.contains(file) {
            let circle = reached.iter().filter(|other| reach.get(*other).is_some_and(|back| back.contains(file)));
            circles.insert(circle.map(|f| (*f).clone()).collect::<Vec<_>>());
        }
    }
    circles.into_iter().collect()
}

fn collect(src: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(src, &path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("src/main.rs") {
            let name = path.strip_prefix(src).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> ModulePath {
        text.split("::").filter(|s| !s.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn usages_lead_to_the_file_that_defines_the_item() {
        let files = [
            ("lib.rs", "pub mod a; pub mod b;"),
            ("a/mod.rs", "mod c; mod d; pub use c::C; pub(crate) use d::*; pub struct Own;"),
            ("a/c.rs", "use super::Own; pub struct C;"),
            ("a/d.rs", "pub struct D; fn f() { super::C::new(); }"),
            (
                "b.rs",
                "use crate::a::{C, D as E}; use png::Decoder; fn f() { E::new(); Decoder::new(); std::mem::take(); }",
            ),
        ];
        let tree = Tree::of(files.map(|(file, text)| (file.to_owned(), text.to_owned())).into());
        let used = |from: &str| -> Vec<String> {
            let usages = tree.usages(&path(from));
            usages.iter().filter(|u| !u.re_export).map(|u| format!("{} {}", u.written, u.target.join("::"))).collect()
        };
        assert_eq!(used("b"), ["crate::a::C a::c", "crate::a::D a::d", "E::new a::d"]);
        assert_eq!(used("a::c"), ["super::Own a"]);
        assert_eq!(used("a::d"), ["super::C::new a::c"]);
        assert!(used("a").is_empty(), "re-exports do not count");
        let b = path("b");
        let foreign: BTreeSet<_> = tree.foreign(&b).map(|(name, _)| name).collect();
        assert!(foreign.contains("png") && foreign.contains("std") && !foreign.contains("crate"));
    }

    #[test]
    fn circles_are_found() {
        let uses = [("a", vec!["b"]), ("b", vec!["c"]), ("c", vec!["a", "d"]), ("d", vec![])];
        let files = uses.into_iter().map(|(f, to)| (path(f), to.into_iter().map(path).collect())).collect();
        assert_eq!(circles(&files), [["a", "b", "c"].map(path)]);
    }
}
