package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.SourceType;
import dev.atelier.robots.edit.Edit;
import dev.atelier.robots.edit.Edited;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.image.enhance.Preset;
import dev.atelier.robots.image.enhance.Strength;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/** Makes photographs look better: by rules, or by a trained model outside. */
public final class ImageEnhanceRobot implements Robot<ImageEnhanceRobot.Params> {
    private final Codec codec;
    private final Editors editors;
    private final RobotDescriptor<Params> about;

    public ImageEnhanceRobot(Codec codec, Editors editors) {
        this.codec = codec;
        this.editors = editors;
        this.about =
                RobotDescriptor.of("/image/enhance", Params.class)
                        .accepting(RobotDescriptor.IMAGES)
                        .giving(RobotDescriptor.IMAGES)
                        .weighs(raw ->
                                raw.path("engine").asText("").equals("ai")
                                        ? editors.load(null)
                                        : Load.PIXELS)
                        .spends(raw ->
                                !raw.path("engine").asText("classic").equals("classic")
                                        && editors.spends(null))
                        .waits(editors.patience())
                        .codes(ErrorCode.IMAGE_ENHANCE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                        .summary(
                                "Makes photographs look better. The classic engine works here, by"
                                    + " rules: it stretches the tones, takes a colour cast away,"
                                    + " brings the middle tones to the middle, makes colours a"
                                    + " little stronger and edges clearer, and can lay a look over"
                                    + " it. It does not know what is in the picture, so a sunset"
                                    + " loses some of its red, and it mends no damage. The ai"
                                    + " engine sends the picture to a trained model of Replicate or"
                                    + " fal, which is paid for; it may change what is in the"
                                    + " picture. `meta.provider` and `meta.model` say who did it."
                                    + " The result has 8 bits in a channel. Moving pictures, SVG"
                                    + " and formats this service cannot write go on as they are.");
    }

    enum Mode {
        AUTO,
        AUTO_GENTLE,
        AUTO_AGGRESSIVE,
        NONE;

        /** Null for none. */
        @Nullable Strength strength() {
            return switch (this) {
                case AUTO -> Strength.BALANCED;
                case AUTO_GENTLE -> Strength.GENTLE;
                case AUTO_AGGRESSIVE -> Strength.AGGRESSIVE;
                case NONE -> null;
            };
        }
    }

    enum Engine {
        CLASSIC,
        AI
    }

    enum AiPreset {
        RESTORE(Edit.Task.RESTORE),
        FACE_RESTORE(Edit.Task.FACE_RESTORE);

        private final Edit.Task task;

        AiPreset(Edit.Task task) {
            this.task = task;
        }
    }

    record Params(
            @Param(doc = "How far the automatic correction goes.", fallback = "auto") Mode enhance,
            @Param(doc = "A look laid over the corrected picture.", fallback = "none")
                    Preset preset,
            @Param(
                            doc =
                                    "`classic`: rules, here. `ai`: a trained model of a provider;"
                                        + " of the other parameters only `ai_preset` and `quality`"
                                        + " count then.",
                            fallback = "classic")
                    Engine engine,
            @Param(
                            doc =
                                    "What the model does: mend a whole picture, or faces. The size"
                                            + " stays.",
                            fallback = "restore")
                    AiPreset aiPreset,
            @Param(
                            doc = "Clearer edges, on top of the automatic correction.",
                            fallback = "0",
                            min = 0,
                            max = 10)
                    Double sharpen,
            @Param(
                            doc = "Less grain; takes fine detail with it.",
                            fallback = "0",
                            min = 0,
                            max = 10)
                    Double denoise,
            @Param(doc = "Quality of a JPEG or WebP.", fallback = "92", min = 1, max = 100)
                    Integer quality,
            @Param(doc = "Accepted and ignored.", pattern = "v?[23](\\.[0-9]+)?(\\.[0-9]+)?")
                    @Nullable String imagemagickStack) {
        Params {
            enhance = enhance == null ? Mode.AUTO : enhance;
            preset = preset == null ? Preset.NONE : preset;
            engine = engine == null ? Engine.CLASSIC : engine;
            aiPreset = aiPreset == null ? AiPreset.RESTORE : aiPreset;
            sharpen = sharpen == null ? 0 : sharpen;
            denoise = denoise == null ? 0 : denoise;
            quality = quality == null ? 92 : quality;
        }

        boolean changesNothing() {
            return engine == Engine.CLASSIC
                    && enhance == Mode.NONE
                    && preset == Preset.NONE
                    && sharpen == 0
                    && denoise == 0;
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
            boolean unfit = probe.frames() > 1 || !codec.encodes(probe.format());
            if (unfit || params.changesNothing()) {
                if (unfit) {
                    job.notice(file.name() + " was not enhanced: it moves or is of another kind.");
                }
                job.emit(Emission.passOn(file));
                return;
            }
            Path out = job.scratch().resolve("enhanced");
            ObjectNode meta =
                    switch (params.engine()) {
                        case CLASSIC -> byRules(params, file, probe, out, job);
                        case AI -> byModel(params, file, probe, out, job);
                    };
            job.emit(new Emission.NewFile(out, file.name(), file, meta));
        } catch (PictureException e) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR, file.name() + ": " + e.getMessage(), e);
        }
    }

    private ObjectNode byRules(
            Params params, AssemblyFile file, Probe probe, Path out, RobotContext job)
            throws Exception {
        job.reserve(Enhancing.HELD * probe.pixels());
        job.pixels(() -> {
            Picture picture = codec.decode(job.open(file)).warn(file.name(), job::warn);
            BufferedImage better = new Enhancing(params).of(Codec.srgb8(picture));
            codec.encode(better, encoding(params, probe), out);
            return out;
        });
        return AssemblyFile.emptyJson().put("provider", "embedded").put("model", "classic");
    }

    private ObjectNode byModel(
            Params params, AssemblyFile file, Probe probe, Path out, RobotContext job)
            throws Exception {
        var edit = Edit.of(job.key(), params.aiPreset().task, null);
        Optional<Edited> made = editors.edit(edit, null, file, job);
        if (made.isEmpty()) {
            throw editors.nobody(edit);
        }
        var returned = new Returned(codec, made.get());
        job.reserve(returned.room(probe.pixels()));
        job.pixels(() ->
                returned.write(
                        returned.sized(probe.width(), probe.height()),
                        encoding(params, probe),
                        SourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA,
                        out));
        return made.get().meta();
    }

    private static Encoding encoding(Params params, Probe probe) {
        return Encoding.of(probe.format()).withQuality(params.quality());
    }
}
