package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.KnownUpstream;
import dev.atelier.server.config.ConfigLoader;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said of robots that are not here. */
class UnknownRobotsTest {
    /** As many as the official Node SDK 5.0.1 has schemas for. */
    private static final int UPSTREAM = 101;

    private final Atelier atelier = new Atelier(ConfigLoader.load(null, List.of()));

    private List<Violation> said(String robot) {
        ObjectNode steps = JsonNodeFactory.instance.objectNode();
        steps.putObject("step").put("robot", robot).put("use", ":original");
        return atelier.check(steps);
    }

    @Test
    void aRobotThatIsOnlyUpstreamIsRefusedByNameWithTheListOfThoseHere() {
        Set<String> here =
                atelier.robots().all().stream()
                        .map((Robot<?> robot) -> robot.about().name())
                        .collect(Collectors.toSet());
        assertEquals(UPSTREAM, KnownUpstream.NAMES.size());

        for (String name : KnownUpstream.NAMES) {
            List<Violation> said = said(name);
            boolean unknown =
                    said.stream()
                            .anyMatch(it -> it.code() == ErrorCode.ASSEMBLY_STEP_UNKNOWN_ROBOT);
            assertEquals(here.contains(name), !unknown, name);
            if (unknown) {
                String message = said.getFirst().message();
                assertTrue(message.startsWith("`" + name + "` is known upstream"), message);
                here.forEach(robot -> assertTrue(message.contains(robot), message));
            }
        }
    }

    @Test
    void aMisspeltRobotIsToldTheNearestOne() {
        String message = said("/image/resise").getFirst().message();

        assertTrue(message.contains("did you mean `/image/resize`?"), message);
    }
}
