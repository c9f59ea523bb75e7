//! `karto dev render-test`: MapLibre's render tests.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::Value as Json;

use super::resolve::Assets;
use crate::{
    diagnostic::{Severity, SourceFile, report},
    image::{ImageEncoding, decode_png, encode},
    mvt::{self, Packing},
    render::{
        self, GeoJson, MARGIN, Need, Rasterizer, Resources, SourceInfo, SpriteImage, SvgPainter, TileSet, VectorTile,
        View, WORLD,
    },
    style::{self, SourceType, Style, source::FeatureData},
    text::{FontSet, LoadRange},
    tile::LonLat,
};

pub(super) fn run(dir: &Path, assets: &Path, out: &Path) -> Result<()> {
    let assets = Assets(assets);
    let file = dir.join("style.json");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let file = SourceFile::new(file, text);
    let (style, problems) = style::load(&file);
    for problem in &problems {
        eprintln!("{}", report::line(problem, &file));
    }
    let mut style = style.ok_or_else(|| anyhow!("the style cannot be read"))?;
    if problems.iter().any(|p| p.severity == Severity::Error) {
        eprintln!("drawn despite errors");
    }
    let test: Json = serde_json::from_str(&file.text)?;
    let test = test.pointer("/metadata/test").cloned().unwrap_or_default();
    let number = |key: &str, default: f64| test.get(key).and_then(Json::as_f64).unwrap_or(default);
    let ratio = number("pixelRatio", 1.0);
    let [lon, lat] = style.center.unwrap_or_default();
    let zoom = style.zoom.unwrap_or_default();
    let (width, height) = (number("width", 512.0), number("height", 512.0));
    let view = View::centered(LonLat { lon, lat }, zoom.max(least_zoom(height)), width, height, ratio);

    let mut resources = Resources::default();
    for sprite in &style.sprites {
        let loaded = resources.sprites.load(&sprite.id, &assets.path(&sprite.url), ratio);
        loaded.unwrap_or_else(|e| eprintln!("{e}"));
    }
    if let Some(images) = test.get("images").and_then(Json::as_object) {
        for (name, image) in images {
            let path = image.get("path").and_then(Json::as_str).context("an image needs a path")?;
            let bytes = std::fs::read(assets.0.join(path))?;
            let ratio = image.get("pixelRatio").and_then(Json::as_f64).unwrap_or(1.0);
            let sdf = image.get("sdf").and_then(Json::as_bool).unwrap_or(false);
            resources.sprites.insert(name.clone(), SpriteImage::new(decode_png(&bytes)?, ratio, sdf));
        }
    }
    resources.lang = test.get("lang").and_then(Json::as_str).filter(|l| !l.is_empty()).map(str::to_owned);
    if let Some(template) = &style.glyphs {
        resources.glyphs = Arc::new(ready_made_glyphs(template, &assets)?.into());
    } else if let Some(dir) = test.get("fonts").and_then(Json::as_str) {
        let (fonts, problems) = FontSet::load([], &[dir.into()]);
        problems.iter().for_each(|p| eprintln!("{p}"));
        resources.glyphs = Arc::new(fonts.into());
    }
    tile_json(&mut style, &assets)?;
    let infos: BTreeMap<String, SourceInfo> =
        style.sources.iter().map(|(name, s)| (name.clone(), SourceInfo::of(s))).collect();
    let needs = render::needs(&style, &view, MARGIN, &infos);
    let packed = fetch(&style, &needs, &assets, ratio)?;
    let mut tiles = TileSet::new(&infos);
    insert(&style, &needs, &packed, &assets, &mut tiles)?;
    let list = render::scene(&style, &view, &tiles, &resources);
    if out.extension().is_some_and(|e| e == "svg") {
        let mut painter = SvgPainter::new(list.width, list.height, &resources.glyphs, Rasterizer::default())?;
        render::draw(&list, &mut painter);
        let document = painter.finish().context("the document is too large")?;
        return std::fs::write(out, document).with_context(|| out.display().to_string());
    }
    let picture = render::paint(&list, &resources)?;
    std::fs::write(out, encode(&picture, ImageEncoding::Png)?).with_context(|| out.display().to_string())
}

/// The minimum zoom, at which the world is as high as the map. MapLibre does not show anything beyond the poles.
fn least_zoom(height: f64) -> f64 {
    if height > WORLD { (height / WORLD).log2() } else { f64::NEG_INFINITY }
}

