package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
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
import dev.atelier.robots.codec.Packing;
import dev.atelier.robots.image.colour.Alpha;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
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
                    .weighs(raw -> raw.has("watermark_url") ? Load.NETWORK : Load.PIXELS)
                    .codes(ErrorCode.IMAGE_RESIZE_VALIDATION, ErrorCode.IMAGE_RESIZE_ERROR)
                    .summary(
                            "Resizes, crops, turns, pads and watermarks pictures, and converts them"
                                    + " to other formats.");

    private final Codec codec;
    private final RemoteMark remote;

    /**
     * @param remote the way to watermarks on the web
     */
    public ImageResizeRobot(Codec codec, RemoteMark remote) {
        this.codec = codec;
        this.remote = remote;
    }

    record Params(
            @Param(
                            doc =
                                    "The format of the result: `jpg`, `png`, `gif`, `webp`, `bmp`,"
                                        + " `tiff`, and where the server has libheif `avif` and"
                                        + " `heic`. That of the input when left out; SVG becomes"
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
                                    "What part remains when sides are cut. `attention` looks for"
                                        + " edges and for colours unlike those around them, more so"
                                        + " of skin (not for faces), `entropy` for variety in"
                                        + " brightness.",
                            fallback = "center")
                    Gravity gravity,
            @Param(
                            doc =
                                    "Whether the result is without the metadata of the picture."
                                            + " Otherwise JPEG, PNG and WebP keep its EXIF (but for"
                                            + " previews and the maker's notes) and XMP, JPEG its"
                                            + " IPTC too; other formats and animations keep none.",
                            fallback = "false")
                    Boolean strip,
            @Param(
                            doc =
                                    "Whether what is transparent becomes the background."
                                            + " Animations stay transparent.",
                            fallback = "true")
                    Boolean flatten,
            @Param(doc = "For JPEG, WebP, AVIF and HEIC.", min = 1, max = 100, fallback = "92")
                    Integer quality,
            @Param(
                            doc =
                                    "For bars, turned corners and what was transparent. `none`"
                                            + " keeps the result transparent.",
                            type = "colour such as `#ff8800`, `red` or `none`",
                            fallback = "#FFFFFF")
                    Colour background,
            @Param(
                            doc =
                                    "The frame or page to take. When left out, GIF and WebP keep"
                                            + " their animation in a GIF or WebP; others give their"
                                            + " first.",
                            min = 1)
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
            @Param(doc = "JPEG or PNG that gets sharper while it loads.", fallback = "false")
                    Boolean progressive,
            @Param(doc = "Accepted and ignored.", pattern = "v?[23](\\.[0-9]+)?(\\.[0-9]+)?")
                    @Nullable String imagemagickStack,
            @Param(doc = "Accepted and ignored.") @Nullable String stack,
            @Param(
                            doc = "Where to fetch the watermark when no file is tagged so.",
                            pattern = "https?://.+")
                    @Nullable String watermarkUrl,
            @Param(doc = "What to do to the transparency, once clipped.") @Nullable Alpha alpha,
            @Param(doc = "The same, before clipping.") @Nullable Alpha preclipAlpha,
            @Param(doc = "Resize in linear light.", fallback = "false") Boolean correctGamma,
            @Param(doc = "For PNG: smaller, but slower to make.", fallback = "false")
                    Boolean adaptiveFiltering,
            @Param(
                            doc =
                                    "`RGB` is `sRGB`. `CMYK` is for JPEG and TIFF, by the plain"
                                            + " rule without the profile of a press. The others are"
                                            + " spaces to reckon in: no format written here holds"
                                            + " them.")
                    @Nullable ColourSpace colorspace,
            @Param(
                            doc =
                                    "What channels the result has. `ColorSeparation` is CMYK, for"
                                        + " JPEG and TIFF; with alpha no format written here has"
                                        + " it.")
                    @Nullable Kind type,
            @Param(doc = "Percent; around 80 looks like an old photograph.", min = 0, max = 99)
                    @Nullable Integer sepia,
            @Param(
                            doc =
                                    "For TIFF; `Group4` and `Fax` make it black and white."
                                            + " `Lossless` makes a WebP without loss, too, and is"
                                            + " refused for JPEG, AVIF and HEIC. What `BZip` and"
                                            + " `JPEG2000` need is in no format written here.",
                            fallback = "LZW")
                    @Nullable Compression compress,
            @Param(doc = "Gaussian blur.", type = "radius and sigma such as `0x8`")
                    @Nullable Blur blur,
            @Param(
                            doc = "Ellipses of the result to blur instead of all of it.",
                            type = "list of `x`, `y` (top left), `width`, `height` in pixels")
                    @Nullable BlurRegions blurRegions,
            @Param(doc = "Factor.", min = 0, fallback = "1") Double brightness,
            @Param(doc = "Factor.", min = 0, fallback = "1") Double saturation,
            @Param(doc = "100 for none, 0 or 200 for the opposite.", min = 0, fallback = "100")
                    Double hue,
            @Param(doc = "1 for none.", min = 0, max = 2, fallback = "1") Double contrast,
            @Param(
                            doc =
                                    "`text`, `font`, `size`, `rotate`, `color`, `background_color`,"
                                        + " `stroke_width`, `stroke_color`, `align`, `valign`,"
                                        + " `x_offset`, `y_offset`; missing fonts are replaced.",
                            type = "object or list of objects")
                    Texts text,
            @Param(doc = "This colour becomes transparent.", type = "colour or `r,g,b`")
                    @Nullable Colour transparent,
            @Param(doc = "Cut borders in the colour of the corner first.", fallback = "false")
                    Boolean trimWhitespace,
            @Param(
                            doc = "Cut out along the first path in the file, or that of a name.",
                            type = "boolean or name",
                            fallback = "false")
                    Clip clip,
            @Param(doc = "Opposite colours.", fallback = "false") Boolean negate,
            @Param(doc = "Only black and white.", fallback = "false") Boolean monochrome,
            @Param(doc = "Map colours through the image tagged `clut`.", fallback = "false")
                    Boolean clut,
            @Param(doc = "Pixels per inch to note.", type = "number or `72x96`")
                    @Nullable Pair density,
            @Param(doc = "Pixels to cut from the edges first.", type = "integer or `10x20`")
                    @Nullable Pair shave) {

        Params {
            if (density != null && (density.x() <= 0 || density.y() <= 0)) {
                throw new ParamException("density", "must be greater than 0");
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
            correctGamma = or(correctGamma, false);
            adaptiveFiltering = or(adaptiveFiltering, false);
            brightness = or(brightness, 1.0);
            saturation = or(saturation, 1.0);
            hue = or(hue, 100.0);
            contrast = or(contrast, 1.0);
            text = or(text, Texts.NONE);
            trimWhitespace = or(trimWhitespace, false);
            clip = or(clip, Clip.NONE);
            negate = or(negate, false);
            monochrome = or(monochrome, false);
            clut = or(clut, false);
            boolean inks = colorspace == ColourSpace.CMYK || type == Kind.COLORSEPARATION;
            if (inks && (monochrome || (type != null && type != Kind.COLORSEPARATION))) {
                throw new ParamException(
                        "colorspace", "must not be CMYK for what is to be of another kind");
            }
            if (format != null) {
                OutputFormat.require(format).check(inks, compress);
            }
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
            boolean asked = transparent != null || (type != null && type.alpha());
            return background.transparent() || !flatten || asked;
        }

        boolean sepiaTinted() {
            return sepia != null && sepia > 0;
        }

        /** What the samples of the result are to be. */
        @Nullable Kind kind() {
            boolean tinted = clut || sepiaTinted();
            boolean grey = colorspace == ColourSpace.GRAY && !tinted;
            Kind given = colorspace == ColourSpace.CMYK ? Kind.COLORSEPARATION : type;
            return monochrome ? Kind.BILEVEL : given == null && grey ? Kind.GRAYSCALE : given;
        }

        Packing packing() {
            return new Packing(
                    adaptiveFiltering,
                    compress == null ? Packing.Tiff.LZW : compress.tiff(),
                    density == null ? null : new Packing.Density(density.x(), density.y()));
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
                                        "There is no picture to work on; tag one with as:"
                                                + " base."));
        var resizing = new Resizing(codec, params, base, files, mark(params, files, job), job);
        job.reserve(resizing.heldPixels());
        Path out = job.scratch().resolve("resized");
        Path made = job.pixels(() -> resizing.write(out));
        job.emit(Emission.of(made, resizing.name(), base));
    }

    private @Nullable Path mark(Params params, ResizeInputs files, RobotContext job)
            throws IOException {
        if (files.watermark() != null) {
            return job.open(files.watermark());
        }
        return params.watermarkUrl() == null
                ? null
                : remote.fetch(params.watermarkUrl(), job.scratch());
    }
}
