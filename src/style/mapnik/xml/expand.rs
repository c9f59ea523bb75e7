//! Replaces references to entities that are files by their texts. What remains is a document for an XML parser, with the
//! places of all of its parts.

use std::{collections::BTreeMap, ops::Range, path::PathBuf};

use super::{
    folder::{MapFile, MapFolder},
    subset::{self, Declaration, EntityContent},
};
use crate::diagnostic::{FileId, Span};

/// The deepest nesting of entities.
const DEEPEST: usize = 10;
/// The longest document, in bytes.
const MOST_BYTES: usize = 64 << 20;

/// A document without references to files.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub text: String,
    /// The parts of the text in their order: where each begins, and its file with the place there.
    parts: Vec<(usize, FileId, usize)>,
}

impl Expanded {
    /// The place of a range of the text; its end is in the same file.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let index = self.parts.partition_point(|(at, ..)| *at <= range.start).checked_sub(1)?;
        let (at, file, start) = *self.parts.get(index)?;
        let end = self.parts.get(index + 1).map_or(self.text.len(), |(next, ..)| *next);
        let place = |offset: usize| u32::try_from(start + (offset.clamp(at, end) - at)).unwrap_or(u32::MAX);
        Some(Span { file, start: place(range.start), end: place(range.end) })
    }

    fn push(&mut self, file: &MapFile, range: Range<usize>) -> Result<(), String> {
        let text = file.text.get(range.clone()).unwrap_or("");
        if self.text.len() + text.len() > MOST_BYTES {
            return Err(format!("the document is longer than {} MiB with its entities", MOST_BYTES >> 20));
        }
        if !text.is_empty() {
            self.parts.push((self.text.len(), file.id, range.start));
            self.text.push_str(text);
        }
        Ok(())
    }
}

/// Expands the references in `file`. An error says what is wrong, and where.
pub(super) fn expand(file: &MapFile, folder: &mut MapFolder<'_>) -> Result<Expanded, (String, Span)> {
    let mut expander =
        Expander { out: Expanded::default(), folder, files: BTreeMap::new(), parameters: BTreeMap::new() };
    let all = 0..file.text.len();
    let result = match subset::range(&file.text) {
        None => expander.content(file, all, 0),
        Some(declarations) => expander
            .out
            .push(file, 0..declarations.start)
            .map_err(|why| (why, declarations.start))
            .and_then(|()| expander.declarations(file, declarations.clone(), 0))
            .and_then(|()| expander.content(file, declarations.end..all.end, 0)),
    };
    let out = expander.out;
    result.map(|()| out).map_err(|(why, at)| (why, span(file, at)))
}

fn span(file: &MapFile, at: usize) -> Span {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Span { file: file.id, start: at, end: at }
}

/// What is wrong, and the byte in the outermost file that it comes from.
type Outcome = Result<(), (String, usize)>;

struct Expander<'e, 'f> {
    out: Expanded,
    folder: &'e mut MapFolder<'f>,
    /// The entities that are files: name, address, and the folder of the declaration.
    files: BTreeMap<String, (String, PathBuf)>,
    /// The parameter entities that are files.
    parameters: BTreeMap<String, (String, PathBuf)>,
}

impl Expander<'_, '_> {
    /// Declarations: those of files are kept, references to parameter entities are replaced.
    fn declarations(&mut self, file: &MapFile, range: Range<usize>, depth: usize) -> Outcome {
        let mut at = range.start;
        while let Some(rest) = file.text.get(at..range.end).filter(|it| !it.is_empty()) {
            let next = rest.find(['<', '%']).unwrap_or(rest.len());
            self.out.push(file, at..at + next).map_err(|why| (why, at))?;
            at += next;
            let rest = rest.get(next..).unwrap_or("");
            if let Some((name, length)) = reference(rest, '%') {
                let Some((address, folder)) = self.parameters.get(name).cloned() else {
                    return Err((format!("there is no parameter entity `{name}`"), at));
                };
                let inner = self.read(&address, &folder, depth).map_err(|why| (why, at))?;
                let all = 0..inner.text.len();
                self.declarations(&inner, all, depth + 1).map_err(|(why, _)| (why, at))?;
                at += length;
            } else if let Some((declaration, length)) = Declaration::parse(rest) {
                match declaration.content {
                    EntityContent::File(address) => {
                        let known = if declaration.is_parameter { &mut self.parameters } else { &mut self.files };
                        let place = (address.to_owned(), file.folder.clone());
                        known.entry(declaration.name.to_owned()).or_insert(place);
                    }
                    EntityContent::Text(_) if declaration.is_parameter => {}
                    EntityContent::Text(_) => self.out.push(file, at..at + length).map_err(|why| (why, at))?,
                }
                at += length;
            } else {
                let length = subset::declaration_length(rest).unwrap_or(rest.len());
                self.out.push(file, at..at + length).map_err(|why| (why, at))?;
                at += length;
            }
        }
        Ok(())
    }

    /// Elements and text: references to files are replaced.
    fn content(&mut self, file: &MapFile, range: Range<usize>, depth: usize) -> Outcome {
        let (mut at, mut start) = (range.start, range.start);
        while let Some(rest) = file.text.get(at..range.end).filter(|it| !it.is_empty()) {
            let Some(next) = rest.find(['<', '&']) else { break };
            let rest = rest.get(next..).unwrap_or("");
            at += next;
            if let Some(length) = skipped(rest) {
                at += length;
                continue;
            }
            let found = reference(rest, '&').and_then(|(name, length)| Some((self.files.get(name).cloned()?, length)));
            let Some(((address, folder), length)) = found else {
                at += 1;
                continue;
            };
            self.out.push(file, start..at).map_err(|why| (why, at))?;
            let inner = self.read(&address, &folder, depth).map_err(|why| (why, at))?;
            let begin = declaration_end(&inner.text);
            self.content(&inner, begin..inner.text.len(), depth + 1).map_err(|(why, _)| (why, at))?;
            at += length;
            start = at;
        }
        self.out.push(file, start..range.end).map_err(|why| (why, start))
    }

    fn read(&mut self, address: &str, folder: &std::path::Path, depth: usize) -> Result<MapFile, String> {
        if depth >= DEEPEST {
            return Err(format!("entities are nested deeper than {DEEPEST}"));
        }
        self.folder.read(address, folder)
    }
}

/// The name of the reference at the beginning of `text`, and its length.
fn reference(text: &str, sign: char) -> Option<(&str, usize)> {
    let name = text.strip_prefix(sign)?.split_once(';')?.0;
    let is_name =
        !name.is_empty() && name.len() < 200 && !name.contains(|c: char| c.is_whitespace() || "<>&%\"'".contains(c));
    is_name.then_some((name, name.len() + 2))
}

/// The length of a comment or of a section of plain text at the beginning of `text`.
fn skipped(text: &str) -> Option<usize> {
    let end = |mark: &str| text.find(mark).map_or(text.len(), |at| at + mark.len());
    if text.starts_with("<!--") {
        return Some(end("-->"));
    }
    text.starts_with("<![CDATA[").then(|| end("]]>"))
}

/// The end of the XML declaration at the beginning of a file.
fn declaration_end(text: &str) -> usize {
    if text.starts_with("<?xml") { text.find("?>").map_or(0, |at| at + 2) } else { 0 }
}
