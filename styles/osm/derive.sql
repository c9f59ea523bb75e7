-- Tables computed from the imported ones, in the schema being imported (search_path is set by ./import):
-- generalized geometry for the lower zooms, merged road labels, country labels.
-- A name ending in _zN serves the zooms down from N. Tolerances are a quarter of a 256 px tile's pixel at
-- that zoom; areas below 2 × 2 pixels and line ends below half a pixel are dropped.

-- Web Mercator metres per pixel of a 256 px tile.
CREATE OR REPLACE FUNCTION pg_temp.pixel(zoom int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
  $$ SELECT 40075016.68557849 / 256 / 2 ^ zoom $$;

-- Lines are merged within cells of this many metres (a tile of zoom 9), so that the work and the
-- bounding boxes stay small however large the extract is.
CREATE OR REPLACE FUNCTION pg_temp.cell(geom geometry) RETURNS geometry LANGUAGE sql IMMUTABLE AS
  $$ SELECT ST_SnapToGrid(ST_PointN(geom, 1), 40075016.68557849 / 2 ^ 9) $$;

-- Areas -------------------------------------------------------------------------------------------------
CREATE TABLE water_z13 AS
  SELECT osm_id, way_area, ST_SimplifyPreserveTopology(geom, pg_temp.pixel(13) / 4) AS geom
  FROM water WHERE way_area >= (2 * pg_temp.pixel(13)) ^ 2;
CREATE TABLE water_z9 AS
  SELECT osm_id, way_area, ST_SimplifyPreserveTopology(geom, pg_temp.pixel(9) / 4) AS geom
  FROM water_z13 WHERE way_area >= (2 * pg_temp.pixel(9)) ^ 2;

CREATE TABLE landuse_z12 AS
  SELECT osm_id, class, z_order, way_area, minzoom, ST_SimplifyPreserveTopology(geom, pg_temp.pixel(12) / 4) AS geom
  FROM landuse WHERE minzoom <= 12 AND way_area >= (2 * pg_temp.pixel(12)) ^ 2;
CREATE TABLE landuse_z9 AS
  SELECT osm_id, class, z_order, way_area, minzoom, ST_SimplifyPreserveTopology(geom, pg_temp.pixel(9) / 4) AS geom
  FROM landuse_z12 WHERE minzoom <= 9 AND way_area >= (2 * pg_temp.pixel(9)) ^ 2;

-- Lines -------------------------------------------------------------------------------------------------
-- Merged lines have no id of their own: one line stands for many ways.
CREATE TABLE waterway_z12 AS
  SELECT class, minzoom, name, ST_Simplify(line.geom, pg_temp.pixel(12) / 4, true) AS geom
  FROM (
    SELECT class, minzoom, name, ST_LineMerge(ST_Collect(geom ORDER BY osm_id)) AS geom
    FROM waterway WHERE minzoom <= 12
    GROUP BY class, minzoom, name, pg_temp.cell(geom)
  ) merged, LATERAL ST_Dump(merged.geom) AS line;

-- At these zooms layers and bridges are invisible; a long tunnel is not.
CREATE TABLE road_z11 AS
  WITH merged AS (
    SELECT class, "is", (100 + z_order) % 10 AS rank, minzoom, max(sort) AS sort,
           ST_LineMerge(ST_Collect(geom ORDER BY osm_id)) AS geom
    FROM (
      SELECT osm_id, class, z_order, minzoom, geom,
             CASE WHEN "is" = 'tunnel' AND ST_Length(geom) > 10 * pg_temp.pixel(11) THEN 'tunnel' ELSE 'road' END AS "is",
             CASE WHEN "is" = 'tunnel' AND ST_Length(geom) > 10 * pg_temp.pixel(11) THEN -100000 ELSE 0 END
               + CASE class WHEN 'motorway' THEN 1000 WHEN 'main' THEN 900 ELSE 400 END + (100 + z_order) % 10 AS sort
      FROM road WHERE minzoom <= 11
    ) flat
    GROUP BY class, "is", rank, minzoom, pg_temp.cell(geom)
  )
  SELECT class, "is", rank::smallint AS z_order, sort, minzoom, ST_Simplify(line.geom, pg_temp.pixel(11) / 4, true) AS geom
  FROM merged, LATERAL ST_Dump(merged.geom) AS line
  WHERE ST_Length(line.geom) >= pg_temp.pixel(11) / 2;
CREATE TABLE road_z8 AS
  SELECT class, "is", z_order, sort, minzoom, ST_Simplify(geom, pg_temp.pixel(8) / 4, true) AS geom
  FROM road_z11 WHERE minzoom <= 8 AND ST_Length(geom) >= pg_temp.pixel(8) / 2;

-- Ways of one name become one line, long enough for a label.
CREATE TABLE road_label AS
  SELECT osm_id, class, name, names, ref, minzoom, sort, ST_Length(line.geom)::real AS length, line.geom
  FROM (
    SELECT min(osm_id) AS osm_id, class, name, names, ref, min(label_minzoom) AS minzoom, max(sort) AS sort,
           ST_LineMerge(ST_Collect(geom ORDER BY osm_id)) AS geom
    FROM road WHERE label_minzoom IS NOT NULL
    GROUP BY class, name, names, ref, pg_temp.cell(geom)
  ) merged, LATERAL ST_Dump(merged.geom) AS line;

CREATE TABLE admin_z9 AS
  SELECT osm_id, admin_level, maritime, disputed, ST_Simplify(line.geom, pg_temp.pixel(9) / 4, true) AS geom
  FROM (
    SELECT min(osm_id) AS osm_id, admin_level, maritime, disputed, ST_LineMerge(ST_Collect(geom ORDER BY osm_id)) AS geom
    FROM admin
    GROUP BY admin_level, maritime, disputed, ST_SnapToGrid(ST_PointN(geom, 1), 40075016.68557849 / 2 ^ 6)
  ) merged, LATERAL ST_Dump(merged.geom) AS line;

-- Country labels: the place=country node where a mapper chose its position; else a point within the largest
-- part of the country's area.
CREATE TABLE country AS
  SELECT osm_id, name, names, population, code, geom FROM place WHERE type = 'country'
  UNION ALL
  SELECT a.osm_id, a.name, a.names, 0, a.code,
         (SELECT ST_PointOnSurface(part.geom) FROM ST_Dump(a.geom) AS part ORDER BY ST_Area(part.geom) DESC, part.path LIMIT 1)
  FROM country_area a
  WHERE NOT EXISTS (
    SELECT FROM place p
    WHERE p.type = 'country' AND (p.code = a.code OR p.wikidata = a.wikidata OR p.name = a.name)
  );
DELETE FROM place WHERE type = 'country';

CREATE INDEX ON water_z13 USING gist (geom);
CREATE INDEX ON water_z9 USING gist (geom);
CREATE INDEX ON landuse_z12 USING gist (geom);
CREATE INDEX ON landuse_z9 USING gist (geom);
CREATE INDEX ON waterway_z12 USING gist (geom);
CREATE INDEX ON road_z11 USING gist (geom);
CREATE INDEX ON road_z8 USING gist (geom);
CREATE INDEX ON road_label USING gist (geom);
CREATE INDEX ON admin_z9 USING gist (geom);
CREATE INDEX ON country USING gist (geom);
-- Zooms 12 and 13 read a small part of the roads, zoom 14 of the points: they get indexes of their own.
CREATE INDEX road_z13_geom_idx ON road USING gist (geom) WHERE minzoom <= 13;
CREATE INDEX poi_z14_geom_idx ON poi USING gist (geom) WHERE minzoom <= 14;
CREATE INDEX road_label_z13_geom_idx ON road_label USING gist (geom) WHERE minzoom <= 13;
CREATE INDEX place_big_geom_idx ON place USING gist (geom) WHERE type IN ('city', 'town') OR capital <= 4;
