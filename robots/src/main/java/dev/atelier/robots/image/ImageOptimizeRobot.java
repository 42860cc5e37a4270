package dev.atelier.robots.image;

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
import dev.atelier.robots.codec.PictureException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes picture files smaller and leaves the pictures as they look. */
public final class ImageOptimizeRobot implements Robot<ImageOptimizeRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/image/optimize", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .giving(RobotDescriptor.IMAGES)
                    .codes(ErrorCode.IMAGE_OPTIMIZE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Makes files smaller without changing how they look: PNG and JPEG are"
                                + " packed anew, frames of an animated GIF hold only what changes,"
                                + " JPEG, PNG, GIF, WebP, SVG, AVIF and HEIC can lose their"
                                + " metadata. A file that would not get smaller, and any other"
                                + " kind, goes on as it is.");

    private static final String WAY_OUT =
            "Convert them with /image/resize and strip: true to leave it out.";

    private final Codec codec;

    public ImageOptimizeRobot(Codec codec) {
        this.codec = codec;
    }

    enum Priority {
        @JsonProperty("compression-ratio")
        COMPRESSION_RATIO,
        @JsonProperty("conversion-speed")
        CONVERSION_SPEED
    }

    record Params(
            @Param(doc = "Smaller or sooner.", fallback = "compression-ratio") Priority priority,
            @Param(
                            doc =
                                    "JPEG that gets sharper while it loads, unless that makes"
                                            + " it larger. A PNG would only get larger.",
                            fallback = "false")
                    Boolean progressive,
            @Param(
                            doc =
                                    "Whether EXIF, texts and the like stay. Orientation and colour"
                                        + " profiles always do. With `false` they go even where the"
                                        + " file gets no smaller; kinds that go on as they are get"
                                        + " a warning.",
                            fallback = "true")
                    Boolean preserveMetaData,
            @Param(
                            doc = "Whether a damaged picture goes on as it is instead of failing.",
                            fallback = "true")
                    Boolean fixBreakingImages,
            @Param(doc = "256 colours at most for PNG.", fallback = "false") Boolean lossy) {
        Params {
            progressive = progressive != null && progressive;
            priority = priority == null ? Priority.COMPRESSION_RATIO : priority;
            preserveMetaData = preserveMetaData == null || preserveMetaData;
            fixBreakingImages = fixBreakingImages == null || fixBreakingImages;
            lossy = lossy != null && lossy;
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        long held = 1;
        for (AssemblyFile file : input.files()) {
            held = Math.max(held, heldPixels(params, job.open(file)));
        }
        job.reserve(held);
        for (AssemblyFile file : input.files()) {
            job.emit(optimised(params, file, job));
        }
    }

    private long heldPixels(Params params, Path file) throws IOException {
        try {
            return Optimising.of(codec, params, file).heldPixels();
        } catch (PictureException toldLater) {
            return 1;
        }
    }

    private Emission optimised(Params params, AssemblyFile file, RobotContext job)
            throws Exception {
        try {
            return optimised(Optimising.of(codec, params, job.open(file)), file, job);
        } catch (PictureException damaged) {
            if (!params.fixBreakingImages()) {
                throw damaged;
            }
            String metadata = params.preserveMetaData() ? "" : " and keeps its metadata";
            job.warn(
                    "%s was not optimised%s. %s"
                            .formatted(file.name(), metadata, damaged.getMessage()));
            return Emission.passOn(file);
        }
    }

    private static Emission optimised(Optimising optimising, AssemblyFile file, RobotContext job)
            throws Exception {
        Optional<byte[]> better = job.pixels(() -> optimising.better(job.scratch()));
        byte[] result = better.isPresent() ? better.get() : Files.readAllBytes(job.open(file));
        if (optimising.missed(result)) {
            job.notice(
                    file.name()
                            + " was not made progressive: it is damaged, of an unusual kind or"
                            + " would get larger.");
        }
        if (optimising.keepsMetaData()) {
            job.warn(
                    "%s may still have metadata: %s pictures go on as they are. %s"
                            .formatted(file.name(), optimising.probe().format(), WAY_OUT));
        }
        if (better.isEmpty()) {
            return Emission.passOn(file);
        }
        Path out = Files.write(job.scratch().resolve("optimised"), result);
        return Emission.of(out, file.name(), file);
    }
}
