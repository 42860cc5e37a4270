package dev.atelier.robots.codec;

import java.awt.Rectangle;

/**
 * How one frame of an animation is shown.
 *
 * @param part where it lies on the canvas
 * @param blended laid over what is there, not in its place
 */
record FrameRule(Rectangle part, boolean blended, Disposal disposal, int millis) {}
