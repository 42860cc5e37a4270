package dev.atelier.robots.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.port.Ids;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.outbound.OutboundBody;
import dev.atelier.robots.outbound.OutboundBody.Piece;
import dev.atelier.robots.outbound.OutboundBody.Slice;
import dev.atelier.robots.outbound.OutboundBody.Text;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a job tells a server of itself, and the names by which its files can be chosen. */
final class Offer {
    private static final String LINE = "\r\n";

    private final List<AssemblyFile> files;
    private final RobotContext job;

    Offer(List<AssemblyFile> files, RobotContext job) {
        this.files = files;
        this.job = job;
    }

    /** The input that was offered under this path. */
    Optional<AssemblyFile> chosen(String path) {
        return files.stream().filter(file -> path(file).equals(path)).findFirst();
    }

    private static String path(AssemblyFile file) {
        return file.id() + "/" + Names.urlName(file.name());
    }

    /** The same for the same work, so that a repetition can be told from a new request. */
    String idempotencyKey() {
        JobKey key = job.key();
        return Ids.fileId(new JobKey(key.assemblyId(), key.step(), "request " + key.inputKey()), 0);
    }

    int depth() {
        return job.depth() + 1;
    }

    /** Null for none. */
    @Nullable OutboundBody body(HttpRequestRobot.Payload payload) throws IOException {
        return switch (payload) {
            case NONE -> null;
            case METADATA -> OutboundBody.of("application/json", payload().toString());
            case FILE -> form("file", files.subList(0, Math.min(1, files.size())));
            case FILES -> form("files[]", files);
        };
    }

    private ObjectNode payload() {
        ObjectNode known = job.variables();
        ObjectNode payload = AssemblyFile.emptyJson();
        for (String name : List.of("assembly", "fields", "previous_step")) {
            payload.set(name, known.get(name));
        }
        payload.putNull("file");
        ArrayNode all = payload.putArray("files");
        for (AssemblyFile file : files) {
            all.add(job.describe(file).put("path", path(file)));
        }
        if (!all.isEmpty()) {
            payload.set("file", all.get(0));
        }
        return payload;
    }

    private OutboundBody form(String name, List<AssemblyFile> sent) throws IOException {
        if (sent.isEmpty()) {
            throw HttpRequestRobot.failed(
                    "There is no file to send; give the step `use`, or another `payload`.");
        }
        String boundary = boundary(sent);
        var pieces = new ArrayList<Piece>();
        pieces.add(new Text(part(boundary, "payload", "", "application/json")));
        pieces.add(new Text(payload() + LINE));
        for (AssemblyFile file : sent) {
            String fileName = "; filename=\"" + Names.urlName(file.name()) + "\"";
            Path bytes = job.open(file);
            pieces.add(new Text(part(boundary, name, fileName, file.mime())));
            pieces.add(new Slice(bytes, 0, Files.size(bytes)));
            pieces.add(new Text(LINE));
        }
        pieces.add(new Text("--" + boundary + "--" + LINE));
        return new OutboundBody("multipart/form-data; boundary=" + boundary, pieces);
    }

    private static String part(String boundary, String name, String more, String type) {
        String disposition = "Content-Disposition: form-data; name=\"" + name + "\"" + more;
        return "--" + boundary + LINE + disposition + LINE + "Content-Type: " + type + LINE + LINE;
    }

    /** No file can hold it, since it follows from the hashes of them all. */
    private String boundary(List<AssemblyFile> sent) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(job.key().text().getBytes(StandardCharsets.UTF_8));
            sent.forEach(file -> sha.update(file.sha256().getBytes(StandardCharsets.UTF_8)));
            return "atelier-" + HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
