//! Breaks each scalar of a production-sized configuration in all ways in which template engines break values, and
//! checks that the mistake is reported if the value is required or secret.

use std::{fs, path::Path};

use karto::{
    check::load,
    config::{
        LoadOptions,
        document::{DocumentNode, Kind, MappingEntry, read_file},
    },
    diagnostic::{Diagnostics, Severity, SourceFiles},
};

use crate::support::{SECRETS, environment, fixtures, options};

const FILES: &[&str] =
    &["production.yaml", "production.variables.yaml", "production.sources.yaml", "production.overlay.yaml"];

/// Replacements for a value: name and YAML text.
const MUTATIONS: &[(&str, &str)] = &[
    ("null", ""),
    ("null as tilde", "~"),
    ("empty", "\"\""),
    ("ERB", "<%= value %>"),
    ("Helm, quoted", "\"{{ .Values.value }}\""),
    ("Helm", "{{ .Values.value }}"),
    ("Jinja block", "\"{% if value %}x{% endif %}\""),
    ("shell", "${VALUE}"),
    ("make", "$(VALUE)"),
    ("Hiera", "\"%{value}\""),
    ("autoconf", "\"@VALUE@\""),
    ("tokens", "__VALUE__"),
    ("env in quotes", "\"{ env(VALUE) }\""),
    ("env not set", "{ env(KARTO_TEST_NOT_SET) }"),
    ("Go residue", "<no value>"),
    ("JavaScript residue", "undefined"),
    ("object residue", "\"[object Object]\""),
    ("Python residue", "None"),
];

/// A scalar of the configuration.
struct Spot {
    file: usize,
    path: String,
    range: std::ops::Range<usize>,
    text: String,
}

fn spots() -> Vec<Spot> {
    let mut spots = Vec::new();
    for (file, name) in FILES.iter().enumerate() {
        let (mut files, mut findings) = (SourceFiles::default(), Diagnostics::default());
        let node = read_file(&fixtures().join("valid").join(name), None, &mut files, &mut findings).unwrap();
        collect(&node, "", file, &mut spots);
    }
    spots
}

fn collect(node: &DocumentNode, path: &str, file: usize, spots: &mut Vec<Spot>) {
    match &node.kind {
        Kind::Scalar(scalar) => {
            spots.push(Spot { file, path: path.to_owned(), range: node.span.range(), text: scalar.text.clone() });
        }
        Kind::Sequence(items) => {
            for (i, item) in items.iter().enumerate() {
                collect(item, &format!("{path}[{i}]"), file, spots);
            }
        }
        Kind::Mapping(entries) if is_call(entries) => {}
        Kind::Mapping(entries) => {
            for entry in entries {
                let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                collect(&entry.value, &path, file, spots);
            }
        }
        _ => {}
    }
}

fn is_call(entries: &[MappingEntry]) -> bool {
    entries.first().is_some_and(|e| e.key.starts_with("env("))
}

/// Values that may be null, empty or hold double braces, because they mean nothing to karto, are free
/// data, or are request templates.
fn is_free(path: &str, mutation: &str) -> bool {
    let unused = ["num_workers", "worker_", "services[0].module", ".conf.modules", "logging.name", "logging.streams"];
    let data = [".overrideInfo", ".setInfo"];
    let template = ".conf.mwapi_req";
    let nothing = matches!(mutation, "null" | "null as tilde" | "empty");
    if unused.iter().chain(&data).any(|free| path.contains(free)) {
        // Names in at signs and the like are not template text in free text.
        return nothing || matches!(mutation, "autoconf" | "tokens");
    }
    if path.contains(template) {
        return nothing
            || !matches!(mutation, "ERB" | "env not set")
                && !mutation.contains("residue")
                && mutation != "Jinja block";
    }
    // Words are words where any name is allowed; the earlier of two sources of one name is not used;
    // a variable that nothing uses may be empty; a list may be, too, unless it must not.
    let word = matches!(mutation, "tokens" | "autoconf") && path.ends_with(".sql");
    let only_item = [".allowedDomains.http[0]", ".except[0]", ".exceptLayers[0]"].iter().any(|p| path.ends_with(p));
    word || path == "spare.uri"
        || path.ends_with(".replica-user") && mutation == "empty"
        || only_item && mutation == "null"
}

struct Work {
    folder: tempfile::TempDir,
    originals: Vec<String>,
    options: LoadOptions,
}

