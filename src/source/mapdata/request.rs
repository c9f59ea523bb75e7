//! Requests for overlays, and the checks of their parameters.

use serde_json::{Map, Value};

use super::{
    domain::Wiki,
    error::MapdataError,
    parameters::{Parameter, Parameters},
};
use crate::{settings::HandlerSettings, tile::Format};

/// The most groups of a request.
pub(super) const MAX_GROUPS: usize = 200;

/// The longest title, which is 255 bytes and a namespace in MediaWiki, and the longest id of a revision.
const MAX_TITLE: usize = 1024;
const MAX_REVISION: usize = 32;

/// The longest name of a group.
const MAX_GROUP: usize = 255;

/// A valid request for map data of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct MapdataRequest {
    pub(super) wiki: Wiki,
    page: Page,
    /// The groups, each once, in the order of the request.
    pub(super) groups: Vec<String>,
}

/// The page whose map data is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Page {
    /// Its newest revision, by title.
    Title(String),
    /// A revision, by id.
    Revision(String),
}

impl MapdataRequest {
    /// Reads the decoded pairs of a query string, for a picture in `format`. `None` if no overlay is asked for: neither
    /// `domain` nor `title` is given.
    ///
    /// # Errors
    /// The first check that fails, in Kartotherian's order.
    pub(crate) fn parse<'q>(
        pairs: impl IntoIterator<Item = (&'q str, &'q str)>,
        format: Format,
        settings: &HandlerSettings,
    ) -> Result<Option<Self>, MapdataError> {
        let parameters = Parameters::read(pairs);
        let (domain, title) = match (parameters.domain, parameters.title) {
            (Parameter::Absent, Parameter::Absent) => return Ok(None),
            both => both,
        };
        if settings.allowed_domains.is_empty() {
            return Err(MapdataError::Disabled);
        }
        if format != Format::Png {
            return Err(MapdataError::NotPng);
        }
        let Parameter::One(title) = title else { return Err(MapdataError::DomainAndTitle) };
        if domain == Parameter::Absent {
            return Err(MapdataError::DomainAndTitle);
        }
        let groups = match parameters.groups {
            Parameter::One(groups) => self::groups(groups)?,
            Parameter::Absent | Parameter::Several => return Err(MapdataError::NoGroups),
        };
        let title = plain("title", title, MAX_TITLE)?;
        let revision = match parameters.revid {
            Parameter::One(revision) => Some(plain("revid", revision, MAX_REVISION)?),
            Parameter::Absent => None,
            Parameter::Several => return Err(MapdataError::Pipe("revid")),
        };
        let Parameter::One(domain) = domain else { return Err(MapdataError::Domain) };
        let wiki = Wiki::allowed(domain, &settings.allowed_domains).ok_or(MapdataError::Domain)?;
        let page = match revision.filter(|_| settings.versioned_maps) {
            Some(revision) => Page::Revision(revision),
            None => Page::Title(title),
        };
        Ok(Some(Self { wiki, page, groups }))
    }

    /// The query for the MediaWiki API, without what is the same for all queries.
    pub(super) fn query(&self) -> Map<String, Value> {
        let (by, page) = match &self.page {
            Page::Title(title) => ("titles", title),
            Page::Revision(id) => ("revids", id),
        };
        let pairs = [
            ("action", "query".into()),
            ("formatversion", "2".into()),
            (by, page.as_str().into()),
            ("prop", "mapdata".into()),
            ("mpdlimit", "max".into()),
            ("mpdgroups", self.groups.as_slice().into()),
        ];
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

/// The value of the parameter `name`, which names one thing.
fn plain(name: &'static str, value: &str, limit: usize) -> Result<String, MapdataError> {
    if value.contains('|') {
        Err(MapdataError::Pipe(name))
    } else if value.len() > limit {
        Err(MapdataError::TooLong(name))
    } else {
        Ok(value.to_owned())
    }
}

/// The groups in a list with commas.
fn groups(list: &str) -> Result<Vec<String>, MapdataError> {
    let mut groups = Vec::new();
    for group in list.split(',') {
        if group.len() > MAX_GROUP {
            return Err(MapdataError::TooLong("groups"));
        }
        if !groups.iter().any(|known| known == group) {
            groups.push(group.to_owned());
        }
        if groups.len() > MAX_GROUPS {
            return Err(MapdataError::TooManyGroups(MAX_GROUPS));
        }
    }
    Ok(groups)
}
