//! Checks the code against the tables of ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Violation,
    tables::{dependencies, floors, quoted, table},
    tree::{ModulePath, Tree, circles},
};

/// The maximum number of lines of a file.
const MAX_LINES: usize = 500;

/// The code, and the documents that describe it.
pub(crate) struct House {
    pub tree: Tree,
    /// The text of ARCHITECTURE.md.
    pub architecture: String,
    /// The text of Cargo.toml.
    pub manifest: String,
}

impl House {
    pub(crate) fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        self.arrows(0, "floor", "room", &mut found);
        self.arrows(1, "layer", "module of render", &mut found);
        self.circles(&mut found);
        self.lengths(&mut found);
        self.confined(&mut found);
        self.crates(&mut found);
        found
    }

    /// Imports between rooms (`depth` 0) or between the layers of `render` (`depth` 1) lead to lower floors only.
    /// `first` is the header of the table that says which floor each of them has.
    fn arrows(&self, depth: usize, first: &str, what: &str, found: &mut Vec<Violation>) {
        let floors = floors(&table(&self.architecture, first));
        let inside = |path: &ModulePath| depth == 0 || path.first().is_some_and(|room| room == "render");
        let name = |path: &ModulePath| path.get(depth).filter(|_| inside(path)).cloned();

        let real: BTreeSet<_> = self.tree.modules().filter_map(|(path, _)| name(path)).collect();
        for missing in real.iter().filter(|name| !floors.contains_key(*name)) {
            found.push(Violation {
                key: format!("{first}: {missing} is missing"),
                message: format!(
                    "ARCHITECTURE.md: add the {what} `{missing}` to the table with the column \"{first}\""
                ),
            });
        }
        for gone in floors.keys().filter(|name| !real.contains(*name)) {
            found.push(Violation {
                key: format!("{first}: {gone} does not exist"),
                message: format!(
                    "ARCHITECTURE.md: remove the {what} `{gone}` from the table with the column \"{first}\""
                ),
            });
        }
        for (path, module) in self.tree.modules() {
            let Some(from) = name(path) else { continue };
            for usage in self.tree.usages(path) {
                let Some(to) = name(&usage.target).filter(|to| *to != from) else { continue };
                let (Some(low), Some(high)) = (floors.get(&to), floors.get(&from)) else { continue };
                if low >= high {
                    let (file, line, written) = (&module.file, usage.line, &usage.written);
                    found.push(Violation {
                        key: format!("{first}: {from} -> {to}"),
                        message: format!(
                            "src/{file}:{line}: `{from}` ({first} {high}) imports `{to}` ({first} {low}): {written}. Move \
                             what both need to a lower {first}, or have it passed in"
                        ),
                    });
                }
            }
        }
    }

    /// Reports cycles between files of a room. A re-export of an item of a child module does not count as a use: a
    /// `mod.rs` may publish items of its children. If a child uses an item that its `mod.rs` *defines* and the `mod.rs`
    /// uses the child, this is a cycle: the definition belongs in its own file.
    fn circles(&self, found: &mut Vec<Violation>) {
        let mut files = BTreeMap::<ModulePath, BTreeSet<ModulePath>>::new();
        let mut places = BTreeMap::new();
        for (path, module) in self.tree.modules() {
            for usage in self.tree.usages(path) {
                if !usage.re_export && usage.target.first() == path.first() {
                    let place = format!("src/{}:{}: {}", module.file, usage.line, usage.written);
                    places.entry((path.clone(), usage.target.clone())).or_insert(place);
                    files.entry(path.clone()).or_default().insert(usage.target);
                }
            }
        }
        let named: BTreeMap<_, _> = self.tree.modules().map(|(path, module)| (path, &module.file)).collect();
        for circle in circles(&files) {
            let members: Vec<_> = circle.iter().map(|path| named[path].as_str()).collect();
            let uses =
                circle.iter().flat_map(|from| circle.iter().filter_map(|to| places.get(&(from.clone(), to.clone()))));
            let uses: Vec<_> = uses.map(|place| format!("\n        {place}")).collect();
            found.push(Violation {
                key: format!("circle: {}", members.join(" ")),
                message: format!("these use each other; move what they share to a file of its own:{}", uses.concat()),
            });
        }
    }

    fn lengths(&self, found: &mut Vec<Violation>) {
        for (_, module) in self.tree.modules().filter(|(_, module)| module.lines > MAX_LINES) {
            let (file, lines) = (&module.file, module.lines);
            found.push(Violation {
                key: format!("length: {file}"),
                message: format!("src/{file}: {lines} lines; split it by concept, {MAX_LINES} are the limit"),
            });
        }
    }

    /// Crates that only some modules may name.
    fn confined(&self, found: &mut Vec<Violation>) {
        for row in table(&self.architecture, "crates kept in one place") {
            let (names, homes) = (quoted(&row[0]), quoted(&row[1]));
            for (path, module) in self.tree.modules() {
                let full = path.join("/");
                if homes.iter().any(|home| full == *home || full.starts_with(&format!("{home}/"))) {
                    continue;
                }
                let mut lines = BTreeMap::new();
                for (name, line) in self.tree.foreign(path).filter(|(name, _)| names.iter().any(|n| n == name)) {
                    lines.entry(name).or_insert(line);
                }
                for (name, line) in lines {
                    let room = path.first().map_or("lib.rs", String::as_str);
                    found.push(Violation {
                        key: format!("crate: {name} in {room}"),
                        message: format!("src/{}:{line}: only {} may name the crate {name}", module.file, row[1]),
                    });
                }
            }
        }
    }

    /// The table of libraries names every dependency in Cargo.toml and nothing else.
    fn crates(&self, found: &mut Vec<Violation>) {
        // A name with a slash is a module of karto.
        let table = table(&self.architecture, "for");
        let named: BTreeSet<_> =
            table.iter().flat_map(|row| quoted(&row[1])).filter(|name| !name.contains('/')).collect();
        let real = dependencies(&self.manifest);
        for name in real.difference(&named) {
            found.push(Violation {
                key: format!("library: {name} is missing"),
                message: format!(
                    "ARCHITECTURE.md: name `{name}`, a dependency in Cargo.toml, in the table of libraries"
                ),
            });
        }
        for name in named.difference(&real) {
            found.push(Violation {
                key: format!("library: {name} is not used"),
                message: format!(
                    "ARCHITECTURE.md: the table of libraries names `{name}`, not a dependency in Cargo.toml"
                ),
            });
        }
    }
}