/// The glyph files of the suite, one directory for each font stack.
fn ready_made_glyphs(template: &str, assets: &Assets<'_>) -> Result<FontSet> {
    let mut fonts = FontSet::default();
    let template = template.split('?').next().unwrap_or_default();
    let file = |template: String| -> LoadRange {
        let base = assets.path(&template);
        Box::new(move |first| {
            let path = base.to_string_lossy().replace("{range}", &format!("{first}-{}", first + 255));
            std::fs::read(path).ok()
        })
    };
    let Some((before, _)) = template.split_once("{fontstack}") else {
        fonts.add_ranges(None, file(template.to_owned()));
        return Ok(fonts);
    };
    let Ok(stacks) = assets.path(before).read_dir() else { return Ok(fonts) };
    for stack in stacks {
        let name = stack?.file_name().to_string_lossy().into_owned();
        fonts.add_ranges(Some(&name), file(template.replace("{fontstack}", &name)));
    }
    Ok(fonts)
}

/// Completes sources that refer to a TileJSON file.
fn tile_json(style: &mut Style, assets: &Assets<'_>) -> Result<()> {
    for source in style.sources.values_mut().filter(|s| s.tiles.is_empty()) {
        let Some(url) = source.url.clone().filter(|_| source.kind() != SourceType::Image) else { continue };
        let Some(bytes) = assets.read(&url)? else { continue };
        let json: Json = serde_json::from_slice(&bytes).with_context(|| url.clone())?;
        let list = |key: &str| json.get(key).and_then(Json::as_array).cloned().unwrap_or_default();
        let zoom = |key: &str| json.get(key).and_then(Json::as_u64).and_then(|z| u8::try_from(z).ok());
        source.tiles = list("tiles").iter().filter_map(Json::as_str).map(str::to_owned).collect();
        source.min_zoom = source.min_zoom.or(zoom("minzoom"));
        source.max_zoom = source.max_zoom.or(zoom("maxzoom"));
        let bounds: Vec<f64> = list("bounds").iter().filter_map(Json::as_f64).collect();
        source.bounds = source.bounds.or(bounds.try_into().ok());
    }
    Ok(())
}

/// Reads the files of all tiles, or those of ancestors if a file is missing.
fn fetch(style: &Style, needs: &[Need], assets: &Assets<'_>, ratio: f64) -> Result<BTreeMap<Need, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for need in needs {
        let Some(source) = style.sources.get(&need.source) else { continue };
        let Some(template) = source.tiles.first() else { continue };
        for z in (source.min_zoom.unwrap_or(0)..=need.tile.z()).rev() {
            let tile = need.tile.ancestor(z);
            if source.bounds.is_some_and(|b| !SourceInfo::within(tile, b)) {
                break;
            }
            if let Some(bytes) = assets.read(&Assets::tile_url(template, tile, source.tms, ratio))? {
                found.insert(Need { source: need.source.clone(), tile }, bytes);
                break;
            }
        }
    }
    Ok(found)
}

fn insert<'a>(
    style: &Style,
    needs: &[Need],
    packed: &'a BTreeMap<Need, Vec<u8>>,
    assets: &Assets<'_>,
    tiles: &mut TileSet<'a>,
) -> Result<()> {
    for (need, bytes) in packed {
        match style.sources.get(&need.source).map(|s| s.kind()) {
            Some(SourceType::Vector) => {
                let std::borrow::Cow::Borrowed(bytes) = mvt::unpack(bytes, Packing::Detect, 64 << 20)? else {
                    bail!("tiles of the suite are not compressed");
                };
                tiles.insert_vector(
                    &need.source,
                    VectorTile::bind(style, &need.source, need.tile, mvt::Tile::decode(bytes)?),
                );
            }
            _ => tiles.insert_raster(&need.source, need.tile, decode_png(bytes)?),
        }
    }
    for (name, source) in style.sources.iter().filter(|(_, s)| s.kind() == SourceType::Image) {
        if let Some(bytes) = assets.read(source.url.as_deref().unwrap_or_default())? {
            tiles.insert_image(name, Arc::new(decode_png(&bytes)?));
        }
    }
    for (name, source) in &style.sources {
        let Some(features) = source.features() else { continue };
        let data = match &features.data {
            Some(FeatureData::Address(url)) => match assets.read(url)? {
                Some(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
                None => continue,
            },
            Some(FeatureData::Inline(data)) => data.clone(),
            None => continue,
        };
        let geojson = match GeoJson::of_source(features, &data) {
            Ok(geojson) => geojson,
            Err(e) => {
                eprintln!("{name}: {e}");
                continue;
            }
        };
        for need in needs.iter().filter(|n| n.source == *name) {
            if let Some(tile) = geojson.tile(style, name, need.tile) {
                tiles.insert_vector(name, tile);
            }
        }
    }
    Ok(())
}
