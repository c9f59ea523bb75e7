//! `karto dev mapnik-list`: many tiles in one process.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::{map::DrawnMap, tiles};
use crate::{
    image::{self, ImageEncoding},
    render::View,
    tile::{Scale, TileId},
};

/// Options of `karto dev mapnik-list`.
#[derive(Debug, clap::Args)]
pub(crate) struct MapnikListArgs {
    /// CartoCSS project (a folder, `project.yml` or `.mml`) or Mapnik XML
    project: PathBuf,
    /// Device pixels per CSS pixel
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// Do not read neighbors of the tiles
    #[arg(long)]
    alone: bool,
    /// Write PNGs with a palette of at most 256 colors, as Kartotherian does
    #[arg(long)]
    palette: bool,
    /// Print the placed labels of each tile as one JSON list per line
    #[arg(long)]
    labels: bool,
}

/// Draws the tiles of standard input: lines of `TILE.pbf Z X Y OUT.png`.
pub(crate) fn list(args: &MapnikListArgs) -> Result<()> {
    let map = DrawnMap::load(&args.project)?;
    let scale = Scale::new(args.scale).context("--scale is a number above 0 and at most 8")?;
    for line in std::io::stdin().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [file, z, x, y, out] = words.as_slice() else { bail!("a line is TILE.pbf Z X Y OUT.png, not {line}") };
        let id = TileId::new(z.parse()?, x.parse()?, y.parse()?)?;
        draw(&map, Path::new(file), id, &PathBuf::from(out), scale, args).with_context(|| line.clone())?;
    }
    Ok(())
}

fn draw(map: &DrawnMap, file: &Path, id: TileId, out: &Path, scale: Scale, args: &MapnikListArgs) -> Result<()> {
    let view = View::of_tile(id, scale);
    let tiles = tiles::read(map, file, id, &view, args.alone)?;
    if args.labels {
        let all = map.labels(view, id.z(), &tiles)?;
        println!("[{}]", all.join(","));
        return Ok(());
    }
    let picture = map.picture(view, id.z(), &tiles)?;
    let encoding = if args.palette { ImageEncoding::Png8 { colors: 256, merge: true } } else { ImageEncoding::Png };
    Ok(std::fs::write(out, image::encode(&picture, encoding)?)?)
}
