#a { ['mapnik::geometry_type'=point] { marker-width: 5; } ['mapnik::geometry_type'=linestring] { line-width: 2; } ['mapnik::geometry_type'=3] { polygon-fill: red; } }
