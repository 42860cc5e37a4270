package dev.atelier.robots.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.generate.provider.Recorder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

class AiChatRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROMPT = "{'messages': 'What is this?'";

    @TempDir private Path folder;

    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @SuppressWarnings("NullAway.Init") // set before each test
    private ChatBench bench;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FakeJob job;

    @BeforeEach
    void open() throws IOException {
        bench = new ChatBench(folder);
        bench.says("A lighthouse.");
        job = new FakeJob(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void run(String params, AssemblyFile... files) throws Exception {
        run(bench.openai(), params, files);
    }

    private void run(ChatModel model, String params, AssemblyFile... files) throws Exception {
        var robot = new AiChatRobot(codec, model);
        var raw = (ObjectNode) JSON.readTree(params.replace('\'', '"'));
        robot.run(ParamBinder.bind(robot.about(), "idea", raw), FakeJob.input(files), job);
    }

    private AssemblyFile note() throws IOException {
        return job.add(
                "note.txt", "text/plain", "harbour at dawn".getBytes(StandardCharsets.UTF_8));
    }

    private AssemblyException refusal(String params, AssemblyFile... files) {
        return assertThrows(AssemblyException.class, () -> run(params, files));
    }

    private String text() throws IOException {
        return Files.readString(job.results().getLast().bytes());
    }

    @Test
    void theAnswerIsATextFileNamedAfterTheInput() throws Exception {
        run(PROMPT + ", 'format': 'text'}", note());

        assertEquals("A lighthouse.", text());
        assertEquals("note.txt", job.results().getLast().name());
        JsonNode meta = job.results().getLast().emission().meta();
        assertEquals("openai", meta.path("provider").asText());
        assertEquals("small-model", meta.path("model").asText());
        assertEquals(12, meta.path("usage").path("total_tokens").asInt());
    }

    @Test
    void withoutAFormatTheAnswerIsAMessageInJson() throws Exception {
        run(PROMPT + "}", note());

        assertEquals("note.json", job.results().getLast().name());
        assertEquals(
                JSON.readTree("{\"role\":\"assistant\",\"content\":\"A lighthouse.\"}"),
                JSON.readTree(text()));
    }

    @Test
    void metaHandsTheInputOnWithTheAnswer() throws Exception {
        run(PROMPT + ", 'format': 'meta'}", note());

        var passed = assertInstanceOf(Emission.PassOn.class, job.emissions().getLast());
        assertEquals("A lighthouse.", passed.meta().path("content").asText());
        assertEquals("note.txt", passed.file().name());
    }

    @Test
    void theModelIsToldTheWordsAndTheTextOfTheFile() throws Exception {
        run("{'messages': 'Title it', 'system_message': 'Be short', 'format': 'text'}", note());

        Recorder.Request request = bench.server.requests().getLast();
        assertEquals("/v1/chat/completions", request.path());
        assertEquals("Bearer " + ChatBench.KEY, request.headers().get("authorization"));
        JsonNode messages = bench.asked().path("messages");
        assertEquals("system", messages.path(0).path("role").asText());
        assertEquals("Be short", messages.path(0).path("content").asText());
        JsonNode parts = messages.path(1).path("content");
        assertEquals("Title it", parts.path(0).path("text").asText());
        assertEquals("File note.txt:\nharbour at dawn", parts.path(1).path("text").asText());
        assertFalse(bench.asked().has("response_format"));
    }

    @Test
    void aConversationSoFarIsToldInOrderAndReturnedWhole() throws Exception {
        run(
                "{'format': 'json', 'return_messages': 'all', 'messages': ["
                        + "{'role': 'user', 'content': 'Hello'},"
                        + "{'role': 'assistant', 'content': 'Yes?'},"
                        + "{'role': 'user', 'content': [{'type': 'text', 'text': 'Name it'}]}]}",
                note());

        JsonNode asked = bench.asked().path("messages");
        assertEquals(3, asked.size());
        assertEquals("assistant", asked.path(1).path("role").asText());
        JsonNode whole = JSON.readTree(text());
        assertEquals(4, whole.size());
        assertEquals("Hello", whole.path(0).path("content").asText());
        assertEquals("A lighthouse.", whole.path(3).path("content").asText());
    }

    @Test
    void aSchemaMakesTheFileTheJsonItself() throws Exception {
        bench.says("{\"title\": \"Dawn\"}");

        run(
                PROMPT + ", 'reasoning_effort': 'low', 'schema': '{\\'type\\': \\'object\\'}'}",
                note());

        assertEquals("Dawn", JSON.readTree(text()).path("title").asText());
        assertEquals("low", bench.asked().path("reasoning_effort").asText());
        JsonNode format = bench.asked().path("response_format");
        assertEquals("json_schema", format.path("type").asText());
        assertEquals("object", format.at("/json_schema/schema/type").asText());
    }

    @Test
    void anAnswerThatIsNotTheJsonAskedForFails() throws Exception {
        var failure = refusal(PROMPT + ", 'schema': {'type': 'object'}}", note());

        assertTrue(failure.error().message().contains("not JSON"), failure.error().message());
        assertTrue(job.emissions().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "cmyk-icc/cymk.jpg, image/jpeg",
        "gif/iss634.gif, image/gif",
        "orientation/Landscape_6.jpg, image/jpeg",
        "webp/transparent.webp, image/webp"
    })
    void everyPictureIsShownUprightAsOneSmallFrame(String name, String mime) throws Exception {
        AssemblyFile picture = job.add(Corpus.file(name), mime);
        Probe source = codec.probe(Corpus.file(name));

        run(PROMPT + ", 'format': 'text'}", picture);

        String url = bench.asked().at("/messages/0/content/1/image_url/url").asText();
        assertTrue(url.matches("(?s)data:image/(png|jpeg);base64,.*"), url);
        Path shown = folder.resolve("shown");
        Files.write(shown, Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)));
        Probe sent = codec.probe(shown);
        assertEquals(1, sent.frames());
        assertEquals(1, sent.orientation());
        assertEquals(Probe.Colour.RGB, sent.colour());
        assertTrue(Math.max(sent.width(), sent.height()) <= 1568);
        double ratio = (double) source.width() / source.height();
        assertEquals(ratio, (double) sent.width() / sent.height(), ratio * 0.02);
        assertFalse(job.reservations().isEmpty());
    }

    @Test
    void aPdfIsEnclosedAsAFile() throws Exception {
        byte[] pdf = "%PDF-1.4 x".getBytes(StandardCharsets.US_ASCII);

        run(PROMPT + "}", job.add("a.pdf", "application/pdf", pdf));

        JsonNode file = bench.asked().at("/messages/0/content/1/file");
        assertEquals("a.pdf", file.path("filename").asText());
        assertEquals(
                "data:application/pdf;base64," + Base64.getEncoder().encodeToString(pdf),
                file.path("file_data").asText());
    }

    @Test
    void aJobThatRunsAgainIsNotPaidTwice() throws Exception {
        run(PROMPT + ", 'format': 'text'}", note());
        run(PROMPT + ", 'format': 'text'}", note());

        assertEquals(1, bench.server.requests().size());
        assertEquals("A lighthouse.", text());
    }

    @Test
    void nothingIsSentOverBudget() throws Exception {
        bench.budget("0.001");

        var failure = refusal(PROMPT + "}", note());

        assertTrue(failure.error().message().contains("budget"), failure.error().message());
        assertTrue(bench.server.requests().isEmpty());
    }

    @Test
    void withoutAModelTheErrorNamesTheSettings() throws Exception {
        AssemblyFile note = note();

        var failure =
                assertThrows(
                        AssemblyException.class,
                        () -> run(bench.model(ChatEndpoint.OPENAI, null), PROMPT + "}", note));

        assertTrue(
                failure.error().message().contains("providers.openai.key"),
                failure.error().message());
        assertTrue(failure.error().message().contains("chat.base_url"), failure.error().message());
        assertTrue(bench.server.requests().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "400, content_policy_violation, USER_COMMAND_ERROR",
        "401, invalid_api_key, INTERNAL_COMMAND_ERROR",
        "429, insufficient_quota, INTERNAL_COMMAND_ERROR",
        "500, server_error, INTERNAL_COMMAND_ERROR"
    })
    void aRefusalIsToldInTheProvidersWordsWithoutTheKey(int status, String code, ErrorCode told)
            throws Exception {
        bench.server.answering(_ ->
                Recorder.Reply.of(
                        status,
                        "{\"error\":{\"code\":\"%s\",\"message\":\"no, %s\"}}"
                                .formatted(code, ChatBench.KEY)));

        var failure = refusal(PROMPT + "}", note());

        assertEquals(told, failure.error().code());
        assertTrue(failure.error().message().contains("no, ***"), failure.error().message());
        assertEquals(1, bench.server.requests().size());
    }

    @Test
    void aModelThatRefusesInItsAnswerIsARefusal() throws Exception {
        ObjectNode answer = ChatBench.completion("");
        ((ObjectNode) answer.at("/choices/0/message")).put("refusal", "I will not.");
        bench.server.answering(_ -> Recorder.Reply.json(answer.toString()));

        var failure = refusal(PROMPT + "}", note());

        assertEquals(ErrorCode.USER_COMMAND_ERROR, failure.error().code());
        assertTrue(failure.error().message().contains("I will not."));
    }

    @Test
    void anAnswerCutShortIsWarnedAbout() throws Exception {
        ObjectNode answer = ChatBench.completion("A light");
        ((ObjectNode) answer.at("/choices/0")).put("finish_reason", "length");
        bench.server.answering(_ -> Recorder.Reply.json(answer.toString()));

        run(PROMPT + "}", note());

        assertTrue(job.warnings().getLast().contains("cut off"));
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, openai/gpt-x, gpt-x",
        "OPENAI, auto, small-model",
        "COMPATIBLE, vendor/model:free, vendor/model:free",
        "COMPATIBLE, auto, small-model"
    })
    void modelsAreNamedAsTheirServerKnowsThem(String where, String asked, String told)
            throws Exception {
        ChatEndpoint endpoint =
                where.equals("OPENAI") ? ChatEndpoint.OPENAI : ChatEndpoint.COMPATIBLE;

        run(bench.model(endpoint, ChatBench.KEY), PROMPT + ", 'model': '" + asked + "'}", note());

        assertEquals(told, bench.asked().path("model").asText());
    }

    @Test
    void aServerAtHomeNeedsNoKey() throws Exception {
        run(bench.model(ChatEndpoint.COMPATIBLE, null), PROMPT + "}", note());

        assertFalse(bench.server.requests().getLast().headers().containsKey("authorization"));
    }

    @Test
    void aModelOfAnotherVendorIsNotAskedOfOpenAi() throws Exception {
        var failure = refusal(PROMPT + ", 'model': 'anthropic/x'}", note());

        assertTrue(failure.error().message().contains("chat.base_url"), failure.error().message());
        assertTrue(bench.server.requests().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'messages': ''}",
                "{'messages': []}",
                "{'messages': [{'role': 'assistant', 'content': 'x'}]}",
                "{'messages': [{'role': 'robot', 'content': 'x'}]}",
                "{'messages': [{'role': 'user', 'content': [{'type': 'image_url'}]}]}",
                "{'messages': 'x', 'schema': 'no json'}",
                "{'messages': 'x', 'format': 'xml'}",
                "{'messages': 'x', 'credentials': 'mine'}",
                "{'messages': 'x', 'mcp_servers': [{'type': 'sse', 'url': 'http://x'}]}"
            })
    void wrongParametersAreRefusedBeforeAnythingIsSent(String params) throws Exception {
        var failure = refusal(params, note());

        assertEquals(ErrorCode.AI_CHAT_VALIDATION, failure.error().code());
        assertTrue(bench.server.requests().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/png"})
    void aFileThatIsNotWhatItSeemsIsRefusedByName(String mime) throws Exception {
        var failure = refusal(PROMPT + "}", job.add("odd.x", mime, new byte[] {(byte) 0xff, 0}));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, failure.error().code());
        assertTrue(failure.error().message().contains("odd.x: "), failure.error().message());
        assertTrue(bench.server.requests().isEmpty());
    }

    @Test
    void withoutASettingTheStepHasToNameTheModel() throws Exception {
        ChatModel openai = bench.model(ChatEndpoint.OPENAI, ChatBench.KEY, null);

        var refused =
                assertThrows(AssemblyException.class, () -> run(openai, PROMPT + "}", note()));
        run(openai, PROMPT + ", 'model': 'openai/gpt-5'}", note());

        assertTrue(refused.error().message().contains("can set chat.model"));
        assertEquals("gpt-5", bench.asked().path("model").asText());
        assertEquals(1, bench.server.requests().size());
    }
}
