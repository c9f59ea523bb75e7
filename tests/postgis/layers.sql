-- What the layer functions must deliver for the fixture town (tests/fixtures/town.py); run by ./check.
-- Each row of "spec" is a sentence, the expected value and the actual value.
\set tile 'ST_TileEnvelope(14, 8624, 5756)'
\set around 'ST_Expand(ST_TileEnvelope(14, 8624, 5756), 5000)'

CREATE TEMP TABLE spec (sentence text, expected text, found text);

INSERT INTO spec
SELECT 'landuse: every class of the town, settlements under woods under single grounds',
       'residential industrial agriculture wood park school hospital cemetery parking pitch',
       (SELECT string_agg(class, ' ' ORDER BY z_order) FROM (SELECT DISTINCT class, z_order FROM layer_landuse(:around, 14)) c)
UNION ALL SELECT 'landuse: a wood keeps its glade', '1',
       (SELECT max(ST_NumInteriorRings(geometry))::text FROM layer_landuse(:around, 14) WHERE class = 'wood')
UNION ALL SELECT 'landuse: at zoom 7 only woods and nature are left, and none as small as these', '0',
       (SELECT count(*)::text FROM layer_landuse(:around, 7))
UNION ALL SELECT 'water: the lake has its island', '1', (SELECT max(ST_NumInteriorRings(geometry))::text FROM layer_water(:around, 14))
UNION ALL SELECT 'water: the lake, as the relation it is, has a negative id', '-5004',
       (SELECT min(osm_id)::text FROM layer_water(:around, 14))
UNION ALL SELECT 'water: a pond smaller than four pixels is gone at zoom 10', '1', (SELECT count(*)::text FROM layer_water(:around, 10))
UNION ALL SELECT 'waterway: the intermittent stream has a class of its own', 'ditch river stream stream_intermittent',
       (SELECT string_agg(DISTINCT class, ' ') FROM layer_waterway(:around, 14))
UNION ALL SELECT 'waterway: only rivers and canals before zoom 13', 'river', (SELECT string_agg(DISTINCT class, ' ') FROM layer_waterway(:around, 12))
UNION ALL SELECT 'shapes: areas by item, of ways and relations; a tag with two items has two', 'Q115 Polygon, Q200 Polygon, Q201 Polygon, Q4115189 Polygon',
       (SELECT string_agg(wikidata || ' ' || replace(substr(ST_GeometryType(geometry), 4), 'Multi', ''), ', ' ORDER BY wikidata) FROM osm.wikidata_relation_polygon)
UNION ALL SELECT 'shapes: a lake keeps its island', '1',
       (SELECT ST_NumInteriorRings(ST_GeometryN(geometry, 1))::text FROM osm.wikidata_relation_polygon WHERE wikidata = 'Q200')
UNION ALL SELECT 'shapes: a river system has a line for each member', '2 LineString',
       (SELECT count(*) || ' ' || min(substr(ST_GeometryType(geometry), 4)) FROM osm.wikidata_relation_members WHERE wikidata = 'Q300')
UNION ALL SELECT 'shapes: a country has its borders as lines too', '4',
       (SELECT count(*)::text FROM osm.wikidata_relation_members WHERE wikidata = 'Q4115189')
UNION ALL SELECT 'shapes: both tables are read by item', 'wikidata_relation_members wikidata_relation_polygon',
       (SELECT string_agg(DISTINCT tablename, ' ' ORDER BY tablename) FROM pg_indexes WHERE schemaname = 'osm' AND indexdef LIKE '%(wikidata)%')
UNION ALL SELECT 'aeroway: areas and lines', 'apron Polygon, helipad Polygon, runway LineString',
       (SELECT string_agg(type || ' ' || substr(ST_GeometryType(geometry), 4), ', ' ORDER BY type) FROM layer_aeroway(:around, 12))
UNION ALL SELECT 'building: all 72 houses and the castle, but not building=no', '73', (SELECT count(*)::text FROM layer_building(:around, 14))
UNION ALL SELECT 'building: the castle has its court', '1', (SELECT max(ST_NumInteriorRings(geometry))::text FROM layer_building(:around, 14))
UNION ALL SELECT 'building: none before zoom 14', '0', (SELECT count(*)::text FROM layer_building(:around, 13))
UNION ALL SELECT 'road: every class', 'driveway main major_rail minor_rail motorway motorway_link path service street street_limited',
       (SELECT string_agg(DISTINCT class, ' ') FROM layer_road(:around, 14))
