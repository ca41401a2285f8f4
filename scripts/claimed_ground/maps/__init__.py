"""Areas measured on map data: the daily estimates of a day, recomputed from polygons."""
