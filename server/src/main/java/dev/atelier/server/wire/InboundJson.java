package dev.atelier.server.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

/** Reads JSON that strangers send: strict, and never larger or deeper than the limits. */
public final class InboundJson {
    private static final int NUMBER_DIGITS = 40;
    private static final int NAME_CHARACTERS = 256;

    private final JsonMapper mapper;
    private final Limits limits;

    /**
     * How much one document may hold.
     *
     * @param string the longest string in characters
     */
    public record Limits(int depth, int tokens, int string) {}

    public InboundJson(Limits limits) {
        this.limits = limits;
        var constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxTokenCount(limits.tokens())
                        .maxStringLength(limits.string())
                        .maxNumberLength(NUMBER_DIGITS)
                        .maxNameLength(NAME_CHARACTERS)
                        .build();
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        this.mapper =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
    }

    /**
     * @throws AssemblyException {@code INVALID_PARAMS_FIELD} with what is wrong and where
     */
    public JsonNode read(String text) {
        if (text.startsWith("\uFEFF")) {
            throw invalid("it starts with a byte order mark; send it without", null);
        }
        JsonNode node = parse(text);
        if (node.isMissingNode()) {
            throw invalid("it is empty", null);
        }
        String unusable = unusable(node);
        if (unusable != null) {
            throw invalid(unusable, null);
        }
        return node;
    }

    private JsonNode parse(String text) {
        try {
            return mapper.readTree(text);
        } catch (StreamConstraintsException e) {
            throw invalid(limit(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw invalid(plain(e.getOriginalMessage()) + where(e.getLocation()), e);
        }
    }

    private String limit(String message) {
        if (message.contains("epth")) {
            return "it is nested deeper than " + limits.depth() + " levels";
        }
        if (message.contains("oken")) {
            return "it has more than " + limits.tokens() + " values and names";
        }
        if (message.contains("umber")) {
            return "a number has more than " + NUMBER_DIGITS + " digits";
        }
        if (message.contains("ame ")) {
            return "a name is longer than " + NAME_CHARACTERS + " characters";
        }
        return "a string is longer than " + limits.string() + " characters";
    }

    /** The first sentence: what follows speaks of the parser's own settings. */
    private static String plain(String message) {
        String first = message.lines().findFirst().orElse(message);
        int inner = first.indexOf(": enable ");
        return inner < 0 ? first : first.substring(0, inner);
    }

    private static String where(@Nullable JsonLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static @Nullable String unusable(JsonNode node) {
        if (node.isDouble() && Double.isInfinite(node.doubleValue())) {
            return "a number is too large";
        }
        if (node.isTextual() && hasLoneSurrogate(node.textValue())) {
            return "a string holds half a character (an unpaired surrogate)";
        }
        for (var entry : node.properties()) {
            if (hasLoneSurrogate(entry.getKey())) {
                return "a name holds half a character (an unpaired surrogate)";
            }
        }
        for (JsonNode child : node) {
            String problem = unusable(child);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static AssemblyException invalid(String what, @Nullable Throwable cause) {
        return new AssemblyException(
                ErrorCode.INVALID_PARAMS_FIELD, "params is not usable JSON: " + what + ".", cause);
    }
}
