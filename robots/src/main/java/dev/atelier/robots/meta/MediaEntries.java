package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The entries of a video or a sound, from what ffprobe prints as JSON. */
final class MediaEntries {
    /** Names of tags as files have them, and as entries. */
    private static final Map<String, String> TAGS =
            Map.ofEntries(
                    Map.entry("title", "title"),
                    Map.entry("artist", "artist"),
                    Map.entry("album_artist", "band"),
                    Map.entry("performer", "performer"),
                    Map.entry("composer", "creator"),
                    Map.entry("album", "album"),
                    Map.entry("genre", "genre"),
                    Map.entry("track", "track"),
                    Map.entry("disc", "disc"),
                    Map.entry("date", "year"),
                    Map.entry("tbpm", "beats_per_minute"),
                    Map.entry("bpm", "beats_per_minute"),
                    Map.entry("lyrics", "lyrics"),
                    Map.entry("comment", "comment"),
                    Map.entry("description", "description"),
                    Map.entry("copyright", "copyright"),
                    Map.entry("encoder", "encoder"));

    private final ObjectNode meta;
    private final Entries entries;

    MediaEntries(ObjectNode meta) {
        this.meta = meta;
        this.entries = new Entries(meta);
    }

    void add(JsonNode probe, OutputMeta wanted) {
        JsonNode format = probe.path("format");
        entries.number("duration", number(format, "duration"), 6);
        List<JsonNode> videos = streams(probe, "video", 0);
        List<JsonNode> audios = streams(probe, "audio", 0);
        boolean artwork = !streams(probe, "video", 1).isEmpty();
        if (!videos.isEmpty()) {
            video(videos.getFirst(), wanted);
            entries.number("overall_bitrate", number(format, "bit_rate"), 0);
            meta.put("num_video_streams", videos.size());
            meta.put("num_audio_streams", audios.size());
            meta.put("num_subtitles", streams(probe, "subtitle", 0).size());
        }
        if (!audios.isEmpty()) {
            audio(audios.getFirst(), format, videos.isEmpty());
        }
        meta.put("has_artwork", artwork);
        tags(format.path("tags"));
        audios.forEach(each -> tags(each.path("tags")));
    }

    /**
     * @param picture 1 for covers that are stored as a stream, 0 for all others
     */
    private static List<JsonNode> streams(JsonNode probe, String type, int picture) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode each : probe.path("streams")) {
            int attached = each.path("disposition").path("attached_pic").asInt();
            if (each.path("codec_type").asText().equals(type) && attached == picture) {
                found.add(each);
            }
        }
        return found;
    }

    private void video(JsonNode stream, OutputMeta wanted) {
        int turn = rotation(stream);
        boolean sideways = turn % 180 != 0;
        int width = stream.path(sideways ? "height" : "width").asInt();
        int height = stream.path(sideways ? "width" : "height").asInt();
        if (width > 0 && height > 0) {
            meta.put("width", width);
            meta.put("height", height);
            entries.number("aspect_ratio", (double) width / height, 3);
        }
        meta.put("rotation", turn);
        entries.number("framerate", ratio(stream.path("avg_frame_rate").asText()), 3);
        entries.number("video_bitrate", number(stream, "bit_rate"), 0);
        entries.text("video_codec", text(stream, "codec_name"));
        entries.text("encoding_profile", text(stream, "profile"));
        entries.number("encoding_level", number(stream, "level"), 0);
        entries.text("pixel_format", text(stream, "pix_fmt"));
        entries.number("bit_depth", number(stream, "bits_per_raw_sample"), 0);
        entries.number("reference_count", number(stream, "refs"), 0);
        entries.text("time_base", text(stream, "time_base"));
        entries.text("colortransfer", text(stream, "color_transfer"));
        entries.text("colorprimaries", text(stream, "color_primaries"));
        meta.put("closed_captions", stream.path("closed_captions").asInt() != 0);
        meta.put("has_alpha_channel", text(stream, "pix_fmt", "").contains("a420"));
        asked(stream, wanted);
    }

    private void asked(JsonNode stream, OutputMeta wanted) {
        String order = text(stream, "field_order");
        entries.text("field_order", order);
        if (wanted.wants("colorspace")) {
            entries.text("colorspace", text(stream, "color_space"));
        }
        if (wanted.wants("interlaced") && order != null && !order.equals("unknown")) {
            meta.put("interlaced", !order.equals("progressive"));
        }
    }

    /** Degrees clockwise, 0 to 359; files tell them counter-clockwise. */
    static int rotation(JsonNode stream) {
        for (JsonNode side : stream.path("side_data_list")) {
            if (side.has("rotation")) {
                return Math.floorMod(-side.path("rotation").asInt(), 360);
            }
        }
        return Math.floorMod(stream.path("tags").path("rotate").asInt(), 360);
    }

    private void audio(JsonNode stream, JsonNode format, boolean alone) {
        Double own = number(stream, "bit_rate");
        entries.number("audio_bitrate", own == null && alone ? number(format, "bit_rate") : own, 0);
        entries.number("audio_samplerate", number(stream, "sample_rate"), 0);
        entries.number("audio_channels", number(stream, "channels"), 0);
        entries.text("audio_channel_layout", text(stream, "channel_layout"));
        entries.text("audio_sample_format", text(stream, "sample_fmt"));
        entries.text("audio_profile", text(stream, "profile"));
        entries.text("audio_codec", text(stream, "codec_name"));
    }

    private void tags(JsonNode tags) {
        tags.properties()
                .forEach(tag -> {
                    String name = TAGS.get(tag.getKey().toLowerCase(Locale.ROOT));
                    if (name != null) {
                        entries.text(name, tag.getValue().asText());
                    }
                });
        try {
            entries.date("date_recorded", Instant.parse(tags.path("creation_time").asText()));
        } catch (DateTimeParseException none) {
            return;
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asText() : null;
    }

    private static String text(JsonNode node, String name, String fallback) {
        return node.path(name).asText(fallback);
    }

    private static @Nullable Double number(JsonNode node, String name) {
        try {
            return node.hasNonNull(name) ? Double.valueOf(node.path(name).asText()) : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** A fraction such as 30000/1001. */
    private static @Nullable Double ratio(String fraction) {
        String[] parts = fraction.split("/", -1);
        try {
            double value = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
            return value > 0 ? value : null;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return null;
        }
    }
}
