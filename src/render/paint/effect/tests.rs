//! The filters beside those of Mapnik 4.2, which made `mapnik.json`.

use serde_json::Value as Json;

use super::{apply, kernel::demultiplied, pixel::Rgba};
use crate::style::ImageFilter;

fn pixels(hex: &str) -> Vec<Rgba> {
    let byte = |i: usize| u8::from_str_radix(&hex[i * 2..i * 2 + 2], 16).unwrap();
    (0..hex.len() / 8).map(|i| [0, 1, 2, 3].map(|c| byte(i * 4 + c))).collect()
}

#[test]
fn all_filters_have_the_pixels_of_mapnik() {
    let all: Json = serde_json::from_str(include_str!("mapnik.json")).unwrap();
    let width = all["width"].as_u64().unwrap() as usize;
    let mut wrong = Vec::new();
    for case in all["filtered"].as_array().unwrap() {
        let filter = case["filter"].as_str().unwrap();
        let mut ours = pixels(all["input"].as_str().unwrap());
        apply(&ImageFilter::parse_list(filter).unwrap(), &mut ours, width);
        let mut theirs = pixels(case["pixels"].as_str().unwrap());
        let mut tolerance = 1;
        if case["premultiplied"] == false {
            // The straight colors of translucent pixels cannot be told from the premultiplied ones.
            ours.iter_mut().for_each(|p| *p = demultiplied(*p));
            let clear = |p: &mut Rgba| {
                if p[3] < 255 {
                    *p = [0, 0, 0, p[3]]
                }
            };
            ours.iter_mut().for_each(clear);
            theirs.iter_mut().for_each(clear);
            tolerance = 0;
        }
        let differ = |(a, b): &(&Rgba, &Rgba)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > tolerance);
        let count = ours.iter().zip(&theirs).filter(differ).count();
        // Rounding decides about a few colors that no screen has.
        let most = if filter == "color-blind-deuteranope" { 3 } else { 0 };
        if count > most {
            let first = ours.iter().zip(&theirs).find(differ);
            wrong.push(format!("{filter}: {count}, such as {first:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
