package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;

class FileServeRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FileServeRobot robot = new FileServeRobot();

    @TempDir Path folder;

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private ObjectNode headers(String params) throws Exception {
        var job = new FakeJob(folder);
        var file = job.add("a.png", "image/png", new byte[] {1, 2, 3});
        robot.run(ParamBinder.bind(robot.about(), "s", json(params)), FakeJob.input(file), job);
        return (ObjectNode) job.emissions().getFirst().meta().get("served_headers");
    }

    @Test
    void withoutParametersBrowsersKeepAFileForThreeDaysAndCachesForOne() throws Exception {
        ObjectNode headers = headers("{}");

        assertEquals(
                "public, max-age=259200, s-maxage=86400", headers.get("Cache-Control").asText());
        assertEquals("image/png; charset=utf-8", headers.get("Content-Type").asText());
        assertEquals("*", headers.get("Access-Control-Allow-Origin").asText());
        assertTrue(headers.path("Content-Disposition").isMissingNode());
    }

    @Test
    void aHeaderOfTheStepTakesThePlaceOfTheUsualOneHoweverItIsWritten() throws Exception {
        ObjectNode headers =
                headers(
                        "{'headers': {'cache-control': 'no-store', 'X-Age': 7}, 'cache_duration':"
                                + " 60}");

        assertEquals("no-store", headers.get("Cache-Control").asText());
        assertEquals("7", headers.get("X-Age").asText());
        assertTrue(headers.path("cache-control").isMissingNode());
    }

    @Test
    void theDownloadNameCannotLeaveItsQuotes() throws Exception {
        ObjectNode headers = headers("{'download_name': 'Tee für \u201calle\u201d;x=1.png'}");

        assertEquals(
                "attachment; filename=\"Tee fur _alle__x_1.png\";"
                        + " filename*=UTF-8''Tee%20f%C3%BCr%20%E2%80%9Calle%E2%80%9D%3Bx%3D1.png",
                headers.get("Content-Disposition").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "set-cookie",
                "Connection",
                "Transfer-Encoding",
                "Content-Length",
                "Content-Encoding",
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "X-Accel-Redirect",
                "X-Sendfile",
                "Location",
                "Refresh",
                "Clear-Site-Data",
                "Service-Worker-Allowed",
                "Strict-Transport-Security",
                "Access-Control-Allow-Credentials",
                "Content-Disposition",
                "X-A: b",
                "X A",
                ""
            })
    void Sec_SRV_1_headersThatAreNotTheStepsBusinessAreRefused(String name) throws Exception {
        ObjectNode params = json("{}");
        params.putObject("headers").put(name, "1");

        assertEquals(
                ErrorCode.FILE_SERVE_VALIDATION,
                ParamBinder.check(robot.about(), "s", params).getFirst().code());
    }

    @ParameterizedTest
    @CsvSource({
        "X-A, a\\r\\nSet-Cookie: b=c",
        "X-A, a\\nb",
        "X-A, \\u560d\\u560a",
        "X-A, a\\u0000",
        "Content-Type, text/html; boundary=x",
        "Content-Type, text",
        "Accept-Ranges, none"
    })
    void Sec_SRV_1_valuesThatBreakOutOfTheirLineAreRefused(String name, String value)
            throws Exception {
        ObjectNode params = json("{'headers': {'" + name + "': '" + value + "'}}");

        assertEquals(
                "steps.s.headers." + name,
                ParamBinder.check(robot.about(), "s", params).getFirst().path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'cache_duration': -1}",
                "{'cache_duration': 1.5}",
                "{'download_name': 'a/b'}",
                "{'download_name': 'a\\\\b'}",
                "{'download_name': 'a\\nb'}",
                "{'headers': ['X-A: b']}",
                "{'headers': {'X-A': 'b', 'x-a': 'c'}}",
                "{'headers': {'X-A': null}}",
                "{'colour': 1}"
            })
    void whatCannotBeDoneIsRefused(String params) throws IOException {
        assertEquals(
                ErrorCode.FILE_SERVE_VALIDATION,
                ParamBinder.check(robot.about(), "s", json(params)).getFirst().code());
    }

    @Test
    void aNameFromAVariableIsJudgedOnceItIsKnown() throws IOException {
        String name = "{'download_name': '${file.name}', 'headers': {'X-A': '${file.name}'}}";

        assertTrue(ParamBinder.check(robot.about(), "s", json(name)).isEmpty());
    }
}
