package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.nio.charset.StandardCharsets;

/** Reads the paths that Photoshop keeps beside a picture. */
public final class ClippingPaths {
    private static final int FIRST = 2000;
    private static final int LAST = 2997;
    private static final int RECORD = 26;

    private final Bytes in;

    private ClippingPaths(byte[] resources) {
        this.in = Bytes.of(resources);
    }

    /**
     * A path of the upright picture, in shares of its sides; null when there is none.
     *
     * @param name null for the first path
     */
    public static @Nullable Shape find(PictureHeader header, @Nullable String name) {
        byte[] resources = header.blocks().photoshop();
        if (resources == null) {
            return null;
        }
        try {
            Shape stored = new ClippingPaths(resources).named(name);
            return stored == null
                    ? null
                    : upright(header.probe().orientation()).createTransformedShape(stored);
        } catch (PictureException cutShort) {
            return null;
        }
    }

    private @Nullable Shape named(@Nullable String name) throws PictureException {
        long at = 0;
        while (at + 12 <= in.size() && in.tag(at).equals("8BIM")) {
            int id = in.u16be(at + 4);
            int letters = in.u8(at + 6);
            String found = new String(in.take(at + 7, letters), StandardCharsets.UTF_8);
            long data = at + 7 + letters + (letters % 2 == 0 ? 1 : 0);
            long length = in.u32be(data);
            if (id >= FIRST && id <= LAST && (name == null || name.equals(found))) {
                return path(data + 4, length);
            }
            at = data + 4 + length + (length & 1);
        }
        return null;
    }

    private Shape path(long from, long length) throws PictureException {
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        long at = from;
        while (at + RECORD <= from + length) {
            int kind = in.u16be(at);
            int knots = kind == 0 ? in.u16be(at + 2) : 0;
            at += RECORD;
            if (knots > 0 && at + (long) knots * RECORD <= from + length) {
                outline(path, at, knots);
                at += (long) knots * RECORD;
            }
        }
        return path;
    }

    /** Each knot holds the handle before it, itself and the handle after it. */
    private void outline(Path2D path, long from, int knots) throws PictureException {
        path.moveTo(x(from, 1), y(from, 1));
        for (int i = 0; i < knots; i++) {
            long here = from + (long) i * RECORD;
            long next = from + (long) ((i + 1) % knots) * RECORD;
            path.curveTo(x(here, 2), y(here, 2), x(next, 0), y(next, 0), x(next, 1), y(next, 1));
        }
        path.closePath();
    }

    private double y(long record, int point) throws PictureException {
        return (int) in.u32be(record + 2 + point * 8L) / (double) (1 << 24);
    }

    private double x(long record, int point) throws PictureException {
        return (int) in.u32be(record + 6 + point * 8L) / (double) (1 << 24);
    }

    private static AffineTransform upright(int orientation) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, 1, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, 1, 1);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, 1);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, 1, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, 1, 1);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, 1);
            default -> new AffineTransform();
        };
    }
}
