package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/** The part of the picture inside one window, as the finest layer to work on. */
final class Canvas {
    private final Window window;
    private final Layer layer;
    private final byte[] wanted;

    private Canvas(Window window, Layer layer, byte[] wanted) {
        this.window = window;
        this.layer = layer;
        this.wanted = wanted;
    }

    Layer layer() {
        return layer;
    }

    /**
     * Copies the window out of the picture.
     *
     * @param grow by how many pixels the hole is widened while working; they are not written back
     */
    static Canvas of(int[] argb, HoleMap map, Window window, int grow) {
        int width = window.width();
        int height = window.height();
        var layer = new Layer(width, height, new byte[width * height]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = (window.top() + y) * map.width + window.left() + x;
                layer.state[y * width + x] = map.state[from];
                set(layer, y * width + x, argb[from]);
            }
        }
        byte[] wanted = layer.where(Layer.HOLE);
        if (grow > 0) {
            byte[] grown = Reach.of(wanted, width, height, grow);
            for (int i = 0; i < grown.length; i++) {
                boolean join = grown[i] != 0 && layer.state[i] == Layer.KNOWN;
                layer.state[i] = join ? Layer.HOLE : layer.state[i];
            }
        }
        StandIn.paint(layer);
        return new Canvas(window, layer, wanted);
    }

    private static void set(Layer layer, int pixel, int argb) {
        layer.colour[3 * pixel] = (short) Argb.red(argb);
        layer.colour[3 * pixel + 1] = (short) Argb.green(argb);
        layer.colour[3 * pixel + 2] = (short) Argb.blue(argb);
    }

    /** Fills and blends the hole of the layer. */
    void fill(long seed, Bands bands) {
        Texture.measure(layer, bands);
        int[] origins = WindowFill.fill(layer, seed, bands);
        var targets = Targets.of(layer);
        PoissonBlend.blend(layer, targets, origins, bands);
    }

    void writeTo(int[] argb, HoleMap map) {
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] != 0) {
                short[] c = layer.colour;
                int pixel = inPicture(map, i);
                argb[pixel] = Argb.of(c[3 * i], c[3 * i + 1], c[3 * i + 2]);
                map.state[pixel] = Layer.KNOWN;
            }
        }
    }

    private int inPicture(HoleMap map, int i) {
        return (window.top() + i / layer.width) * map.width + window.left() + i % layer.width;
    }
}
