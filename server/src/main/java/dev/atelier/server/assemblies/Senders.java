package dev.atelier.server.assemblies;

import dev.atelier.core.assembly.Event;
import dev.atelier.server.auth.Caller;
import dev.atelier.server.http.ClientAddress;

import io.vertx.core.http.HttpServerRequest;

/** Notes who sent a request. */
record Senders(ClientAddress addresses) {

    Event.Sender of(Caller caller, HttpServerRequest http) {
        return new Event.Sender(
                caller.account(),
                caller.keyId(),
                http.getHeader("Transloadit-Client"),
                http.getHeader("User-Agent"),
                addresses.of(http),
                http.getHeader("Referer"));
    }
}
