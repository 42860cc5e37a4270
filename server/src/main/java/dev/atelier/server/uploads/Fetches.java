package dev.atelier.server.uploads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.run.AddedFile;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.core.upload.UploadException;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.FileNames;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.Part;
import dev.atelier.server.http.PathId;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * {@code reserve_file} and {@code add_file}: takes files that the client has uploaded elsewhere and
 * names by URL. Each stands for one of the uploads its Assembly was told to expect.
 */
final class Fetches {
    private static final int ID_BYTES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AssemblyService service;
    private final ResumableUploads uploads;
    private final FileStore files;
    private final FreeSpace space;
    private final Elsewhere elsewhere;
    private final FetchRoom room;

    Fetches(TusRoutes.Parts parts) {
        this.service = parts.service();
        this.uploads = parts.uploads();
        this.files = parts.files();
        this.space = parts.space();
        this.elsewhere = parts.elsewhere();
        this.room = new FetchRoom(parts.fetchesAtOnce(), PATIENCE);
    }

    void mount(Router router, Blocking blocking) {
        router.post("/assemblies/:id/reserve_file").handler(blocking.handler(this::reserve));
        router.post("/assemblies/:id/add_file").handler(blocking.handler(this::add));
    }

    /** Says beforehand whether a file would be taken; nothing is kept of that. */
    private Answer reserve(RoutingContext rc) {
        require(PathId.assembly(rc), "to come", size(rc));
        return answer("ASSEMBLY_FILE_RESERVED", "The file may be added.");
    }

    /** Fetches the file and adds it; sent again for the same URL it adds nothing. */
    private Answer add(RoutingContext rc) throws IOException, InterruptedException {
        String assembly = PathId.assembly(rc);
        String url = param(rc, "s3Url");
        String field = Objects.requireNonNullElse(param(rc, "fieldname"), "file");
        if (url == null) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA, "s3Url must say where the file is.");
        }
        String id = id(assembly, url);
        if (!service.read(assembly, known -> known.tusUrls().containsKey(id))) {
            String name = FileNames.of(new Part(field, param(rc, "filename"), null));
            space.require();
            require(assembly, name, size(rc));
            FetchRoom.Guest guest = service.read(assembly, known -> guest(assembly, known));
            room.enter(guest);
            try {
                require(assembly, name, null); // others may have come while this one waited
                FileRef ref = fetch(assembly, url);
                require(assembly, name, ref.size());
                var file = new AddedFile(id, "", ref, name, field, empty());
                service.addFile(assembly, file, () -> {});
            } finally {
                room.leave(guest);
            }
        }
        return answer("ASSEMBLY_FILE_ACCEPTED", "The file was added.");
    }

    private void require(String assembly, String name, @Nullable Long size) {
        try {
            uploads.require(assembly, name, size);
        } catch (UploadException e) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_CAPABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static FetchRoom.Guest guest(String id, Assembly assembly) {
        var request = assembly.created().request();
        int missing = request.awaitedUploads() - assembly.tusUrls().size();
        return new FetchRoom.Guest(request.sender().account(), id, missing);
    }

    private FileRef fetch(String assembly, String url) throws IOException {
        long maxBytes = uploads.maxBytes(assembly);
        Path file = files.newTemporaryFile();
        try {
            try (var out = Files.newOutputStream(file)) {
                elsewhere.fetch(url, maxBytes, out);
            }
            return files.put(file);
        } catch (AssemblyException e) {
            if (e.error().code() == ErrorCode.MAX_SIZE_EXCEEDED) {
                service.failUploads(assembly, e.error());
            }
            throw e;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static @Nullable String param(RoutingContext rc, String name) {
        String value = rc.request().getParam(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable Long size(RoutingContext rc) {
        String text = param(rc, "size");
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA, "size must be the number of bytes.");
        }
        return Long.valueOf(text);
    }

    /** The same file of the same Assembly has the same id, so that it is not added twice. */
    private static String id(String assembly, String url) {
        try {
            byte[] text = (assembly + "\n" + url).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Answer answer(String ok, String message) {
        return Answer.json(200, empty().put("ok", ok).put("message", message));
    }
}
