-- osm2pgsql flex configuration: an OpenStreetMap extract into the tables that layers.sql reads.
-- Needs osm2pgsql 1.8 (what it is tested with) or later. Every geometry is stored in Web Mercator (EPSG:3857).
-- The purpose of a table is documented where it is defined; which tag becomes which class is data in the
-- tables below, not code.

-- Lua 5.1 (LuaJIT builds) has it under its old name.
local unpack = table.unpack or unpack

local SRID = 3857
local SCHEMA = os.getenv('KARTO_OSM_SCHEMA') or 'osm'

local function define(name, ids, columns)
    return osm2pgsql.define_table {
        name = name,
        schema = SCHEMA,
        ids = { type = ids, id_column = 'osm_id' },
        columns = columns,
    }
end

local function geom(kind)
    return { column = 'geom', type = kind, projection = SRID, not_null = true }
end

local NAME = { column = 'name', type = 'text' }
local NAMES = { column = 'names', type = 'jsonb' } -- {"en": …, "zh-Hans": …}; null when there is none
local WIKIDATA = { column = 'wikidata', type = 'text' }
local AREA = { column = 'way_area', type = 'real', not_null = true } -- square metres of Web Mercator
local MINZOOM = { column = 'minzoom', type = 'smallint', not_null = true }

local tables = {
    landuse = define('landuse', 'area', {
        { column = 'class', type = 'text', not_null = true },
        { column = 'z_order', type = 'smallint', not_null = true },
        AREA, MINZOOM, geom('polygon'),
    }),
    water = define('water', 'area', { AREA, geom('polygon') }),
    waterway = define('waterway', 'way', {
        { column = 'class', type = 'text', not_null = true },
        NAME, MINZOOM, geom('linestring'),
    }),
    aeroway = define('aeroway', 'area', {
        { column = 'type', type = 'text', not_null = true },
        geom('geometry'),
    }),
    building = define('building', 'area', { AREA, geom('polygon') }),
    road = define('road', 'way', {
        { column = 'class', type = 'text', not_null = true },
        { column = 'is', type = 'text', not_null = true },         -- road, bridge, tunnel
        { column = 'z_order', type = 'smallint', not_null = true }, -- 10·layer ± 10 for bridge/tunnel + rank
        { column = 'sort', type = 'int', not_null = true },        -- drawing order
        NAME, NAMES, WIKIDATA,
        { column = 'ref', type = 'text' },
        MINZOOM,
        { column = 'label_minzoom', type = 'smallint' },           -- null: never labeled
        geom('linestring'),
    }),
    -- One row per boundary way with the most important boundary it is a part of, so that a line shared
    -- by two countries, or by a country and its state, is drawn once.
    admin = define('admin', 'way', {
        { column = 'admin_level', type = 'smallint', not_null = true },
        { column = 'maritime', type = 'boolean', not_null = true },
        { column = 'disputed', type = 'smallint', not_null = true },
        geom('linestring'),
    }),
    -- Country areas: only to label countries whose place=country node is not in the extract.
    country_area = define('country_area', 'relation', {
        NAME, NAMES, WIKIDATA,
        { column = 'code', type = 'text' },
        geom('multipolygon'),
    }),
    place = define('place', 'node', {
        { column = 'type', type = 'text', not_null = true },
        { column = 'population', type = 'bigint', not_null = true },
        { column = 'capital', type = 'smallint' }, -- admin_level of what it is the capital of; 2 = a country
        { column = 'code', type = 'text' },        -- ISO 3166-1, countries only
        NAME, NAMES, WIKIDATA, geom('point'),
    }),
    poi = define('poi', 'any', {
        { column = 'maki', type = 'text', not_null = true },
        { column = 'scalerank', type = 'smallint', not_null = true },
        NAME, NAMES, WIKIDATA, MINZOOM, geom('point'),
    }),
}

-- Shapes of Wikidata items, for karto's /geoshape and /geoline: read by id only, so the one index is that of the ids.
local function define_shapes(name, ids)
    return osm2pgsql.define_table {
        name = name,
        schema = SCHEMA,
        ids = { type = ids, id_column = 'osm_id' },
        columns = {
            { column = 'wikidata', type = 'text', not_null = true },
            { column = 'geometry', type = 'geometry', projection = SRID, not_null = true },
        },
        indexes = { { column = 'wikidata', method = 'btree' } },
        cluster = 'no',
    }
