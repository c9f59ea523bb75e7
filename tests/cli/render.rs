//! `karto render` draws from archives.

use std::fs;

use crate::karto::run;

fn in_repository(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_tile_of_a_pmtiles_archive_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("map.png");
    let (style, tiles) = (in_repository("styles/demo/style.json"), in_repository("styles/demo/world.pmtiles"));
    let to = out.to_str().unwrap();
    let output = run(&["render", "--style", &style, "--tiles", &tiles, "--tile", "3/4/2", "--out", to]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut picture = png::Decoder::new(std::io::Cursor::new(fs::read(&out).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; picture.output_buffer_size().unwrap()];
    let info = picture.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (256, 256));
    let colors: std::collections::HashSet<&[u8]> = pixels.chunks_exact(info.color_type.samples()).collect();
    assert!(colors.len() > 50, "Europe and its names, not {} colors", colors.len());
}
