package dev.atelier.robots.generate.engine.fill;

/**
 * Gives void pixels a colour for comparisons: that of the nearest known pixels, spread out from
 * them in passes down and up. Their own colour means nothing.
 */
final class StandIn {
    private final Layer layer;
    private final byte[] painted;

    private StandIn(Layer layer) {
        this.layer = layer;
        painted = layer.where(Layer.KNOWN);
    }

    static void paint(Layer layer) {
        var standIn = new StandIn(layer);
        int painted = 1;
        while (painted > 0) {
            painted = 0;
            for (int i = 0; i < layer.pixels(); i++) {
                painted += standIn.visit(i, -1);
            }
            for (int i = layer.pixels() - 1; i >= 0; i--) {
                painted += standIn.visit(i, 1);
            }
        }
    }

    /** Returns 1 if it painted the pixel. */
    private int visit(int pixel, int side) {
        if (layer.state[pixel] != Layer.VOID || painted[pixel] != 0) {
            return 0;
        }
        int x = pixel % layer.width + side;
        int beside = x >= 0 && x < layer.width ? pixel + side : pixel;
        int next = pixel + side * layer.width;
        int over = next >= 0 && next < painted.length ? next : pixel;
        if (painted[beside] == 0 && painted[over] == 0) {
            return 0;
        }
        int a = painted[beside] != 0 ? beside : over;
        int b = painted[over] != 0 ? over : beside;
        for (int c = 0; c < 3; c++) {
            int sum = layer.colour[3 * a + c] + layer.colour[3 * b + c];
            layer.colour[3 * pixel + c] = (short) (sum / 2);
        }
        painted[pixel] = 1;
        return 1;
    }
}
