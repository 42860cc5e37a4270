package dev.atelier.server.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request to an endpoint that wants to know who calls.
 *
 * @param params its params, an empty object when it sent none
 */
public record ApiRequest(Caller caller, ObjectNode params) {
    public String account() {
        return caller.account();
    }
}
