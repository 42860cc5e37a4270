package dev.atelier.robots.generate.engine.fill;

/** A layer with everything the search asks of it. {@code index} counts from 0, the finest. */
record Level(int index, Layer layer, Targets targets, Sources sources, Distance distance) {
    static Level of(int index, Layer layer) {
        return new Level(index, layer, Targets.of(layer), Sources.of(layer), new Distance(layer));
    }
}
