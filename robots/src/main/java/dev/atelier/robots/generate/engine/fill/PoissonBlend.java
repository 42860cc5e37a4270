package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/**
 * Levels out tone differences: keeps the colour steps of the copied pixels, meets the colours at
 * the edge of the hole, and is drawn a little towards the plain copy (a screened Poisson equation
 * for what to add to it). In smooth areas it is drawn less, so that tones run on a long way.
 */
final class PoissonBlend {
    private static final float FIDELITY = 0.004f;
    private static final float SMOOTH = 0.02f;

    /** Mean colour steps, on the scale of {@link Layer#texture}, of smooth and busy areas. */
    private static final float CALM = 6f;

    private static final float BUSY = 40f;

    private static final int BAND = 8192;
    private static final int[] ACROSS = {-1, 0, 1, 0};
    private static final int[] DOWN = {0, -1, 0, 1};

    private final Layer layer;
    private final Targets targets;
    private final int[] origins;
    private final BlendGrid grid;

    private PoissonBlend(Layer layer, Targets targets, int[] origins) {
        this.layer = layer;
        this.targets = targets;
        this.origins = origins;
        grid = BlendGrid.of(layer.where(Layer.HOLE), layer.width, layer.height);
    }

    /**
     * Blends all hole pixels of the layer.
     *
     * @param origins where each target was copied from
     */
    static void blend(Layer layer, Targets targets, int[] origins, Bands bands) {
        var blend = new PoissonBlend(layer, targets, origins);
        int cells = blend.grid.cells();
        bands.forEach(
                (cells + BAND - 1) / BAND,
                band -> {
                    for (int i = band * BAND; i < Math.min(cells, (band + 1) * BAND); i++) {
                        blend.prepare(i);
                    }
                });
        blend.grid.solve(bands);
        blend.store();
    }

    private void prepare(int cell) {
        int x = Point.x(grid.points[cell]);
        int y = Point.y(grid.points[cell]);
        int pixel = y * layer.width + x;
        int origin = origins[targets.at[pixel]];
        grid.anchors[cell] = fidelity(origin);
        for (int side = 0; side < 4; side++) {
            int nx = x + ACROSS[side];
            int ny = y + DOWN[side];
            int neighbour = grid.cell(nx, ny);
            grid.neighbours[4 * cell + side] = neighbour;
            if (neighbour < grid.cells()) {
                grid.ties[4 * cell + side] = 1;
                int beside = ny * layer.width + nx;
                addStepBetween(cell, pixel, beside, 1);
                addStep(cell, origin, side, -0.5f);
                addStep(cell, origins[targets.at[beside]], (side + 2) % 4, 0.5f);
            } else if (isKnown(nx, ny)) {
                grid.anchors[cell]++;
                addStepBetween(cell, pixel, ny * layer.width + nx, 1);
                addStep(cell, origin, side, -1);
            }
        }
    }

    private boolean isKnown(int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < layer.width && y < layer.height;
        return inside && layer.state[y * layer.width + x] == Layer.KNOWN;
    }

    private float fidelity(int origin) {
        int i = 2 * (Point.y(origin) * layer.width + Point.x(origin));
        float busy = (layer.texture[i] + layer.texture[i + 1] - CALM) / (BUSY - CALM);
        return FIDELITY * Math.clamp(busy, SMOOTH, 1);
    }

    /** Adds the colour step from an origin to its neighbour on one side. */
    private void addStep(int cell, int origin, int side, float weight) {
        int from = Point.y(origin) * layer.width + Point.x(origin);
        addStepBetween(cell, from, from + DOWN[side] * layer.width + ACROSS[side], weight);
    }

    private void addStepBetween(int cell, int from, int to, float weight) {
        for (int c = 0; c < 3; c++) {
            int step = layer.colour[3 * to + c] - layer.colour[3 * from + c];
            grid.wanted[3 * cell + c] += weight * step;
        }
    }

    private void store() {
        for (int cell = 0; cell < grid.cells(); cell++) {
            int point = grid.points[cell];
            int i = 3 * (Point.y(point) * layer.width + Point.x(point));
            for (int c = 0; c < 3; c++) {
                float value = layer.colour[i + c] + grid.solution[3 * cell + c] + 0.5f;
                layer.colour[i + c] = (short) Math.clamp(value, 0f, 255f);
            }
        }
    }
}
