package dev.atelier.robots.generate.engine.painter.canvas;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Objects;

/** The picture while it is painted: ten bits per colour, so that soft gradients do not break. */
public final class Canvas {
    private static final float TOP = 1023f;
    public final int width;
    public final int height;
    private final BufferedImage image;
    private final int[] pixels;

    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var data = (DataBufferInt) image.getRaster().getDataBuffer();
        this.pixels = Objects.requireNonNull(data.getData());
    }

    public void set(int x, int y, Rgb c) {
        pixels[y * width + x] = pack(c.r(), c.g(), c.b());
    }

    public Rgb get(int x, int y) {
        int p = pixels[y * width + x];
        return new Rgb((p >> 20 & 1023) / TOP, (p >> 10 & 1023) / TOP, (p & 1023) / TOP);
    }

    /** Between four pixels; positions outside take the nearest pixel of the edge. */
    public Rgb sample(double x, double y, int lowestRow) {
        double cx = Curve.clamp(x, 0, width - 1.001);
        double cy = Curve.clamp(y, 0, Math.max(0, lowestRow - 1.001));
        int ix = (int) cx;
        int iy = (int) cy;
        int jx = Math.min(width - 1, ix + 1);
        int jy = Math.min(height - 1, iy + 1);
        Rgb top = get(ix, iy).mix(get(jx, iy), cx - ix);
        return top.mix(get(ix, jy).mix(get(jx, jy), cx - ix), cy - iy);
    }

    public void blend(int x, int y, Rgb c, double alpha) {
        if (alpha <= 0.002) {
            return;
        }
        int i = y * width + x;
        int p = pixels[i];
        float a = alpha > 1 ? 1f : (float) alpha;
        float r = (p >> 20 & 1023) / TOP;
        float g = (p >> 10 & 1023) / TOP;
        float b = (p & 1023) / TOP;
        pixels[i] = pack(r + (c.r() - r) * a, g + (c.g() - g) * a, b + (c.b() - b) * a);
    }

    /** Adds light. */
    public void glow(int x, int y, Rgb c, double strength) {
        if (strength > 0.002) {
            set(x, y, get(x, y).screen(c, strength));
        }
    }

    /** Replaces the ten-bit pixel by its final eight-bit one; afterwards only {@link #image}. */
    public void finish(int x, int y, Rgb c) {
        pixels[y * width + x] = c.packed();
    }

    public BufferedImage image() {
        return image;
    }

    private static int pack(float r, float g, float b) {
        return ten(r) << 20 | ten(g) << 10 | ten(b);
    }

    private static int ten(float v) {
        return v <= 0 ? 0 : v >= 1 ? 1023 : (int) (v * TOP + 0.5f);
    }
}
