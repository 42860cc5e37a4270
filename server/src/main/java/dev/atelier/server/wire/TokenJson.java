package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;

/** The answer of {@code POST /token}. */
public final class TokenJson {
    private TokenJson() {}

    public static ObjectNode of(String token, long seconds, String scope) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("access_token", token);
        body.put("token_type", "Bearer");
        body.put("expires_in", seconds);
        body.put("scope", scope);
        return body;
    }
}
