//! `mirror://`

use crate::{
    config::read::{fields::Fields, reference::reference},
    settings::MirrorSettings,
};

/// The settings in the parameters `p`.
pub(super) fn mirror(p: Fields<'_>) -> Option<MirrorSettings> {
    let balancer = p.section("loadBalancer");
    Some(MirrorSettings {
        source: reference(p.node("source"))?,
        secondary: reference(p.node("secondarySource"))?,
        enabled: p.bool("enableMirror"),
        bucket_size: balancer.duration("bucketSize")?,
        total_buckets: balancer.integer("totalBuckets")?,
        threshold: balancer.number("threshold")?,
    })
}
