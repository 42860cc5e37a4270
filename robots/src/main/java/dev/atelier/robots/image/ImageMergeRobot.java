package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Joins pictures into one: side by side, in a grid or as a mosaic. */
public final class ImageMergeRobot implements Robot<ImageMergeRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/image/merge", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .giving(List.of("image/png", "image/jpeg", "image/webp"))
                    .codes(ErrorCode.IMAGE_MERGE_VALIDATION, ErrorCode.IMAGE_MERGE_FAILURE)
                    .summary(
                            "Joins several pictures into one; use it with `bundle_steps`, so that"
                                    + " it gets all of them at once.");

    private final Codec codec;

    public ImageMergeRobot(Codec codec) {
        this.codec = codec;
    }

    enum Format {
        PNG,
        JPG,
        WEBP
    }

    enum Direction {
        HORIZONTAL,
        VERTICAL,
        GRID
    }

    enum Effect {
        MOSAIC,
        @JsonProperty("polaroid-stack")
        POLAROID_STACK
    }

    enum SortBy {
        BASENAME,
        IMPORT_ORDER,
        AUTO
    }

    record Params(
            @Param(doc = "The format of the result.", fallback = "png") Format format,
            @Param(doc = "How the pictures lie.", fallback = "horizontal") Direction direction,
            @Param(
                            doc =
                                    "Fills a picture of `width` and `height`: in rows, or with"
                                        + " photographs in white frames; goes before direction.")
                    @Nullable Effect effect,
            @Param(doc = "For a grid; follows from `rows` when left out.", min = 1, max = 1000)
                    @Nullable Integer columns,
            @Param(doc = "For a grid; follows from `columns` when left out.", min = 1, max = 1000)
                    @Nullable Integer rows,
            @Param(
                            doc =
                                    "Of a cell of the grid; that of the widest picture when left"
                                            + " out.",
                            min = 1,
                            max = 25_000)
                    @Nullable Integer cellWidth,
            @Param(
                            doc =
                                    "Of a cell of the grid; that of the highest picture when left"
                                            + " out.",
                            min = 1,
                            max = 25_000)
                    @Nullable Integer cellHeight,
            @Param(
                            doc = "Pixels between pictures; with an effect around them too.",
                            min = 0,
                            max = 5000,
                            fallback = "0")
                    Integer border,
            @Param(
                            doc =
                                    "What shows between pictures. `none` keeps the result"
                                            + " transparent.",
                            type = "colour such as `#ff8800`, `red` or `none`",
                            fallback = "#FFFFFF")
                    Colour background,
            @Param(doc = "With an effect.", min = 1, max = 25_000, fallback = "1200") Integer width,
            @Param(doc = "With an effect.", min = 1, max = 25_000, fallback = "800") Integer height,
            @Param(doc = "The same number shuffles and scatters the same way.")
                    @Nullable Integer seed,
            @Param(doc = "Whether the order is left to chance.", fallback = "false")
                    Boolean shuffle,
            @Param(doc = "The order; numbers in names count as numbers.", fallback = "basename")
                    SortBy sortBy,
            @Param(
                            doc =
                                    "How many times the photographs of a polaroid stack would cover"
                                            + " it side by side.",
                            min = 0.5,
                            max = 3,
                            fallback = "1.5")
                    Double coverage,
            @Param(doc = "For PNG: smaller, but slower to make.", fallback = "false")
                    Boolean adaptiveFiltering,
            @Param(doc = "For JPEG and WebP.", min = 1, max = 100, fallback = "100")
                    Integer quality) {
        Params {
            format = or(format, Format.PNG);
            direction = or(direction, Direction.HORIZONTAL);
            border = or(border, 0);
            background = or(background, Colour.WHITE);
            width = or(width, 1200);
            height = or(height, 800);
            shuffle = or(shuffle, false);
            sortBy = or(sortBy, SortBy.BASENAME);
            adaptiveFiltering = or(adaptiveFiltering, false);
            quality = or(quality, 100);
            coverage = or(coverage, 1.5);
        }

        /** What the seed decides, or chance where there is none. */
        RandomGenerator chance(RandomGenerator without) {
            return seed == null
                    ? without
                    : RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        private static <T> T or(@Nullable T given, T fallback) {
            return given == null ? fallback : given;
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        if (input.files().isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_MERGE_FAILURE, "There is no picture to merge.");
        }
        List<AssemblyFile> files = MergeOrder.of(params, input.files(), job.random());
        Merging merging = Merging.of(codec, params, files, job);
        job.reserve(merging.heldPixels());
        Path out = job.scratch().resolve("merged");
        job.pixels(() -> merging.write(out));
        AssemblyFile first = files.getFirst();
        job.emit(Emission.of(out, first.basename() + "." + merging.extension(), first));
    }
}
