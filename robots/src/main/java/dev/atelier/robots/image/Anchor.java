package dev.atelier.robots.image;

import java.awt.geom.Point2D;

/** Tells which part of a picture stays when sides are cut. */
@FunctionalInterface
interface Anchor {
    /**
     * The top left corner of the part inside the picture.
     *
     * @param width of the picture; the part is never larger than the picture
     */
    Point2D corner(double width, double height, double partWidth, double partHeight);
}
