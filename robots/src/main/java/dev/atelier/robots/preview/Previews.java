package dev.atelier.robots.preview;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.Packing;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.meta.FileKind;
import dev.atelier.robots.meta.MediaTools;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Makes previews, each in the first way that works. */
final class Previews {
    private final FilePreviewRobot.Params params;
    private final RobotContext job;
    private final Easel easel;
    private final Supplier<MediaTools> tools;
    private final PdfPages pages;

    Previews(
            Codec codec,
            Supplier<MediaTools> tools,
            PdfPages pages,
            FilePreviewRobot.Params params,
            RobotContext job) {
        this.params = params;
        this.job = job;
        this.easel = new Easel(codec, params, job);
        this.tools = tools;
        this.pages = pages;
    }

    /** A preview as a file, with the extension of its format. */
    record Made(Path bytes, String extension) {}

    /** The preview, or null when no way works; notices say why others did not. */
    @Nullable Made of(AssemblyFile file) throws Exception {
        var subject = new Subject(file, job.open(file), tools);
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        Made made = null;
        for (PreviewStrategies.Way way : params.ways(FileKind.of(file))) {
            try {
                Shown shown = shown(way, subject, reasons);
                if (shown != null) {
                    made = made(shown);
                    break;
                }
            } finally {
                job.giveBack();
            }
        }
        reasons.forEach((reason, ways) -> job.notice(notice(file, ways, reason)));
        return made;
    }

    private static String notice(AssemblyFile file, List<String> ways, String reason) {
        return "%s is not shown by its %s. %s"
                .formatted(file.name(), String.join(" or ", ways), reason);
    }

    private @Nullable Shown shown(
            PreviewStrategies.Way way, Subject subject, Map<String, List<String>> reasons)
            throws Exception {
        try {
            return way(way).of(subject);
        } catch (PictureException e) {
            note(reasons, e.getMessage(), way);
            return null;
        } catch (AssemblyException e) {
            // there is no room for it in memory
            if (e.error().code() != ErrorCode.INVALID_INPUT_ERROR) {
                throw e;
            }
            note(reasons, e.error().message(), way);
            return null;
        }
    }

    private static void note(
            Map<String, List<String>> reasons, String reason, PreviewStrategies.Way way) {
        reasons.computeIfAbsent(reason, any -> new ArrayList<>())
                .add(way.name().toLowerCase(Locale.ROOT));
    }

    private PreviewWay way(PreviewStrategies.Way way) {
        return switch (way) {
            case ARTWORK -> new ArtworkWay(easel);
            case WAVEFORM -> new WaveformWay(easel);
            case FRAME -> new FrameWay(easel);
            case CLIP -> new ClipWay(easel);
            case PAGE -> new PageWay(easel, pages);
            case RENDER -> NoWay.RENDER;
            case IMAGE -> new ImageWay(easel);
            case ICON -> new IconWay(easel);
        };
    }

    private Made made(Shown shown) throws Exception {
        return switch (shown) {
            case Shown.Moving(Path bytes, String extension) -> new Made(bytes, extension);
            case Shown.Still(BufferedImage picture) -> {
                Path out = easel.place("preview");
                job.pixels(() -> {
                    easel.codec().encode(picture, encoding(), out);
                    return out;
                });
                yield new Made(out, params.format().written().extension());
            }
        };
    }

    private Encoding encoding() {
        Color awt = params.background().awt();
        boolean thorough =
                params.optimize()
                        && params.optimizePriority() == FilePreviewRobot.Priority.COMPRESSION_RATIO;
        return Encoding.of(params.format().written())
                .withBackground(new Color(awt.getRed(), awt.getGreen(), awt.getBlue()))
                .withProgressive(params.optimizeProgressive())
                .withPacking(new Packing(thorough, Packing.Tiff.LZW, null));
    }
}
