package dev.atelier.core.port;

/** The account has another thing of that kind and name. */
public final class NameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NameTakenException(String name) {
        super("the name `" + name + "` is taken");
    }
}
