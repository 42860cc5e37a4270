package dev.atelier.robots;

import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotPage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The documentation pages of the robots, each with an example kept beside the classes. */
public final class RobotPages {
    private RobotPages() {}

    public static String of(RobotDescriptor<?> about) {
        return RobotPage.markdown(about, example(about)) + PicturesTable.markdown(about);
    }

    /** Instructions that use the robot, as JSON. */
    public static String example(RobotDescriptor<?> about) {
        String name = "examples/" + RobotPage.fileName(about).replace(".md", ".json");
        try (var in = RobotPages.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
