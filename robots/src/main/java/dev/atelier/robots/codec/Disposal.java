package dev.atelier.robots.codec;

/** What becomes of a frame on the canvas before the next one is drawn. */
enum Disposal {
    KEEP,
    CLEAR,
    /** What was there before the frame comes back. */
    RESTORE
}
