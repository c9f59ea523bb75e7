#!/bin/sh
# The import of styles/osm and its layer functions, on the fixture town.
exec "$(dirname "$0")/../postgis/check"
