//! What is requested.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{places::Places, random::Random, template::TileTemplate, walk::ZoomWalk};

/// Where the paths of requests come from. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) enum RequestSource {
    /// People who look at a map.
    People(Arc<MapUse>),
    /// A list, again and again in its order.
    List {
        /// Paths and queries; not empty.
        paths: Arc<[String]>,
        /// The number of paths that have been taken.
        taken: Arc<AtomicUsize>,
    },
}

/// How people use a map.
#[derive(Debug)]
pub(super) struct MapUse {
    /// The addresses of tiles.
    pub(super) template: TileTemplate,
    /// Places by popularity.
    pub(super) places: Places,
    /// The lowest and the highest zoom.
    pub(super) zooms: (u8, u8),
    /// The share of people with screens of twice the density, from 0 to 1.
    pub(super) retina: f64,
    /// Languages; each person has one, or none.
    pub(super) langs: Vec<String>,
}

/// The requests of one connection.
#[derive(Debug)]
pub(super) enum Requests {
    /// A person.
    Person {
        /// How people use the map.
        used: Arc<MapUse>,
        /// Where the person looks.
        walk: ZoomWalk,
        /// Whether the screen has twice the density.
        retina: bool,
        /// The language.
        lang: Option<String>,
    },
    /// A part of the list.
    List(Arc<[String]>, Arc<AtomicUsize>),
}

impl RequestSource {
    /// A list of paths.
    pub(super) fn list(paths: Vec<String>) -> Self {
        Self::List { paths: paths.into(), taken: Arc::default() }
    }

    /// The requests of the next connection.
    pub(super) fn connection(&self, mut random: Random) -> Requests {
        match self {
            Self::List { paths, taken } => Requests::List(paths.clone(), taken.clone()),
            Self::People(used) => {
                let retina = random.unit() < used.retina;
                // One more than there are: people without a language.
                let lang = used.langs.get(random.below(used.langs.len() + 1)).cloned();
                Requests::Person { walk: ZoomWalk::new(used.zooms, random), used: used.clone(), retina, lang }
            }
        }
    }
}

impl Requests {
    /// The next path, and whether a person would look at the map before it.
    pub(super) fn next(&mut self) -> (String, bool) {
        match self {
            Self::Person { used, walk, retina, lang } => {
                let (tile, is_first) = walk.next(&used.places);
                (used.template.path(tile, *retina, lang.as_deref()), is_first)
            }
            Self::List(paths, taken) => {
                let at = taken.fetch_add(1, Ordering::Relaxed) % paths.len().max(1);
                (paths.get(at).cloned().unwrap_or_else(|| "/".to_owned()), true)
            }
        }
    }
}
