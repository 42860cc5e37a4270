package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
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
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Makes pictures two or four times as large. */
public final class ImageUpscaleRobot implements Robot<ImageUpscaleRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/image/upscale", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .giving(RobotDescriptor.IMAGES)
                    .codes(ErrorCode.IMAGE_UPSCALE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Makes a picture larger by smooth interpolation, then sharpens its"
                                    + " edges without haloes. No trained model is behind it: it"
                                    + " invents no detail, restores no faces and takes no blur or"
                                    + " compression away. `meta.provider` and `meta.model` say"
                                    + " `embedded`, and a named model is warned about.");

    private final Codec codec;

    public ImageUpscaleRobot(Codec codec) {
        this.codec = codec;
    }

    record Params(
            @Param(
                            doc =
                                    "The model whose place is taken. The other models upstream"
                                            + " restore faces, which is not possible here.",
                            oneOf = {"nightmareai/real-esrgan"},
                            fallback = "nightmareai/real-esrgan")
                    @Nullable String model,
            @Param(doc = "How many times as wide and high: 2 or 4.", fallback = "2") Integer scale,
            @Param(doc = "Restores faces.", fallback = "false", notYet = true) Boolean faceEnhance,
            @Param(
                            doc = "Who does it: so far the method that comes with the house.",
                            oneOf = {"auto", "embedded"},
                            fallback = "auto")
                    @Nullable String provider) {
        Params {
            scale = scale == null ? 2 : scale;
            faceEnhance = faceEnhance != null && faceEnhance;
            if (scale != 2 && scale != 4) {
                throw new ParamException("scale", "must be 2 or 4, not " + scale);
            }
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        AssemblyFile file = input.files().getFirst();
        try {
            Probe probe = codec.probe(job.open(file));
            check(probe, params.scale(), file);
            job.reserve(probe.pixels() * (2 + 3L * params.scale() * params.scale()));
            if (probe.frames() > 1) {
                job.warn(file.name() + " moves; only its first frame was taken.");
            }
            if (params.model() != null) {
                job.warn(params.model() + " was not asked; the picture was interpolated.");
            }
            ImageFormat format = kept(probe.format());
            Path out = job.scratch().resolve("upscaled");
            job.pixels(() -> {
                Picture picture = codec.decode(job.open(file)).warn(file.name(), job::warn);
                return enlarge(params.scale(), Codec.srgb8(picture), format, out);
            });
            ObjectNode meta = AssemblyFile.emptyJson();
            meta.put("provider", "embedded").put("model", "embedded");
            String name =
                    format == probe.format()
                            ? file.name()
                            : Names.basename(file.name()) + "." + format.extension();
            job.emit(new Emission.NewFile(out, name, file, meta));
        } catch (PictureException e) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR, file.name() + ": " + e.getMessage(), e);
        }
    }

    private void check(Probe probe, int scale, AssemblyFile file) {
        long pixels = probe.pixels() * scale * scale;
        long side = (long) Math.max(probe.width(), probe.height()) * scale;
        if (pixels > codec.limits().maxPixels() || side > codec.limits().maxSide()) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR,
                    "%s would have %d pixels, %d on a side; at most %d and %d are allowed. Make it smaller or use a smaller scale."
                            .formatted(
                                    file.name(),
                                    pixels,
                                    side,
                                    codec.limits().maxPixels(),
                                    codec.limits().maxSide()));
        }
    }

    /** A palette has no room for the colours between. */
    private ImageFormat kept(ImageFormat format) {
        return codec.encodes(format) && format != ImageFormat.GIF ? format : ImageFormat.PNG;
    }

    private Path enlarge(int scale, BufferedImage picture, ImageFormat format, Path out)
            throws IOException {
        codec.encode(Upscaling.by(scale, picture), Encoding.of(format), out);
        return out;
    }
}
