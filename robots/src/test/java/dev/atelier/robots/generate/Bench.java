package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.image.ImageGenerateRobot;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One job of /image/generate on a bench: pictures go in, results come out. */
public final class Bench {
    public static final Codec CODEC = new Codec(PixelLimits.DEFAULT);

    public final FakeJob job;
    private final Path folder;
    private final ImageGenerateRobot robot;
    private int drawn;

    public Bench(Path folder, ProviderRouting routing) throws IOException {
        this.folder = folder;
        this.job = new FakeJob(folder);
        this.robot = new ImageGenerateRobot(CODEC, routing);
    }

    /** Runs with these parameters as a job would, after their checks. */
    public List<FakeJob.Result> run(String params, RobotInput.Item... items) throws Exception {
        var raw = (ObjectNode) new ObjectMapper().readTree(params);
        var bound = ParamBinder.bind(robot.about(), "art", raw);
        try {
            robot.run(bound, new RobotInput(List.of(items)), job);
        } finally {
            job.giveBack();
        }
        return job.results();
    }

    /** The error it ends with. */
    public static AssemblyException failure(org.junit.jupiter.api.function.Executable run) {
        return org.junit.jupiter.api.Assertions.assertThrows(AssemblyException.class, run);
    }

    public ObjectNode meta(int index) {
        return job.results().get(index).emission().meta();
    }

    /** Name of the input the result descends from; null when it is its own original. */
    static @Nullable String origin(FakeJob.Result result) {
        AssemblyFile origin =
                result.emission() instanceof Emission.NewFile made ? made.origin() : null;
        return origin == null ? null : origin.name();
    }

    public Picture picture(int index) throws IOException {
        return CODEC.decode(job.results().get(index).bytes());
    }

    public RobotInput.Item png(String name, BufferedImage image, String field, String... as)
            throws IOException {
        Path file = folder.resolve("inputs").resolve(drawn++ + "-" + name);
        CODEC.encode(image, Encoding.of(ImageFormat.PNG), file);
        return file(file, name, field, as);
    }

    public RobotInput.Item file(Path bytes, String name, String field, String... as)
            throws IOException {
        return FakeJob.tagged(named(job.add(bytes, name, "image/png"), field), as);
    }

    RobotInput.Item text(String name) throws IOException {
        return FakeJob.tagged(job.add(name, "text/plain", new byte[] {'x'}));
    }

    public static BufferedImage solid(int width, int height, Color colour) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        fill(image, 0, 0, width, height, colour);
        return image;
    }

    /** Black, with one white rectangle. */
    public static BufferedImage mask(int width, int height, int x, int y, int w, int h) {
        BufferedImage image = solid(width, height, Color.BLACK);
        fill(image, x, y, w, h, Color.WHITE);
        return image;
    }

    static void fill(BufferedImage image, int x, int y, int w, int h, Color colour) {
        Graphics2D pen = image.createGraphics();
        pen.setComposite(java.awt.AlphaComposite.Src);
        pen.setColor(colour);
        pen.fillRect(x, y, w, h);
        pen.dispose();
    }

    static AssemblyFile named(AssemblyFile file, @Nullable String field) {
        return new AssemblyFile(
                file.id(),
                file.sha256(),
                file.md5(),
                file.size(),
                file.name(),
                file.mime(),
                file.type(),
                field,
                file.original(),
                false,
                null,
                file.meta(),
                file.userMeta());
    }
}
