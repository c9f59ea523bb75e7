//! Transformations and the shape of paths.

use super::{literal::one_of, reader::AttributeReader, transform_list};
use crate::style::{
    Property,
    mapnik::{expression, map::Attribute},
    symbolizer::{PathShape, Transform},
};

/// The words of `simplify-algorithm`.
const SIMPLIFY_ALGORITHMS: [&str; 4] = ["radial-distance", "zhao-saalfeld", "visvalingam-whyatt", "douglas-peucker"];

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
            simplify_algorithm: self.simplify_algorithm(),
            smooth: self.number("smooth", 0.0),
        }
    }

    fn simplify_algorithm(&mut self) -> Property<String> {
        let written = self.raw("simplify-algorithm").map(|it| it.value.trim().to_owned()).unwrap_or_default();
        let expected = one_of(&written, &SIMPLIFY_ALGORITHMS);
        let read = |text: &str| SIMPLIFY_ALGORITHMS.contains(&text).then(|| text.to_owned());
        let default = "radial-distance".to_owned();
        self.literal_or("simplify-algorithm", default, read, expression::parse_text, &expected)
    }
}
