package dev.atelier.robots.generate;

/** Width and height of a picture in pixels. */
public record PictureSize(int width, int height) {
    public long area() {
        return (long) width * height;
    }

    public AspectRatio ratio() {
        return new AspectRatio(width, height);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
