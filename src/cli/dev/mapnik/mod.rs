//! `karto dev carto`, `karto dev mapnik-tile` and `karto dev mapnik-list`: maps of CartoCSS and Mapnik, for comparisons
//! with carto and Mapnik themselves.

mod list;
mod map;
mod tiles;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    cli::render::parse_tile,
    image::{self, ImageEncoding},
    render::View,
    tile::{Scale, TileId},
};
use map::DrawnMap;

pub(crate) use list::MapnikListArgs;
pub(super) use list::list;

/// Prints the Mapnik XML of a project.
pub(super) fn carto(project: &Path) -> Result<()> {
    print!("{}", map::xml(project)?);
    Ok(())
}

/// Options of `karto dev mapnik-tile`.
#[derive(Debug, clap::Args)]
pub(crate) struct MapnikTileArgs {
    /// CartoCSS project (a folder, `project.yml` or `.mml`) or Mapnik XML
    project: PathBuf,
    /// Vector tile. If it is called z/x/y.pbf, its neighbors are read from the same folder
    tile: PathBuf,
    /// Zoom of the vector tile
    z: u32,
    /// Column of the vector tile
    x: u64,
    /// Row of the vector tile
    y: u64,
    /// PNG file to write
    out: PathBuf,
    /// Device pixels per CSS pixel
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// The raster tile to draw, if it is a part of the vector tile
    #[arg(long = "tile", value_name = "Z/X/Y")]
    part: Option<String>,
    /// Side of the tile in CSS pixels: 256, or 512 with the rules of the next zoom
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(256..=512))]
    size: u32,
    /// Draw nothing beyond the vector tile: do not read its neighbors
    #[arg(long)]
    alone: bool,
    /// Print the placed labels as JSON lines
    #[arg(long)]
    labels: bool,
}

/// Draws one raster tile.
pub(super) fn tile(args: &MapnikTileArgs) -> Result<()> {
    let map = DrawnMap::load(&args.project)?;
    let id = TileId::new(args.z, args.x, args.y)?;
    let drawn = args.part.as_deref().map_or(Ok(id), parse_tile)?;
    let scale = Scale::new(args.scale).ok_or_else(|| anyhow::anyhow!("--scale is a number above 0 and at most 8"))?;
    let view = match (args.size, drawn.children()) {
        (512, Some(children)) => View::of_block(children[0], 2, 2, scale),
        _ => View::of_tile(drawn, scale),
    };
    let tiles = tiles::read(&map, &args.tile, id, &view, args.alone)?;
    if args.labels {
        map.labels(view, id.z(), &tiles)?.iter().for_each(|line| println!("{line}"));
    }
    let picture = map.picture(view, id.z(), &tiles)?;
    Ok(std::fs::write(&args.out, image::encode(&picture, ImageEncoding::Png)?)?)
}
