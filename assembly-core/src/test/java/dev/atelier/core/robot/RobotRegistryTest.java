package dev.atelier.core.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class RobotRegistryTest {
    private record None() {}

    private record Named(String name) implements Robot<None> {
        @Override
        public RobotDescriptor<None> about() {
            return RobotDescriptor.of(name, None.class);
        }

        @Override
        public void run(None params, RobotInput input, RobotContext job) {}
    }

    private final RobotRegistry registry =
            new RobotRegistry(
                    List.of(new Named("/image/resize"), new Named("/file/filter")),
                    Set.of("/video/encode", "/file/filter"));

    @Test
    void robotsAreFoundByNameInTheirOrder() {
        assertEquals("/file/filter", registry.find("/file/filter").orElseThrow().about().name());
        assertTrue(registry.find("/file/filtre").isEmpty());
        assertEquals(
                List.of("/image/resize", "/file/filter"),
                registry.all().stream().map(robot -> robot.about().name()).toList());
    }

    @Test
    void theNearestNameIsOffered() {
        assertEquals(Optional.of("/image/resize"), registry.nearest("/image/rezise"));
        assertEquals(Optional.empty(), registry.nearest("/pizza/bake"));
    }

    @Test
    void upstreamNamesAreKnownOnlyWhileWeDoNotHaveThem() {
        assertTrue(registry.isKnownUpstream("/video/encode"));
        assertFalse(registry.isKnownUpstream("/file/filter"));
        assertFalse(registry.isKnownUpstream("/pizza/bake"));
    }

    @Test
    void twoRobotsOfOneNameAreRefused() {
        var twice = List.of(new Named("/a/b"), new Named("/a/b"));

        assertThrows(IllegalArgumentException.class, () -> new RobotRegistry(twice, Set.of()));
    }
}
