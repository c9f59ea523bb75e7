-- OpenStreetMap in the tile schema of Protomaps' basemap styles, as far as those styles read it, for tilemaker 2.
node_keys = { "place", "amenity", "shop", "tourism", "railway", "natural", "highway" }

function init_function() end
function exit_function() end

local function set(list)
  local out = {}
  for word in list:gmatch("%S+") do out[word] = true end
  return out
end

local PLACES = {
  country = { "country", 2 }, state = { "region", 4 }, city = { "locality", 5 }, town = { "locality", 7 }, village = { "locality", 10 },
  hamlet = { "locality", 12 }, suburb = { "neighbourhood", 12 }, quarter = { "neighbourhood", 13 }, neighbourhood = { "neighbourhood", 13 },
}
local LANDUSE = {
  landuse = set("cemetery forest grass military industrial allotments village_green"),
  leisure = set("park nature_reserve golf_course playground garden"),
  natural = set("wood scrub grassland glacier sand beach"),
  amenity = set("hospital school university college"),
  tourism = set("zoo"),
}
local POIS = set("beach forest marina park peak zoo garden bench aerodrome station bus_stop ferry_terminal stadium university library school "
  .. "animal toilets drinking_water post_office restaurant fast_food cafe bar supermarket convenience books beauty electronics clothes "
  .. "attraction museum theatre artwork townhall")
local ROADS = {
  motorway = { "highway", 6 }, motorway_link = { "highway", 8, true }, trunk = { "major_road", 6 }, trunk_link = { "major_road", 9, true },
  primary = { "major_road", 7 }, primary_link = { "major_road", 10, true }, secondary = { "major_road", 9 },
  secondary_link = { "major_road", 11, true }, tertiary = { "major_road", 9 }, tertiary_link = { "major_road", 11, true },
  residential = { "minor_road", 12 }, unclassified = { "minor_road", 12 }, living_street = { "minor_road", 12 }, service = { "minor_road", 13 },
  track = { "other", 13 }, footway = { "path", 13 }, path = { "path", 13 }, pedestrian = { "path", 12 }, steps = { "path", 13 },
  cycleway = { "path", 13 }, bridleway = { "path", 13 },
}

local function names(o)
  for _, key in ipairs { "name", "name:en" } do
    local value = o:Find(key)
    if value ~= "" then o:Attribute(key, value) end
  end
end

local function poi(o, as_centroid)
  if o:Find("name") == "" then return end
  for _, key in ipairs { "amenity", "shop", "tourism", "railway", "natural", "highway", "leisure" } do
    local kind = o:Find(key)
    if POIS[kind] then
      if as_centroid then o:LayerAsCentroid("pois") else o:Layer("pois", false) end
      o:Attribute("kind", kind)
      o:AttributeNumeric("min_zoom", kind == "station" and 13 or 15)
      o:MinZoom(13)
      names(o)
      return
    end
  end
end

function node_function(node)
  local place = PLACES[node:Find("place")]
  if place and node:Find("name") ~= "" then
    node:Layer("places", false)
    node:Attribute("kind", place[1])
    node:Attribute("kind_detail", node:Find("place"))
    node:AttributeNumeric("min_zoom", place[2])
    node:AttributeNumeric("population_rank", ({ city = 11, town = 8, village = 5 })[node:Find("place")] or 3)
    node:AttributeNumeric("sort_key", place[2])
    if node:Find("capital") == "yes" then node:Attribute("capital", "yes") end
    node:MinZoom(place[2])
    names(node)
  end
  poi(node, false)
end

function way_function(way)
  local level = tonumber(way:Find("admin_level"))
  if way:Find("boundary") == "administrative" and level and level <= 4 then
    way:Layer("boundaries", false)
    way:Attribute("kind", level == 2 and "country" or "region")
    way:AttributeNumeric("kind_detail", level)
    way:MinZoom(level == 2 and 2 or 6)
  end
  local closed = way:IsClosed()
  local highway, railway, waterway = way:Find("highway"), way:Find("railway"), way:Find("waterway")
  local road = ROADS[highway]
  if road and way:Find("area") ~= "yes" then
    way:Layer("roads", false)
    way:Attribute("kind", road[1])
    way:Attribute("kind_detail", highway)
    if road[3] then way:AttributeBoolean("is_link", true) end
    if way:Find("tunnel") == "yes" then way:AttributeBoolean("is_tunnel", true) end
    if way:Find("bridge") == "yes" then way:AttributeBoolean("is_bridge", true) end
    if way:Find("oneway") == "yes" then way:Attribute("oneway", "yes") end
    if way:Find("ref") ~= "" then way:Attribute("shield_text", way:Find("ref")) end
    way:MinZoom(road[2])
    names(way)
  elseif railway == "rail" or railway == "light_rail" or railway == "narrow_gauge" then
    way:Layer("roads", false)
    way:Attribute("kind", "rail")
    way:Attribute("kind_detail", railway)
    way:MinZoom(11)
  end
  if waterway == "river" or waterway == "stream" or waterway == "canal" then
    way:Layer("water", false)
    way:Attribute("kind", waterway == "stream" and "stream" or "river")
    way:MinZoom(waterway == "stream" and 13 or 9)
    names(way)
  end
  if not closed then return end
  if way:Find("building") ~= "" then
    way:Layer("buildings", true)
    way:Attribute("kind", "building")
    way:MinZoom(13)
  end
  if way:Find("natural") == "water" or waterway == "riverbank" or way:Find("landuse") == "reservoir" then
    way:Layer("water", true)
    way:Attribute("kind", "water")
    way:MinZoom(8)
  end
  for key, kinds in pairs(LANDUSE) do
    local kind = way:Find(key)
    if kinds[kind] then
      way:Layer("landuse", true)
      way:Attribute("kind", kind)
      way:MinZoom(9)
      break
    end
  end
  poi(way, true)
end
