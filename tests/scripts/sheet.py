#!/usr/bin/env python3
"""One label in every script: karto's drawing next to headless Chromium's with the same font files.

  cargo build && tests/scripts/sheet.py [--fonts DIR] [--out target/scripts.png]

Left karto, right Chromium. Look at it for the shapes of letters, the place of marks, the order of mixed
text and the breaks of lines; line heights and positions are each renderer's own. Needs Chromium and Pillow.
Exit status 1 where a label's ink differs so much that letters must be missing, broken or in another order.
"""
import argparse, html, json, math, os, pathlib, subprocess, sys, tempfile

from PIL import Image, ImageDraw

ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = [  # name, language, text; texts with a line feed are wrapped there
    ('Latin, combining', '', 'A\u0301o\u0308 n\u0303 São Tomé Ṣafā ffi'), ('Vietnamese', 'vi', 'Thành phố Hồ Chí Minh'),
    ('Greek', 'el', 'Ελληνικά ἈΘΗΝΑΙ ᾧ'), ('Cyrillic', 'ru', 'Благовещенск Ӓ ђ'),
    ('Arabic', 'ar', 'مدينة الكويت لَا إله'), ('Persian', 'fa', 'تهران ۱۲۳ گچ پژ'), ('Urdu', 'ur', 'اسلام آباد ٹکڑے'),
    ('Hebrew', 'he', 'תֵּל־אָבִיב–יפו'), ('Mixed, he', 'he', 'שדרות Rothschild 12, תל אביב'),
    ('Mixed, ar', 'ar', 'شارع 26 يوليو (القاهرة) B-7'), ('Mixed, en', 'en', 'Route 7 طريق الملك 12 north'),
    ('Devanagari', 'hi', 'नई दिल्ली क्षेत्र र्ट्रि'), ('Bengali', 'bn', 'কলকাতা স্ট্রিট ক্ষ্ম'), ('Tamil', 'ta', 'சென்னை ஸ்ரீ கொ'),
    ('Telugu', 'te', 'హైదరాబాద్ స్త్రీ'), ('Kannada', 'kn', 'ಬೆಂಗಳೂರು ಕ್ಷೇತ್ರ'), ('Malayalam', 'ml', 'തിരുവനന്തപുരം ക്ഷേത്രം'),
    ('Gujarati', 'gu', 'અમદાવાદ શ્રી'), ('Gurmukhi', 'pa', 'ਅੰਮ੍ਰਿਤਸਰ ਸ੍ਰੀ'), ('Odia', 'or', 'ଭୁବନେଶ୍ୱର'), ('Sinhala', 'si', 'ශ්‍රී ජයවර්ධනපුර'),
    ('Thai', 'th', 'กรุงเทพมหานคร น้ำที่'), ('Lao', 'lo', 'ວຽງຈັນ ນ້ຳ'), ('Khmer', 'km', 'រាជធានីភ្នំពេញ'), ('Myanmar', 'my', 'ရန်ကုန်မြို့ ကြွေ'),
    ('Tibetan', 'bo', 'ལྷ་ས་གྲོང་ཁྱེར།'), ('Georgian', 'ka', 'თბილისი'), ('Armenian', 'hy', 'Երևան'), ('Ethiopic', 'am', 'አዲስ አበባ'),
    ('Han, Simplified', 'zh-Hans', '北京市直角骨门'), ('Han, Traditional', 'zh-Hant', '臺北市直角骨門'), ('Han, Japanese', 'ja', '東京都直角骨門'),
    ('Kana', 'ja', 'アンデルセン通り、ひらがな'), ('Hangul', 'ko', '서울특별시 강남구'), ('Thaana', 'dv', 'މާލެ'), ('N’Ko', 'nqo', 'ߓߡߊ߬ߞߐ߫'),
    ('Tifinagh', 'zgh', 'ⵜⵉⴼⵉⵏⴰⵖ'), ('Ol Chiki', 'sat', 'ᱥᱟᱱᱛᱟᱲᱤ'), ('Canadian', 'iu', 'ᐃᖃᓗᐃᑦ'), ('Mongolian', 'mn', 'ᠮᠣᠩᠭᠣᠯ'),
    ('Cherokee', 'chr', 'ᏣᎳᎩ'), ('Emoji', '', '☕ 🚲 🏰'),
]
SIZE, ROW, WIDTH, ZOOM = 24, 48, 380, 5


def lon_lat(x, y, width, height):
    world = 512 * 2**ZOOM
    lon = (x - width / 2) / world * 360
    lat = math.degrees(math.atan(math.sinh(math.pi * -2 * (y - height / 2) / world)))
    return [lon, lat]


