// Placeholder of the layer until its first type lands.
