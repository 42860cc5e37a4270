package dev.atelier.core.port;

/** Something of an account that is found by its id or by the name it was given. */
public interface Named {
    String id();

    String account();

    /** No two things of one kind and account have the same. */
    String name();
}
