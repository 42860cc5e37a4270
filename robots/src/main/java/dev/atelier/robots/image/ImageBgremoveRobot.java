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
import dev.atelier.robots.codec.SourceType;
import dev.atelier.robots.edit.Edit;
import dev.atelier.robots.edit.Edited;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.image.cutout.Cutout;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the background of pictures transparent. */
public final class ImageBgremoveRobot implements Robot<ImageBgremoveRobot.Params> {
    /** The picture as read, as 8-bit sRGB, and cut out. */
    private static final int HELD = 3;

    private final Codec codec;
    private final Editors editors;
    private final RobotDescriptor<Params> about;

    public ImageBgremoveRobot(Codec codec, Editors editors) {
        this.codec = codec;
        this.editors = editors;
        this.about =
                RobotDescriptor.of("/image/bgremove", Params.class)
                        .accepting(RobotDescriptor.IMAGES)
                        .giving(RobotDescriptor.IMAGES)
                        .weighs(raw -> editors.load(raw.path("provider").textValue()))
                        .spends(raw -> editors.spends(raw.path("provider").textValue()))
                        .waits(editors.patience())
                        .codes(
                                ErrorCode.IMAGE_BGREMOVE_VALIDATION,
                                ErrorCode.INTERNAL_COMMAND_ERROR)
                        .summary(
                                "Makes the background transparent. With a provider set up, a"
                                    + " trained model of Replicate or fal does it, and the picture"
                                    + " is sent there and paid for. Else it is done here by colour"
                                    + " and place alone: well with a subject before an even"
                                    + " background that reaches the edge of the picture, such as a"
                                    + " product on a table, and badly with busy scenes, with"
                                    + " subjects of the colours of their backgrounds and with hair;"
                                    + " this method does not know what people or things are, and"
                                    + " what the subject encloses stays, also the hole of a ring."
                                    + " `meta.provider` and `meta.model` say who did it, `embedded`"
                                    + " when it was done here. A moving picture gives its first"
                                    + " frame.");
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
                                    "Who does it. `auto`: the first of `replicate` and `fal` that"
                                            + " is set up, else the method of this service, as"
                                            + " `generation.fallback` allows. `embedded` and"
                                            + " `transloadit` stand for that method.",
                            oneOf = {"auto", "embedded", "transloadit", "replicate", "fal"},
                            fallback = "auto")
                    @Nullable String provider,
            @Param(
                            doc =
                                    "A model of the provider; of one that is named any that takes"
                                            + " a picture alone, such as `cjwbw/rembg`.")
                    @Nullable String model) {
        Params {
            select = select == null ? Select.FOREGROUND : select;
            format = format == null ? Format.PNG : format;
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
            if (probe.frames() > 1) {
                job.warn(file.name() + " moves; only its first frame was taken.");
            }
            var edit = Edit.of(job.key(), Edit.Task.CUTOUT, params.model());
            Optional<Edited> made = editors.edit(edit, params.provider(), file, job);
            Path out = job.scratch().resolve("cutout");
            ObjectNode meta = AssemblyFile.emptyJson();
            if (made.isPresent()) {
                var returned = new Returned(codec, made.get());
                job.reserve(returned.room(HELD * probe.pixels()));
                job.pixels(() -> finish(params, job.open(file), probe, returned, out));
                meta.setAll(made.get().meta());
            } else {
                if (params.model() != null) {
                    job.warn(params.model() + " was not asked; the method of this service was.");
                }
                job.reserve(HELD * probe.pixels());
                job.pixels(() -> {
                    Picture picture = codec.decode(job.open(file)).warn(file.name(), job::warn);
                    return cut(params, Codec.srgb8(picture), out);
                });
                meta.put("provider", "embedded").put("model", "embedded");
            }
            String extension = params.format().image.extension();
            String name = Names.basename(file.name()) + "." + extension;
            job.emit(new Emission.NewFile(out, name, file, meta));
        } catch (PictureException e) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR, file.name() + ": " + e.getMessage(), e);
        }
    }

    /** A model gives the foreground; the background is what it took away. */
    private Path finish(Params params, Path in, Probe probe, Returned returned, Path out)
            throws IOException {
        BufferedImage cut = returned.sized(probe.width(), probe.height());
        if (params.select() == Select.BACKGROUND) {
            cut = rest(Codec.srgb8(codec.decode(in)), cut);
        }
        return returned.write(
                cut, Encoding.of(params.format().image), SourceType.ALGORITHMICALLY_ENHANCED, out);
    }

    private static BufferedImage rest(BufferedImage picture, BufferedImage taken) {
        int width = picture.getWidth();
        var left = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        int[] cut = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            taken.getRGB(0, y, width, 1, cut, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = (row[x] >>> 24) * (255 - (cut[x] >>> 24)) / 255;
                row[x] = alpha << 24 | (row[x] & 0xffffff);
            }
            left.setRGB(0, y, width, 1, row, 0, width);
        }
        return left;
    }

    private Path cut(Params params, BufferedImage picture, Path out) throws IOException {
        BufferedImage cut = Cutout.of(picture, params.select() == Select.FOREGROUND);
        codec.encode(cut, Encoding.of(params.format().image), out);
        return out;
    }
}
