package dev.atelier.robots.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PixelLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ImageDescribeRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABELS =
            "{\"labels\": [{\"name\": \"petal\", \"confidence\": 61.5},"
                    + " {\"name\": \"flower\", \"confidence\": 140}, {\"name\": \" \"}]}";

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ChatBench bench;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FakeJob job;

    @BeforeEach
    void open() throws IOException {
        bench = new ChatBench(folder);
        bench.says(LABELS);
        job = new FakeJob(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void run(ChatModel model, String params) throws Exception {
        var robot = new ImageDescribeRobot(new Codec(PixelLimits.DEFAULT), model);
        var raw = (ObjectNode) JSON.readTree(params.replace('\'', '"'));
        AssemblyFile picture = job.add(Corpus.file("photo/flower2.jpg"), "image/jpeg");
        robot.run(ParamBinder.bind(robot.about(), "d", raw), FakeJob.input(picture), job);
    }

    private String text(String params) throws Exception {
        run(bench.openai(), params);
        return Files.readString(job.results().getLast().bytes());
    }

    @Test
    void theSurestComesFirstWithAConfidenceWithinBounds() throws Exception {
        JsonNode list = JSON.readTree(text("{}"));

        assertEquals("flower2.json", job.results().getLast().name());
        assertEquals(2, list.size());
        assertEquals("flower", list.at("/0/name").asText());
        assertEquals(100, list.at("/0/confidence").asDouble());
        assertEquals(61.5, list.at("/1/confidence").asDouble());
    }

    @Test
    void aListHasNamesAlone() throws Exception {
        assertEquals(
                JSON.readTree("[\"flower\",\"petal\"]"),
                JSON.readTree(text("{'granularity': 'list'}")));
    }

    @Test
    void textHasOneOnEachLine() throws Exception {
        assertEquals("flower: 100\npetal: 62\n", text("{'format': 'text'}"));
        assertEquals("flower2.txt", job.results().getLast().name());
    }

    @Test
    void metaHandsThePictureOn() throws Exception {
        run(bench.openai(), "{'format': 'meta', 'granularity': 'list'}");

        var passed = assertInstanceOf(Emission.PassOn.class, job.emissions().getLast());
        assertEquals("flower", passed.meta().at("/descriptions/0").asText());
        assertEquals("openai", passed.meta().path("provider").asText());
    }

    @Test
    void theModelSeesThePictureAndIsTiedToASchema() throws Exception {
        run(bench.openai(), "{}");

        JsonNode parts = bench.asked().at("/messages/0/content");
        assertTrue(parts.at("/1/image_url/url").asText().startsWith("data:image/jpeg;base64,"));
        assertTrue(bench.asked().at("/response_format/json_schema/strict").asBoolean());
    }

    @Test
    void explicitDescriptionsAskAnotherQuestionAndMayBeNone() throws Exception {
        bench.says("{\"labels\": []}");

        assertEquals("[]", text("{'explicit_descriptions': true}"));
        assertTrue(bench.asked().at("/messages/0/content/0/text").asText().contains("nudity"));
    }

    @Test
    void anAnswerThatIsNoListFails() {
        bench.says("I cannot see pictures.");

        var failure = assertThrows(AssemblyException.class, () -> run(bench.openai(), "{}"));

        assertTrue(failure.error().message().contains("chat.model"), failure.error().message());
        assertTrue(job.emissions().isEmpty());
    }

    @Test
    void anotherCloudIsRefusedBeforeAnythingIsSent() {
        var failure =
                assertThrows(
                        AssemblyException.class, () -> run(bench.openai(), "{'provider': 'aws'}"));

        assertEquals(ErrorCode.IMAGE_DESCRIBE_VALIDATION, failure.error().code());
        assertTrue(bench.server.requests().isEmpty());
    }

    @Test
    void withoutAModelTheErrorNamesTheSettings() {
        var failure =
                assertThrows(
                        AssemblyException.class,
                        () -> run(bench.model(ChatEndpoint.OPENAI, null), "{}"));

        assertTrue(
                failure.error().message().contains("providers.openai.key"),
                failure.error().message());
    }
}
