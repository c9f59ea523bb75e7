"""Web Mercator on the unit square: x grows east, y grows south, both 0..1 over the world."""

import math

import numpy as np

MAX_LATITUDE = 85.0511287798066


def project(coordinates):
    """(n, 2) degrees -> (n, 2) world units; latitudes are clamped at 89.5 degrees, beyond the square."""
    c = np.asarray(coordinates, dtype=float)
    latitude = np.radians(np.clip(c[:, 1], -89.5, 89.5))
    x = c[:, 0] / 360.0 + 0.5
    y = 0.5 - np.log(np.tan(np.pi / 4 + latitude / 2)) / (2 * np.pi)
    return np.column_stack([x, y])


def project_point(longitude, latitude):
    x, y = project([(longitude, latitude)])[0]
    return float(x), float(y)


def latitude_of(y):
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
