package dev.atelier.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Compare;
import dev.atelier.robots.codec.PixelLimits;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the pictures of the robots' pages and compares them with those that lie there. Run with
 * {@code -Dpages=write} to write them anew.
 */
class RobotPicturesTest {
    private static final Path FOLDER = Path.of("..", "docs", "pictures", "robots");

    private static final Set<String> ROLES = Set.of("watermark", "mask");
    private static final Set<String> MEDIA = Set.of("sail", "tune");

    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @TempDir Path folder;

    static Stream<Arguments> pictures() {
        return RobotPagesTest.robots().stream()
                .flatMap(robot ->
                        PicturesTable.of(robot.about()).stream()
                                .map(shown -> Arguments.of(robot, shown)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void thePageShowsWhatTheRobotMakes(Robot<?> robot, PicturesTable.Shown shown) throws Exception {
        if (shown.inputs().stream().anyMatch(MEDIA::contains)) {
            MediaPrograms.needed();
        }
        Path made = run(robot, shown);
        Path there = FOLDER.resolve(shown.file(robot.about()));
        if ("write".equals(System.getProperty("pages"))) {
            Files.copy(made, there, StandardCopyOption.REPLACE_EXISTING);
        }

        assertTrue(Files.size(there) <= 40_000, there + " has " + Files.size(there) + " bytes");
        BufferedImage now = Codec.srgb8(codec.decode(made));
        BufferedImage before = Codec.srgb8(codec.decode(there));
        assertEquals(codec.probe(made).format(), codec.probe(there).format());
        // Fonts differ from machine to machine.
        boolean text = shown.params().has("text") || shown.inputs().contains("flyer");
        double most = text ? 12 : 4;
        assertTrue(Compare.distance(now, before) < most, "off by " + Compare.distance(now, before));
        assertTrue(Compare.alphaDistance(now, before) < 2);
    }

    private <P extends Record> Path run(Robot<P> robot, PicturesTable.Shown shown)
            throws Exception {
        var job = new FakeJob(folder);
        List<RobotInput.Item> items = new ArrayList<>();
        for (String input : shown.inputs()) {
            AssemblyFile file = file(input, job);
            boolean mark = input.equals("logo") && robot.about().roles().contains("watermark");
            String role = mark ? "watermark" : input;
            items.add(ROLES.contains(role) ? FakeJob.tagged(file, role) : FakeJob.tagged(file));
        }
        ObjectNode params = shown.params().deepCopy();
        robot.run(ParamBinder.bind(robot.about(), "r", params), new RobotInput(items), job);
        return job.results().getLast().bytes();
    }

    private static AssemblyFile file(String input, FakeJob job) throws IOException {
        String name = PicturesTable.fileOf(input);
        String mime =
                switch (name.substring(name.lastIndexOf('.'))) {
                    case ".png" -> "image/png";
                    case ".mp4" -> "video/mp4";
                    case ".mp3" -> "audio/mpeg";
                    case ".pdf" -> "application/pdf";
                    default -> "image/jpeg";
                };
        return job.add(FOLDER.resolve(name), name, mime);
    }
}
