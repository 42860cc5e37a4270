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
import dev.atelier.robots.codec.SourceType;
import dev.atelier.robots.edit.Edit;
import dev.atelier.robots.edit.Edited;
import dev.atelier.robots.edit.Editors;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes pictures two or four times as large. */
public final class ImageUpscaleRobot implements Robot<ImageUpscaleRobot.Params> {
    private static final String SUPER_RESOLUTION = "nightmareai/real-esrgan";

    private final Codec codec;
    private final Editors editors;
    private final RobotDescriptor<Params> about;

    public ImageUpscaleRobot(Codec codec, Editors editors) {
        this.codec = codec;
        this.editors = editors;
        this.about =
                RobotDescriptor.of("/image/upscale", Params.class)
                        .accepting(RobotDescriptor.IMAGES)
                        .giving(RobotDescriptor.IMAGES)
                        .weighs(raw -> editors.load(raw.path("provider").textValue()))
                        .spends(raw -> editors.spends(raw.path("provider").textValue()))
                        .waits(editors.patience())
                        .codes(ErrorCode.IMAGE_UPSCALE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                        .summary(
                                "Makes a picture larger. With a provider set up, a trained model of"
                                    + " Replicate or fal does it, and the picture is sent there and"
                                    + " paid for. Else it is done here by smooth interpolation that"
                                    + " sharpens edges without haloes; this method invents no"
                                    + " detail, restores no faces and takes no blur or compression"
                                    + " away. `meta.provider` and `meta.model` say who did it,"
                                    + " `embedded` when it was done here, and a model that was"
                                    + " named and not asked is warned about. A moving picture gives"
                                    + " its first frame.");
    }

    record Params(
            @Param(
                            doc =
                                    "The model. `tencentarc/gfpgan` and `sczhou/codeformer` restore"
                                            + " faces, which only a provider can.",
                            oneOf = {
                                "nightmareai/real-esrgan",
                                "tencentarc/gfpgan",
                                "sczhou/codeformer"
                            },
                            fallback = SUPER_RESOLUTION)
                    @Nullable String model,
            @Param(doc = "How many times as wide and high: 2 or 4.", fallback = "2") Integer scale,
            @Param(
                            doc =
                                    "Restores faces with `nightmareai/real-esrgan`; by a provider"
                                            + " only.",
                            fallback = "false")
                    Boolean faceEnhance,
            @Param(
                            doc =
                                    "Who does it. `auto`: the first of `replicate` and `fal` that"
                                        + " is set up and has the model, else the method of this"
                                        + " service, as `generation.fallback` allows; `embedded`"
                                        + " stands for that method.",
                            oneOf = {"auto", "embedded", "replicate", "fal"},
                            fallback = "auto")
                    @Nullable String provider) {
        Params {
            scale = scale == null ? 2 : scale;
            faceEnhance = faceEnhance != null && faceEnhance;
            if (scale != 2 && scale != 4) {
                throw new ParamException("scale", "must be 2 or 4, not " + scale);
            }
        }

        String modelName() {
            return model == null ? SUPER_RESOLUTION : model;
        }

        boolean needsModel() {
            return faceEnhance || !modelName().equals(SUPER_RESOLUTION);
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return about;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        AssemblyFile file = input.files().getFirst();
        try {
            Probe probe = codec.probe(job.open(file));
            check(probe, params.scale(), file);
            if (probe.frames() > 1) {
                job.warn(file.name() + " moves; only its first frame was taken.");
            }
            ImageFormat format = kept(probe.format());
            Path out = job.scratch().resolve("upscaled");
            ObjectNode meta = enlarge(params, file, probe, format, out, job);
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

    private ObjectNode enlarge(
            Params params,
            AssemblyFile file,
            Probe probe,
            ImageFormat format,
            Path out,
            RobotContext job)
            throws Exception {
        int scale = params.scale();
        long large = probe.pixels() * scale * scale;
        var edit =
                new Edit(
                        job.key(),
                        Edit.Task.UPSCALE,
                        params.modelName(),
                        scale,
                        params.faceEnhance());
        Optional<Edited> made = editors.edit(edit, params.provider(), file, job);
        if (made.isPresent()) {
            var returned = new Returned(codec, made.get());
            job.reserve(returned.room(large));
            job.pixels(() ->
                    returned.write(
                            returned.sized(probe.width() * scale, probe.height() * scale),
                            Encoding.of(format),
                            SourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA,
                            out));
            return made.get().meta();
        }
        if (params.needsModel()) {
            throw editors.nobody(edit);
        }
        if (params.model() != null) {
            job.warn(params.model() + " was not asked; the picture was interpolated.");
        }
        job.reserve(2 * probe.pixels() + 3 * large);
        job.pixels(() -> {
            Picture picture = codec.decode(job.open(file)).warn(file.name(), job::warn);
            return interpolate(scale, Codec.srgb8(picture), format, out);
        });
        return AssemblyFile.emptyJson().put("provider", "embedded").put("model", "embedded");
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

    private Path interpolate(int scale, BufferedImage picture, ImageFormat format, Path out)
            throws IOException {
        codec.encode(Upscaling.by(scale, picture), Encoding.of(format), out);
        return out;
    }
}