def karto(binary, fonts, out):
    height = ROW * len(LABELS)
    with tempfile.TemporaryDirectory() as work:
        # The language applies to the whole image: one run for each.
        sheet = Image.new('RGB', (WIDTH, height), 'white')
        for lang in sorted({lang for _, lang, _ in LABELS}):
            features = [
                {'type': 'Feature', 'properties': {'t': text},
                 'geometry': {'type': 'Point', 'coordinates': lon_lat(8, ROW * (i + 0.5), WIDTH, height)}}
                for i, (_, of, text) in enumerate(LABELS) if of == lang]
            style = {
                'version': 8, 'center': [0, 0], 'zoom': ZOOM,
                'metadata': {'test': {'width': WIDTH, 'height': height, 'lang': lang, 'fonts': str(fonts)}},
                'sources': {'p': {'type': 'geojson', 'data': {'type': 'FeatureCollection', 'features': features}}},
                'layers': [{'id': 'b', 'type': 'background', 'paint': {'background-color': 'white'}},
                           {'id': 't', 'type': 'symbol', 'source': 'p', 'layout': {
                               'text-field': ['get', 't'], 'text-size': SIZE, 'text-anchor': 'left', 'text-max-width': 99,
                               'text-font': ['Noto Sans Regular'], 'text-overlap': 'always'}}]}
            pathlib.Path(work, 'style.json').write_text(json.dumps(style))
            png = os.path.join(work, 'out.png')
            subprocess.run([binary, 'dev', 'render-test', work, '--assets', work, '--out', png], check=True)
            part = Image.open(png).convert('RGB')
            for i, (_, of, _) in enumerate(LABELS):
                if of == lang:
                    box = (0, ROW * i, WIDTH, ROW * (i + 1))
                    sheet.paste(part.crop(box), box)
    return sheet


def chromium(fonts, out):
    files = sorted(p for p in fonts.rglob('*') if p.suffix in ('.ttf', '.otf') and 'Bold' not in p.name and 'Italic' not in p.name)
    files.sort(key=lambda p: (p.name != 'NotoSans-Regular.ttf', p.name))
    faces = ''.join(f"@font-face{{font-family:f{i};src:url('file://{p}')}}" for i, p in enumerate(files))
    family = ','.join(f'f{i}' for i in range(len(files)))
    rows = ''.join(f'<div lang="{lang}" dir="auto"><bdi>{html.escape(text)}</bdi></div>' for _, lang, text in LABELS)
    page = f"""<meta charset=utf-8><style>{faces}body{{margin:0;background:#fff}}
        div{{height:{ROW}px;line-height:{ROW}px;padding-left:8px;font:{SIZE}px/{ROW}px {family};text-align:left;direction:ltr;
        white-space:pre;overflow:hidden}}</style>{rows}"""
    height = ROW * len(LABELS)
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work, 'page.html')
        path.write_text(page)
        png = os.path.join(work, 'page.png')
        program = os.environ.get('CHROMIUM', 'chromium')
        subprocess.run([program, '--headless', '--no-sandbox', '--hide-scrollbars', '--allow-file-access-from-files',
                        '--font-render-hinting=none', '--virtual-time-budget=10000', f'--window-size={WIDTH},{height}', f'--screenshot={png}', f'file://{path}'],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return Image.open(png).convert('RGB')


def columns(strip):
    """Ink in each column of a label, from its first to its last one."""
    gray = strip.convert('L')
    width, height = gray.size
    pixels = gray.load()
    ink = [sum(255 - pixels[x, y] for y in range(height)) for x in range(width)]
    inked = [x for x, v in enumerate(ink) if v > 200]
    return ink[inked[0]:inked[-1] + 1] if inked else []


def unlike(a, b):
    """How different the ink of two labels is along the line, 0 to 1, allowing for some pixels of drift."""
    a, b = columns(a), columns(b)
    if not a or not b:
        return 1.0
    n = max(len(a), len(b)) // 8 + 1
    bins = lambda ink: [sum(ink[len(ink) * i // n:len(ink) * (i + 1) // n]) for i in range(n)]
    x, y = bins(a), bins(b)
    share = abs(len(a) - len(b)) / max(len(a), len(b))
    return max(share, sum(abs(p - q) for p, q in zip(x, y)) / max(sum(x), sum(y), 1))


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('--karto', default=ROOT / 'target/debug/karto')
    args.add_argument('--fonts', type=pathlib.Path, default=ROOT / 'styles/fonts')
    args.add_argument('--out', default=ROOT / 'target/scripts.png')
    args = args.parse_args()
    ours, theirs = karto(str(args.karto), args.fonts, args.out), chromium(args.fonts, args.out)
    sheet = Image.new('RGB', (170 + 2 * WIDTH, ROW * len(LABELS)), 'white')
    draw = ImageDraw.Draw(sheet)
    odd = []
    for i, (name, _, _) in enumerate(LABELS):
        box = (0, ROW * i, WIDTH, ROW * (i + 1))
        a, b = ours.crop(box), theirs.crop(box)
        by = unlike(a, b)
        if by > 0.25:
            odd.append(name)
        draw.text((4, ROW * i + 18), f'{name}  {by:.2f}', fill='red' if by > 0.25 else 'black')
        sheet.paste(a, (170, ROW * i))
        sheet.paste(b, (170 + WIDTH, ROW * i))
    sheet.save(args.out)
    print(f'{args.out}: {len(LABELS)} labels, unlike Chromium\'s: {", ".join(odd) or "none"}')
    return 1 if odd else 0


if __name__ == '__main__':
    sys.exit(main())
