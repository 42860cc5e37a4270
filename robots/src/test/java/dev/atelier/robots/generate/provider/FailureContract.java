package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.provider.RudeProvider.Manner;
import dev.atelier.robots.outbound.Stranger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Connections that fail in every way: the job ends with an error in time, nothing is ordered twice,
 * and what was certainly not ordered may be ordered later.
 */
public abstract class FailureContract extends AdapterContract {
    private static final long SMALL_LIMIT = 1_000_000;

    /** What lies in the buffers of both sides when one has had enough. */
    private static final long BUFFERED = 20_000_000;

    private long paid(RudeProvider rude) {
        return rude.requests().stream().filter(this::paid).count();
    }

    @ParameterizedTest
    @EnumSource
    void whateverBecomesOfTheConnectionTheJobEndsAndNothingIsOrderedTwice(Manner manner)
            throws Exception {
        deadline = Duration.ofMillis(300);
        maxBytes = SMALL_LIMIT;
        try (var rude = new RudeProvider(manner)) {
            long start = System.nanoTime();
            Bench bench = bench(paidProvider(rude.url() + basePath()));
            AssemblyException told = failure(bench);
            long took = System.nanoTime() - start;

            failure(bench(paidProvider(rude.url() + basePath())));
            if (paid(rude) == 1) {
                requireHonest(manner, told.error());
            }

            assertTrue(took < Duration.ofSeconds(8).toNanos(), "took " + took / 1e9 + " s");
            assertTrue(paid(rude) <= 1, "ordered " + paid(rude) + " times");
            assertTrue(rude.sent() < SMALL_LIMIT + BUFFERED, "took in " + rude.sent());
            assertTrue(largest(bench.job.scratch()) <= SMALL_LIMIT);
        }
    }

    /** An order was taken, so it may have been billed; a limit of ours says how to raise it. */
    private static void requireHonest(Manner manner, AssemblyError error) {
        boolean late = manner == Manner.SAYS_A_BYTE_AT_A_TIME || manner == Manner.STOPS_IN_THE_BODY;
        boolean large =
                manner == Manner.ANNOUNCES_TEN_GIGABYTES || manner == Manner.SENDS_WITHOUT_END;
        assertTrue(error.message().contains("may have been billed"), error.message());
        assertEquals(large, error.message().contains("generation.answer_megabytes"));
        if (late || large) {
            assertEquals(
                    late ? ErrorCode.INTERNAL_COMMAND_TIMEOUT : ErrorCode.INTERNAL_COMMAND_ERROR,
                    error.code());
        }
    }

    private static long largest(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toFile).mapToLong(java.io.File::length).max().orElse(0);
        }
    }

    /** It speaks plain HTTP where TLS was expected. */
    @Test
    void aFailedHandshakeWasNotPaidAndTheJobMayOrderLater() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        String encrypted = provider.url().replace("http:", "https:");

        failure(bench(paidProvider(encrypted + basePath())));
        assertEquals(0, provider.requests().size());

        Bench again = bench();
        again.run(words());
        assertEquals(1, again.job.results().size());
        assertEquals(1, paid().size());
    }

    @Test
    void aProviderWhoseCertificateIsNotTrustedIsSentNothing() throws Exception {
        waitForHandshakes();
        try (var stranger = new Stranger()) {
            String told =
                    failure(bench(paidProvider(stranger.url() + basePath()))).error().message();

            assertTrue(told.contains("certificate") && told.contains("trustStore"), told);
            assertEquals(0, stranger.asked());
        }
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench again = bench();
        again.run(words());
        assertEquals(1, again.job.results().size());
    }

    @Test
    void aPictureThatEndsInTheMiddleIsAnErrorAndNotOrderedAgain() throws Exception {
        byte[] whole = Fixtures.picture("RESULT");
        provider.answering(succeeding(Arrays.copyOf(whole, whole.length / 2)));

        Bench bench = bench();
        failure(bench);
        failure(bench());

        assertTrue(bench.job.results().isEmpty());
        assertEquals(1, paid().size());
    }

    @Test
    void aPictureOfAnotherKindThanItsLabelIsTakenForWhatItIs() throws Exception {
        Path jpeg = folder.resolve("labelled-png");
        Bench.CODEC.encode(Bench.solid(64, 64, Color.RED), Encoding.of(ImageFormat.JPEG), jpeg);
        provider.answering(succeeding(Files.readAllBytes(jpeg)));
        Bench bench = bench();

        bench.run(words());

        var made = bench.job.results().getFirst();
        String extension = made.name().substring(made.name().lastIndexOf('.') + 1);
        ImageFormat format = Bench.CODEC.probe(made.bytes()).format();
        assertEquals(extension.replace("jpg", "jpeg"), format.name().toLowerCase(Locale.ROOT));
    }
}
