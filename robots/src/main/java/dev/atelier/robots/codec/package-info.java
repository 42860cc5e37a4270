/**
 * Pictures in and out: header probing, decoding within limits, one normaliser to 8-bit sRGB, and
 * encoding with a mark of origin.
 */
@NullMarked
package dev.atelier.robots.codec;

import org.jspecify.annotations.NullMarked;
