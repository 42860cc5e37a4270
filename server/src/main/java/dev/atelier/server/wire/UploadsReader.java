package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.UploadLimits;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Reads what a create says of its uploads: how many will follow, how large and many they may be.
 */
final class UploadsReader {
    static final String EXPECTED = "num_expected_upload_files";
    static final String TUS_EXPECTED = "tus_num_expected_upload_files";

    private static final int MAX_COUNT_DIGITS = 9;

    private UploadsReader() {}

    /** Clients use either name, in the form or in params; the largest number counts. */
    static int expected(ObjectNode params, Map<String, String> form) {
        int most = 0;
        for (String name : List.of(EXPECTED, TUS_EXPECTED)) {
            most = Math.max(most, count(form.get(name)));
            most = Math.max(most, count(text(params.get(name))));
        }
        return most;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.isContainerNode() ? "?" : node.asText();
    }

    private static int count(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        if (!text.strip().matches("\\d{1," + MAX_COUNT_DIGITS + "}")) {
            var code = ErrorCode.ASSEMBLY_INVALID_NUM_EXPECTED_UPLOAD_FILES_PARAM;
            throw new AssemblyException(code, code.defaultMessage());
        }
        return Integer.parseInt(text.strip());
    }

    static UploadLimits limits(@Nullable JsonNode auth) {
        if (auth == null || !auth.isObject()) {
            return UploadLimits.NONE;
        }
        Long files =
                positive(
                        auth.get("max_number_of_files"),
                        ErrorCode.INVALID_AUTH_MAX_NUMBER_OF_FILES_PARAMETER);
        return new UploadLimits(
                positive(auth.get("max_size"), ErrorCode.INVALID_AUTH_MAX_SIZE_PARAMETER),
                files == null ? null : (int) Math.min(files, Integer.MAX_VALUE));
    }

    private static @Nullable Long positive(@Nullable JsonNode node, ErrorCode refusal) {
        String text = text(node);
        if (text == null) {
            return null;
        }
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new AssemblyException(refusal, refusal.defaultMessage());
        }
        return Long.valueOf(text);
    }
}
