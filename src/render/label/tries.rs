//! The positions at which a label is tried, one after another.

use crate::style::{
    expression::Context,
    symbolizer::{LabelPositions, TextDirection, TextSetting},
};

/// One attempt to place a label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Try<'s> {
    pub setting: &'s TextSetting,
    pub direction: TextDirection,
    /// Replaces the size of the letters.
    pub size: Option<f64>,
}

/// All attempts in order.
pub(super) fn tries<'s>(positions: &'s LabelPositions, context: &Context<'_>) -> Vec<Try<'s>> {
    let plain = |setting| Try { setting, direction: TextDirection::Exact, size: None };
    match positions {
        LabelPositions::One(setting) => vec![plain(&**setting)],
        LabelPositions::List(settings) => settings.iter().map(plain).collect(),
        LabelPositions::Simple(setting, words) => {
            let (directions, sizes) = LabelPositions::parse(&words.get(context));
            let sizes = std::iter::once(None).chain(sizes.into_iter().map(Some));
            let of_size = |size| directions.iter().map(move |it| Try { setting, direction: *it, size });
            sizes.flat_map(of_size).collect()
        }
    }
}
