package dev.atelier.robots.script;

/** A script gave no value. The message is for whoever wrote the script. */
final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ScriptException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
