use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};

use super::{key::Resource, *};
use crate::{
    settings::FreshnessSettings,
    tile::{Format, Scale, TileId},
};

#[derive(Debug, Clone, PartialEq)]
struct Text(&'static str);
impl Weigh for Text {
    fn weight(&self) -> usize {
        self.0.len()
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Problem {
    NoTile,
    Down,
}
impl Remember for Problem {
    fn remember(&self) -> bool {
        *self == Self::NoTile
    }
}

/// What an entry of these tests weighs, and no less.
const ENTRY: u64 = 1210;

fn cache() -> Cache<Text, Problem> {
    Cache::new(1 << 20, 1 << 16)
}

fn tile(source: &str, z: u32, x: u64, y: u64) -> CacheKey {
    let tile = TileId::new(z, x, y).unwrap();
    TileKey { source: source.into(), tile, scale: Scale::ONE, format: Format::Pbf, lang: None, view: 0 }.into()
}

fn key(source: &str, z: u32, x: u64) -> CacheKey {
    tile(source, z, x, 0)
}

fn policy(fresh_ms: u64, stale_ms: u64, if_error_ms: u64) -> FreshnessSettings {
    let ms = Duration::from_millis;
    FreshnessSettings {
        fresh: ms(fresh_ms),
        by_zoom: vec![],
        stale_while_revalidate: ms(stale_ms),
        stale_if_error: ms(if_error_ms),
        negative: ms(300),
    }
}

fn soon() -> Wait<'static> {
    Wait::until(Instant::now() + Duration::from_secs(5))
}

async fn made(text: &'static str) -> Result<Made<Text>, Problem> {
    Ok(Made { value: Text(text), keep: Keep::AsConfigured, data: DataAge::now() })
}

#[tokio::test]
async fn a_hundred_concurrent_callers_share_one_computation() {
    let (cache, runs) = (cache(), Arc::new(AtomicUsize::new(0)));
    let asks = (0..100).map(|_| {
        let (cache, runs) = (cache.clone(), runs.clone());
        tokio::spawn(async move {
            let make = || async move {
                runs.fetch_add(1, SeqCst);
                tokio::time::sleep(Duration::from_millis(30)).await;
                made("tile").await
            };
            cache.get(&key("a", 1, 0), &policy(1000, 0, 0), soon(), make).await.unwrap().value
        })
    });
    for ask in asks.collect::<Vec<_>>() {
        assert_eq!(ask.await.unwrap(), Text("tile"));
    }
    assert_eq!(runs.load(SeqCst), 1);
}

#[tokio::test]
async fn a_computation_continues_without_the_first_caller_while_another_waits() {
    let (cache, runs) = (cache(), Arc::new(AtomicUsize::new(0)));
    let ask = |runs: Arc<AtomicUsize>| {
        let cache = cache.clone();
        async move {
            let make = || async move {
                runs.fetch_add(1, SeqCst);
                tokio::time::sleep(Duration::from_millis(60)).await;
                made("tile").await
            };
            cache.get(&key("a", 1, 0), &policy(1000, 0, 0), soon(), make).await
        }
    };
    let first = tokio::spawn(ask(runs.clone()));
    tokio::time::sleep(Duration::from_millis(10)).await;
    let second = tokio::spawn(ask(runs.clone()));
    tokio::time::sleep(Duration::from_millis(10)).await;
    first.abort();
    assert_eq!(second.await.unwrap().unwrap().value, Text("tile"));
    assert_eq!(runs.load(SeqCst), 1, "it did not start over");
}

#[tokio::test]
async fn a_computation_is_dropped_with_its_last_waiter() {
    struct SetOnDrop(Arc<AtomicUsize>);
    impl Drop for SetOnDrop {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    let (cache, dropped) = (cache(), Arc::new(AtomicUsize::new(0)));
    let guard = SetOnDrop(dropped.clone());
    let make = || async move {
        let _guard = guard;
        tokio::time::sleep(Duration::from_secs(60)).await;
        made("never").await
    };
    let early = Wait::until(Instant::now() + Duration::from_millis(20));
    let miss = cache.get(&key("a", 1, 0), &policy(1000, 0, 0), early, make).await;
    assert!(matches!(miss, Err(Miss::Timeout)));
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(dropped.load(SeqCst), 1);
    let again = cache.get(&key("a", 1, 0), &policy(1000, 0, 0), soon(), || made("tile")).await;
    assert_eq!(again.unwrap().value, Text("tile"), "the key is free again");
}

#[tokio::test]
async fn a_computation_continues_after_the_timeout_of_a_caller() {
    let (cache, key, policy) = (cache(), key("a", 1, 0), policy(1000, 0, 0));
    let slow = || async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        made("slow").await
    };
    let impatient = Wait { until: Instant::now() + Duration::from_millis(10), goes_on: &|| true };
    assert!(matches!(cache.get(&key, &policy, impatient, slow).await, Err(Miss::Timeout)));
    let next = cache.get(&key, &policy, soon(), || made("made anew")).await.unwrap();
    assert_eq!(next.value, Text("slow"));
}

#[tokio::test]
async fn a_stale_value_is_served_while_a_refresh_runs() {
    let (cache, key, policy) = (cache(), key("a", 1, 0), policy(300, 10_000, 0));
    cache.get(&key, &policy, soon(), || made("old")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(310)).await;
    let stale = cache.get(&key, &policy, soon(), || made("new")).await.unwrap();
    assert_eq!((stale.value, stale.state), (Text("old"), CacheState::Stale));
    tokio::time::sleep(Duration::from_millis(10)).await;
    let fresh = cache.get(&key, &policy, soon(), || made("newer")).await.unwrap();
    assert_eq!((fresh.value, fresh.state), (Text("new"), CacheState::Hit));
}

#[tokio::test]
async fn after_a_failed_refresh_the_stale_value_is_served_and_refreshes_pause() {
    let (cache, key, policy) = (cache(), key("a", 1, 0), policy(10, 0, 5000));
    let runs = Arc::new(AtomicUsize::new(0));
    cache.get(&key, &policy, soon(), || made("old")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(15)).await;
    for _ in 0..3 {
        let runs = runs.clone();
        let down = || async move {
            runs.fetch_add(1, SeqCst);
            Err(Problem::Down)
        };
        let found = cache.get(&key, &policy, soon(), down).await.unwrap();
        assert_eq!((found.value, found.state), (Text("old"), CacheState::StaleIfError));
    }
    assert_eq!(runs.load(SeqCst), 1, "the backend is not hammered");
}

#[tokio::test]
async fn a_missing_tile_is_cached_for_a_short_time_and_an_outage_is_not() {
    let (cache, policy) = (cache(), policy(1000, 0, 0));
    let (gone, down) = (key("a", 1, 0), key("a", 1, 1));
    let refuse = |problem: Problem| move || async move { Err(problem) };
    assert!(cache.get(&gone, &policy, soon(), refuse(Problem::NoTile)).await.is_err());
    assert!(cache.get(&down, &policy, soon(), refuse(Problem::Down)).await.is_err());
    assert!(matches!(cache.get(&gone, &policy, soon(), || made("x")).await, Err(Miss::Failed(Problem::NoTile))));
    assert_eq!(cache.get(&down, &policy, soon(), || made("back")).await.unwrap().value, Text("back"));
    tokio::time::sleep(Duration::from_millis(310)).await;
    assert_eq!(cache.get(&gone, &policy, soon(), || made("there")).await.unwrap().value, Text("there"));
}

#[tokio::test]
async fn freshness_is_chosen_by_zoom_and_bounded_by_the_backend() {
    let cache = cache();
    let mut policy = policy(60_000, 0, 0);
    policy.by_zoom = vec![(0, 5, Duration::ZERO)];
    let again = |key: CacheKey, keep: Keep| {
        let (cache, policy) = (cache.clone(), policy.clone());
        async move {
            let make = move || async move { Ok(Made { value: Text("t"), keep, data: DataAge::now() }) };
            cache.get(&key, &policy, soon(), make).await.unwrap();
            tokio::time::sleep(Duration::from_millis(5)).await;
            cache.get(&key, &policy, soon(), || made("t")).await.unwrap().state
        }
    };
    assert_eq!(again(key("a", 3, 0), Keep::AsConfigured).await, CacheState::Made, "zoom 3 is never fresh");
    assert_eq!(again(key("a", 6, 0), Keep::AsConfigured).await, CacheState::Hit);
    assert_eq!(again(key("a", 6, 1), Keep::AtMost(Duration::from_millis(1))).await, CacheState::Made);
    assert_eq!(again(key("a", 6, 2), Keep::Never).await, CacheState::Made);
}

#[tokio::test]
async fn a_purge_removes_matching_entries_and_results_in_progress() {
    let (cache, policy) = (cache(), policy(60_000, 0, 0));
    let bottom_right = TileId::new(3, 7, 7).unwrap();
    let keys = [key("a", 3, 0), key("a", 4, 0), key("b", 3, 0), tile("a", 3, 7, 7)];
    for key in &keys {
        cache.get(key, &policy, soon(), || made("t")).await.unwrap();
    }
    let here = |k: CacheKey| {
        let (cache, policy) = (cache.clone(), policy.clone());
        async move { cache.peek(&k, &policy).await.is_some() }
    };
    let filter = KeyFilter {
        sources: vec!["a".into()],
        zooms: Some((3, 3)),
        bounds: Some(bottom_right.bounds().grown(-1.0)),
        key: None,
    };
    assert_eq!(cache.purge(&filter).await, 1);
    assert!(!here(keys[3].clone()).await);
    assert_eq!(cache.purge(&KeyFilter { key: Some("b/3/0/0.pbf".into()), ..Default::default() }).await, 1);
    assert!(here(keys[0].clone()).await && here(keys[1].clone()).await && !here(keys[2].clone()).await);

    let slow = || async {
        tokio::time::sleep(Duration::from_millis(40)).await;
        made("before the purge").await
    };
    let asked = key("c", 1, 0);
    let (found, ()) = tokio::join!(cache.get(&asked, &policy, soon(), slow), async {
        tokio::time::sleep(Duration::from_millis(10)).await;
        cache.purge(&KeyFilter::default()).await;
    });
    assert_eq!(found.unwrap().value, Text("before the purge"));
    assert!(!here(asked).await, "made before the purge, so not kept");
}

#[tokio::test]
async fn a_value_made_from_stale_data_is_as_stale_as_the_data() {
    let (cache, key, policy) = (cache(), key("a", 1, 0), policy(60_000, 0, 120_000));
    let ago = |seconds: u64| Instant::now().checked_sub(Duration::from_secs(seconds)).unwrap();
    let data = DataAge { read: ago(61), stale_since: Some(ago(1)) };
    cache.put(key.clone(), &policy, Made { value: Text("old"), keep: Keep::AsConfigured, data }).await;
    let served = cache.get(&key, &policy, soon(), || async { Err(Problem::Down) }).await.unwrap();
    assert_eq!(served.state, CacheState::StaleIfError);
    assert!(served.age() >= Duration::from_secs(61));
    // Older than everything that may be served in place of newer data, however often it is made again.
    let data = DataAge { read: ago(181), stale_since: Some(ago(121)) };
    cache.put(key.clone(), &policy, Made { value: Text("older"), keep: Keep::AsConfigured, data }).await;
    let gone = cache.get(&key, &policy, soon(), || async { Err(Problem::Down) }).await;
    assert!(matches!(gone, Err(Miss::Failed(Problem::Down))));
    let anew = cache.get(&key, &policy, soon(), || made("new")).await.unwrap();
    assert_eq!((anew.value, anew.state), (Text("new"), CacheState::Made));
}

#[tokio::test]
async fn a_cache_of_zero_bytes_stores_nothing_and_works() {
    let cache: Cache<Text, Problem> = Cache::new(0, 0);
    for _ in 0..2 {
        let found = cache.get(&key("a", 1, 0), &policy(1000, 0, 0), soon(), || made("t")).await.unwrap();
        assert_eq!(found.state, CacheState::Made);
    }
}

#[tokio::test]
async fn the_byte_limit_is_enforced() {
    let cache: Cache<Text, Problem> = Cache::new(10 * ENTRY, 0);
    for x in 0..200 {
        cache.get(&key("a", 10, x), &policy(60_000, 0, 0), soon(), || made("0123456789")).await.unwrap();
    }
    if let Some(values) = &cache.inner.values {
        values.run_pending_tasks().await;
    }
    let (count, bytes) = cache.size();
    assert!(count <= 11 && bytes <= 10 * ENTRY, "{count} entries, {bytes} bytes");
}

#[tokio::test]
async fn glyph_files_have_no_source_and_count_toward_the_limit() {
    let (cache, policy) = (cache(), policy(60_000, 0, 0));
    let glyphs: CacheKey = GlyphKey { stack: "Noto Sans Regular".into(), first: 256 }.into();
    assert_eq!(glyphs.to_string(), "fonts/Noto Sans Regular/256-511.pbf");
    for key in [&glyphs, &key("a", 3, 0)] {
        cache.get(key, &policy, soon(), || made("0123456789")).await.unwrap();
    }
    if let Some(values) = &cache.inner.values {
        values.run_pending_tasks().await;
    }
    let (count, bytes) = cache.size();
    assert!(count == 2 && bytes > 20, "{count} entries, {bytes} bytes");
    let world = tile("a", 0, 0, 0);
    let Resource::Tile(TileKey { tile, .. }) = &world.resource else { panic!("not a tile") };
    for filter in [
        KeyFilter { sources: vec!["a".into()], ..KeyFilter::default() },
        KeyFilter { zooms: Some((0, 26)), ..KeyFilter::default() },
        KeyFilter { bounds: Some(tile.bounds()), ..KeyFilter::default() },
    ] {
        cache.purge(&filter).await;
        assert!(cache.peek(&glyphs, &policy).await.is_some(), "{filter:?}");
    }
    assert!(KeyFilter { key: Some(glyphs.to_string()), ..KeyFilter::default() }.matches(&glyphs));
    assert_eq!(cache.purge(&KeyFilter::default()).await, 1);
    assert!(cache.peek(&glyphs, &policy).await.is_none());
}
