package dev.atelier.core.instructions;

/** The phases of a job whose errors a step may ignore. */
public enum Phase {
    META,
    IMPORT,
    EXECUTE
}
