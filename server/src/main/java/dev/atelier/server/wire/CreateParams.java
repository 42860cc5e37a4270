package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.UploadLimits;
import dev.atelier.core.run.AwaitEnd;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What the client asked for, read from the form of a create.
 *
 * @param steps as sent, null when absent
 * @param fields those of params with those of the form laid over them
 * @param text the params as sent, the auth key masked
 * @param await what to hold the answer back for, null for nothing
 * @param expectedUploads how many resumable uploads will follow
 * @param quiet answer with the id only
 * @param cors headers for the answers about the Assembly
 */
public record CreateParams(
        @Nullable JsonNode steps,
        ObjectNode fields,
        String text,
        AwaitEnd.@Nullable Until await,
        boolean quiet,
        int expectedUploads,
        UploadLimits uploadLimits,
        @Nullable String redirectUrl,
        @Nullable String notifyUrl,
        @Nullable String usageTags,
        Map<String, String> cors) {}
