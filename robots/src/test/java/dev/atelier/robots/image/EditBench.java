package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.edit.EditModels;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.provider.Adapter;
import dev.atelier.robots.generate.provider.Fal;
import dev.atelier.robots.generate.provider.PaidProvider;
import dev.atelier.robots.generate.provider.PaidService;
import dev.atelier.robots.generate.provider.ProviderDoors;
import dev.atelier.robots.generate.provider.ProviderSettings;
import dev.atelier.robots.generate.provider.Purse;
import dev.atelier.robots.generate.provider.Recorder;
import dev.atelier.robots.generate.provider.Recorder.Reply;
import dev.atelier.robots.generate.provider.Recorder.Request;
import dev.atelier.robots.generate.provider.Replicate;
import dev.atelier.robots.generate.provider.Shared;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replicate and fal as their references describe them, behind a real way out and a ledger. */
final class EditBench implements AutoCloseable {
    static final String KEY = "canary-key";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Recorder server = new Recorder();
    private final Outbound door;
    private final ProviderLedger ledger;
    private byte[] made = new byte[0];
    private int replicateRefuses;
    private int uploadsFail;
    private EditModels models = EditModels.bundled();
    private ProviderLedger.Budgets budgets = ProviderLedger.Budgets.NONE;

    EditBench(Path folder) throws IOException {
        ledger = new MemoryProviderLedger(folder);
        door = TestOutbound.configured("0.0.0.0/0,::/0", 0);
        server.answering(this::answer);
    }

    /** What both give back. */
    void gives(byte[] picture) {
        made = picture;
    }

    /** From now on replicate answers every order with this status. */
    void replicateRefuses(int status) {
        replicateRefuses = status;
    }

    /** From now on replicate answers every upload with this status; 0 for taking it. */
    void uploadsFail(int status) {
        uploadsFail = status;
    }

    /** From now on the operator's models are those, too. */
    void models(Path file) {
        models = EditModels.bundled().withFile(file);
    }

    void budget(String dollars) {
        budgets = new ProviderLedger.Budgets(Usd.parse(dollars), null, null);
    }

    private Reply answer(Request request) {
        String what = request.method() + " " + request.path();
        String job = server.url() + "/requests/r1";
        if (what.startsWith("GET /v1/models/")) {
            return Reply.json("{\"latest_version\": {\"id\": \"abc123\"}}");
        }
        if (what.equals("POST /v1/files") && uploadsFail > 0) {
            return Reply.of(uploadsFail, "{\"detail\": \"later\"}");
        }
        if (what.startsWith("POST /storage/")) {
            return Reply.json(
                    "{\"upload_url\": \"%s/put\", \"file_url\": \"https://files.test/f2\"}"
                            .formatted(server.url().replace("127.0.0.1", "localhost")));
        }
        if (what.equals("POST /v1/files")) {
            return Reply.json("{\"urls\": {\"get\": \"https://files.test/f1\"}}");
        }
        if (what.startsWith("POST /v1/")) {
            return replicateRefuses > 0
                    ? Reply.of(replicateRefuses, "{\"detail\": \"no, " + KEY + "\"}")
                    : Reply.json("{\"id\": \"p1\", \"status\": \"starting\"}");
        }
        return switch (what) {
            case "GET /v1/predictions/p1" ->
                    Reply.json(
                            "{\"id\": \"p1\", \"status\": \"succeeded\", \"output\": \"%s\"}"
                                    .formatted(server.url() + "/made"));
            case "GET /requests/r1/status?logs=0" -> Reply.json("{\"status\": \"COMPLETED\"}");
            case "GET /requests/r1" ->
                    Reply.json("{\"image\": {\"url\": \"%s\"}}".formatted(server.url() + "/made"));
            case "GET /made" -> Reply.bytes("image/png", made);
            default ->
                    Reply.json(
                            "{\"request_id\": \"r1\", \"status_url\": \"%s\", \"response_url\": \"%s\"}"
                                    .formatted(job + "/status", job));
        };
    }

    /** With these providers set up. */
    Editors editors(Fallback fallback, String... ready) {
        var shared =
                new Shared(
                        new ProviderDoors(door, door, 10_000_000),
                        new Purse(ledger, budgets, Usd.parse("0.06")),
                        new Codec(PixelLimits.DEFAULT),
                        InstantSource.system(),
                        _ -> {});
        var services = new ArrayList<PaidService>();
        for (Adapter adapter : List.of(new Replicate(), new Fal())) {
            boolean set = Set.of(ready).contains(adapter.name());
            String base = adapter.name().equals("fal") ? server.url() : server.url() + "/v1";
            var settings =
                    new ProviderSettings(
                            () -> set ? KEY : null,
                            base,
                            4,
                            Duration.ofSeconds(20),
                            Duration.ofMillis(10),
                            adapter.name().equals("fal")
                                    ? Map.of("storage_url", server.url())
                                    : Map.of());
            services.add(new PaidProvider(adapter, settings, shared).service());
        }
        return new Editors(services, models, ModelCatalogue.bundled(), fallback);
    }

    /** What was sent, as {@code METHOD path}. */
    List<String> asked() {
        return server.requests().stream().map(it -> it.method() + " " + it.path()).toList();
    }

    /** The body of the first order. */
    JsonNode order() throws IOException {
        for (Request request : server.requests()) {
            if (request.method().equals("POST") && !request.path().equals("/v1/files")) {
                return JSON.readTree(request.body());
            }
        }
        throw new IOException("nothing was ordered");
    }

    @Override
    public void close() {
        server.close();
        door.close();
    }
}
