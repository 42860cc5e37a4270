package dev.atelier.robots.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.provider.Answer;
import dev.atelier.robots.generate.provider.Ask;
import dev.atelier.robots.generate.provider.Base64File;
import dev.atelier.robots.generate.provider.Made;
import dev.atelier.robots.generate.provider.PaidWork;
import dev.atelier.robots.generate.provider.Reply;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One conversation as {@code POST /chat/completions}. Form as published in OpenAI's OpenAPI
 * document of August 2026; servers at home take the same.
 */
record ChatWork(String provider, String model, Conversation conversation) implements PaidWork {
    @Override
    public JobKey job() {
        return conversation.job();
    }

    @Override
    public int first() {
        return 0;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public Ask submit() {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("model", model);
        ArrayNode messages = body.putArray("messages");
        conversation.turns().forEach(turn -> write(turn, messages.addObject()));
        ObjectNode schema = conversation.schema();
        if (schema != null) {
            ObjectNode format = body.putObject("response_format");
            format.put("type", "json_schema");
            ObjectNode named = format.putObject("json_schema");
            named.put("name", "answer");
            named.put("strict", isClosed(schema));
            named.set("schema", schema);
        }
        if (conversation.effort() != null) {
            body.put("reasoning_effort", conversation.effort());
        }
        return Ask.post("/chat/completions", body);
    }

    /** Strict adherence is refused for schemas that leave members open. */
    private static boolean isClosed(ObjectNode schema) {
        JsonNode more = schema.path("additionalProperties");
        return more.isBoolean() && !more.booleanValue();
    }

    private static void write(Conversation.Turn turn, ObjectNode message) {
        message.put("role", turn.speaker().name().toLowerCase(Locale.ROOT));
        List<Conversation.Part> parts = turn.parts();
        if (parts.size() == 1 && parts.getFirst() instanceof Conversation.Words(String text)) {
            message.put("content", text);
            return;
        }
        ArrayNode content = message.putArray("content");
        parts.forEach(part -> write(part, content.addObject()));
    }

    private static void write(Conversation.Part part, ObjectNode out) {
        switch (part) {
            case Conversation.Words(String text) -> out.put("type", "text").put("text", text);
            case Conversation.Shown(Path file, String mime) ->
                    out.put("type", "image_url")
                            .putObject("image_url")
                            .putPOJO("url", new Base64File("data:" + mime + ";base64,", file));
            case Conversation.Paper(Path file, String name) ->
                    out.put("type", "file")
                            .putObject("file")
                            .put("filename", name)
                            .putPOJO(
                                    "file_data",
                                    new Base64File("data:application/pdf;base64,", file));
        }
    }

    @Override
    public Reply submitted(Answer answer) throws IOException, ProviderException {
        JsonNode json = answer.json();
        JsonNode choice = json.path("choices").path(0);
        JsonNode message = choice.path("message");
        String finish = choice.path("finish_reason").asText("");
        if (message.path("refusal").isTextual() || finish.equals("content_filter")) {
            throw new ProviderException(
                    Kind.CONTENT_POLICY,
                    (provider + " refused: " + message.path("refusal").asText("")).strip());
        }
        String text = message.path("content").asText("");
        if (text.isBlank()) {
            throw new ProviderException(
                    Kind.BROKEN,
                    provider + " answered without words (finish_reason " + finish + ").");
        }
        Path file = Files.writeString(answer.body().resolveSibling("said.txt"), text);
        var meta = AssemblyFile.emptyJson();
        meta.put("finish_reason", finish);
        if (json.path("usage").isObject()) {
            meta.set("usage", json.get("usage"));
        }
        return new Reply.Finished(List.of(Made.in(file)), List.of(), cost(json), meta);
    }

    /** Some servers say what they charged, in dollars. */
    private static @Nullable Usd cost(JsonNode json) {
        JsonNode cost = json.path("usage").path("cost");
        boolean sane = cost.isNumber() && cost.asDouble() >= 0 && cost.asDouble() < 1e6;
        return sane ? Usd.of(cost.decimalValue()) : null;
    }

    /** Words need no look. */
    @Override
    public void check(Path file) {}
}
