package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.awt.geom.Point2D;

/** A place in a frame: one of nine, or one found by looking at the picture. */
enum Gravity implements Anchor {
    @JsonProperty("top-left")
    TOP_LEFT(-1, -1),
    TOP(0, -1),
    @JsonProperty("top-right")
    TOP_RIGHT(1, -1),
    LEFT(-1, 0),
    CENTER(0, 0),
    RIGHT(1, 0),
    @JsonProperty("bottom-left")
    BOTTOM_LEFT(-1, 1),
    BOTTOM(0, 1),
    @JsonProperty("bottom-right")
    BOTTOM_RIGHT(1, 1),
    ATTENTION(0, 0),
    ENTROPY(0, 0);

    private final int across;
    private final int down;

    Gravity(int across, int down) {
        this.across = across;
        this.down = down;
    }

    boolean looksAtThePicture() {
        return this == ATTENTION || this == ENTROPY;
    }

    /**
     * Where a part starts inside the whole, in whichever measure both are given.
     *
     * @param inset moves it towards the centre, or to the right when it is there
     */
    double x(double whole, double part, double inset) {
        return place(across, whole - part, inset);
    }

    double y(double whole, double part, double inset) {
        return place(down, whole - part, inset);
    }

    /** In the middle, where the place is yet to be found in the picture. */
    @Override
    public Point2D corner(double width, double height, double partWidth, double partHeight) {
        return new Point2D.Double(x(width, partWidth, 0), y(height, partHeight, 0));
    }

    private static double place(int side, double room, double inset) {
        return room * (side + 1) / 2 + (side > 0 ? -inset : inset);
    }
}
