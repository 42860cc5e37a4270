package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atelier.core.error.ErrorCode;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code docs/openapi.yaml} lists what the server answers, no more and no less; {@code
 * -Dpages=write} rewrites its list of errors.
 */
class OpenApiTest {
    /** The pages for people and what belongs to them. */
    private static final Pattern CONSOLE = Pattern.compile("/|/console/.*");

    private static final Pattern CODES =
            Pattern.compile("(?s)(\n    ErrorCode:\n.*?\n      enum:\n)((?: +- [A-Z0-9_]+\n)+)");

    @TempDir private Path folder;

    @Test
    void everyRouteIsDocumentedAndNothingElse() throws Exception {
        var documented = new OpenApiDocument().operations();
        try (var server = new TestServer(folder)) {
            var mounted = new TreeSet<String>();
            server.routes().forEach(route -> operations(route, documented).forEach(mounted::add));

            assertEquals(
                    String.join("\n", mounted),
                    String.join("\n", documented),
                    "docs/openapi.yaml (second) must list what is mounted (first)");
        }
    }

    /** Routes without a method stand before others and answer nothing by themselves. */
    private static Stream<String> operations(Route route, Set<String> documented) {
        if (route.methods() == null) {
            return Stream.empty();
        }
        return route.methods().stream()
                .map(HttpMethod::name)
                .flatMap(method ->
                        paths(route, method, documented).map(path -> method + " " + path));
    }

    private static Stream<String> paths(Route route, String method, Set<String> documented) {
        if (route.getPath() == null) {
            return Stream.of(matching(Pattern.compile(route.getName()), method, documented));
        }
        if (CONSOLE.matcher(route.getPath()).matches()) {
            return Stream.empty();
        }
        return Stream.of(
                route.getPath().replaceAll(":(\\w+)", "{$1}").replaceFirst("(?<=.)/$", ""));
    }

    /** The documented path that a route given as an expression answers, else the expression. */
    private static String matching(Pattern expression, String method, Set<String> documented) {
        return documented.stream()
                .filter(operation -> operation.startsWith(method + " "))
                .map(operation -> operation.substring(method.length() + 1))
                .filter(path -> path.contains("{"))
                .filter(path -> expression.matcher(path.replaceAll("\\{\\w+}", "1")).matches())
                .findFirst()
                .orElse(expression.pattern());
    }

    @Test
    void errorCodesAreThoseOfTheServer() throws Exception {
        List<String> codes = Arrays.stream(ErrorCode.values()).map(Enum::name).toList();
        if ("write".equals(System.getProperty("pages"))) {
            write(codes);
        }

        assertEquals(
                new TreeSet<>(codes),
                new OpenApiDocument().errorCodes(),
                "the enum of docs/openapi.yaml is old; rewrite it with -Dpages=write");
    }

    private static void write(List<String> codes) throws IOException {
        String list =
                codes.stream()
                        .map(code -> "        - " + code + "\n")
                        .collect(Collectors.joining());
        String text = Files.readString(OpenApiDocument.FILE);
        String now =
                CODES.matcher(text)
                        .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + list));
        Files.writeString(OpenApiDocument.FILE, now);
    }

    @Test
    void documentIsServedToPagesOfAnyOrigin() throws Exception {
        try (var server = new TestServer(folder)) {
            var answer = server.get("/openapi.yaml");

            assertEquals(200, answer.statusCode());
            assertEquals(List.of("application/yaml"), answer.headers().allValues("Content-Type"));
            assertEquals(List.of("*"), answer.headers().allValues("Access-Control-Allow-Origin"));
            assertEquals(Files.readString(OpenApiDocument.FILE), TestServer.text(answer));
        }
    }
}
