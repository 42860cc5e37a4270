package dev.atelier.robots.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * One script in an engine of its own: QuickJS as WebAssembly, whose whole memory is one bounded
 * array. An interrupt of its thread ends it.
 */
final class Sandbox implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FRAME = resource("frame.js");
    private static final KeptCode CODE = new KeptCode();
    private static final int PAGES_PER_MEGABYTE = 16;
    private static final int NEARLY_ALL = 2;
    private static final String OUT_OF_MEMORY = "InternalError: out of memory";

    private final String source;
    private final String variables;
    private final ScriptLimits limits;
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable Memory memory;
    private @Nullable String value;
    private @Nullable String complaint;

    /**
     * @param variables what the script can see, a JSON object
     */
    Sandbox(String source, String variables, ScriptLimits limits) {
        this.source = source;
        this.variables = variables;
        this.limits = limits;
    }

    /** Opens when the script is about to run, or never will. */
    CountDownLatch ready() {
        return ready;
    }

    @Override
    public void run() {
        try (Engine engine = engine()) {
            int code = engine.compile(FRAME);
            ready.countDown();
            engine.exec(code);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.debug("script ended early", e);
            complaint = complaint == null ? reason() : complaint;
        } finally {
            ready.countDown();
        }
    }

    private Engine engine() {
        var host =
                Builtins.builder("host")
                        .addVoidToString("variables", () -> variables)
                        .addVoidToString("source", () -> source)
                        .addVoidToInt("longest", limits::resultChars)
                        .addStringToVoid("done", given -> value = given)
                        .addStringToVoid("failed", given -> complaint = explained(given))
                        .build();
        return Engine.builder()
                .addBuiltins(host)
                .withMemoryFactory(this::bounded)
                .withCache(CODE)
                .build();
    }

    private Memory bounded(MemoryLimits wanted) {
        int most = Math.max(wanted.initialPages(), limits.megabytes() * PAGES_PER_MEGABYTE);
        var bounded =
                new ByteArrayMemory(
                        new MemoryLimits(
                                wanted.initialPages(), Math.min(wanted.maximumPages(), most)));
        memory = bounded;
        return bounded;
    }

    /** The engine dies without a word when its memory or its stack is used up. */
    private String reason() {
        return full()
                ? tooMuch()
                : "it could not be run; perhaps it calls itself too often or nests too deep";
    }

    /** Without memory there is often none for an error either, and null is thrown. */
    private String explained(String given) {
        return given.startsWith(OUT_OF_MEMORY) || (given.equals("null") && full())
                ? tooMuch()
                : given;
    }

    private boolean full() {
        return memory != null
                && memory.pages() >= limits.megabytes() * PAGES_PER_MEGABYTE / NEARLY_ALL;
    }

    private String tooMuch() {
        return "it needs more than the " + limits.megabytes() + " MB of memory a script may use";
    }

    /** After the thread has ended. */
    JsonNode value() throws ScriptException {
        if (complaint != null) {
            throw new ScriptException(complaint);
        }
        if (value == null) {
            throw new ScriptException("it gave no value");
        }
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new ScriptException("its value is no JSON");
        }
    }

    private static String resource(String name) {
        try (InputStream in = Sandbox.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
