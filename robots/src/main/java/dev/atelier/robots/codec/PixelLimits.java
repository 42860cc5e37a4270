package dev.atelier.robots.codec;

import java.time.Duration;

/**
 * What a picture may cost before it is decoded.
 *
 * @param maxPixels width times height of one frame
 * @param maxSide longest side in pixels
 * @param maxFrames frames of an animation or pages of a document
 * @param maxAnimationPixels pixels of all frames together
 * @param maxDecodedBytes memory the decoded first frame may take
 * @param decodeTime how long decoding may run
 * @param maxSvgBytes size of an SVG file
 */
public record PixelLimits(
        long maxPixels,
        int maxSide,
        int maxFrames,
        long maxAnimationPixels,
        long maxDecodedBytes,
        Duration decodeTime,
        long maxSvgBytes) {

    /** 64 megapixels, 32 767 a side, 500 frames of 256 megapixels in all, half the heap, 10 s. */
    public static final PixelLimits DEFAULT = forHeap(Runtime.getRuntime().maxMemory());

    /** The default limits for a heap of the given size, of which one picture may take half. */
    public static PixelLimits forHeap(long bytes) {
        return new PixelLimits(
                64_000_000L,
                32_767,
                500,
                256_000_000L,
                bytes / 2,
                Duration.ofSeconds(10),
                10L << 20);
    }

    public PixelLimits withMaxPixels(long pixels) {
        return new PixelLimits(
                pixels,
                maxSide,
                maxFrames,
                maxAnimationPixels,
                maxDecodedBytes,
                decodeTime,
                maxSvgBytes);
    }

    public PixelLimits withDecodeTime(Duration time) {
        return new PixelLimits(
                maxPixels,
                maxSide,
                maxFrames,
                maxAnimationPixels,
                maxDecodedBytes,
                time,
                maxSvgBytes);
    }
}
