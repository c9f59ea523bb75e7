-- The layers of Wikimedia's vector schema as functions of a box and a zoom. They read schema "osm" (one import,
-- replaced as a whole) and schema "osmdata" (sea polygons, optional).
--
-- layer_xxx(bbox, zoom): bbox in EPSG:3857, buffer included; rows in drawing order (labels: most important
-- first), always the same order for the same data. All are single SELECTs, STABLE and not STRICT, so that
-- PostgreSQL inlines them: with a literal zoom the branches of other zooms vanish from the plan.

-- Sea polygons are separate from the import; empty tables keep the map working without them.
CREATE SCHEMA IF NOT EXISTS osmdata;
CREATE TABLE IF NOT EXISTS osmdata.water (gid bigint, geom geometry(MultiPolygon, 3857));
CREATE TABLE IF NOT EXISTS osmdata.water_z9 (gid bigint, geom geometry(MultiPolygon, 3857));
CREATE INDEX IF NOT EXISTS water_geom_idx ON osmdata.water USING gist (geom);
CREATE INDEX IF NOT EXISTS water_z9_geom_idx ON osmdata.water_z9 USING gist (geom);

-- A result type that changed cannot be replaced, so every function is dropped first.
DROP FUNCTION IF EXISTS public.layer_landuse(geometry, int);
DROP FUNCTION IF EXISTS public.layer_waterway(geometry, int);
DROP FUNCTION IF EXISTS public.layer_water(geometry, int);
DROP FUNCTION IF EXISTS public.layer_aeroway(geometry, int);
DROP FUNCTION IF EXISTS public.layer_building(geometry, int);
DROP FUNCTION IF EXISTS public.layer_road(geometry, int);
DROP FUNCTION IF EXISTS public.layer_admin(geometry, int);
DROP FUNCTION IF EXISTS public.layer_country_label(geometry, int);
DROP FUNCTION IF EXISTS public.layer_place_label(geometry, int);
DROP FUNCTION IF EXISTS public.layer_poi_label(geometry, int);
DROP FUNCTION IF EXISTS public.layer_road_label(geometry, int);
DROP FUNCTION IF EXISTS public.layer_pixel(int);

-- Web Mercator metres per pixel of a 256 px tile at a zoom.
CREATE FUNCTION public.layer_pixel(zoom int) RETURNS float8
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 40075016.68557849 / 256 / 2 ^ zoom;

CREATE FUNCTION public.layer_landuse(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, class text, z_order int, way_area real)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT l.osm_id, l.geom, l.class, l.z_order::int, l.way_area
  FROM (
    SELECT osm_id, geom, class, z_order, way_area, minzoom FROM osm.landuse_z9 WHERE zoom <= 9
    UNION ALL
    SELECT osm_id, geom, class, z_order, way_area, minzoom FROM osm.landuse_z12 WHERE zoom BETWEEN 10 AND 12
    UNION ALL
    SELECT osm_id, geom, class, z_order, way_area, minzoom FROM osm.landuse WHERE zoom >= 13
  ) l
  WHERE l.geom && bbox AND l.minzoom <= zoom AND l.way_area >= (2 * public.layer_pixel(zoom)) ^ 2
  ORDER BY l.z_order, l.way_area DESC, l.osm_id
$$;

