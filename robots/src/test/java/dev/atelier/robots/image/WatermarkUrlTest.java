package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.http.StandServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

class WatermarkUrlTest extends ResizeFixture {
    private StandServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new StandServer();
        byte[] logo = Files.readAllBytes(job.open(solid("mark.png", 20, 10, 0xff0000ff)));
        server.on("/", 200, "no").on("/gone", 404, "no");
        server.on("/logo.png", exchange -> StandServer.say(exchange, 200, logo));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeJob.Result run(String path, String host, AssemblyFile... more) throws Exception {
        AssemblyFile base = solid("a.png", 100, 80, 0xffffffff);
        List<RobotInput.Item> items =
                more.length == 0
                        ? List.of(FakeJob.tagged(base))
                        : List.of(FakeJob.tagged(base), FakeJob.tagged(more[0], "watermark"));
        int port = server.port();
        return run(
                "{'watermark_url': 'http://%s:%d%s', 'watermark_position': 'top-left'}"
                        .formatted(host, port, path),
                new RobotInput(items));
    }

    @Test
    void theWatermarkIsFetched() throws Exception {
        var out = picture(run("/logo.png", "127.0.0.1"));

        near(0xff0000ff, out.getRGB(3, 3), 0);
        near(0xffffffff, out.getRGB(30, 3), 0);
    }

    @Test
    void aTaggedFileWinsOverTheUrl() throws Exception {
        AssemblyFile red = solid("red.png", 20, 10, 0xffff0000);

        near(0xffff0000, picture(run("/gone", "127.0.0.1", red)).getRGB(3, 3), 0);
    }

    @Test
    void whatIsNotThereFailsWithTheAnswer() {
        var failed = assertThrows(AssemblyException.class, () -> run("/gone", "127.0.0.1"));

        assertEquals(ErrorCode.IMAGE_RESIZE_ERROR, failed.error().code());
        assertEquals(404, failed.error().details().get("response_code"));
    }

    @Test
    void whatIsNoPictureFails() {
        assertThrows(PictureException.class, () -> run("/text", "127.0.0.1"));
    }

    @Test
    void ssrfAddressesOfThePrivateNetworkAreNotAsked() {
        var failed = assertThrows(AssemblyException.class, () -> run("/logo.png", "127.0.0.2"));

        assertEquals(true, failed.error().details().get("is_private_address"));
    }
}
