package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.upload.FormUpload;
import dev.atelier.server.config.LimitsConfig;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the body of a create, whatever its format, within the limits. Files go to the disk as they
 * arrive, in whatever order parts come.
 */
public final class FormReader {
    private static final String PARAMS = "params";
    private static final int FIELD_CHUNK = 8 * 1024;

    /** From this size of a form on its files are staged; smaller ones are hashed in a moment. */
    private static final long LARGE = 64_000_000;

    /** Which of two would count must not be a question. */
    private static final Set<String> SIGNED = Set.of(PARAMS, "signature");

    private final LimitsConfig limits;
    private final Spool spool;

    /** Makes new empty files on the disk the uploads will stay on. */
    public interface Spool {
        Path newFile() throws IOException;

        /** One for a form that is large. */
        FormUpload newLargeFile() throws IOException;
    }

    public FormReader(LimitsConfig limits, Spool spool) {
        this.limits = limits;
        this.spool = spool;
    }

    /**
     * @param contentType of the request; null for none
     * @param length of the body as the request states it; null when it does not
     * @throws BrokenBodyException when the body stopped before its end
     * @throws AssemblyException when it breaks a limit or the rules of its format
     */
    public Form read(@Nullable String contentType, @Nullable String length, InputStream body)
            throws IOException {
        String stated = contentType == null ? "" : contentType;
        String type = stated.toLowerCase(Locale.ROOT);
        var form = new Form();
        try {
            if (type.startsWith("multipart/form-data")) {
                multipart(new MultipartReader(body, boundary(stated)), large(length), form);
            } else if (type.startsWith("application/x-www-form-urlencoded")) {
                urlencoded(text(body, limits.formBytes(), "the form"), form);
            } else if (type.startsWith("application/json")) {
                form.fields().put(PARAMS, text(body, limits.paramsBytes(), PARAMS));
            }
            return form;
        } catch (MalformedFormException e) {
            form.close();
            throw e.forClient();
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private static boolean large(@Nullable String length) {
        return length != null && Long.parseLong(length) > LARGE;
    }

    private static @Nullable String boundary(String contentType) {
        int start = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (start < 0) {
            return null;
        }
        String value = contentType.substring(start + "boundary=".length()).strip();
        if (value.startsWith("\"")) {
            int end = value.indexOf('"', 1);
            return end < 0 ? null : value.substring(1, end);
        }
        int end = value.indexOf(';');
        return end < 0 ? value : value.substring(0, end).strip();
    }

    private void multipart(MultipartReader reader, boolean large, Form form) throws IOException {
        long textBytes = 0;
        for (Part part = reader.next(); part != null; part = reader.next()) {
            if (part.isFile() && !part.name().equals(PARAMS)) {
                file(reader, part, large, form);
            } else {
                String value = field(reader, part.name());
                textBytes += value.length();
                if (textBytes > limits.formBytes()) {
                    throw tooLarge("The form fields together are", limits.formBytes());
                }
                add(part.name(), value, form);
            }
        }
    }

    private void file(MultipartReader reader, Part part, boolean large, Form form)
            throws IOException {
        if (large) {
            staged(reader, part, form);
        } else {
            spooled(reader, part, form);
        }
        if (form.files().size() > limits.files()) {
            throw new AssemblyException(
                    ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                    "A request may carry at most " + limits.files() + " files.");
        }
    }

    private void spooled(MultipartReader reader, Part part, Form form) throws IOException {
        String name = FileNames.of(part);
        Path file = spool.newFile();
        FileRef ref = null;
        try {
            ref = new FormFile(file, size -> checkFile(name, size)).receive(reader);
        } finally {
            if (ref == null || nothingChosen(part, ref.size())) {
                Files.delete(file);
            }
        }
        if (!nothingChosen(part, ref.size())) {
            form.files().add(new Form.SpooledFile(file, ref, part.name(), name));
        }
    }

    private void staged(MultipartReader reader, Part part, Form form) throws IOException {
        String name = FileNames.of(part);
        var staged = new Form.StagedFile(spool.newLargeFile(), part.name(), name);
        form.files().add(staged);
        staged.upload().receive(new PartStream(reader, size -> checkFile(name, size)));
        if (nothingChosen(part, staged.upload().size())) {
            form.files().removeLast();
            staged.upload().close();
        }
    }

    private void checkFile(String name, long size) {
        if (size > limits.uploadBytes()) {
            throw tooLarge("The file `" + name + "` is", limits.uploadBytes());
        }
    }

    /** A file input of a browser's form that was left empty. */
    private static boolean nothingChosen(Part part, long size) {
        return size == 0 && "".equals(part.filename());
    }

    private String field(MultipartReader reader, String name) throws IOException {
        int limit = name.equals(PARAMS) ? limits.paramsBytes() : limits.fieldBytes();
        var bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[FIELD_CHUNK];
        int count = reader.read(chunk, 0, chunk.length);
        while (count >= 0) {
            if (bytes.size() + count > limit) {
                throw tooLarge("The form field `" + shown(name) + "` is", limit);
            }
            bytes.write(chunk, 0, count);
            count = reader.read(chunk, 0, chunk.length);
        }
        return utf8(bytes.toByteArray(), name);
    }

    private void urlencoded(String body, Form form) {
        for (String pair : body.split("&", limits.fields() + 2)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = FormUrl.decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : FormUrl.decode(pair.substring(equals + 1));
                checkLength(name, value);
                add(name, value, form);
            }
        }
    }

    private void checkLength(String name, String value) {
        int limit = name.equals(PARAMS) ? limits.paramsBytes() : limits.fieldBytes();
        if (value.length() > limit) {
            throw tooLarge("The form field `" + shown(name) + "` is", limit);
        }
    }

    private void add(String name, String value, Form form) {
        boolean second = form.fields().put(name, value) != null;
        if (second && SIGNED.contains(name)) {
            throw new MalformedFormException("it has more than one " + name + " field");
        }
        if (form.fields().size() > limits.fields()) {
            throw new MalformedFormException("it has more than " + limits.fields() + " fields");
        }
    }

    private static String text(InputStream body, int limit, String what) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge(what.equals(PARAMS) ? "params is" : "The form is", limit);
        }
        return utf8(bytes, what);
    }

    private static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFormException("`" + shown(what) + "` is not UTF-8");
        }
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    private static AssemblyException tooLarge(String what, long limit) {
        return new AssemblyException(
                ErrorCode.MAX_SIZE_EXCEEDED, what + " larger than " + limit + " bytes.");
    }
}
