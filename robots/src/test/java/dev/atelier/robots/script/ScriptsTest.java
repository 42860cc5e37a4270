package dev.atelier.robots.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class ScriptsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Scripts SCRIPTS =
            new Scripts(new ScriptLimits(Duration.ofSeconds(20), 8, 1000, 2));

    private final ObjectNode variables = JSON.createObjectNode();

    @BeforeAll
    static void warm() throws ScriptException {
        new Scripts(ScriptLimits.DEFAULT).run("1", JSON.createObjectNode());
    }

    private JsonNode value(String source) {
        return SCRIPTS.value(source, variables);
    }

    private String complaint(String source) {
        var thrown = assertThrows(AssemblyException.class, () -> value(source));
        assertEquals(ErrorCode.SCRIPT_RUN_VALIDATION, thrown.error().code());
        return thrown.error().message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Math.max(10, file.meta.width) | 640",
                "file.name.toUpperCase() | \"WHALE.PNG\"",
                "file.meta.width > 500 ? 'big' : 'small' | \"big\"",
                "let a = 1; for (let i = 0; i < 5; i++) a *= 2; a | 32",
                "({ a: [1, null, true] }) | {\"a\":[1,null,true]}",
                "[...file.name].reverse().join('') | \"gnp.elahw\"",
                "undefined | null",
                "file.meta?.none ?? 'nothing' | \"nothing\"",
                "`${file.meta.width}px` | \"640px\"",
                "0.1 + 0.2 | 0.30000000000000004",
            })
    void theValueIsThatOfTheLastExpression(String source, String expected)
            throws JsonProcessingException {
        variables.putObject("file").put("name", "whale.png").putObject("meta").put("width", 640);

        assertEquals(JSON.readTree(expected), value(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) [1, 2, 3].map(String)",
                "/(a+)+$/.test('a'.repeat(40) + 'b')",
                "Array(1e9).join('ab')",
                "new Proxy({}, { get() { while (true) {} } })",
                "Object.prototype.toJSON = () => { while (true) {} }; ({})",
                "throw { toString() { while (true) {} } }",
                "Promise.resolve().then(function f() { return Promise.resolve().then(f) }); 1",
            })
    void whatDoesNotEndIsStopped(String source) {
        var hasty = new Scripts(new ScriptLimits(Duration.ofMillis(100), 32, 1000, 1));

        var thrown = assertThrows(ScriptException.class, () -> hasty.run(source, variables));

        assertEquals("it took longer than the 100 ms a script may run", thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x'.repeat(1e9).length",
                "let s = 'x'; while (true) s += s",
                "let a = []; while (true) a.push(new Array(10000).fill(1))",
                "new Uint8Array(2e9).length",
                "[].concat(...Array(1e4).fill(Array(1e4).fill(0)))",
                "let m = new Map(); for (let i = 0; ; i++) m.set(i, 'a'.repeat(10000) + i)",
                "function f() { return f() + 1 } f()",
                "JSON.parse('['.repeat(1e6))",
                "eval('('.repeat(1e5))",
                "let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; o",
            })
    void whatGrowsTooMuchFails(String source) {
        String said = complaint(source);

        assertTrue(said.length() > 10, said);
    }

    @Test
    void theMemoryLimitIsNamed() {
        String said = complaint("let a = []; while (true) a.push(new Array(10000).fill(1))");

        assertEquals("it needs more than the 8 MB of memory a script may use", said);
        assertEquals(2, value("1 + 1").intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Java.type('java.lang.System') | ReferenceError: Java is not defined",
                "java.lang.System.exit(1) | ReferenceError: java is not defined",
                "Packages.java.io.File | ReferenceError: Packages is not defined",
                "require('fs') | ReferenceError: require is not defined",
                "fetch('http://127.0.0.1/') | ReferenceError: fetch is not defined",
                "setTimeout(() => 1, 10) | ReferenceError: setTimeout is not defined",
                "java_invoke('host', 'done', '[\"1\"]') | ReferenceError: java_invoke is not",
                "host.done('1') | ReferenceError: host is not defined",
                "Javy.IO.readSync(0, new Uint8Array(1)) | ReferenceError: Javy is not defined",
                "console.log(1) | ReferenceError: console is not defined",
                "(() => 1).constructor('return host')() | ReferenceError: host is not defined",
            })
    void nothingOutsideIsThere(String source, String expected) {
        String said = complaint(source);

        assertTrue(said.startsWith(expected), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Promise.resolve(1) | promise",
                "(async () => 1)() | promise",
                "() => 1 | function",
                "Symbol('a') | symbol",
                "10n | BigInt",
                "let o = {}; o.o = o; o | circular",
                "1 + | SyntaxError",
                "throw new Error('mine') | mine",
                "throw 'x'.repeat(1000) | long message",
                "'x'.repeat(999) | longer than the 1000",
            })
    void whatIsNoJsonValueIsExplained(String source, String expected) {
        String said = complaint(source);

        assertTrue(said.contains(expected), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JSON.stringify = () => '{\"evil\":1}'; JSON.parse = null; 1",
                "Object.prototype.toString = () => 'evil'; globalThis.eval = null; 1",
                "Array.prototype.toJSON = () => 'evil'.repeat(1e6); 1",
                "String.prototype.toJSON = () => 'evil'; 1",
                "delete globalThis.JSON; delete globalThis.Promise; 1",
                "Object.defineProperty(Object.prototype, 'length', { value: -1 }); 1",
                "__proto__ = null; 1",
            })
    void changedPrototypesChangeNothingOutside(String source) {
        assertEquals(1, value(source).intValue());
        assertEquals("[1]", value("JSON.stringify([1])").textValue());
    }

    @Test
    void oneScriptLeavesNothingForTheNext() {
        value("globalThis.left = 'behind'; 1");

        assertEquals("undefined", value("typeof left").textValue());
    }

    @Test
    void variablesWithStrangeNamesAndTextAreData() {
        String evil = "\"}; while(true){} // \u2028 </script>";
        variables.putObject("fields").put("__proto__", evil).put("a", evil);

        assertEquals(evil, value("fields.a").textValue());
    }

    @Test
    void anInterruptStopsTheScript() throws InterruptedException {
        var patient = new Scripts(new ScriptLimits(Duration.ofMinutes(5), 16, 1000, 1));
        var started = new CountDownLatch(1);
        var ended = new AtomicReference<Throwable>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            started.countDown();
                            try {
                                patient.value("while (true) {}", variables);
                            } catch (CancellationException e) {
                                ended.set(e);
                            }
                        });
        started.await();
        caller.interrupt();
        caller.join();

        assertTrue(ended.get() instanceof CancellationException);
        assertEquals(3, patient.value("1 + 2", variables).intValue());
    }
}