CREATE FUNCTION public.layer_waterway(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, class text, name text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 AS $$
  SELECT w.osm_id, w.geom, w.class, w.name
  FROM (
    SELECT NULL::bigint AS osm_id, geom, class, name, minzoom FROM osm.waterway_z12 WHERE zoom <= 12
    UNION ALL
    SELECT osm_id, geom, class, name, minzoom FROM osm.waterway WHERE zoom >= 13
  ) w
  WHERE w.geom && bbox AND w.minzoom <= zoom
  ORDER BY w.minzoom DESC, w.class, w.osm_id, w.geom
$$;

CREATE FUNCTION public.layer_water(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 AS $$
  SELECT w.osm_id, w.geom
  FROM (
    SELECT osm_id, geom FROM osm.water_z9
      WHERE zoom <= 9 AND geom && bbox AND way_area >= (2 * public.layer_pixel(zoom)) ^ 2
    UNION ALL
    SELECT osm_id, geom FROM osm.water_z13
      WHERE zoom BETWEEN 10 AND 13 AND geom && bbox AND way_area >= (2 * public.layer_pixel(zoom)) ^ 2
    UNION ALL
    SELECT osm_id, geom FROM osm.water WHERE zoom >= 14 AND geom && bbox
    UNION ALL
    SELECT gid, geom FROM osmdata.water_z9 WHERE zoom <= 9 AND geom && bbox
    UNION ALL
    SELECT gid, geom FROM osmdata.water WHERE zoom >= 10 AND geom && bbox
  ) w
  ORDER BY w.osm_id, w.geom
$$;

CREATE FUNCTION public.layer_aeroway(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, type text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$
  SELECT osm_id, geom, type FROM osm.aeroway
  WHERE zoom >= 12 AND geom && bbox
  ORDER BY ST_Dimension(geom) DESC, type, osm_id
$$;

CREATE FUNCTION public.layer_building(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 500 AS $$
  SELECT osm_id, geom FROM osm.building
  WHERE zoom >= 14 AND geom && bbox AND way_area >= public.layer_pixel(zoom) ^ 2 / 2
  ORDER BY osm_id, geom
$$;

CREATE FUNCTION public.layer_road(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, class text, "is" text, z_order int)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 500 AS $$
  SELECT r.osm_id, r.geom, r.class, r."is", r.z_order::int
  FROM (
    SELECT NULL::bigint AS osm_id, geom, class, "is", z_order, sort FROM osm.road_z8
      WHERE zoom <= 8 AND geom && bbox AND minzoom <= zoom
    UNION ALL
    SELECT NULL, geom, class, "is", z_order, sort FROM osm.road_z11
      WHERE zoom BETWEEN 9 AND 11 AND geom && bbox AND minzoom <= zoom
    UNION ALL
    SELECT osm_id, geom, class, "is", z_order, sort FROM osm.road
      WHERE zoom BETWEEN 12 AND 13 AND geom && bbox AND minzoom <= zoom AND minzoom <= 13
    UNION ALL
    SELECT osm_id, geom, class, "is", z_order, sort FROM osm.road
      WHERE zoom >= 14 AND geom && bbox AND minzoom <= zoom
  ) r
  ORDER BY r.sort, r.osm_id, r.geom
$$;

CREATE FUNCTION public.layer_admin(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, admin_level int, maritime boolean, disputed int)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 AS $$
  SELECT a.osm_id, a.geom, a.admin_level::int, a.maritime, a.disputed::int
  FROM (
    SELECT osm_id, geom, admin_level, maritime, disputed FROM osm.admin_z9 WHERE zoom <= 9
    UNION ALL
    SELECT osm_id, geom, admin_level, maritime, disputed FROM osm.admin WHERE zoom >= 10
  ) a
  WHERE a.geom && bbox AND NOT a.maritime AND (a.admin_level = 2 AND zoom >= 2 OR a.admin_level = 4 AND zoom >= 3)
  ORDER BY a.admin_level DESC, a.osm_id, a.geom
$$;

CREATE FUNCTION public.layer_country_label(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, name text, name_ text, scalerank int, code text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 10 AS $$
  SELECT osm_id, geom, name, names::text,
         CASE WHEN population >= 250000000 THEN 1 WHEN population >= 100000000 THEN 2 WHEN population >= 50000000 THEN 3
              WHEN population >= 25000000 THEN 4 WHEN population >= 10000000 THEN 5 ELSE 6 END,
         code
  FROM osm.country
  WHERE zoom BETWEEN 3 AND 10 AND geom && bbox
  ORDER BY population DESC, osm_id
$$;

-- One place per cell of 16 × 16 pixels, the most important one: labels closer than that would be indistinguishable.
CREATE FUNCTION public.layer_place_label(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, name text, name_ text, type text, ldir text, localrank int, capital int)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 AS $$
  SELECT p.osm_id, p.geom, p.name, p.name_, p.type, 'SE', 1, p.capital
  FROM (
    SELECT DISTINCT ON (cell) s.*, ST_SnapToGrid(s.geom, 16 * public.layer_pixel(zoom)) AS cell
    FROM (
      SELECT osm_id, geom, split_part(name, ';', 1) AS name, names::text AS name_, type, capital::int,
             CASE type WHEN 'city' THEN 5000000000 WHEN 'town' THEN 3000000000 WHEN 'village' THEN 1000000000
                       WHEN 'suburb' THEN 900000000 WHEN 'hamlet' THEN 500000000 ELSE 0 END
               + CASE capital WHEN 2 THEN 6000000000 WHEN 4 THEN 500000000 ELSE 0 END
               + population AS importance
      FROM osm.place
      WHERE geom && bbox
        AND (zoom >= 11 OR type IN ('city', 'town') OR capital <= 4)
        AND CASE type
              WHEN 'city' THEN zoom >= 4 AND population > 2000000 - zoom * 250000 OR capital = 2 AND zoom >= 4
              WHEN 'town' THEN zoom >= 9 OR capital = 2 AND zoom >= 6
              WHEN 'village' THEN zoom >= 11 OR capital = 2 AND zoom >= 8
              ELSE zoom >= 13
            END
    ) s
    ORDER BY cell, s.importance DESC, s.osm_id
  ) p
  ORDER BY p.importance DESC, p.osm_id
$$;

CREATE FUNCTION public.layer_poi_label(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, name text, name_ text, maki text, scalerank int, localrank int)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 AS $$
  SELECT p.osm_id, p.geom, p.name, p.names::text, p.maki, p.scalerank::int, 1
  FROM (
    SELECT * FROM osm.poi WHERE zoom = 14 AND geom && bbox AND minzoom <= 14
    UNION ALL
    SELECT * FROM osm.poi WHERE zoom >= 15 AND geom && bbox
  ) p
  ORDER BY p.scalerank, p.minzoom, p.maki DESC, p.osm_id, p.geom
$$;

-- Lines too short for any label at this zoom are left out; the last zoom keeps all, because it is overzoomed.
CREATE FUNCTION public.layer_road_label(bbox geometry, zoom int)
  RETURNS TABLE (osm_id bigint, geometry geometry, name text, name_ text, class text, shield text, ref text, reflen int, len text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 200 AS $$
  SELECT r.osm_id, r.geom, coalesce(r.name, ''), r.names::text, r.class, 'default', coalesce(r.ref, ''),
         coalesce(char_length(r.ref), 0),
         round((r.length * cos(radians(ST_Y(ST_Transform(ST_PointN(r.geom, 1), 4326)))))::numeric)::text
  FROM (
    SELECT * FROM osm.road_label WHERE zoom <= 13 AND geom && bbox AND minzoom <= 13
    UNION ALL
    SELECT * FROM osm.road_label WHERE zoom >= 14 AND geom && bbox
  ) r
  WHERE r.minzoom <= zoom
    AND (zoom >= 15 OR r.length >= CASE WHEN r.ref IS NULL THEN 24 ELSE 10 END * public.layer_pixel(zoom))
  ORDER BY r.sort DESC, r.length DESC, r.osm_id, r.geom
$$;
