//! Transformations and the shape of paths.

use super::{reader::AttributeReader, transform_list};
use crate::style::{
    mapnik::map::Attribute,
    symbolizer::{PathShape, Transform},
};

impl AttributeReader<'_> {
    /// A transformation, if it is given.
    pub(in crate::style::mapnik) fn transform(&mut self, name: &'static str) -> Option<Transform> {
        let attribute: Attribute = self.raw(name)?.clone();
        match transform_list::parse(&attribute.value, self.keys) {
            Ok(steps) => (!steps.is_empty()).then_some(Transform(steps)),
            Err(why) => {
                self.invalid(&attribute, &why);
                None
            }
        }
    }

    /// The attributes that change a geometry before it is drawn; `clip` is the default of that attribute.
    pub(in crate::style::mapnik) fn path_shape(&mut self, clip: bool) -> PathShape {
        PathShape {
            clip: self.flag("clip", clip),
            transform: self.transform("geometry-transform"),
            offset: self.number("offset", 0.0),
            simplify: self.number("simplify", 0.0),
            simplify_algorithm: self
                .value("simplify-algorithm", "radial-distance".to_owned(), |text| Some(text.to_owned())),
            smooth: self.number("smooth", 0.0),
        }
    }
}
