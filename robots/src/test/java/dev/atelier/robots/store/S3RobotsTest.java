package dev.atelier.robots.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Against S3Proxy, a server of others that speaks the protocol of Amazon S3. */
class S3RobotsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** S3Proxy takes no smaller ones. */
    private static final int PART = 5 << 20;

    private static final S3Limits LIMITS = new S3Limits(4, 1_000, 1_500, Duration.ofSeconds(60));
    private static final StoreLimits STORES =
            new StoreLimits(1, PART, Duration.ofSeconds(60), 1, Duration.ZERO, Duration.ZERO);
    private static final String BUCKET = "pictures";

    @TempDir static Path server;
    private static S3Server s3;
    private static Outbound outbound;
    private static S3Client client;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws IOException {
        s3 = new S3Server(server);
        outbound = outbound("127.0.0.1/32");
        var place =
                new S3Place(
                        BUCKET,
                        "us-east-1",
                        S3Server.KEY,
                        S3Server.SECRET,
                        null,
                        URI.create(s3.host()),
                        true,
                        null);
        client = S3.client(place, outbound.sdkConnections(), Duration.ofSeconds(60));
        client.createBucket(create -> create.bucket(BUCKET));
        put("in/a.txt", "aaa");
        put("in/b.txt", "bb");
        put("in/deep/c.txt", "c");
        put("large/one.bin", "x".repeat(1_001));
        put("many/1", "1");
        put("many/2", "2");
        put("many/3", "3");
        put("many/4", "4");
        put("many/5", "5");
    }

    @AfterAll
    static void stop() {
        client.close();
        outbound.close();
        s3.close();
    }

    private static void put(String object, String text) {
        client.putObject(put -> put.bucket(BUCKET).key(object), RequestBody.fromString(text));
    }

    private static Outbound outbound(String allowed) {
        return TestOutbound.to(allowed);
    }

    private String where(String more) {
        String json =
                "{'bucket':'%s','key':'%s','secret':'%s','host':'%s'%s}"
                        .formatted(
                                BUCKET,
                                S3Server.KEY,
                                S3Server.SECRET,
                                s3.host(),
                                more.isEmpty() ? "" : "," + more);
        return json.replace('\'', '"');
    }

    private FakeJob job() throws IOException {
        return new FakeJob(Files.createTempDirectory(folder, "job"));
    }

    private static <P extends Record> FakeJob run(
            Robot<P> robot, String raw, RobotInput input, FakeJob job) throws Exception {
        robot.run(
                ParamBinder.bind(robot.about(), "s", (ObjectNode) JSON.readTree(raw)), input, job);
        return job;
    }

    private FakeJob imported(String more) throws Exception {
        return run(new S3ImportRobot(outbound, LIMITS), where(more), FakeJob.input(), job());
    }

    private Emission.PassOn stored(String name, String text, String more) throws Exception {
        return stored(new S3StoreRobot(outbound, STORES), name, text, where(more));
    }

    private Emission.PassOn stored(S3StoreRobot robot, String name, String text, String raw)
            throws Exception {
        FakeJob job = job();
        AssemblyFile file = job.add("x.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
        file = job.add(job.open(file), name, "text/plain");
        run(robot, raw, FakeJob.input(file), job);
        return (Emission.PassOn) job.emissions().getFirst();
    }

    private static AssemblyError failure(org.junit.jupiter.api.function.Executable run) {
        AssemblyError error = assertThrows(AssemblyException.class, run).error();
        assertFalse(error.toString().contains(S3Server.SECRET), error.toString());
        return error;
    }

    private static String text(String object) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(object)).asUtf8String();
    }

    @Test
    void aStoredFileIsInTheBucketUnderItsPathWithItsHeaders() throws Exception {
        var result =
                stored(
                        "hello.txt",
                        "hello",
                        "'path':'out/${file.name}','headers':{'Content-Type':'text/x-own',"
                                + "'Cache-Control':'max-age=60','x-amz-meta-who':'me'},"
                                + "'acl':'private','check_integrity':false");

        assertEquals("hello", text("out/hello.txt"));
        var head = client.headObject(ask -> ask.bucket(BUCKET).key("out/hello.txt"));
        assertEquals("text/x-own", head.contentType());
        assertEquals("max-age=60", head.cacheControl());
        assertEquals("me", head.metadata().get("who"));
        assertEquals(
                s3.host().replace("//", "//" + BUCKET + ".") + "/out/hello.txt",
                result.meta().path("storage_url").asText());
    }

    @Test
    void aSignedUrlOpensAPrivateFileAndTheBareOneDoesNot() throws Exception {
        var meta =
                stored(
                                "secret.txt",
                                "for you",
                                "'path':'signed/a b.txt','acl':'private','sign_urls_for':60,"
                                        + "'no_vhost':true")
                        .meta();

        assertEquals("for you", get(meta.path("signed_url").asText()).body());
        assertEquals(403, get(meta.path("storage_url").asText()).statusCode());
        assertTrue(meta.path("storage_url").asText().endsWith("/pictures/signed/a%20b.txt"));
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theUrlBeginsWithWhatTheStepSays() throws Exception {
        var meta =
                stored(
                                "a.txt",
                                "a",
                                "'path':'cdn/a.txt','acl':'private',"
                                        + "'url_prefix':'https://cdn.example/{bucket}/'")
                        .meta();

        assertEquals("https://cdn.example/pictures/cdn/a.txt", meta.path("storage_url").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, var2/passwd",
        "a/b.txt, var2/b.txt",
        "..\\..\\boot.ini, var2/boot.ini",
        ".hidden, var2/hidden",
        "one two.txt, var2/one-two.txt",
        "gpj\u202e.exe, var2/gpj.exe",
        "'e\u0301.txt', 'var2/\u00e9.txt'",
    })
    void var2TheValueOfAVariableIsOnePartOfThePath(String name, String object) throws Exception {
        stored(name, "v", "'path':'var2/${file.name}','acl':'private'");

        assertEquals("v", text(object));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a//b", "a/../b", "../a", "a/", "a/./b", "a\\\\b", "a\\u0007b"})
    void var2APathWithPartsThatMeanSomethingElseIsRefused(String path) {
        var error = failure(() -> stored("a.txt", "a", "'path':'" + path + "'"));

        assertEquals(ErrorCode.S3_STORE_VALIDATION, error.code());
    }

    @Test
    void filesOfOneFolderAreImportedWithoutThoseBelow() throws Exception {
        var results = imported("'path':'in/'").results();

        assertEquals(
                List.of("a.txt", "b.txt"), results.stream().map(FakeJob.Result::name).toList());
        assertEquals("aaa", Files.readString(results.getFirst().bytes()));
    }

    @Test
    void aRecursiveImportGoesBelowAndIsReadInPages() throws Exception {
        assertEquals(3, imported("'path':'in/','recursive':true").results().size());
        var page =
                imported("'path':'many/','recursive':true,'page_number':2,'files_per_page':2")
                        .results();

        assertEquals(List.of("3", "4"), page.stream().map(FakeJob.Result::name).toList());
    }

    @Test
    void partsOfAnObjectAreAtTheirPlacesWithZerosBetween() throws Exception {
        put("in/digits.txt", "0123456789");
        var results = imported("'path':'in/digits.txt','range':['-2','1-2']").results();

        assertEquals(
                "\0" + "12" + "\0\0\0\0\0" + "89", Files.readString(results.getFirst().bytes()));
        var error = failure(() -> imported("'path':'in/digits.txt','range':'20-30'"));
        assertEquals(416, error.details().get("response_code"));
    }

    @Test
    void aStubHasNoBytesButAnAddressThatOpensTheObject() throws Exception {
        FakeJob job = imported("'path':'in/','no_vhost':true,'return_file_stubs':true");
        var stub = (Emission.Stub) job.emissions().getFirst();

        assertEquals(List.of(), job.results());
        assertEquals(2, job.emissions().size());
        assertEquals("a.txt", stub.name());
        assertTrue(stub.many());
        assertEquals("aaa", get(stub.url()).body());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLargeFileGoesInPartsAndArrivesWhole(boolean checked) throws Exception {
        var content = new byte[2 * PART + 1_234];
        new Random(5).nextBytes(content);
        FakeJob job = job();
        AssemblyFile file = job.add("large.bin", "application/x-own", content);
        String where =
                where(
                        "'path':'parts/large.bin','acl':'private','headers':{'x-amz-meta-who':'me'},"
                                + ("'check_integrity':" + checked));
        run(new S3StoreRobot(outbound, STORES), where, FakeJob.input(file), job);

        var kept = client.getObjectAsBytes(get -> get.bucket(BUCKET).key("parts/large.bin"));
        assertArrayEquals(content, kept.asByteArray());
        assertEquals("application/x-own", kept.response().contentType());
        assertEquals("me", kept.response().metadata().get("who"));
        assertTrue(kept.response().eTag().contains("-3"), kept.response().eTag());
    }

    @Test
    void severalPathsAreImportedUnderForcedNames() throws Exception {
        var results =
                imported("'path':['in/b.txt','in/deep/c.txt'],'force_name':['first.txt']")
                        .results();

        assertEquals(
                List.of("first.txt", "c.txt"), results.stream().map(FakeJob.Result::name).toList());
        assertTrue(((Emission.Imported) results.getFirst().emission()).many());
    }

    @Test
    void moreFilesThanAStepMayImportAreRefused() {
        assertEquals(
                ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                failure(() -> imported("'path':'many/'")).code());
    }

    @Test
    void anObjectThatIsTooLargeIsRefused() {
        assertEquals(
                ErrorCode.IMPORT_FILE_ERROR,
                failure(() -> imported("'path':'large/one.bin'")).code());
    }

    @Test
    void whatIsMissingCanBeIgnored() throws Exception {
        assertEquals(
                ErrorCode.S3_IMPORT_NOT_FOUND, failure(() -> imported("'path':'none'")).code());
        var job =
                run(
                        new S3ImportRobot(outbound, LIMITS),
                        where("'path':['none','in/a.txt']"),
                        FakeJob.input(),
                        job().ignoring(Phase.IMPORT));

        assertEquals(1, job.results().size());
        assertEquals(1, job.ignored().size());
    }

    @Test
    void wrongKeysAndBucketsAreToldApart() {
        String wrong = where("").replace(S3Server.SECRET, "wrong");
        String none = where("").replace("\"" + BUCKET, "\"no-such-bucket");

        assertEquals(
                ErrorCode.S3_STORE_ACCESS_DENIED,
                failure(() -> stored(new S3StoreRobot(outbound, STORES), "a", "a", wrong)).code());
        assertEquals(
                ErrorCode.S3_STORE_NOT_FOUND,
                failure(() -> stored(new S3StoreRobot(outbound, STORES), "a", "a", none)).code());
    }

    @Test
    void aServerInsideIsNotAsked() throws IOException {
        try (var strict = outbound("")) {
            var error =
                    failure(() ->
                            stored(new S3StoreRobot(strict, STORES), "a.txt", "a", where("")));

            assertEquals(ErrorCode.S3_STORE_FAILURE, error.code());
            assertEquals(true, error.details().get("is_private_address"));
            assertEquals("The server could not be reached.", error.message());
        }
    }

    @Test
    void aPortOfAnotherProtocolIsNotAsked() {
        String redis = where("").replace(":" + s3.port(), ":6379");

        var error = failure(() -> stored(new S3StoreRobot(outbound, STORES), "a", "a", redis));

        assertEquals(true, error.details().get("is_private_address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'headers':{'Authorization':'x'}",
                "'headers':{'x-amz-acl':'public-read'}",
                "'tags':{'1':'','2':'','3':'','4':'','5':'','6':'','7':'','8':'','9':'','10':'',"
                        + "'11':''}",
                "'sign_urls_for':0",
                "'host':'http://a/b?c'"
            })
    void wrongParametersAreRefused(String more) {
        assertEquals(
                ErrorCode.S3_STORE_VALIDATION,
                failure(() -> stored("a.txt", "a", more + ",'path':'a'")).code());
    }

    @Test
    void anotherPlaceOfTheSameNameInOneJobIsRefused() throws IOException {
        FakeJob job = job();
        var one = job.add("a.txt", "text/plain", new byte[] {1});
        var two = job.add("b.txt", "text/plain", new byte[] {2});

        var error =
                failure(() ->
                        run(
                                new S3StoreRobot(outbound, STORES),
                                where("'path':'same','acl':'private'"),
                                FakeJob.input(one, two),
                                job));

        assertEquals(ErrorCode.S3_STORE_VALIDATION, error.code());
    }
}
