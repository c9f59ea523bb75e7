//! Lists of anchors with their offsets.

use super::value::{Compound, Value};
use crate::style::{Anchor, AnchorOffset, AnchorOffsets};

impl AnchorOffsets {
    /// Reads a list that alternates between anchors and offsets, which are lists of two numbers. `None` if the list is
    /// empty or has any other content.
    pub(in crate::style) fn of_list(items: &[Value<'_>]) -> Option<Self> {
        let (pairs, []) = items.as_chunks::<2>() else { return None };
        let read = |[anchor, offset]: &[Value<'_>; 2]| {
            let Some(Compound::List(offset)) = offset.as_compound() else { return None };
            let [x, y] = offset.as_slice() else { return None };
            let offset = [x.as_number()?, y.as_number()?];
            Some(AnchorOffset { anchor: Anchor::parse(anchor.as_str()?)?, offset })
        };
        let all: Vec<_> = pairs.iter().map(read).collect::<Option<_>>()?;
        (!all.is_empty()).then_some(Self(all))
    }
}
