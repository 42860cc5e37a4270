package dev.atelier.core.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.util.List;

class ParamSchemaTest {
    enum Direction {
        HORIZONTAL,
        TOP_DOWN
    }

    record Cell(@Param(doc = "Side.", min = 1) Integer side) {}

    record Params(
            @Param(doc = "What to draw | say.", required = true) String prompt,
            @Param(doc = "How good.", min = 1, max = 100, fallback = "92") Integer quality,
            @Param(doc = "Which way.", fallback = "horizontal") Direction direction,
            @Param(doc = "Which way else.", fallback = "the other way") Direction turned,
            @Param(doc = "Cells.") List<Cell> cells,
            @Param(doc = "Later.", notYet = true) Boolean sparkle) {}

    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/test/draw", Params.class)
                    .accepting(RobotDescriptor.IMAGES)
                    .roles("base", "mark")
                    .summary("Draws.");

    @Test
    void theSchemaSaysTypesLimitsWordsAndDefaults() {
        ObjectNode schema = ParamSchema.of(ABOUT);

        assertEquals("[\"prompt\"]", schema.path("required").toString());
        assertFalse(schema.path("additionalProperties").asBoolean(true));
        assertEquals(
                "{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,"
                        + "\"description\":\"How good.\",\"default\":92}",
                schema.at("/properties/quality").toString());
        assertEquals(
                "[\"horizontal\",\"top_down\"]",
                schema.at("/properties/direction/enum").toString());
        assertEquals("horizontal", schema.at("/properties/direction/default").asText());
        assertTrue(schema.at("/properties/turned/default").isMissingNode());
        assertEquals("integer", schema.at("/properties/cells/items/properties/side/type").asText());
        assertTrue(schema.at("/properties/sparkle").isMissingNode());
    }

    @Test
    void thePageHasARowForEachParameter() {
        String page = RobotPage.markdown(ABOUT, "{\"steps\": {}}");

        assertTrue(page.startsWith("# /test/draw\n\nDraws.\n\nTakes `image/*`."), page);
        assertTrue(page.contains("Roles for `as`: `base`, `mark`; it runs once for each `base`."));
        assertTrue(page.contains("| `prompt` | string | required | What to draw \\| say. |"));
        assertTrue(page.contains("| `quality` | integer from 1 to 100 | `92` | How good. |"));
        assertTrue(
                page.contains(
                        "| `direction` | `horizontal`, `top_down` | `horizontal` | Which way. |"));
        assertTrue(page.contains("| `the other way` | Which way else. |"));
        assertTrue(page.contains("Not available in this version:\n\n- `sparkle`: Later."));
        assertEquals("test-draw.md", RobotPage.fileName(ABOUT));
    }
}