end

tables.wikidata_polygon = define_shapes('wikidata_relation_polygon', 'area')    -- every area with an item
tables.wikidata_members = define_shapes('wikidata_relation_members', 'relation') -- one row per member way

-- Landuse ---------------------------------------------------------------------------------------------
-- {key, value, class, first zoom}: the first row that matches wins. Classes up to "hospital" are
-- Wikimedia's; the rest are names of the same family (Mapbox Streets v5) that its styles ignore.
local LANDUSE = {
    { 'natural', 'wood', 'wood', 7 },
    { 'landuse', 'forest', 'wood', 7 },
    { 'landuse', 'wood', 'wood', 7 },
    { 'leisure', 'nature_reserve', 'park', 7 },
    { 'leisure', 'national_reserve', 'park', 7 },
    { 'leisure', 'golf_course', 'park', 7 },
    { 'boundary', 'national_park', 'park', 7 },
    { 'landuse', 'cemetery', 'cemetery', 10 },
    { 'amenity', 'grave_yard', 'cemetery', 10 },
    { 'landuse', 'industrial', 'industrial', 10 },
    { 'landuse', 'quarry', 'industrial', 10 },
    { 'landuse', 'railway', 'industrial', 12 },
    { 'aeroway', 'aerodrome', 'industrial', 10 },
    { 'aeroway', 'apron', 'industrial', 12 },
    { 'aeroway', 'helipad', 'industrial', 14 },
    { 'leisure', 'park', 'park', 10 },
    { 'landuse', 'village_green', 'park', 10 },
    { 'leisure', 'garden', 'park', 13 },
    { 'leisure', 'playground', 'park', 13 },
    { 'amenity', 'school', 'school', 12 },
    { 'amenity', 'university', 'school', 10 },
    { 'amenity', 'college', 'school', 12 },
    { 'amenity', 'kindergarten', 'school', 14 },
    { 'amenity', 'hospital', 'hospital', 12 },
    { 'natural', 'glacier', 'glacier', 7 },
    { 'natural', 'bare_rock', 'rock', 9 },
    { 'natural', 'scree', 'rock', 9 },
    { 'natural', 'shingle', 'rock', 10 },
    { 'natural', 'sand', 'sand', 10 },
    { 'natural', 'beach', 'sand', 10 },
    { 'natural', 'wetland', 'wetland', 10 },
    { 'natural', 'scrub', 'scrub', 10 },
    { 'natural', 'heath', 'scrub', 10 },
    { 'natural', 'grassland', 'grass', 11 },
    { 'natural', 'fell', 'grass', 11 },
    { 'landuse', 'meadow', 'grass', 11 },
    { 'landuse', 'grass', 'grass', 12 },
    { 'landuse', 'recreation_ground', 'grass', 12 },
    { 'landuse', 'farmland', 'agriculture', 10 },
    { 'landuse', 'orchard', 'agriculture', 11 },
    { 'landuse', 'vineyard', 'agriculture', 11 },
    { 'landuse', 'allotments', 'agriculture', 13 },
    { 'landuse', 'residential', 'residential', 8 },
    { 'landuse', 'commercial', 'commercial', 10 },
    { 'landuse', 'retail', 'commercial', 10 },
    { 'leisure', 'stadium', 'pitch', 13 },
    { 'leisure', 'sports_centre', 'pitch', 13 },
    { 'leisure', 'track', 'pitch', 14 },
    { 'leisure', 'pitch', 'pitch', 14 },
    { 'amenity', 'parking', 'parking', 14 },
}

-- Drawing order from the bottom: settlement, then land cover, then single grounds.
local LANDUSE_ORDER = {
    residential = 1, commercial = 2, industrial = 3, agriculture = 4, grass = 6, scrub = 7, rock = 8, sand = 9,
    glacier = 10, wetland = 11, wood = 20, park = 30, school = 40, hospital = 41, cemetery = 42, parking = 43, pitch = 50,
}

