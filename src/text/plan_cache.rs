//! A cache of shaping plans, which are expensive to create.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use harfrust::ShapePlan;
use unicode_script::Script;

use super::{FaceId, FontFeature};

/// Shaping plans, shared by all labels.
#[derive(Default)]
pub(super) struct PlanCache(RwLock<HashMap<PlanKey, Arc<ShapePlan>>>);

/// The parameters of a plan.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PlanKey {
    pub face: FaceId,
    pub script: Script,
    pub rtl: bool,
    pub lang: Option<String>,
    pub upright: bool,
    pub features: Vec<FontFeature>,
}

/// Maximum number of cached plans. There are many combinations of face, script and language only if requests use many
/// languages.
const MAX_PLANS: usize = 2048;

impl std::fmt::Debug for PlanCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlanCache")
    }
}

impl PlanCache {
    /// The plan of `key`; created with `make` if it is not cached.
    pub(super) fn get(&self, key: PlanKey, make: impl FnOnce() -> ShapePlan) -> Arc<ShapePlan> {
        if let Ok(plans) = self.0.read()
            && let Some(plan) = plans.get(&key)
        {
            return plan.clone();
        }
        let plan = Arc::new(make());
        if let Ok(mut plans) = self.0.write()
            && plans.len() < MAX_PLANS
        {
            plans.insert(key, plan.clone());
        }
        plan
    }
}
