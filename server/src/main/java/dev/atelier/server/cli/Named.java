package dev.atelier.server.cli;

/** An option of the form {@code NAME=VALUE}. */
record Named(String name, String value) {

    static Named parse(String option, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException(option + " " + text + ": write it as NAME=VALUE");
        }
        return new Named(text.substring(0, equals), text.substring(equals + 1));
    }
}
