package dev.atelier.core.assembly;

/** What a job mostly does: keep a core busy, or wait for somebody else. */
public enum Load {
    PIXELS,
    NETWORK
}
