package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

/** Sets members of a request that the operator may have left out. */
final class Members {
    private Members() {}

    static void text(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** As a number when it is one; else the provider tells what it thinks of it. */
    static void number(ObjectNode body, String name, @Nullable String value) {
        if (value != null && value.matches("-?\\d{1,9}")) {
            body.put(name, Integer.parseInt(value));
        } else if (value != null && value.matches("-?\\d{1,9}\\.\\d{1,9}")) {
            body.put(name, Double.parseDouble(value));
        } else {
            text(body, name, value);
        }
    }
}