local function landuse_of(tags)
    for _, row in ipairs(LANDUSE) do
        if tags[row[1]] == row[2] then
            return row[3], row[4]
        end
    end
end

-- Water -----------------------------------------------------------------------------------------------
local WATER = {
    natural = { water = true },
    waterway = { riverbank = true, dock = true },
    landuse = { reservoir = true, basin = true, pond = true },
}

local function is_water(tags)
    for key, values in pairs(WATER) do
        if values[tags[key]] then
            return true
        end
    end
    return false
end

local WATERWAY_MINZOOM = { river = 8, canal = 8, stream = 13, stream_intermittent = 13, drain = 14, ditch = 14 }

-- Roads -----------------------------------------------------------------------------------------------
-- highway → {class, rank, first zoom, first zoom of the label}. The rank is the last digit of z_order,
-- by which a style distinguishes a trunk road from a tertiary one: both are class "main".
local HIGHWAY = {
    motorway       = { 'motorway', 9, 6, 11 },
    motorway_link  = { 'motorway_link', 9, 13, 14 },
    trunk          = { 'main', 8, 6, 11 },
    primary        = { 'main', 7, 6, 11 },
    secondary      = { 'main', 6, 9, 11 },
    tertiary       = { 'main', 4, 12, 12 },
    trunk_link     = { 'main', 4, 12, 13 },
    primary_link   = { 'main', 4, 12, 13 },
    secondary_link = { 'main', 4, 12, 13 },
    tertiary_link  = { 'main', 4, 12, 13 },
    residential    = { 'street', 3, 12, 13 },
    unclassified   = { 'street', 3, 12, 13 },
    living_street  = { 'street', 3, 12, 13 },
    road           = { 'street', 3, 13, 14 },
    pedestrian     = { 'street_limited', 2, 13, 14 },
    construction   = { 'street_limited', 0, 13, 14 },
    service        = { 'service', 0, 14, 14 },
    track          = { 'service', 0, 14, 14 },
    path           = { 'path', 0, 14, 14 },
    cycleway       = { 'path', 0, 14, 14 },
    footway        = { 'path', 0, 14, 14 },
    bridleway      = { 'path', 0, 14, 14 },
    steps          = { 'path', 0, 14, 14 },
}

local RAILWAY = {
    rail         = { 'major_rail', 5, 11 },
    narrow_gauge = { 'major_rail', 5, 12 },
    monorail     = { 'major_rail', 5, 12 },
    subway       = { 'major_rail', 5, 12 },
    tram         = { 'major_rail', 5, 13 },
    light_rail   = { 'minor_rail', 5, 13 },
    funicular    = { 'minor_rail', 5, 13 },
    preserved    = { 'minor_rail', 5, 14 },
}

-- Drawing order within one level.
local CLASS_PRIORITY = {
    motorway = 1000, main = 900, street = 800, motorway_link = 700, street_limited = 600, driveway = 250,
    major_rail = 400, service = 300, minor_rail = 200, path = 100,
}
local STRUCTURE_PRIORITY = { tunnel = -100000, road = 0, bridge = 100000 }

-- Places and points of interest -------------------------------------------------------------------------
local PLACE = {
    country = 'country', city = 'city', town = 'town', village = 'village', hamlet = 'hamlet', suburb = 'suburb',
    neighbourhood = 'neighbourhood', quarter = 'neighbourhood',
}