impl Work {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let valid = fixtures().join("valid");
        fs::copy(valid.join("style.json"), folder.path().join("style.json")).unwrap();
        let originals: Vec<_> = FILES.iter().map(|f| fs::read_to_string(valid.join(f)).unwrap()).collect();
        let options = LoadOptions { environment: environment(), ..options(folder.path().join(FILES[0])) };
        let work = Self { folder, originals, options };
        (0..FILES.len()).for_each(|i| work.write(i, &work.originals[i]));
        work
    }

    fn path(&self, file: usize) -> std::path::PathBuf {
        Path::new(self.folder.path()).join(FILES[file])
    }

    fn write(&self, file: usize, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }
}

#[test]
fn every_scalar_broken_by_a_template_is_reported() {
    let spots = spots();
    assert!(spots.len() > 250, "{} scalars", spots.len());
    // Two halves, as many as the machines that test this have cores.
    let halves: Vec<_> = spots.chunks(spots.len().div_ceil(2)).collect();
    let results: Vec<_> = std::thread::scope(|scope| {
        let handles: Vec<_> = halves.into_iter().map(|half| scope.spawn(move || mutate(half))).collect();
        handles.into_iter().map(|h| h.join().unwrap()).collect()
    });
    let (mut mutations, mut refused, mut findings, mut warned, mut free) = (0, 0, 0, 0, 0);
    let mut survivors = Vec::new();
    for result in results {
        mutations += result.mutations;
        refused += result.refused;
        findings += result.findings;
        free += result.free;
        warned += result.warned;
        survivors.extend(result.survivors);
    }
    println!(
        "{} scalars × {} mutations = {mutations}: {refused} refused with {findings} errors, {warned} warned about, {free} of free data accepted",
        spots.len(),
        MUTATIONS.len()
    );
    assert!(survivors.is_empty(), "{} got through:\n{}", survivors.len(), survivors.join("\n"));
}

#[derive(Default)]
struct Outcome {
    mutations: usize,
    refused: usize,
    findings: usize,
    warned: usize,
    free: usize,
    survivors: Vec<String>,
}

fn mutate(spots: &[Spot]) -> Outcome {
    let work = Work::new();
    let before = load(&work.options);
    assert!(before.settings.is_some(), "{}", before.human(false));
    let mut outcome = Outcome::default();
    for spot in spots {
        for (name, text) in MUTATIONS {
            outcome.mutations += 1;
            let original = &work.originals[spot.file];
            let mutated = format!("{}{text}{}", &original[..spot.range.start], &original[spot.range.end..]);
            work.write(spot.file, &mutated);
            let loaded = load(&work.options);
            let errors = loaded.diagnostics.count(Severity::Error);
            assert_eq!(loaded.settings.is_some(), errors == 0);
            if errors > 0 {
                outcome.refused += 1;
                outcome.findings += errors;
                let at_the_place = loaded.diagnostics.iter().filter(|f| f.severity == Severity::Error).any(|f| {
                    let line = |at: usize| original[..at].matches('\n').count() + 1;
                    let all = f.span.into_iter().chain(f.related.iter().map(|r| r.span));
                    all.filter_map(|s| Some((loaded.files.get(s.file)?, s.start))).any(|(file, start)| {
                        let found = file.line_column(start).0;
                        file.path == work.path(spot.file) && found.abs_diff(line(spot.range.start)) <= 2
                    })
                });
                // What `setInfo` no longer says is missed where a style reads it.
                let at_the_place = at_the_place || spot.path.contains(".setInfo.");
                assert!(at_the_place, "{} as {name}:\n{}", spot.path, loaded.human(false));
                // Rendering every report would take longer than all checks; one per value is enough.
                if *name == "ERB" {
                    let json = loaded.json();
                    assert!(!SECRETS.iter().any(|s| json.contains(s)), "{json}");
                }
            } else if loaded.diagnostics.iter().any(|f| f.code.id() == "K0203") {
                // The last item of a list, gone.
                outcome.warned += 1;
            } else if is_free(&spot.path, name) {
                outcome.free += 1;
            } else {
                outcome.survivors.push(format!("{}: {} ({:?}) as {name}", FILES[spot.file], spot.path, spot.text));
            }
        }
        work.write(spot.file, &work.originals[spot.file]);
    }
    outcome
}
