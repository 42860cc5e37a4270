package dev.atelier.robots.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.provider.PaidService;
import dev.atelier.robots.generate.provider.ProviderDoors;
import dev.atelier.robots.generate.provider.ProviderSettings;
import dev.atelier.robots.generate.provider.Purse;
import dev.atelier.robots.generate.provider.Recorder;
import dev.atelier.robots.generate.provider.Shared;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A language model of the test behind a real way out and a ledger in memory. */
public final class ChatBench implements AutoCloseable {
    public static final String KEY = "key-of-the-test";

    private static final ObjectMapper JSON = new ObjectMapper();

    public final Recorder server = new Recorder();
    private final Outbound door;
    private final ProviderLedger ledger;
    private ProviderLedger.Budgets budgets = ProviderLedger.Budgets.NONE;

    public ChatBench(Path folder) throws IOException {
        this.ledger = new MemoryProviderLedger(folder);
        this.door = TestOutbound.configured("0.0.0.0/0,::/0", 0);
    }

    /** From now on one Assembly may spend so many dollars. */
    public void budget(String dollars) {
        budgets = new ProviderLedger.Budgets(Usd.parse(dollars), null, null);
    }

    /** From now on says this. */
    public void says(String text) {
        String answer = completion(text).toString();
        server.answering(_ -> Recorder.Reply.json(answer));
    }

    /** An answer of the API. */
    public static ObjectNode completion(String text) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        answer.putObject("usage").put("total_tokens", 12);
        return answer;
    }

    public ChatModel openai() {
        return model(ChatEndpoint.OPENAI, KEY);
    }

    public ChatModel model(ChatEndpoint endpoint, @Nullable String key) {
        return model(endpoint, key, "small-model");
    }

    /**
     * @param preferred the model the operator set; null for none
     */
    public ChatModel model(
            ChatEndpoint endpoint, @Nullable String key, @Nullable String preferred) {
        var settings =
                new ProviderSettings(
                        () -> key,
                        server.url() + "/v1",
                        4,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(10),
                        Map.of());
        var shared =
                new Shared(
                        new ProviderDoors(door, door, 10_000_000),
                        new Purse(ledger, budgets, Usd.parse("0.06")),
                        new Codec(PixelLimits.DEFAULT),
                        InstantSource.system(),
                        _ -> {});
        return new ChatService(
                new PaidService(endpoint, settings, shared), preferred, Usd.parse("0.01"));
    }

    /** What was asked last. */
    public JsonNode asked() throws IOException {
        return JSON.readTree(server.requests().getLast().body());
    }

    @Override
    public void close() {
        server.close();
        door.close();
    }
}