-- {key, value, maki icon, scalerank, first zoom}; the first row that matches wins. Scalerank 1 and 3 of the
-- public transport rows are Wikimedia's; places of other kinds come from zoom 15 on and need a name.
local POI = {
    { 'railway', 'station', 'rail', 1, 14 },
    { 'railway', 'halt', 'rail', 1, 14 },
    { 'railway', 'tram_stop', 'rail-light', 1, 14 },
    { 'amenity', 'ferry_terminal', 'ferry', 1, 14 },
    { 'highway', 'bus_stop', 'bus', 3, 14 },
    { 'aeroway', 'aerodrome', 'airport', 1, 14 },
    { 'amenity', 'hospital', 'hospital', 1, 14 },
    { 'amenity', 'university', 'college', 2, 15 },
    { 'amenity', 'college', 'college', 2, 15 },
    { 'amenity', 'townhall', 'town-hall', 2, 15 },
    { 'tourism', 'museum', 'museum', 2, 15 },
    { 'tourism', 'zoo', 'zoo', 2, 15 },
    { 'tourism', 'attraction', 'monument', 3, 15 },
    { 'historic', 'castle', 'castle', 2, 15 },
    { 'historic', 'monument', 'monument', 3, 15 },
    { 'amenity', 'theatre', 'theatre', 3, 15 },
    { 'amenity', 'cinema', 'cinema', 3, 15 },
    { 'amenity', 'library', 'library', 3, 15 },
    { 'amenity', 'place_of_worship', 'place-of-worship', 3, 15 },
    { 'amenity', 'school', 'school', 3, 15 },
    { 'amenity', 'police', 'police', 3, 15 },
    { 'amenity', 'fire_station', 'fire-station', 3, 15 },
    { 'amenity', 'post_office', 'post', 4, 15 },
    { 'amenity', 'pharmacy', 'pharmacy', 4, 15 },
    { 'amenity', 'bank', 'bank', 4, 15 },
    { 'tourism', 'hotel', 'lodging', 4, 15 },
    { 'tourism', 'guest_house', 'lodging', 4, 15 },
    { 'tourism', 'camp_site', 'campsite', 3, 15 },
    { 'tourism', 'viewpoint', 'viewpoint', 3, 15 },
    { 'natural', 'peak', 'mountain', 2, 14 },
    { 'leisure', 'park', 'park', 3, 15 },
    { 'leisure', 'stadium', 'stadium', 2, 15 },
    { 'amenity', 'restaurant', 'restaurant', 4, 15 },
    { 'amenity', 'cafe', 'cafe', 4, 15 },
    { 'amenity', 'bar', 'bar', 4, 15 },
    { 'amenity', 'pub', 'bar', 4, 15 },
    { 'amenity', 'fast_food', 'fast-food', 4, 15 },
    { 'shop', 'supermarket', 'grocery', 4, 15 },
    { 'amenity', 'fuel', 'fuel', 4, 15 },
}
local TRANSPORT = { rail = true, ['rail-metro'] = true, ['rail-light'] = true, ferry = true, bus = true }

local function poi_of(tags)
    if tags.railway == 'station' and (tags.station == 'subway' or tags.subway == 'yes') then
        return { nil, nil, 'rail-metro', 1, 14 }
    end
    for _, row in ipairs(POI) do
        if tags[row[1]] == row[2] then
            if TRANSPORT[row[3]] or tags.name then
                return row
            end
            return nil
        end
    end
end

-- Shared reading of tags ------------------------------------------------------------------------------
local NOT_A_LANGUAGE = {
    prefix = true, suffix = true, genitive = true, etymology = true, botanical = true, source = true,
    left = true, right = true, pronunciation = true, absent = true, signed = true,
}

-- name:xx → {xx = …}; nil when there is none. name:etymology:wikidata, name:en1 and the like are not languages.
local function names_of(tags)
    local names, any = {}, false
    for key, value in pairs(tags) do
        local code = key:match('^name:([%a_-]+)$')
        if code and value ~= '' and not NOT_A_LANGUAGE[code] then
            names[code], any = value, true
        end
    end
    if any then
        return names
    end
end

local function yes(value)
    return value ~= nil and value ~= '' and value ~= 'no' and value ~= '0' and value ~= 'false'
end

-- "12 345" and "12,345" are twelve thousand; anything else that is not a plain number is unknown, 0.
local function population_of(tags)
    local digits = (tags.population or ''):gsub('[%s,\']', '')
    if digits:match('^%d+$') and #digits <= 11 then
        return tonumber(digits)
    end
    return 0
end

local function layer_of(tags)
    local layer = tonumber(tags.layer) or 0
    return math.floor(math.max(-5, math.min(5, layer)))
end

local function code_of(tags)
    return tags['ISO3166-1:alpha2'] or tags['ISO3166-1'] or tags.country_code_iso3166_1_alpha_2
end

