//! The query parameters of overlays.

/// The value of a query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Parameter<'q> {
    /// Not given, or empty.
    #[default]
    Absent,
    /// Given once.
    One(&'q str),
    /// Given several times, or as a list or mapping (`title[]=…`): no page and no wiki is named like this.
    Several,
}

/// The query parameters of overlays, as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parameters<'q> {
    pub(super) domain: Parameter<'q>,
    pub(super) title: Parameter<'q>,
    pub(super) groups: Parameter<'q>,
    pub(super) revid: Parameter<'q>,
}

impl<'q> Parameters<'q> {
    /// Reads the decoded pairs of a query string. Other parameters are ignored.
    pub(super) fn read(pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let mut found = Self::default();
        for (key, value) in pairs {
            let (name, is_list) = match key.split_once('[') {
                Some((name, _)) => (name, true),
                None => (key, false),
            };
            let parameter = match name {
                "domain" => &mut found.domain,
                "title" => &mut found.title,
                "groups" => &mut found.groups,
                "revid" => &mut found.revid,
                _ => continue,
            };
            *parameter = match parameter {
                Parameter::Absent if is_list => Parameter::Several,
                Parameter::Absent if value.is_empty() => Parameter::Absent,
                Parameter::Absent => Parameter::One(value),
                _ => Parameter::Several,
            };
        }
        found
    }
}
