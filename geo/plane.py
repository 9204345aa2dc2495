"""The plane that maps are drawn in: Mercator's, both sides in degrees of longitude."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def mercator(degrees: Points) -> Points:
    """Longitudes and latitudes (n, 2) -> places in the plane (n, 2)."""
    return np.column_stack([degrees[:, 0], np.degrees(np.arctanh(np.sin(np.radians(degrees[:, 1]))))])


def geographic(plane: Points) -> Points:
    """What `mercator` was made from."""
    return np.column_stack([plane[:, 0], np.degrees(np.arcsin(np.tanh(np.radians(plane[:, 1]))))])
