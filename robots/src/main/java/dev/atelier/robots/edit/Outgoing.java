package dev.atelier.robots.edit;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.generate.provider.SentPicture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** An input as every provider reads it: upright, one frame, PNG, JPEG or WebP. */
final class Outgoing {
    private static final Set<ImageFormat> READ_BY_ALL =
            Set.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.WEBP);

    private Outgoing() {}

    static SentPicture of(AssemblyFile file, Codec codec, RobotContext job) throws Exception {
        Path bytes = job.open(file);
        Probe probe = codec.probe(bytes);
        boolean plain = probe.orientation() == 1 && probe.frames() == 1;
        if (plain && READ_BY_ALL.contains(probe.format())) {
            return new SentPicture(bytes, probe.format().mime());
        }
        job.reserve(2 * probe.pixels());
        Path png = Files.createTempFile(job.scratch(), "outgoing", ".png");
        job.pixels(() -> written(codec, bytes, png));
        job.giveBack();
        return new SentPicture(png, ImageFormat.PNG.mime());
    }

    private static Path written(Codec codec, Path in, Path out) throws IOException {
        codec.encode(Codec.srgb8(codec.decode(in)), Encoding.of(ImageFormat.PNG), out);
        return out;
    }
}
