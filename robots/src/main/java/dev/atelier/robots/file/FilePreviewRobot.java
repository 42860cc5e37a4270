package dev.atelier.robots.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.ImageFormat;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;

/** Makes a small picture of a file of any kind. */
public final class FilePreviewRobot implements Robot<FilePreviewRobot.Params> {
    private static final String HEX = "#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?";
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/preview", Params.class)
                    .giving(RobotDescriptor.IMAGES)
                    .codes(ErrorCode.FILE_PREVIEW_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Makes a small picture of a file: the picture itself, or an icon"
                                    + " with the file's extension in the colour of its kind."
                                    + " Artwork, waveforms, video frames and clips, pages of"
                                    + " documents and rendered web pages are not made here;"
                                    + " such files get their icon.");

    enum Format {
        PNG,
        JPG,
        JPEG,
        WEBP,
        GIF,
        AVIF;

        ImageFormat written() {
            return switch (this) {
                case PNG -> ImageFormat.PNG;
                case JPG, JPEG -> ImageFormat.JPEG;
                case WEBP -> ImageFormat.WEBP;
                case GIF -> ImageFormat.GIF;
                case AVIF -> ImageFormat.AVIF;
            };
        }
    }

    enum IconStyle {
        WITH_TEXT,
        SQUARE
    }

    enum IconText {
        EXTENSION,
        NONE
    }

    enum Priority {
        CONVERSION_SPEED,
        COMPRESSION_RATIO
    }

    /** A colour as {@code #rrggbb} or {@code #rrggbbaa}. */
    record Hex(Color awt) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Hex of(JsonNode node) {
            String text = node.asText();
            if (!text.matches(HEX)) {
                throw new ParamException("", "must be a colour such as #ff8800 or #ff880080");
            }
            long bits = Long.parseLong(text.substring(1), 16);
            long argb = text.length() == 7 ? bits | 0xFF000000L : bits >>> 8 | (bits & 0xFF) << 24;
            return new Hex(new Color((int) argb, true));
        }
    }

    record Params(
            @Param(
                            doc = "The format of the preview; `avif` takes libheif on the server.",
                            fallback = "png")
                    Format format,
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
                            type = "colour such as `#ff8800` or `#ff880080`",
                            fallback = "#ffffffff")
                    Hex background,
            @Param(doc = "Whether a small picture is enlarged.", fallback = "true") Boolean zoom,
            @Param(
                            doc =
                                    "For each kind of file (`audio`, `video`, `image`,"
                                            + " `document`, `archive`, `webpage`, `unknown`)"
                                            + " the ways to try, in order. Of these `image` and"
                                            + " `icon` can be done here. A file for which none"
                                            + " can be done gets no preview.",
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
            @Param(doc = "Of artwork.", notYet = true) @Nullable String artworkOuterColor,
            @Param(doc = "Of artwork.", notYet = true) @Nullable String artworkCenterColor,
            @Param(doc = "Of a waveform.", notYet = true) @Nullable String waveformCenterColor,
            @Param(doc = "Of a waveform.", notYet = true) @Nullable String waveformOuterColor,
            @Param(doc = "Of a waveform.", notYet = true) @Nullable Integer waveformHeight,
            @Param(doc = "Of a waveform.", notYet = true) @Nullable Integer waveformWidth,
            @Param(doc = "Of a clip.", notYet = true) @Nullable String clipFormat,
            @Param(doc = "Of a clip.", notYet = true) @Nullable Double clipOffset,
            @Param(doc = "Of a clip.", notYet = true) @Nullable Double clipDuration,
            @Param(doc = "Of a clip.", notYet = true) @Nullable Integer clipFramerate,
            @Param(doc = "Of a clip.", notYet = true) @Nullable Boolean clipLoop) {
        Params {
            format = or(format, Format.PNG);
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

    public FilePreviewRobot(Codec codec) {
        this.codec = codec;
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        var previews = new Previews(codec, params, job);
        previews.reserve(input.files());
        for (AssemblyFile file : input.files()) {
            Path made = previews.of(file);
            if (made == null) {
                job.notice(file.name() + " got no preview: none of its ways can be done here.");
            } else {
                String extension = params.format().written().extension();
                job.emit(Emission.of(made, file.basename() + "." + extension, file));
            }
        }
    }
}