UNION ALL SELECT 'road: a pedestrian square is not a road', '1', (SELECT count(*)::text FROM layer_road(:around, 14) WHERE class = 'street_limited')
UNION ALL SELECT 'road: tunnels below, bridges on top', 'tunnel road bridge',
       (SELECT string_agg("is", ' ' ORDER BY n) FROM (SELECT "is", min(n) AS n FROM (SELECT "is", row_number() OVER () AS n FROM layer_road(:around, 14)) r GROUP BY 1) o)
UNION ALL SELECT 'road: layer and rank are in z_order', '27', (SELECT z_order::text FROM layer_road(:around, 14) WHERE "is" = 'bridge')
UNION ALL SELECT 'road: at zoom 6 motorway, trunk and primary road only', 'main motorway', (SELECT string_agg(DISTINCT class, ' ') FROM layer_road(:around, 6))
UNION ALL SELECT 'road: ways of one kind are one line at zoom 10', '1',
       (SELECT count(*)::text FROM layer_road(:around, 10) WHERE class = 'main' AND z_order = 8)
UNION ALL SELECT 'admin: a border shared with a state is the country''s, and drawn once', '2 2 2 4',
       (SELECT string_agg(admin_level::text, ' ' ORDER BY admin_level) FROM layer_admin(ST_Expand(:tile, 20000), 14))
UNION ALL SELECT 'admin: borders at sea are left out', 'false', (SELECT bool_or(maritime)::text FROM layer_admin(ST_Expand(:tile, 20000), 14))
UNION ALL SELECT 'admin: no country before zoom 2, no state before zoom 3', '0 1 2',
       (SELECT count(DISTINCT a1.admin_level) || ' ' || count(DISTINCT a2.admin_level) || ' ' || count(DISTINCT a3.admin_level)
        FROM (SELECT) one LEFT JOIN layer_admin(ST_Expand(:tile, 20000), 1) a1 ON true
             LEFT JOIN layer_admin(ST_Expand(:tile, 20000), 2) a2 ON true LEFT JOIN layer_admin(ST_Expand(:tile, 20000), 3) a3 ON true)
UNION ALL SELECT 'country_label: a country without a node is labeled within its area', 'Kartonia ZZ 6 Chartland',
       (SELECT concat_ws(' ', name, code, scalerank, name_::jsonb ->> 'en') FROM layer_country_label(ST_Expand(:tile, 20000), 5))
UNION ALL SELECT 'country_label: gone after zoom 10', '0', (SELECT count(*)::text FROM layer_country_label(ST_Expand(:tile, 20000), 11))
UNION ALL SELECT 'place_label: the most important first; the nameless village has no label', 'Neukart Randdorf Oberstadt Weiler Mühlenviertel',
       (SELECT string_agg(name, ' ') FROM layer_place_label(:around, 14))
UNION ALL SELECT 'place_label: the capital shows before other towns do', 'Neukart', (SELECT string_agg(name, ' ') FROM layer_place_label(:around, 7))
UNION ALL SELECT 'place_label: names in many scripts, by language code',
       'Newchart, Нойкарт, Νόικαρτ, نويكارت, נויקרט, नॉयकार्ट, นอยคาร์ท, 新卡特, ノイカルト, 노이카르트, ნოიკარტი, Նոյկարտ, Xīnkǎtè',
       (SELECT concat_ws(', ', j ->> 'en', j ->> 'ru', j ->> 'el', j ->> 'ar', j ->> 'he', j ->> 'hi', j ->> 'th', j ->> 'zh-Hans', j ->> 'ja',
                         j ->> 'ko', j ->> 'ka', j ->> 'hy', j ->> 'zh_pinyin')
        FROM (SELECT name_::jsonb AS j FROM layer_place_label(:around, 14) WHERE name = 'Neukart') n)
