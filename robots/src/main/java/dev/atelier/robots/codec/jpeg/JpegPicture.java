package dev.atelier.robots.codec.jpeg;

/**
 * A decoded picture, as stored.
 *
 * @param rgb pixels row by row as 0xFFrrggbb; of grey pictures all three are the same
 * @param cut the data ended too soon, and what was missing is grey
 * @param broken the data made no sense somewhere
 * @param soundRows rows, from the top, before the first flaw
 */
@SuppressWarnings("ArrayRecordComponent")
public record JpegPicture(
        int width,
        int height,
        boolean grey,
        int[] rgb,
        boolean cut,
        boolean broken,
        int soundRows) {}
