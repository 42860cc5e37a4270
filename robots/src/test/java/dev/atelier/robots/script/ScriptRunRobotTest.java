package dev.atelier.robots.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.FakeJob;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class ScriptRunRobotTest {
    private static final ScriptRunRobot ROBOT =
            new ScriptRunRobot(new Scripts(ScriptLimits.DEFAULT));

    @TempDir Path folder;
    private FakeJob job;

    @BeforeEach
    void open() throws IOException {
        job = new FakeJob(folder);
        ObjectNode file = job.variables().putObject("file").put("name", "note.txt");
        file.putObject("meta").put("width", 7);
    }

    private ObjectNode meta(String script, @Nullable String context) throws IOException {
        var file = job.add("note.txt", "text/plain", "hi".getBytes(StandardCharsets.UTF_8));
        ROBOT.run(new ScriptRunRobot.Params(script, context), FakeJob.input(file), job);
        var passed = assertInstanceOf(Emission.PassOn.class, job.emissions().getLast());
        assertEquals(file, passed.file());
        return passed.meta();
    }

    @Test
    void theValueGoesIntoTheMetadataOfTheFile() throws IOException {
        ObjectNode meta = meta("({ double: file.meta.width * 2 })", null);

        assertEquals(14, meta.at("/result/double").intValue());
        assertFalse(meta.get("isError").booleanValue());
        assertFalse(meta.get("isFree").booleanValue());
    }

    @Test
    void aLookUpIsFree() throws IOException {
        ObjectNode meta = meta(" file.meta.width ", null);

        assertEquals(7, meta.get("result").intValue());
        assertTrue(meta.get("isFree").booleanValue());
        assertTrue(meta("file.meta.height", null).get("result").isNull());
        assertEquals(8, meta("file.name.length", null).get("result").intValue());
    }

    @Test
    void aScriptThatFailsIsAWarningAndTheFileGoesOn() throws IOException {
        ObjectNode meta = meta("nothing.here", null);

        assertTrue(meta.get("isError").booleanValue());
        assertTrue(meta.get("result").isNull());
        assertTrue(job.warnings().getFirst().contains("ReferenceError: nothing is not defined"));
    }

    @Test
    void theContextIsThere() throws IOException {
        assertEquals(3, meta("context.list.length", "{\"list\":[1,2,3]}").get("result").intValue());
        assertThrows(ParamException.class, () -> meta("1", "{"));
    }
}
