//! Text: fallback, shaping, wrapping, pictures.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::PathBuf;

use karto::text::{
    FontSet, GlyphInstance, Halo, Ink, Inline, Layout, LayoutOptions, MaskCache, Paint, Span, draw_glyphs, layout,
};
use tiny_skia::{Color, Pixmap};

fn system_fonts() -> Option<FontSet> {
    let dir = PathBuf::from("/usr/share/fonts/truetype/noto");
    let t = std::time::Instant::now();
    let (fonts, problems) = dir.is_dir().then(|| FontSet::load([], &[dir]))?;
    println!("{} fonts in {:?}, {problems:?}", fonts.len(), t.elapsed());
    Some(fonts)
}

fn instances(layout: &Layout, at: (f32, f32), size: f32) -> Vec<GlyphInstance> {
    let mut out = Vec::new();
    for line in &layout.lines {
        let x0 = at.0 + (layout.width - line.width) * size / 2.0;
        for g in &layout.glyphs[line.glyphs.clone()] {
            out.push(GlyphInstance {
                face: g.face,
                glyph: g.glyph,
                x: ((x0 + g.x * size) * 4.0).round() as i32,
                y: ((at.1 + g.y * size).round() * 4.0) as i32,
                size: size * g.scale,
                angle: 0,
                ink: 0,
            });
        }
    }
    out
}

#[test]
fn sheet() {
    let Some(fonts) = system_fonts() else { return };
    let stack = fonts.stack(&["Noto Sans Regular".into()]);
    let masks = MaskCache::new(16 << 20);
    let labels = [
        "العربية: مدينة الكويت",
        "עברית: תל אביב–יפו",
        "שדרות Rothschild 12, תל אביב",
        "हिन्दी: नई दिल्ली क्षेत्र",
        "বাংলা: কলকাতা স্ট্রিট",
        "தமிழ்: சென்னை ஸ்ரீ",
        "ไทย: กรุงเทพมหานครอมรรัตนโกสินทร์",
        "ខ្មែរ: រាជធានីភ្នំពេញ",
        "မြန်မာ: ရန်ကုန်မြို့",
        "中文: 北京市朝阳区",
        "日本語: 東京都渋谷区",
        "한국어: 서울특별시",
        "ქართული: თბილისი",
        "Հայերեն: Երևան",
        "አማርኛ: አዲስ አበባ",
        "Ελληνικά: Θεσσαλονίκη",
        "Кириллица: Благовещенск",
        "Việt: Thành phố Hồ Chí Minh",
        "සිංහල: ශ්‍රී ජයවර්ධනපුර",
        "తెలుగు: హైదరాబాద్",
        "ಕನ್ನಡ: ಬೆಂಗಳೂರು",
        "മലയാളം: തിരുവനന്തപുരം",
        "ગુજરાતી: અમદાવાદ",
        "བོད་ཡིག: ལྷ་ས",
        "ລາວ: ວຽງຈັນ",
        "A\u{301}o\u{308} Z\u{34a}alg\u{302}\u{301}o n\u{303}",
        "اردو: اسلام آباد",
        "São Tomé & Príncipe 🏔 emoji",
    ];
    let (w, h) = (280u32, 60u32);
    let mut pixmap = Pixmap::new(w * 4, h * labels.len().div_ceil(4) as u32).unwrap();
    pixmap.fill(Color::from_rgba8(214, 226, 200, 255));
    let t = std::time::Instant::now();
    let paint = Paint {
        inks: vec![Ink { color: Color::from_rgba8(40, 40, 60, 255) }],
        halo: Some(Halo { color: Color::from_rgba8(255, 255, 255, 220), width: 1.5, blur: 0.0 }),
        opacity: 1.0,
    };
    for (i, label) in labels.iter().enumerate() {
        let options = LayoutOptions { max_width: Some(10.0), ..Default::default() };
        let spans = [Span { text: label, stack: &stack, scale: 1.0, inline: None, align: Inline::Baseline }];
        let laid = layout(&fonts, &spans, &options);
        if laid.missing > 0 {
            println!("{label}: {} missing", laid.missing);
        }
        let size = 18.0;
        let at = (
            (i as u32 % 4 * w) as f32 + (w as f32 - laid.width * size) / 2.0,
            (i as u32 / 4 * h) as f32 + (h as f32 - laid.height * size) / 2.0,
        );
        draw_glyphs(&mut pixmap.as_mut(), &instances(&laid, at, size), &paint, &fonts, &masks);
    }
    println!("{:?} {:?}", t.elapsed(), masks.hits_and_misses());
    pixmap.save_png(concat!(env!("CARGO_TARGET_TMPDIR"), "/sheet.png")).unwrap();
    println!(concat!(env!("CARGO_TARGET_TMPDIR"), "/sheet.png"));
}