UNION ALL SELECT 'place_label: name:etymology:… and name:en1 are not languages', '18',
       (SELECT count(*)::text FROM layer_place_label(:around, 14), jsonb_object_keys(name_::jsonb) WHERE name = 'Neukart')
UNION ALL SELECT 'poi_label: hubs first', 'rail', (SELECT maki FROM layer_poi_label(:around, 14) WHERE scalerank = 1 ORDER BY maki = 'rail' DESC LIMIT 1)
UNION ALL SELECT 'poi_label: a nameless bus stop counts', '2', (SELECT count(*)::text FROM layer_poi_label(:around, 14) WHERE maki = 'bus')
UNION ALL SELECT 'poi_label: shops and sights come at zoom 15', '0 1',
       (SELECT count(*) FILTER (WHERE z = 14) || ' ' || count(*) FILTER (WHERE z = 15)
        FROM (SELECT 14 AS z, maki FROM layer_poi_label(:around, 14) UNION ALL SELECT 15, maki FROM layer_poi_label(:around, 15)) p WHERE maki = 'museum')
UNION ALL SELECT 'road_label: four ways of the main street are one label, with its shield', 'Hauptstraße B 17 4 default main',
       (SELECT string_agg(concat_ws(' ', name, ref, reflen, shield, class), '; ') FROM layer_road_label(:around, 14) WHERE ref = 'B 17')
UNION ALL SELECT 'road_label: a lane too short for its name waits for zoom 15', '0 1',
       (SELECT count(*) FILTER (WHERE z = 13) || ' ' || count(*) FILTER (WHERE z = 15)
        FROM (SELECT 13 AS z, name FROM layer_road_label(:around, 13) UNION ALL SELECT 15, name FROM layer_road_label(:around, 15)) l WHERE name = 'Marktgasse')
UNION ALL SELECT 'road: two readings of a tile are the same bytes', 'true',
       (SELECT ((SELECT ST_AsMVT(a, 'road', 4096, 'g') FROM (SELECT class, ST_AsMVTGeom(geometry, :tile) AS g FROM layer_road(:tile, 14)) a)
              = (SELECT ST_AsMVT(a, 'road', 4096, 'g') FROM (SELECT class, ST_AsMVTGeom(geometry, :tile) AS g FROM layer_road(:tile, 14)) a))::text);

SELECT CASE WHEN found IS NOT DISTINCT FROM expected THEN 'ok    ' ELSE 'FAILED ' END || sentence
       || CASE WHEN found IS NOT DISTINCT FROM expected THEN '' ELSE E'\n       expected ' || expected || E'\n       found    ' || coalesce(found, 'nothing') END
FROM spec;
DO $$
BEGIN
  IF EXISTS (SELECT FROM spec s WHERE s.found IS DISTINCT FROM s.expected) THEN
    RAISE EXCEPTION '% of % sentences do not hold',
      (SELECT count(*) FROM spec s WHERE s.found IS DISTINCT FROM s.expected), (SELECT count(*) FROM spec);
  END IF;
END
$$;

-- A literal zoom must leave one branch of a function, inlined, on an index; otherwise tiles of a large country are slow.
SET enable_seqscan = off;
DO $$
DECLARE
  layer text; zoom int; line text; plan text;
BEGIN
  FOR layer, zoom IN VALUES ('landuse', 8), ('landuse', 14), ('waterway', 9), ('water', 14), ('aeroway', 13), ('building', 14), ('road', 7),
                            ('road', 10), ('road', 13), ('road', 14), ('admin', 5), ('admin', 12), ('country_label', 5), ('place_label', 8),
                            ('place_label', 13), ('poi_label', 14), ('poi_label', 15), ('road_label', 12), ('road_label', 15) LOOP
    plan := '';
    FOR line IN EXECUTE format('EXPLAIN SELECT * FROM layer_%s(ST_TileEnvelope(14, 8624, 5756), %s)', layer, zoom) LOOP
      plan := plan || line || E'\n';
    END LOOP;
    IF plan ~ 'Function Scan|Seq Scan' OR plan !~ 'Index Scan' THEN
      RAISE EXCEPTION E'layer_% is not read through an index at zoom %:\n%', layer, zoom, plan;
    END IF;
  END LOOP;
END
$$;
SELECT 'ok    every layer is inlined and read through an index';
