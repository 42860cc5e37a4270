package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
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
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.image.cutout.Cutout;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the background of pictures transparent. */
public final class ImageBgremoveRobot implements Robot<ImageBgremoveRobot.Params> {
    /** The picture as read, as 8-bit sRGB, and cut out. */
    private static final int HELD = 3;

    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/image/bgremove", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .giving(RobotDescriptor.IMAGES)
                    .codes(ErrorCode.IMAGE_BGREMOVE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Makes the background transparent, by colour and place alone. No"
                                + " trained model is behind it: it does well with a subject before"
                                + " an even background that reaches the edge of the picture, such"
                                + " as a product on a table, and badly with busy scenes, with"
                                + " subjects of the colours of their background and with hair. It"
                                + " does not know what people or things are. What the subject"
                                + " encloses stays, also the hole of a ring. `meta.provider` and"
                                + " `meta.model` say `embedded`.");

    private final Codec codec;

    public ImageBgremoveRobot(Codec codec) {
        this.codec = codec;
    }

    enum Select {
        FOREGROUND,
        BACKGROUND
    }

    enum Format {
        PNG(ImageFormat.PNG),
        GIF(ImageFormat.GIF),
        WEBP(ImageFormat.WEBP);

        private final ImageFormat image;

        Format(ImageFormat image) {
            this.image = image;
        }
    }

    record Params(
            @Param(doc = "What stays.", fallback = "foreground") Select select,
            @Param(doc = "Format of the result; GIF has hard edges.", fallback = "png")
                    Format format,
            @Param(
                            doc =
                                    "Who does it: so far the method that comes with the house."
                                            + " `transloadit`, `replicate` and `fal` are not"
                                            + " connected for this.",
                            oneOf = {"auto", "embedded"},
                            fallback = "auto")
                    @Nullable String provider,
            @Param(doc = "A model of a provider.", notYet = true) @Nullable String model) {
        Params {
            select = select == null ? Select.FOREGROUND : select;
            format = format == null ? Format.PNG : format;
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
            if (probe.frames() > 1) {
                job.warn(file.name() + " moves; only its first frame was taken.");
            }
            job.reserve(HELD * probe.pixels());
            Path out = job.scratch().resolve("cutout");
            String extension = params.format().image.extension();
            job.pixels(() -> {
                Picture picture = codec.decode(job.open(file)).warn(file.name(), job::warn);
                return cut(params, Codec.srgb8(picture), out);
            });
            ObjectNode meta = AssemblyFile.emptyJson();
            meta.put("provider", "embedded").put("model", "embedded");
            String name = Names.basename(file.name()) + "." + extension;
            job.emit(new Emission.NewFile(out, name, file, meta));
        } catch (PictureException e) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR, file.name() + ": " + e.getMessage(), e);
        }
    }

    private Path cut(Params params, BufferedImage picture, Path out) throws IOException {
        BufferedImage cut = Cutout.of(picture, params.select() == Select.FOREGROUND);
        codec.encode(cut, Encoding.of(params.format().image), out);
        return out;
    }
}
