package dev.atelier.robots.preview;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.meta.FileKind;
import dev.atelier.robots.meta.MediaTools;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.util.List;
import java.util.function.Supplier;

/** Makes a small picture of a file of any kind. */
public final class FilePreviewRobot implements Robot<FilePreviewRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/preview", Params.class)
                    .giving(RobotDescriptor.IMAGES)
                    .codes(ErrorCode.FILE_PREVIEW_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Makes a small picture of a file: of a picture itself, of a video a"
                                    + " frame or clip, of a song its cover or waveform, of a PDF"
                                    + " its first page, of every file an icon with its extension."
                                    + " Videos and sounds take ffmpeg and ffprobe on the server."
                                    + " Web pages and documents other than PDF are not drawn"
                                    + " here. When a way cannot be gone, the next one is tried"
                                    + " and a notice in `warnings` says why.");

    enum IconStyle {
        @JsonProperty("with-text")
        WITH_TEXT,
        SQUARE
    }

    enum IconText {
        EXTENSION,
        NONE
    }

    enum Priority {
        @JsonProperty("conversion-speed")
        CONVERSION_SPEED,
        @JsonProperty("compression-ratio")
        COMPRESSION_RATIO
    }

    record Params(
            @Param(
                            doc = "The format of the preview; `avif` takes libheif on the server.",
                            fallback = "png")
                    StillFormat format,
            @Param(doc = "In pixels.", min = 1, max = 5000, fallback = "300") Integer width,
            @Param(doc = "In pixels.", min = 1, max = 5000, fallback = "200") Integer height,
            @Param(
                            doc =
                                    "How a picture gets its size: `fit` within it, `pad` it,"
                                            + " `fillcrop` and `crop` cut it, `min_fit` covers"
                                            + " it, `stretch` distorts.",
                            fallback = "pad")
                    PreviewFrame.Strategy resizeStrategy,
            @Param(
                            doc = "What shows beside and under the picture.",
                            type = Hex.TYPE,
                            fallback = "#ffffffff")
                    Hex background,
            @Param(doc = "Whether a small picture is enlarged.", fallback = "true") Boolean zoom,
            @Param(
                            doc =
                                    "For each kind of file (`audio`, `video`, `image`,"
                                            + " `document`, `archive`, `webpage`, `unknown`)"
                                            + " the ways to try, in order, of `artwork`,"
                                            + " `waveform`, `frame`, `clip`, `page`, `image`,"
                                            + " `icon` and `render`, which is never done here."
                                            + " What a kind has by itself: audio `artwork`,"
                                            + " `waveform`, `icon`; video `artwork`, `frame`,"
                                            + " `icon`; document `page`, `icon`; image `image`,"
                                            + " `icon`; webpage `render`, `icon`; others"
                                            + " `icon`. A file for which none can be done gets"
                                            + " no preview.",
                            type = "map of lists")
                    @Nullable PreviewStrategies strategy,
            @Param(doc = "The look of icons.", fallback = "with-text") IconStyle iconStyle,
            @Param(
                            doc = "Of the extension on icons.",
                            type = "colour such as `#a2a2a2`",
                            fallback = "#a2a2a2")
                    Hex iconTextColor,
            @Param(
                            doc =
                                    "Of the extension on icons; a font the server has, else its"
                                            + " sans serif.",
                            fallback = "Roboto")
                    String iconTextFont,
            @Param(doc = "What is written on icons.", fallback = "extension")
                    IconText iconTextContent,
            @Param(doc = "Whether PNG is made as small as can be.", fallback = "true")
                    Boolean optimize,
            @Param(
                            doc = "`compression-ratio` takes longer for a smaller PNG.",
                            fallback = "conversion-speed")
                    Priority optimizePriority,
            @Param(doc = "Whether JPEG and PNG get sharper while they load.", fallback = "false")
                    Boolean optimizeProgressive,
            @Param(
                            doc =
                                    "Beside and under an artwork, in place of the background:"
                                            + " the colour at the corners of the preview, of a"
                                            + " gradient from its middle. The `background` when"
                                            + " only the other is given.",
                            type = Hex.TYPE)
                    @Nullable Hex artworkOuterColor,
            @Param(doc = "The colour in the middle of that gradient.", type = Hex.TYPE)
                    @Nullable Hex artworkCenterColor,
            @Param(
                            doc = "Of a waveform, on its line in the middle.",
                            type = Hex.TYPE,
                            fallback = "#000000ff")
                    Hex waveformCenterColor,
            @Param(
                            doc = "Of a waveform, where it is highest and lowest.",
                            type = Hex.TYPE,
                            fallback = "#000000ff")
                    Hex waveformOuterColor,
            @Param(
                            doc =
                                    "In pixels. A waveform is made smaller when it does not fit,"
                                            + " never larger.",
                            min = 1,
                            max = 5000,
                            fallback = "100")
                    Integer waveformHeight,
            @Param(doc = "In pixels.", min = 1, max = 5000, fallback = "300") Integer waveformWidth,
            @Param(
                            doc =
                                    "What a clip is written as, in place of `format`; each takes"
                                            + " its encoder in ffmpeg. `avif` has no"
                                            + " transparency.",
                            fallback = "webp")
                    ClipFormat clipFormat,
            @Param(
                            doc =
                                    "Where a clip begins, in seconds; by itself at 0 where the"
                                            + " video is no longer than that.",
                            min = 0,
                            fallback = "1")
                    @Nullable Double clipOffset,
            @Param(
                            doc =
                                    "How long a clip is, in seconds; it ends where the video"
                                            + " does. All its frames together have no more"
                                            + " pixels than `pixels.*` allows.",
                            min = 0,
                            fallback = "5")
                    Double clipDuration,
            @Param(doc = "Frames of a clip in a second.", min = 1, max = 60, fallback = "5")
                    Integer clipFramerate,
            @Param(doc = "Whether a clip runs for ever; else once.", fallback = "true")
                    Boolean clipLoop) {
        Params {
            format = or(format, StillFormat.PNG);
            width = or(width, 300);
            height = or(height, 200);
            resizeStrategy = or(resizeStrategy, PreviewFrame.Strategy.PAD);
            background = or(background, new Hex(Color.WHITE));
            zoom = or(zoom, true);
            iconStyle = or(iconStyle, IconStyle.WITH_TEXT);
            iconTextColor = or(iconTextColor, new Hex(new Color(0xA2A2A2)));
            iconTextFont = or(iconTextFont, "Roboto");
            iconTextContent = or(iconTextContent, IconText.EXTENSION);
            optimize = or(optimize, true);
            optimizePriority = or(optimizePriority, Priority.CONVERSION_SPEED);
            optimizeProgressive = or(optimizeProgressive, false);
            waveformCenterColor = or(waveformCenterColor, new Hex(Color.BLACK));
            waveformOuterColor = or(waveformOuterColor, new Hex(Color.BLACK));
            waveformHeight = or(waveformHeight, 100);
            waveformWidth = or(waveformWidth, 300);
            clipFormat = or(clipFormat, ClipFormat.WEBP);
            clipDuration = or(clipDuration, 5.0);
            clipFramerate = or(clipFramerate, 5);
            clipLoop = or(clipLoop, true);
        }

        private static <T> T or(@Nullable T given, T fallback) {
            return given == null ? fallback : given;
        }

        List<PreviewStrategies.Way> ways(FileKind kind) {
            return strategy == null
                    ? PreviewStrategies.usual(kind)
                    : strategy.ways().getOrDefault(kind, PreviewStrategies.usual(kind));
        }
    }

    private final Codec codec;
    private final Supplier<MediaTools> tools;
    private final PdfPages pages;

    /**
     * @param tools looked for when the first video or sound comes
     * @param pages draws pages of PDFs
     */
    public FilePreviewRobot(Codec codec, Supplier<MediaTools> tools, PdfPages pages) {
        this.codec = codec;
        this.tools = tools;
        this.pages = pages;
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        var previews = new Previews(codec, tools, pages, params, job);
        for (AssemblyFile file : input.files()) {
            Previews.Made made = previews.of(file);
            if (made == null) {
                job.notice(file.name() + " got no preview: none of its ways can be done here.");
            } else {
                String name = file.basename() + "." + made.extension();
                job.emit(Emission.of(made.bytes(), name, file));
            }
        }
    }
}