-- Objects into rows -------------------------------------------------------------------------------------
-- The ids of a tag "Q1;Q2". Other values, such as a URL, are ignored.
local function items_of(tags)
    local items = {}
    for item in (tags.wikidata or ''):gmatch('[^;%s]+') do
        if item:match('^Q[1-9]%d*$') then
            items[#items + 1] = item
        end
    end
    return items
end

local function add_shape(object, shape)
    for _, item in ipairs(items_of(object.tags)) do
        tables.wikidata_polygon:insert { wikidata = item, geometry = shape() }
    end
end

local function add_members(object)
    for _, item in ipairs(items_of(object.tags)) do
        for line in object:as_multilinestring():geometries() do
            tables.wikidata_members:insert { wikidata = item, geometry = line }
        end
    end
end

local function add_road(object)
    local tags = object.tags
    local class, rank, minzoom, label_minzoom
    local highway, railway = HIGHWAY[tags.highway], RAILWAY[tags.railway]
    if highway then
        if yes(tags.area) then
            return
        end
        class, rank, minzoom, label_minzoom = unpack(highway)
        if class == 'service' and (tags.service == 'driveway' or tags.service == 'parking_aisle') then
            class = 'driveway'
        elseif (class == 'service' or class == 'path') and tags.access == 'private' then
            class = 'street_limited'
        end
    elseif railway then
        class, rank, minzoom = unpack(railway)
        if yes(tags.service) then -- sidings, yards, spurs
            class, minzoom = 'minor_rail', 14
        end
    else
        return
    end

    local structure, shift = 'road', 0
    if yes(tags.bridge) then
        structure, shift = 'bridge', 10
    elseif yes(tags.tunnel) then
        structure, shift = 'tunnel', -10
    end
    local z_order = 10 * layer_of(tags) + shift + rank
    local ref = tags.ref
    local labeled = tags.name or (ref and highway and rank >= 6)

    tables.road:insert {
        class = class,
        is = structure,
        z_order = z_order,
        sort = STRUCTURE_PRIORITY[structure] + CLASS_PRIORITY[class] + z_order,
        name = tags.name,
        names = names_of(tags),
        wikidata = tags.wikidata,
        ref = ref,
        minzoom = minzoom,
        label_minzoom = labeled and label_minzoom or nil,
        geom = object:as_linestring(),
    }
end

local function add_area(object, shape)
    local tags = object.tags
    local class, minzoom = landuse_of(tags)
    local water = is_water(tags)
    local building = yes(tags.building)
    local poi = poi_of(tags)
    if not (class or water or building or poi) then
        return
    end
    local whole = shape():transform(SRID)
    if poi then
        tables.poi:insert {
            maki = poi[3], scalerank = poi[4], minzoom = poi[5],
            name = tags.name, names = names_of(tags), wikidata = tags.wikidata,
            geom = whole:centroid(),
        }
    end
    -- One row per outer ring: a scattered forest would otherwise be read for every tile of its hull.
    for part in whole:geometries() do
        local area = part:area()
        if water then
            tables.water:insert { way_area = area, geom = part }
        elseif class then
            tables.landuse:insert {
                class = class, z_order = LANDUSE_ORDER[class], minzoom = minzoom, way_area = area, geom = part,
            }
        end
        if building then
            tables.building:insert { way_area = area, geom = part }
        end
    end
end

local AEROWAY_AREA = { runway = true, taxiway = true, apron = true, helipad = true }
local AEROWAY_LINE = { runway = 'runway', taxiway = 'taxiway', taxilane = 'taxiway' }

local function is_area(object)
    local tags = object.tags
    return object.is_closed and tags.area ~= 'no' and not (tags.highway and not yes(tags.area))
end

function osm2pgsql.process_node(object)
    local tags = object.tags
    local place = PLACE[tags.place]
    if place and tags.name then
        local capital
        if tags.capital == 'yes' then
            capital = 2
        elseif tags.capital and tags.capital:match('^%d+$') then
            capital = tonumber(tags.capital)
        end
        tables.place:insert {
            type = place,
            population = population_of(tags),
            capital = capital,
            code = place == 'country' and code_of(tags) or nil,
            name = tags.name,
            names = names_of(tags),
            wikidata = tags.wikidata,
            geom = object:as_point(),
        }
    end
    local poi = poi_of(tags)
    if not poi and tags.public_transport == 'stop_position' and yes(tags.subway) then
        poi = { nil, nil, 'rail-metro', 1, 14 }
    end
    if poi then
        tables.poi:insert {
            maki = poi[3], scalerank = poi[4], minzoom = poi[5],
            name = tags.name, names = names_of(tags), wikidata = tags.wikidata,
            geom = object:as_point(),
        }
    end
end

-- Way id → {admin_level, disputed} of the most important boundary relation it is a member of.
local boundary_ways = {}

local function disputed(tags)
    return yes(tags.disputed) or yes(tags.dispute) or yes(tags.disputed_by)
        or tags.status == 'partially_recognized_state'
end

-- Only countries and their first-level parts are drawn.
local function admin_level_of(tags)
    if tags.boundary ~= 'administrative' then
        return nil
    end
    if tags['left:country'] == 'Demarcation Zone' or tags['right:country'] == 'Demarcation Zone' then
        return nil
    end
    if tags.admin_level == '2' or tags.admin_level == '4' then
        return tonumber(tags.admin_level)
    end
end

local function add_admin(object)
    local tags = object.tags
    local level = admin_level_of(tags)
    local member = boundary_ways[object.id]
    if member and (not level or member.level < level) then
        level = member.level
    end
    if level then
        tables.admin:insert {
            admin_level = level,
            maritime = yes(tags.maritime) or tags.natural == 'coastline' or tags.boundary_type == 'maritime',
            disputed = (disputed(tags) or (member and member.disputed)) and 1 or 0,
            geom = object:as_linestring(),
        }
    end
end

function osm2pgsql.process_way(object)
    local tags = object.tags
    add_road(object)
    add_admin(object)
    if is_area(object) then
        add_area(object, function() return object:as_polygon() end)
        add_shape(object, function() return object:as_polygon() end)
        if AEROWAY_AREA[tags.aeroway] then
            tables.aeroway:insert { type = tags.aeroway, geom = object:as_polygon() }
        end
    else
        local aeroway = AEROWAY_LINE[tags.aeroway]
        if aeroway then
            tables.aeroway:insert { type = aeroway, geom = object:as_linestring() }
        end
    end

    local waterway = tags.waterway
    if waterway == 'stream' and yes(tags.intermittent) then
        waterway = 'stream_intermittent'
    end
    local minzoom = WATERWAY_MINZOOM[waterway]
    if minzoom and not yes(tags.area) then
        if tags.tunnel == 'culvert' then
            minzoom = 15
        end
        tables.waterway:insert { class = waterway, name = tags.name, minzoom = minzoom, geom = object:as_linestring() }
    end
end

function osm2pgsql.process_relation(object)
    local tags = object.tags
    local level = tags.type == 'boundary' and admin_level_of(tags)
    if level then
        for _, member in ipairs(object.members) do
            if member.type == 'w' then
                local known = boundary_ways[member.ref]
                if not known or level < known.level then
                    boundary_ways[member.ref] = { level = level, disputed = disputed(tags) }
                end
            end
        end
        if level == 2 and tags.name then
            tables.country_area:insert {
                name = tags.name, names = names_of(tags), wikidata = tags.wikidata, code = code_of(tags),
                geom = object:as_multipolygon(),
            }
        end
    end
    add_members(object)
    if tags.type == 'multipolygon' or tags.type == 'boundary' then
        add_shape(object, function() return object:as_multipolygon() end)
    end
    if tags.type == 'multipolygon' or (tags.type == 'boundary' and tags.boundary == 'national_park') then
        add_area(object, function() return object:as_multipolygon() end)
        if AEROWAY_AREA[tags.aeroway] then
            tables.aeroway:insert { type = tags.aeroway, geom = object:as_multipolygon() }
        end
    end
end

-- Ways are read before relations; osm2pgsql calls process_way again for the members of boundaries.
function osm2pgsql.select_relation_members(object)
    if object.tags.type == 'boundary' and admin_level_of(object.tags) then
        return { ways = osm2pgsql.way_member_ids(object) }
    end
end
