package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ImageProvider;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.generate.provider.Fixtures;
import dev.atelier.robots.generate.provider.Recorder;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.ConfigLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What an operator writes about providers. */
class ProvidersTest {
    private static final String WORDS = "{\"model\": \"compatible\", \"prompt\": \"A cat\"}";

    @TempDir Path folder;

    private List<ImageProvider> providers(String... settings) {
        return new Providers(
                        ConfigLoader.load(null, List.of(settings)),
                        ModelCatalogue.bundled(),
                        new Codec(PixelLimits.DEFAULT),
                        new MemoryProviderLedger(folder),
                        InstantSource.system())
                .all();
    }

    private List<String> ready(String... settings) {
        return providers(settings).stream()
                .filter(ImageProvider::ready)
                .map(ImageProvider::name)
                .toList();
    }

    @Test
    void withoutSettingsNoneIsReady() {
        assertEquals(List.of(), ready());
    }

    @Test
    void anEngineAtHomeNeedsAnAddressAndOneOutsideAKey() {
        assertEquals(
                List.of("a1111"),
                ready(
                        "providers.a1111.base_url=http://10.0.0.5:7860",
                        "providers.stability.base_url=https://stability.example",
                        "providers.sdcpp.key=secret"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        var wrong =
                assertThrows(
                        ConfigException.class,
                        () ->
                                providers(
                                        "providers.acme.key=x",
                                        "providers.openai.colour=red",
                                        "providers.a1111.steps=many",
                                        "providers.comfyui.workflow=no-such-file.json"));

        String told = String.valueOf(wrong.getMessage());
        assertTrue(told.contains("providers.acme: there is no such provider"), told);
        assertTrue(told.contains("there is no setting `providers.openai.colour`"), told);
        assertTrue(told.contains("providers.a1111.steps must be a number, not many"), told);
        assertTrue(told.contains("providers.comfyui.workflow cannot be read"), told);
    }

    private Bench bench(Recorder engine) throws Exception {
        var outside =
                providers(
                        "providers.compatible.base_url=" + engine.url(),
                        "providers.compatible.model=any");
        var routing =
                new ProviderRouting(
                        ModelCatalogue.bundled(), outside, new EmbeddedEngine(), Fallback.ERROR);
        return new Bench(Files.createDirectories(folder.resolve("job")), routing);
    }

    private static Recorder.Reply at(String url) {
        return Recorder.Reply.json("{\"data\": [{\"url\": \"" + url + "\"}]}");
    }

    @Test
    void anEngineAtHomeMayBeAtAPrivateAddress() throws Exception {
        try (var engine = new Recorder()) {
            engine.answering(request ->
                    request.method().equals("POST")
                            ? at(engine.url() + "/made.png")
                            : Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));
            Bench bench = bench(engine);

            bench.run(WORDS);

            assertEquals(1, bench.job.results().size());
        }
    }

    @Test
    void itsAnswersLeadToNoOtherPrivateAddress() throws Exception {
        try (var engine = new Recorder();
                var neighbour = new Recorder()) {
            engine.answering(_ -> at(neighbour.url() + "/secrets.png"));
            neighbour.answering(_ -> Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));
            Bench bench = bench(engine);

            Bench.failure(() -> bench.run(WORDS));

            assertTrue(neighbour.requests().isEmpty());
            assertTrue(bench.job.results().isEmpty());
        }
    }
}
