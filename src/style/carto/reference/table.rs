//! The table of properties, functions, words and colors of one version of Mapnik. The data files are written by
//! `generate.mjs`, which says what their columns are.

use std::{collections::HashMap, sync::LazyLock};

use super::{CartoProperty, Serialization, ValueType};
use crate::style::carto::CartoVersion;

/// Functions of transformations that may leave out arguments.
const TRANSFORMATIONS: [(&str, &[i32]); 6] = [
    ("matrix", &[6]),
    ("translate", &[1, 2]),
    ("scale", &[1, 2]),
    ("rotate", &[1, 3]),
    ("skewX", &[1]),
    ("skewY", &[1]),
];

/// What a version of Mapnik knows.
#[derive(Debug, Default)]
pub(crate) struct ReferenceTable {
    properties: HashMap<&'static str, CartoProperty>,
    /// The required properties by symbolizer.
    required: HashMap<&'static str, Vec<&'static str>>,
    functions: HashMap<&'static str, Vec<i32>>,
    map_keys: Vec<&'static str>,
    words: Vec<&'static str>,
    colors: HashMap<&'static str, [f64; 4]>,
}

static V0: LazyLock<ReferenceTable> = LazyLock::new(|| ReferenceTable::read(include_str!("mapnik-3.0.6.tsv")));
static V1: LazyLock<ReferenceTable> = LazyLock::new(|| ReferenceTable::read(include_str!("mapnik-3.0.22.tsv")));

impl ReferenceTable {
    /// The table that a version of carto uses.
    pub(crate) fn of(version: CartoVersion) -> &'static Self {
        match version {
            CartoVersion::V0 => &V0,
            CartoVersion::V1 => &V1,
        }
    }

    /// The property with this name in CartoCSS.
    pub(crate) fn property(&self, css: &str) -> Option<&CartoProperty> {
        self.properties.get(css)
    }

    /// All properties with their names in CartoCSS.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&'static str, &CartoProperty)> {
        self.properties.iter().map(|(css, property)| (*css, property))
    }

    /// The names of all properties.
    pub(crate) fn property_names(&self) -> impl Iterator<Item = &'static str> {
        self.properties.keys().copied()
    }

    /// The names of the properties that a symbolizer must have.
    pub(crate) fn required(&self, symbolizer: &str) -> &[&'static str] {
        self.required.get(symbolizer).map_or(&[], Vec::as_slice)
    }

    /// The possible numbers of arguments of a function that Mapnik evaluates, -1 for any.
    pub(crate) fn function(&self, name: &str) -> Option<&[i32]> {
        self.functions.get(name).map(Vec::as_slice)
    }

    /// The names of the functions that Mapnik evaluates.
    pub(crate) fn function_names(&self) -> impl Iterator<Item = &'static str> {
        self.functions.keys().copied()
    }

    /// Whether the map has an attribute with this name.
    pub(crate) fn is_map_key(&self, name: &str) -> bool {
        self.map_keys.contains(&name)
    }

    /// The names of the attributes of the map.
    pub(crate) fn map_keys(&self) -> impl Iterator<Item = &'static str> {
        self.map_keys.iter().copied()
    }

    /// Whether filters may compare with this bare word.
    pub(crate) fn is_filter_word(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    /// The bare words that filters may compare with.
    pub(crate) fn filter_words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Red, green, blue (0 to 255) and alpha (0 to 1) of a named color.
    pub(crate) fn color(&self, name: &str) -> Option<[f64; 4]> {
        self.colors.get(name).copied()
    }

    fn read(text: &'static str) -> Self {
        let mut table = Self::default();
        for line in text.lines() {
            let columns: Vec<&'static str> = line.split('\t').collect();
            match columns.as_slice() {
                ["property", symbolizer, xml, css, value_type, flags, _, word, functions] => {
                    table.add([symbolizer, xml, css, value_type, flags, word, functions]);
                }
                ["map", name] => table.map_keys.push(name),
                ["word", word] => table.words.push(word),
                ["color", name, rgba @ ..] => {
                    let mut channels = rgba.iter().map(|c| c.parse().unwrap_or(0.0));
                    table.colors.insert(name, std::array::from_fn(|_| channels.next().unwrap_or(1.0)));
                }
                _ => {}
            }
        }
        for (name, counts) in TRANSFORMATIONS {
            table.functions.insert(name, counts.to_vec());
        }
        table
    }

    fn add(&mut self, [symbolizer, xml, css, value_type, flags, word, functions]: [&'static str; 7]) {
        let functions: Vec<(&'static str, i32)> = functions
            .split_whitespace()
            .filter_map(|f| f.split_once(':'))
            .filter_map(|(name, count)| Some((name, count.parse().ok()?)))
            .collect();
        for (name, count) in &functions {
            self.functions.insert(name, vec![*count]);
        }
        if flags.contains('r') {
            self.required.entry(symbolizer).or_default().push(css);
        }
        let serialization = match (flags.contains('c'), flags.contains('t')) {
            (true, _) => Serialization::Content,
            (_, true) => Serialization::Tag,
            _ => Serialization::Attribute,
        };
        let property = CartoProperty {
            symbolizer,
            xml,
            value_type: ValueType::of(value_type),
            expression: flags.contains('e'),
            serialization,
            font: flags.contains('f'),
            default_word: word,
            functions,
        };
        self.properties.insert(css, property);
    }
}
