package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.Map;

/** Ideogram, held against requests composed from its published schema. */
class IdeogramImagesTest extends BadInputContract {
    private static final String FILE = "ideogram.json";

    @Override
    protected Adapter adapter() {
        return new IdeogramImages();
    }

    @Override
    protected String words() {
        return "{\"model\": \"ideogram-v3\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"ideogram-v3\", \"prompt\": \"A whale\", \"seed\": 42}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return request ->
                request.method().equals("POST")
                        ? answer(number(request), provider.url() + "/api/images/x.png")
                        : Recorder.Reply.bytes("image/png", picture);
    }

    private static int number(Recorder.Request request) {
        var n =
                java.util.regex.Pattern.compile("name=\"num_images\"\r\n\r\n(\\d+)")
                        .matcher(request.text());
        return n.find() ? Integer.parseInt(n.group(1)) : 1;
    }

    private static Recorder.Reply answer(int count, String url) {
        String item =
                """
                {"url": "%s", "prompt": "A shiny red bicycle", "is_image_safe": true, "seed": 77}
                """
                        .formatted(url);
        return Recorder.Reply.json(
                "{\"data\": [" + String.join(",", Collections.nCopies(count, item)) + "]}");
    }

    @Test
    void wordsGoOutAsComposed() throws Exception {
        options = Map.of("rendering_speed", "TURBO");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "ideogram-v3", "prompt": "A red bicycle", "seed": 42,
                 "aspect_ratio": "16:9", "style": "realistic", "num_outputs": 3}
                """);

        assertPaid(0, Fixtures.request(FILE, "v3-generate-n3", 0));
        assertEquals(3, bench.job.results().size());
        assertEquals("A shiny red bicycle", bench.meta(0).path("revised_prompt").asText());
        assertEquals(77, bench.meta(0).path("seed").asLong());
    }

    @Test
    void aMaskedPictureGoesOutAsComposedWithTheMaskInBlack() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "v3-edit", 0));
    }

    @Test
    void aWholePictureIsRemixed() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(words(), input(bench, "IMG", "image.png", "image"));

        assertEquals("/v1/ideogram-v3/remix", paid().getFirst().path());
        assertTrue(paid().getFirst().text().contains("name=\"image_weight\"\r\n\r\n50\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"16:10, 16x10", "10:16, 10x16", "1920x1080, 16x9", "7:1, 3x1"})
    void shapesAreWrittenItsWay(String asked, String sent) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "ideogram-v3", "prompt": "x", "aspect_ratio": "%s"}
                """
                        .formatted(asked));

        String text = paid().getFirst().text();
        assertTrue(text.contains("name=\"aspect_ratio\"\r\n\r\n" + sent + "\r\n"), text);
    }

    @Test
    void anUnsafePictureIsARefusalWithItsReason() throws Exception {
        provider.answering(_ -> Fixtures.answer(FILE, "/responses/unsafe_item"));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertEquals(ErrorCode.USER_COMMAND_ERROR, e.error().code());
        assertTrue(e.error().message().contains("safety check"), e.error().message());
        assertEquals(1, paid().size());
    }

    @ParameterizedTest
    @CsvSource({
        "safety, USER_COMMAND_ERROR, failed the safety checks",
        "unauthorized, INTERNAL_COMMAND_ERROR, Invalid API key",
        "bad_request, INVALID_INPUT_ERROR, Invalid input provided"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(FILE, "/responses/" + name), code, words);
    }

    @Test
    void aPictureOnAnotherHostIsFetchedWithoutTheKey() throws Exception {
        try (var elsewhere = new Recorder()) {
            elsewhere.answering(_ -> Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));
            provider.answering(_ -> answer(1, elsewhere.url() + "/steal.png"));
            Bench bench = bench();

            bench.run(words());

            Recorder.Request fetched = elsewhere.requests().getFirst();
            assertEquals(1, bench.job.results().size());
            assertFalse(fetched.headers().containsKey("api-key"));
            assertFalse(fetched.headers().toString().contains(KEY));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.7.7/x.png",
        "http://169.254.169.254/latest/meta-data",
        "http://[fd00::1]/x.png",
        "file:///etc/passwd"
    })
    void aPictureAtAPrivateAddressIsNotFetched(String url) throws Exception {
        provider.answering(_ -> answer(1, url));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertEquals(ErrorCode.INTERNAL_COMMAND_ERROR, e.error().code());
        assertTrue(bench.job.results().isEmpty());
        assertEquals(1, provider.requests().size());
    }

    @Test
    void aRedirectToAPrivateAddressIsNotFollowed() throws Exception {
        try (var elsewhere = new Recorder()) {
            elsewhere.answering(
                    _ -> Recorder.Reply.of(302, "").with("location", "http://10.1.2.3/x.png"));
            provider.answering(_ -> answer(1, elsewhere.url() + "/x.png"));
            Bench bench = bench();

            AssemblyException e = Bench.failure(() -> bench.run(words()));

            assertTrue(e.error().message().contains("could not be fetched"), e.error().message());
            assertTrue(bench.job.results().isEmpty());
        }
    }

    @Override
    protected boolean hasQualities() {
        return true;
    }
}
