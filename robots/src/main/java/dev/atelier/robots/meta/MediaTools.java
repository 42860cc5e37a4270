package dev.atelier.robots.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known about videos and sounds, from the programs of FFmpeg, where they are installed.
 *
 * @param ffprobe reads the headers
 * @param ffmpeg decodes them, to tell how loud they are or for pictures of them
 */
public record MediaTools(@Nullable MediaTool ffprobe, @Nullable MediaTool ffmpeg) {
    public static final MediaTools NONE = new MediaTools(null, null);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MEAN = Pattern.compile("mean_volume: (-?[0-9.]{1,9}) dB");

    /** Containers that hold all there is to read; lists of other files are not among them. */
    private static final List<String> LIMITS =
            List.of(
                    "-protocol_whitelist",
                    "file",
                    "-format_whitelist",
                    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,ogg,flac,wav,avi,flv,mpeg,mpegvideo",
                    "-max_alloc",
                    "268435456");

    /** What is there, by name, or {@code none}. */
    public Map<String, String> versions() {
        var found = new LinkedHashMap<String, String>();
        found.put("ffprobe", ffprobe == null ? "none" : ffprobe.version());
        found.put("ffmpeg", ffmpeg == null ? "none" : ffmpeg.version());
        return found;
    }

    /**
     * Adds what can be had and says what cannot.
     *
     * @param notes takes a sentence for each
     */
    void read(Path file, OutputMeta wanted, ObjectNode meta, Consumer<String> notes)
            throws IOException {
        if (ffprobe == null) {
            notes.accept("has no metadata: install ffprobe, or check the setting media.ffprobe.");
            return;
        }
        JsonNode found = probe(ffprobe, file);
        if (found == null) {
            notes.accept("has no metadata: ffprobe cannot read it.");
            return;
        }
        new MediaEntries(meta).add(found, wanted);
        if (wanted.wants("mean_volume") && meta.has("audio_codec")) {
            volume(file, meta, notes);
        }
    }

    /**
     * What pictures of it are made with.
     *
     * @return empty when it cannot be read
     * @throws IOException also when it takes too long
     */
    public static Optional<MediaFacts> facts(MediaTool ffprobe, Path file) throws IOException {
        return Optional.ofNullable(probe(ffprobe, file)).map(MediaFacts::of);
    }

    /**
     * What ffmpeg is told before all else, so that it reads the file and nothing else.
     *
     * @param options of the reading, such as {@code -ss}
     */
    public static List<String> reading(Path file, String... options) {
        var arguments = new ArrayList<>(List.of("-hide_banner", "-nostats", "-nostdin"));
        // more threads decode sooner and take as many times the memory
        arguments.addAll(List.of("-v", "error", "-threads", "2"));
        arguments.addAll(LIMITS);
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-i", url(file)));
        return arguments;
    }

    /** A name that begins with its protocol is never taken for an option. */
    public static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    private static @Nullable JsonNode probe(MediaTool ffprobe, Path file) throws IOException {
        var arguments = new ArrayList<>(List.of("-v", "error"));
        arguments.addAll(LIMITS);
        arguments.addAll(List.of("-print_format", "json", "-show_format", "-show_streams"));
        arguments.add(url(file));
        try {
            MediaTool.Answer answer = ffprobe.run(arguments, false);
            JsonNode found = JSON.readTree(answer.text());
            return answer.status() == 0 && found.path("format").isObject() ? found : null;
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (JsonProcessingException broken) {
            return null;
        }
    }

    private void volume(Path file, ObjectNode meta, Consumer<String> notes) throws IOException {
        if (ffmpeg == null) {
            notes.accept("has no mean_volume: install ffmpeg, or check the setting media.ffmpeg.");
            return;
        }
        var arguments = new ArrayList<>(List.of("-hide_banner", "-nostats", "-nostdin"));
        arguments.addAll(LIMITS);
        arguments.addAll(List.of("-i", url(file), "-map", "0:a:0", "-af", "volumedetect"));
        arguments.addAll(List.of("-f", "null", "-"));
        Matcher mean = MEAN.matcher(ffmpeg.run(arguments, true).text());
        if (mean.find()) {
            meta.put("mean_volume", Double.parseDouble(mean.group(1)));
        } else {
            notes.accept("has no mean_volume: ffmpeg cannot decode it.");
        }
    }
}
