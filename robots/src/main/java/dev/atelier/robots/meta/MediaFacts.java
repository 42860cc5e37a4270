package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;

/**
 * What pictures of a video or a sound are made with.
 *
 * @param seconds how long it is, 0 when nobody knows
 * @param video the first video, null in a mere sound
 * @param cover number of the stream that is its cover, -1 when it has none
 * @param sound whether something is to be heard
 */
public record MediaFacts(double seconds, @Nullable Video video, int cover, boolean sound) {
    private static final double WIDEST_PIXEL = 8;
    private static final int HD = 720;

    /**
     * @param stream its number
     * @param size in square pixels, upright
     * @param hd whether colours that are not told are those of high definition
     */
    public record Video(int stream, Dimension size, boolean hd) {}

    static MediaFacts of(JsonNode probe) {
        Video video = null;
        int cover = -1;
        boolean sound = false;
        for (JsonNode each : probe.path("streams")) {
            String type = each.path("codec_type").asText();
            boolean picture = each.path("disposition").path("attached_pic").asInt() != 0;
            sound |= type.equals("audio");
            if (type.equals("video") && picture && cover < 0) {
                cover = each.path("index").asInt();
            } else if (type.equals("video") && !picture && video == null) {
                video = video(each);
            }
        }
        double seconds = probe.path("format").path("duration").asDouble();
        return new MediaFacts(Math.max(0, seconds), video, cover, sound);
    }

    private static @Nullable Video video(JsonNode stream) {
        int wide = stream.path("width").asInt();
        int high = stream.path("height").asInt();
        if (wide <= 0 || high <= 0) {
            return null;
        }
        int square = (int) Math.max(1, Math.round(wide * pixelShape(stream)));
        boolean sideways = MediaEntries.rotation(stream) % 180 != 0;
        var size = sideways ? new Dimension(high, square) : new Dimension(square, high);
        boolean told = !stream.path("color_space").asText("unknown").equals("unknown");
        return new Video(stream.path("index").asInt(), size, !told && Math.min(wide, high) >= HD);
    }

    /** Width of a pixel for one of height 1. */
    private static double pixelShape(JsonNode stream) {
        String[] parts = stream.path("sample_aspect_ratio").asText().split(":", -1);
        try {
            double shape = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
            return shape >= 1 / WIDEST_PIXEL && shape <= WIDEST_PIXEL ? shape : 1;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return 1;
        }
    }
}
