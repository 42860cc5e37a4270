package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class FileHashRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FileHashRobot robot = new FileHashRobot();

    @TempDir Path folder;

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private ObjectNode meta(String content, String params) throws IOException {
        var job = new FakeJob(folder);
        var file =
                job.add(
                        "a.bin",
                        "application/octet-stream",
                        content.getBytes(StandardCharsets.US_ASCII));
        robot.run(ParamBinder.bind(robot.about(), "h", json(params)), FakeJob.input(file), job);
        return job.emissions().getFirst().meta();
    }

    @ParameterizedTest
    @CsvSource({
        "b2, ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha224, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha384,"
            + " cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "sha512,"
            + " ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void everyAlgorithmGivesTheKnownSum(String algorithm, String sum) throws IOException {
        assertEquals(sum, meta("abc", "{'algorithm': '" + algorithm + "'}").get("hash").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce",
        "128, 082b91ea2e15d1556d2ceefdd5af5d64d31b4e01aff1959724578876293825b236ee8079173a0a38160d7d6685d6bca0bfb62c177b3599b8727d9173e2115b91",
        "129, 362a53bbe2ec08097b2f358a41d0e153aeed4c132af928400872413650e7bf22f9ae428ff73770170bbd95f935e5dd1953c17de8c7264c72d1f99303bf22dfaa",
        "70000,"
            + " e6b1bb589f57cf8cb40e7e307be25db80d630ac8fff13736c719e5c29917912fcb5a4aaf9543dfa2c1ad27347bd831936916b528ea23533a231d74fd69d7936f"
    })
    void blake2IsRightAtTheEdgesOfItsBlocks(int length, String sum) throws IOException {
        assertEquals(sum, meta("x".repeat(length), "{'algorithm': 'b2'}").get("hash").asText());
    }

    @Test
    void withoutParametersEverythingIsHashedBySha256() throws IOException {
        ObjectNode meta = meta("abc", "{}");

        assertEquals(64, meta.get("hash").asText().length());
        assertFalse(meta.has("hash_partial"));
    }

    @ParameterizedTest
    @CsvSource({
        "first, ab",
        "last, ef",
        "both, abef",
    })
    void aPartIsHashedAsTheseBytesAlone(String partial, String same) throws IOException {
        ObjectNode meta = meta("abcdef", "{'partial': '" + partial + "', 'partial_size': 2}");

        assertEquals(meta(same, "{}").get("hash"), meta.get("hash"));
        assertEquals(partial, meta.get("hash_partial").asText());
        assertEquals(2, meta.get("hash_partial_size").asLong());
    }

    @Test
    void aFileShorterThanThePartIsHashedAsFarAsItGoesAndTwiceForBothEnds() throws IOException {
        assertEquals(meta("abc", "{}").get("hash"), meta("abc", "{'partial': 'last'}").get("hash"));
        assertEquals(
                meta("abcabc", "{}").get("hash"), meta("abc", "{'partial': 'both'}").get("hash"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'algorithm': 'crc32'}",
                "{'partial': 'middle'}",
                "{'partial_size': 0}",
                "{'partial_size': 1.5}",
                "{'colour': 1}"
            })
    void whatCannotBeDoneIsRefused(String params) throws IOException {
        assertEquals(
                ErrorCode.FILE_HASH_VALIDATION,
                ParamBinder.check(robot.about(), "h", json(params)).getFirst().code());
    }
}
