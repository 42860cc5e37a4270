package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * Resizes, crops, turns, pads and marks a picture and writes it in another format. The length of
 * this file is the table of its parameters; the work is in {@link Resizing}.
 */
public final class ImageResizeRobot implements Robot<ImageResizeRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/image/resize", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .giving(RobotDescriptor.IMAGES)
                    .roles("base", "watermark", "clut")
                    .codes(ErrorCode.IMAGE_RESIZE_VALIDATION, ErrorCode.IMAGE_RESIZE_ERROR)
                    .summary(
                            "Resizes, crops, turns, pads and watermarks pictures, and converts them"
                                    + " to other formats.");

    private final Codec codec;

    public ImageResizeRobot(Codec codec) {
        this.codec = codec;
    }

    record Params(
            @Param(
                            doc =
                                    "The format of the result: `jpg`, `png`, `gif`, `webp`, `bmp`"
                                        + " or `tiff`. That of the input when left out; SVG becomes"
                                        + " PNG.")
                    @Nullable String format,
            @Param(
                            doc =
                                    "Width of the frame in pixels. Follows from `height` when left"
                                            + " out.",
                            type = "integer from 1 to 25000, or a string such as `200px`")
                    @Nullable Side width,
            @Param(
                            doc =
                                    "Height of the frame in pixels. Follows from `width` when left"
                                            + " out.",
                            type = "integer from 1 to 25000, or a string such as `200px`")
                    @Nullable Side height,
            @Param(
                            doc =
                                    "How the picture gets into the frame. From 400×300 to 100×100:"
                                        + " `fit` gives 100×75, `min_fit` 133×100, `pad` 100×100"
                                        + " with bars, `fillcrop` 100×100 with the sides cut,"
                                        + " `stretch` 100×100 distorted, `crop` cuts without making"
                                        + " smaller.",
                            fallback = "fit")
                    Strategy resizeStrategy,
            @Param(doc = "Whether small pictures are enlarged.", fallback = "true") Boolean zoom,
            @Param(
                            doc =
                                    "The part to keep, from the top left corner. `width` and"
                                            + " `height` are then ignored.",
                            type =
                                    "object of `x1`, `y1`, `x2`, `y2`, each pixels or a string such"
                                            + " as `60%`")
                    @Nullable Crop crop,
            @Param(
                            doc =
                                    "What part remains when sides are cut; not yet `attention` and"
                                            + " `entropy`.",
                            fallback = "center")
                    Gravity gravity,
            @Param(
                            doc = "Accepted; for now no result carries metadata of its input.",
                            fallback = "false")
                    Boolean strip,
            @Param(doc = "Whether what is transparent becomes the background.", fallback = "true")
                    Boolean flatten,
            @Param(doc = "For JPEG and WebP.", min = 1, max = 100, fallback = "92") Integer quality,
            @Param(
                            doc =
                                    "For bars, turned corners and what was transparent. `none`"
                                            + " keeps the result transparent.",
                            type = "colour such as `#ff8800`, `red` or `none`",
                            fallback = "#FFFFFF")
                    Colour background,
            @Param(doc = "The frame to take; only the first for now.", min = 1)
                    @Nullable Integer frame,
            @Param(
                            doc =
                                    "`true` or `auto` follows the orientation in the file, `false`"
                                            + " does not; degrees turn clockwise.",
                            type = "boolean, `auto` or number",
                            fallback = "true")
                    Rotation rotation,
            @Param(
                            doc = "Where the watermark goes; of several one is drawn by lot.",
                            type = "position or list of positions",
                            fallback = "center")
                    Places watermarkPosition,
            @Param(doc = "Pixels towards the centre.", fallback = "0") Integer watermarkXOffset,
            @Param(doc = "Pixels towards the centre.", fallback = "0") Integer watermarkYOffset,
            @Param(doc = "Former name of `watermark_x_offset`.") Integer watermarkPositionX,
            @Param(doc = "Former name of `watermark_y_offset`.") Integer watermarkPositionY,
            @Param(
                            doc =
                                    "Share of the picture, such as `25%`; natural size when left"
                                            + " out.",
                            pattern = "[1-9][0-9]{0,3}%")
                    @Nullable String watermarkSize,
            @Param(doc = "How the watermark gets that size.", fallback = "fit")
                    Watermark.Fit watermarkResizeStrategy,
            @Param(doc = "0 is invisible.", min = 0, max = 1, fallback = "1")
                    Double watermarkOpacity,
            @Param(doc = "Repeat it from left to right.", fallback = "false")
                    Boolean watermarkRepeatX,
            @Param(doc = "Repeat it from top to bottom.", fallback = "false")
                    Boolean watermarkRepeatY,
            @Param(doc = "Interlaced JPEG or PNG.", fallback = "false") Boolean progressive,
            @Param(doc = "Accepted and ignored.", pattern = "v?[23](\\.[0-9]+)?(\\.[0-9]+)?")
                    @Nullable String imagemagickStack,
            @Param(doc = "Accepted and ignored.") @Nullable String stack,
            @Param(doc = "Address of a watermark.", notYet = true) @Nullable String watermarkUrl,
            @Param(doc = "Alpha operation.", notYet = true) @Nullable String alpha,
            @Param(doc = "Alpha operation before clipping.", notYet = true)
                    @Nullable String preclipAlpha,
            @Param(doc = "Resize in linear light.", notYet = true, fallback = "false")
                    Boolean correctGamma,
            @Param(doc = "PNG filters.", notYet = true, fallback = "false")
                    Boolean adaptiveFiltering,
            @Param(doc = "Colour space.", notYet = true) @Nullable String colorspace,
            @Param(doc = "Image type.", notYet = true) @Nullable String type,
            @Param(doc = "Sepia tone.", notYet = true) @Nullable Integer sepia,
            @Param(doc = "Compression.", notYet = true) @Nullable String compress,
            @Param(doc = "Blur.", notYet = true) @Nullable String blur,
            @Param(doc = "Blurred regions.", notYet = true) @Nullable JsonNode blurRegions,
            @Param(doc = "Brightness.", notYet = true, fallback = "1") Double brightness,
            @Param(doc = "Saturation.", notYet = true, fallback = "1") Double saturation,
            @Param(doc = "Hue.", notYet = true, fallback = "100") Double hue,
            @Param(doc = "Contrast.", notYet = true, fallback = "1") Double contrast,
            @Param(doc = "Text.", notYet = true) @Nullable JsonNode text,
            @Param(doc = "Colour to make transparent.", notYet = true) @Nullable String transparent,
            @Param(doc = "Cut plain borders.", notYet = true, fallback = "false")
                    Boolean trimWhitespace,
            @Param(doc = "Clipping path.", notYet = true, fallback = "false")
                    @Nullable JsonNode clip,
            @Param(doc = "Negative.", notYet = true, fallback = "false") Boolean negate,
            @Param(doc = "Black and white.", notYet = true, fallback = "false") Boolean monochrome,
            @Param(doc = "Colour table.", notYet = true, fallback = "false") Boolean clut,
            @Param(doc = "Density.", notYet = true) @Nullable JsonNode density,
            @Param(doc = "Cut edges.", notYet = true) @Nullable JsonNode shave) {

        Params {
            if (format != null) {
                OutputFormat.require(format);
            }
            if (gravity != null && gravity.looksAtThePicture()) {
                throw new ParamException(
                        "gravity", "attention and entropy are not available in this version");
            }
            if (frame != null && frame > 1) {
                throw new ParamException(
                        "frame", "frames after the first are not available in this version");
            }
            resizeStrategy = or(resizeStrategy, Strategy.FIT);
            zoom = or(zoom, true);
            gravity = or(gravity, Gravity.CENTER);
            strip = or(strip, false);
            flatten = or(flatten, true);
            quality = or(quality, 92);
            background = or(background, Colour.WHITE);
            rotation = or(rotation, Rotation.AUTO);
            watermarkPosition = or(watermarkPosition, Places.CENTER);
            watermarkXOffset = or(watermarkXOffset, or(watermarkPositionX, 0));
            watermarkYOffset = or(watermarkYOffset, or(watermarkPositionY, 0));
            watermarkResizeStrategy = or(watermarkResizeStrategy, Watermark.Fit.FIT);
            watermarkOpacity = or(watermarkOpacity, 1.0);
            watermarkRepeatX = or(watermarkRepeatX, false);
            watermarkRepeatY = or(watermarkRepeatY, false);
            progressive = or(progressive, false);
        }

        private static <T> T or(@Nullable T given, T fallback) {
            return given == null ? fallback : given;
        }

        Watermark watermark(Gravity place) {
            int percent =
                    watermarkSize == null ? 0 : Integer.parseInt(watermarkSize.replace("%", ""));
            return new Watermark(
                    place,
                    watermarkXOffset,
                    watermarkYOffset,
                    percent,
                    watermarkResizeStrategy,
                    watermarkOpacity,
                    watermarkRepeatX,
                    watermarkRepeatY);
        }

        /** Whether the result may be transparent, as far as its format can. */
        boolean keepsAlpha() {
            return background.transparent() || !flatten;
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        ResizeInputs files = ResizeInputs.of(input);
        AssemblyFile base =
                files.base()
                        .orElseThrow(() ->
                                new AssemblyException(
                                        ErrorCode.IMAGE_RESIZE_NO_INPUT_FILE,
                                        "There is no picture to work on; tag one with as: base."));
        Resizing resizing = Resizing.of(codec, params, base, files.watermark(), job);
        job.reserve(resizing.heldPixels());
        Path out = job.scratch().resolve("resized");
        job.pixels(() -> resizing.write(out));
        job.emit(Emission.of(out, resizing.name(), base));
    }
}
