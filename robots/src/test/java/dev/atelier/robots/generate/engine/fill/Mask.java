package dev.atelier.robots.generate.engine.fill;

/** Masks for tests and benchmarks: 0 keep, 255 fill. */
final class Mask {
    private final int width;
    private final int height;
    private final byte[] bytes;

    Mask(int width, int height, byte[] bytes) {
        this.width = width;
        this.height = height;
        this.bytes = bytes;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Says of a pixel whether it is to be filled. */
    @FunctionalInterface
    interface Shape {
        boolean covers(int x, int y);
    }

    static Mask of(int width, int height, Shape shape) {
        var bytes = new byte[width * height];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (shape.covers(i % width, i / width) ? 255 : 0);
        }
        return new Mask(width, height, bytes);
    }

    static Mask disc(int width, int height, double cx, double cy, double radius) {
        return of(width, height, (x, y) -> Math.hypot(x - cx, y - cy) <= radius);
    }

    static Mask box(int width, int height, int left, int top, int right, int bottom) {
        return of(width, height, (x, y) -> x >= left && x < right && y >= top && y < bottom);
    }

    boolean covers(int x, int y) {
        return bytes[y * width + x] != 0;
    }

    int count() {
        int count = 0;
        for (byte b : bytes) {
            count += b != 0 ? 1 : 0;
        }
        return count;
    }

    /** The pixels outside whose distance (the larger of across and down) is from … to. */
    Mask ring(int from, int to) {
        byte[] near = Reach.of(bytes, width, height, to);
        byte[] nearer = Reach.of(bytes, width, height, from - 1);
        return of(width, height, (x, y) -> near[y * width + x] > nearer[y * width + x]);
    }

    /** A ring right outside of about the same area. */
    Mask ringOfSameArea() {
        int radius = 1;
        while (radius < Math.max(width, height) && ring(1, radius).count() < count()) {
            radius++;
        }
        return ring(1, radius);
    }
}
